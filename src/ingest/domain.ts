import { getDomain } from "tldts";

/** Hosts that many companies share: mail providers, social networks, site builders, marketplaces. They say nothing about who a company is. */
const SHARED: ReadonlySet<string> = new Set(
  `gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de ymail.com hotmail.com hotmail.co.uk hotmail.fr outlook.com live.com msn.com
  aol.com icloud.com me.com mac.com gmx.de gmx.net gmx.com gmx.at gmx.ch web.de t-online.de freenet.de mail.com mail.ru yandex.ru yandex.com
  proton.me protonmail.com zoho.com fastmail.com qq.com 163.com 126.com sina.com orange.fr free.fr wanadoo.fr laposte.net sfr.fr libero.it
  virgilio.it terra.com.br uol.com.br bol.com.br naver.com daum.net hanmail.net rediffmail.com comcast.net verizon.net att.net btinternet.com
  bluewin.ch hey.com tutanota.com inbox.lv seznam.cz wp.pl o2.pl interia.pl telenet.be skynet.be ziggo.nl
  facebook.com linkedin.com twitter.com x.com instagram.com youtube.com tiktok.com xing.com crunchbase.com google.com goo.gl bit.ly linktr.ee
  apple.com/store play.google.com amazon.com ebay.com etsy.com alibaba.com wikipedia.org github.com gitlab.com medium.com
  wix.com wixsite.com wordpress.com blogspot.com squarespace.com weebly.com webflow.io godaddysites.com myshopify.com shopify.com herokuapp.com
  netlify.app vercel.app github.io carrd.co notion.site sites.google.com business.site azurewebsites.net cloudfront.net amazonaws.com
  example.com example.org test.com none.com na.com unknown.com domain.com company.com website.com localhost.com`.split(
    /\s+/,
  ),
);

/**
 * The registrable domain of a website, address or e-mail: `acme.co.uk` for `https://www.shop.acme.co.uk/x`. Null for what is none and for
 * hosts that many companies share. A site on a shared host with its own name (`acme.myshopify.com`) is that name.
 */
export function domainOf(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "" || /\s/.test(trimmed)) return null;
  const domain = getDomain(trimmed.slice(trimmed.lastIndexOf("@") + 1), { allowPrivateDomains: true });
  return domain === null || SHARED.has(domain) ? null : domain;
}
