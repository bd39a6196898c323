/** Base names that a provider offers under many endings: `yahoo` with `com de co.uk ...`. */
const MANY_ENDINGS: Readonly<Record<string, string>> = {
  // Mail.
  yahoo:
    "com ca co.uk co.in co.id co.jp co.kr co.nz co.th co.za com.ar com.au com.br com.cn com.hk com.mx com.my com.ph com.sg com.tr com.tw com.vn at be cz de dk es fi fr gr hu ie in it nl no pl pt ro ru se",
  ymail: "com",
  rocketmail: "com",
  hotmail:
    "com ac at be ca ch cl cn co.id co.il co.in co.jp co.kr co.nz co.th co.uk co.za com.ar com.au com.br com.hk com.my com.sg com.tr com.tw com.vn cz de dk es fi fr gr hu it jp my nl no ph pt ro se sg",
  live: "com at be ca ch cl cn co.in co.kr co.uk co.za com.ar com.au com.mx com.my com.pt com.sg de dk fi fr hk ie in it jp nl no ph ru se",
  outlook:
    "com at be cl co.id co.il co.nz co.th com.ar com.au com.br com.gr com.pe com.tr com.vn cz de dk es fr hu ie in it jp kr lv my ph pt sa sg sk",
  msn: "com cn nl",
  passport: "com",
  windowslive: "com es",
  aol: "com at be ch cl co.nz co.uk com.ar com.au com.br com.co com.mx com.tr cz de dk es fi fr hk hu in it jp kr nl pl ru se tw",
  aim: "com",
  gmx: "com at ch de net eu info biz org co.uk es fr it us li cn hk ph ie tm",
  mail: "com de ru ee bg ua by kz md me",
  email: "com de it cz",
  zoho: "com eu in com.au com.cn",
  zohomail: "com eu in com.au",
  yandex: "com ru ua by kz com.tr ee lt lv fr",
  tiscali: "it co.uk fr be cz",
  terra: "com com.br es cl com.mx com.ar",
  // Social networks, search, shops and marketplaces.
  google: "com de fr co.uk es it nl ca com.au com.br co.in",
  amazon: "com de fr co.uk es it nl ca com.au com.br in co.jp com.mx se pl",
  ebay: "com de fr co.uk es it nl ca com.au at ch ie pl",
  etsy: "com",
  aliexpress: "com us",
  mercadolibre: "com com.ar com.mx com.co cl",
  pinterest: "com de fr co.uk es it",
  facebook: "com de",
  booking: "com",
  tripadvisor: "com de fr co.uk es it",
  yelp: "com de fr co.uk es it ca",
  indeed: "com de fr co.uk es nl ca",
};

