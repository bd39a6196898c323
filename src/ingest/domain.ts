import { getDomain, getHostname } from "tldts";
import { quoteText } from "../sql/quote.ts";
import { fromPunycode } from "./punycode.ts";
import { SECOND_LEVEL } from "./second-level.ts";
import { SHARED_HOSTS, SITE_BUILDERS } from "./shared-hosts.ts";
import { matchesSql } from "./text.ts";

/** `http//acme.com`, `https:\\acme.com`, `htttp://acme.com` are typing errors for a protocol. */
const PROTOCOL = /^(?:mailto:|h?t{1,3}ps?:?\/+)/;
const EMAIL = /^[^/@]+@([^/@]+)$/;
const SEPARATORS = /[;,|\s]+/;

/**
 * The registrable domains that a cell names, in order: one website as a rule, several in `acme.com; acme.de`. Each is in lower case and in
 * Unicode. Hosts that many companies share and texts that are no website give none.
 */
export function domainsOf(text: string): readonly string[] {
  const tokens = text
    .trim()
    .toLowerCase()
    .replaceAll("\\", "/")
    .split(SEPARATORS)
    .filter((token) => token !== "");
  if (tokens.length > 1 && /\s/.test(text.trim()) && !tokens.every((token) => token.includes("."))) return [];
  return [...new Set(tokens.map(registrable).filter((domain) => domain !== null))];
}

/**
 * The registrable domain of a website, address or e-mail: `acme.co.uk` for `https://www.shop.acme.co.uk/x`. Null for what is none and for
 * hosts that many companies share. A site on a shared host with its own name (`acme.myshopify.com`) is that name.
 */
export function domainOf(text: string): string | null {
  return domainsOf(text)[0] ?? null;
}

function registrable(token: string): string | null {
  const bare = token.replace(PROTOCOL, "");
  const address = EMAIL.exec(bare)?.[1] ?? bare;
  const domain = getDomain(address, { allowPrivateDomains: true });
  if (domain === null || SHARED_HOSTS.has(domain)) return null;
  return SITE_BUILDERS.has(domain) ? ownSite(address, domain) : fromPunycode(domain);
}

/** `acme.wordpress.com` of `https://www.acme.wordpress.com/blog`; null for the builder's own site. */
function ownSite(address: string, builder: string): string | null {
  const host = getHostname(address)?.replace(/^www\./, "") ?? "";
  const name =
    host
      .slice(0, -builder.length - 1)
      .split(".")
      .at(-1) ?? "";
  return name === "" || name === "www" || SHARED_HOSTS.has(host) ? null : `${name}.${builder}`;
}

const ENDINGS = Object.keys(SECOND_LEVEL).map((ending) => ending.replaceAll(".", "\\."));
const START = "^(?:https?://)?(?:www\\.)?";
const PLAIN = `^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.(?:${ENDINGS.join("|")})(?:/[a-z0-9/_.-]*)?$`;
/** A label is no longer than this, and a cell of this length holds none that is. */
const LONGEST_LABEL = 63;

/**
 * SQL: `select` with `into`, the domain of its column `cell` where that holds nothing but a plain website, `''` for any other text. Those in
 * `oddHosts` still need `domainOf`. Step by step: inside CASE, DuckDB computes each mention of an expression anew.
 */
export function plainDomainsSql(select: string, cell: string, into: string): string {
  const steps = [
    `CASE WHEN starts_with(${into}, 'http') OR starts_with(${into}, 'www.') THEN regexp_replace(${into}, ${quoteText(START)}, '') ELSE ${into} END`,
    `CASE WHEN strlen(${cell}) <= ${LONGEST_LABEL} AND NOT contains(${into}, 'xn--') AND ${matchesSql(into, PLAIN)} THEN ${into} WHEN ${cell} IS NOT NULL THEN '' END`,
    `CASE WHEN contains(${into}, '/') THEN split_part(${into}, '/', 1) ELSE ${into} END`,
  ];
  return steps.reduce(
    (from, step) => `SELECT * REPLACE (${step} AS ${into}) FROM (${from})`,
    `SELECT *, lower(${cell}) AS ${into} FROM (${select})`,
  );
}

/** What `plainDomainsSql` gives that is no company's own domain. */
export function oddHosts(): readonly string[] {
  const suffixes = Object.entries(SECOND_LEVEL).flatMap(([ending, names]) =>
    names.split(" ").map((name) => `${name}.${ending}`),
  );
  return [...new Set([...suffixes, ...SHARED_HOSTS, ...SITE_BUILDERS])].filter((host) => /^[^.]+[.]/.test(host));
}