const SINGLE = `
  gmail.com googlemail.com icloud.com me.com mac.com web.de t-online.de t-online.at freenet.de arcor.de online.de vodafone.de vodafonemail.de kabelmail.de
  unitybox.de netcologne.de osnanet.de ewetel.net ewe.net alice.de alice-dsl.net alice-dsl.de o2online.de o2mail.de versanet.de 1und1.de onlinehome.de posteo.de
  posteo.net posteo.eu mailbox.org tutanota.com tutanota.de tutamail.com tuta.io tuta.com keemail.me proton.me protonmail.com protonmail.ch pm.me fastmail.com
  fastmail.fm hey.com hushmail.com hush.com runbox.com startmail.com mailfence.com disroot.org riseup.net skiff.com duck.com simplelogin.com anonaddy.com
  appleid.com mozmail.com lycos.com lycos.de lycos.co.uk excite.com juno.com netzero.net netzero.com rediffmail.com rediff.com indiatimes.com
  sify.com inbox.com inbox.lv inbox.ru list.ru bk.ru internet.ru rambler.ru lenta.ru ya.ru ukr.net i.ua bigmir.net meta.ua tut.by seznam.cz centrum.cz centrum.sk
  atlas.cz volny.cz post.cz azet.sk zoznam.sk wp.pl o2.pl interia.pl interia.eu onet.pl onet.eu op.pl poczta.onet.pl gazeta.pl tlen.pl vp.pl
  freemail.hu citromail.hu indamail.hu abv.bg dir.bg siol.net net.hr t-com.hr eunet.rs ptt.rs otenet.gr forthnet.gr hol.gr in.gr windtools.gr
  mynet.com superonline.com ttmail.com walla.com walla.co.il netvision.net.il bezeqint.net 012.net.il zahav.net.il
  orange.fr orange.net free.fr wanadoo.fr wanadoo.es laposte.net sfr.fr neuf.fr bbox.fr numericable.fr noos.fr club-internet.fr aliceadsl.fr cegetel.net voila.fr
  9online.fr gmx.fr nordnet.fr libero.it virgilio.it alice.it tin.it tim.it telecomitalia.it iol.it inwind.it blu.it fastwebnet.it email.it poste.it teletu.it pec.it
  legalmail.it arubapec.it aruba.it telefonica.net movistar.es ono.com ya.com jazztel.es euskaltel.net sapo.pt clix.pt netcabo.pt iol.pt telepac.pt
  uol.com.br bol.com.br ig.com.br globo.com globomail.com r7.com oi.com.br zipmail.com.br veloxmail.com.br prodigy.net.mx infinitummail.com speedy.com.ar
  arnet.com.ar fibertel.com.ar ciudad.com.ar vtr.net entelchile.net une.net.co etb.net.co cantv.net
  naver.com daum.net hanmail.net nate.com kakao.com qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net 139.com 189.cn sina.com sina.cn sohu.com tom.com
  21cn.com aliyun.com wo.cn pchome.com.tw hinet.net seed.net.tw netvigator.com singnet.com.sg starhub.net.sg pacific.net.sg docomo.ne.jp ezweb.ne.jp
  au.com softbank.ne.jp softbank.jp nifty.com biglobe.ne.jp ocn.ne.jp so-net.ne.jp excite.co.jp infoseek.jp streamyx.com tm.net.my telkom.net cbn.net.id
  comcast.net xfinity.com verizon.net att.net sbcglobal.net bellsouth.net pacbell.net swbell.net ameritech.net flash.net prodigy.net nvbell.net snet.net
  cox.net charter.net spectrum.net twc.com rr.com roadrunner.com brighthouse.com optonline.net optimum.net earthlink.net mindspring.com windstream.net
  frontier.com frontiernet.net centurylink.net centurytel.net embarqmail.com q.com qwest.net suddenlink.net mediacombb.net wowway.com tds.net
  cableone.net hughes.net peoplepc.com netscape.net netscape.com usa.net usa.com myself.com consultant.com engineer.com europe.com iname.com post.com writeme.com
  techie.com accountant.com doctor.com dr.com cheerful.com contractor.net execs.com financier.com lawyer.com workmail.com
  sympatico.ca bell.net rogers.com shaw.ca telus.net videotron.ca cogeco.ca eastlink.ca sasktel.net mts.net nb.sympatico.ca
  btinternet.com btopenworld.com bt.com talktalk.net talk21.com virginmedia.com virgin.net ntlworld.com blueyonder.co.uk sky.com plus.net plusnet.com
  tesco.net freeserve.co.uk fsmail.net supanet.com zen.co.uk waitrose.com eircom.net iol.ie o2.co.uk madasafish.com
  bluewin.ch bluemail.ch hispeed.ch sunrise.ch swissonline.ch solnet.ch green.ch vtxnet.ch quickline.ch aon.at a1.net chello.at utanet.at inode.at kabsi.at liwest.at
  drei.at telenet.be skynet.be proximus.be scarlet.be voo.be ziggo.nl kpnmail.nl kpnplanet.nl planet.nl hetnet.nl home.nl xs4all.nl upcmail.nl chello.nl
  quicknet.nl casema.nl online.nl solcon.nl caiway.nl zeelandnet.nl telfort.nl tele2.nl wxs.nl pt.lu internet.lu
  telia.com telia.se bredband.net bredband2.com comhem.se spray.se tele2.se online.no broadpark.no getmail.no start.no mail.dk jubii.dk tdcadsl.dk
  stofanet.dk youmail.dk tele.dk elisanet.fi kolumbus.fi inet.fi saunalahti.fi suomi24.fi luukku.com welho.com dnainternet.net simnet.is
  bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au westnet.com.au on.net dodo.com.au adam.com.au ozemail.com.au
  xtra.co.nz clear.net.nz slingshot.co.nz vodafone.co.nz orcon.net.nz paradise.net.nz mweb.co.za telkomsa.net vodamail.co.za webmail.co.za iafrica.com
  lantic.net emirates.net.ae eim.ae
  mailinator.com guerrillamail.com 10minutemail.com yopmail.com tempmail.com temp-mail.org trashmail.com sharklasers.com maildrop.cc dispostable.com getnada.com
  linkedin.com lnkd.in twitter.com x.com t.co instagram.com youtube.com youtu.be tiktok.com snapchat.com reddit.com threads.net threads.com mastodon.social
  vk.com ok.ru weibo.com wechat.com whatsapp.com wa.me telegram.org t.me discord.com discord.gg xing.com viadeo.com meetup.com eventbrite.com
  vimeo.com twitch.tv soundcloud.com behance.net dribbble.com angel.co wellfound.com f6s.com crunchbase.com pitchbook.com producthunt.com glassdoor.com kununu.com
  stepstone.de goo.gl bit.ly tinyurl.com ow.ly rebrand.ly linktr.ee beacons.ai about.me forms.gle calendly.com typeform.com
  app.link onelink.me apps.apple.com apple.com play.google.com alibaba.com made-in-china.com globalsources.com indiamart.com tradeindia.com wlw.de europages.com kompass.com
  thomasnet.com shopee.com lazada.com rakuten.com rakuten.co.jp flipkart.com walmart.com allegro.pl otto.de zalando.de bol.com cdiscount.com
  airbnb.com expedia.com doordash.com ubereats.com lieferando.de opentable.com trustpilot.com capterra.com g2.com clutch.co upwork.com fiverr.com
  gelbeseiten.de yellowpages.com pagesjaunes.fr paginegialle.it dnb.com bloomberg.com zoominfo.com northdata.de opencorporates.com wikipedia.org
  github.com gitlab.com bitbucket.org sourceforge.net npmjs.com medium.com substack.com patreon.com kickstarter.com indiegogo.com gofundme.com
  salesforce-sites.com example.com example.org example.net test.com none.com na.com unknown.com domain.com company.com website.com yourcompany.com
  yourdomain.com mydomain.com localhost.com localhost noemail.com nomail.com noreply.com noemail.org invalid.com nodomain.com nowebsite.com`;

/** Where anybody builds a site under a name of their own before the host: `acme.wordpress.com` is Acme's, `wordpress.com/acme` nobody's. */
const BUILDERS = `
  wix.com wixsite.com editorx.io wordpress.com blogspot.com blogger.com squarespace.com weebly.com webflow.io godaddysites.com myshopify.com shopify.com bigcartel.com
  ecwid.com company.site bigcommerce.com mybigcommerce.com volusion.com 3dcart.com shift4shop.com square.site squareup.com jimdo.com jimdofree.com jimdosite.com
  strikingly.com mystrikingly.com site123.me simdif.com webnode.com webnode.page yola.com yolasite.com tilda.ws ucraft.net ucraft.site zyrosite.com hostingersite.com
  duda.co dudaone.com multiscreensite.com carrd.co crd.co notion.site notion.so super.site softr.app bubbleapps.io framer.app framer.website framer.ai webador.com
  ionos.space ueniweb.com business.site sites.google.com page.link web.app firebaseapp.com herokuapp.com netlify.app netlify.com vercel.app now.sh pages.dev
  workers.dev onrender.com render.com fly.dev railway.app surge.sh glitch.me replit.app repl.co github.io gitlab.io bitbucket.io readthedocs.io
  azurewebsites.net azurestaticapps.net cloudfront.net amazonaws.com awsapps.com appspot.com run.app digitaloceanspaces.com ondigitalocean.app cloudapp.net
  sharepoint.com onmicrosoft.com force.com my.site.com lightning.force.com salesforce.com hubspotpagebuilder.com hs-sites.com hubspot.com unbouncepages.com leadpages.co
  clickfunnels.com kajabi.com teachable.com thinkific.com podia.com mailchimpsites.com constantcontactsites.com lovable.app
  000webhostapp.com altervista.org atspace.com freehosting.com byethost.com epizy.com infinityfreeapp.com tripod.com angelfire.com geocities.com
  over-blog.com canalblog.com e-monsite.com home.blog tumblr.com livejournal.com typepad.com hatenablog.com ameblo.jp`;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Hosts that many companies share: mail providers, social networks, marketplaces, directories. They say nothing about who a company is. */
export const SHARED_HOSTS: ReadonlySet<string> = new Set([
  ...words(SINGLE),
  ...Object.entries(MANY_ENDINGS).flatMap(([name, endings]) => words(endings).map((ending) => `${name}.${ending}`)),
]);

/** Site builders and hosting: the name before the host is the company's, the host alone is nobody's. */
export const SITE_BUILDERS: ReadonlySet<string> = new Set(words(BUILDERS));
