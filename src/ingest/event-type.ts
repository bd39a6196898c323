/** What can happen, by the words of product.md, and product use as it is exported. */
export type EventType =
  | "page_view"
  | "content_download"
  | "demo_request"
  | "email_open"
  | "email_reply"
  | "ad_engagement"
  | "intent_surge"
  | "funding_round"
  | "job_posting"
  | "product_activation"
  | "product_usage";

/** Patterns over the folded name of an event, words joined by blanks. The first that matches counts. */
const TYPES: readonly (readonly [EventType, RegExp])[] = [
  [
    "demo_request",
    /\bdemo\b|book(ed)? (a )?(meeting|call)|contact (us|sales)|meeting (booked|requested)|request(ed)? (a )?(quote|trial|pricing)|talk to sales|hand raise/,
  ],
  ["email_reply", /\be ?mail.*\brepl|\brepl(y|ied)\b.*e ?mail|^repl(y|ied)$/],
  ["email_open", /\be ?mail.*\b(open|click|view)|\b(open|click)\w* .*e ?mail/],
  ["ad_engagement", /\b(ad|ads|advert|advertisement)\b|\bimpression/],
  ["intent_surge", /\bintent\b|\bsurge|\bbombora\b|\bg2\b|topic interest/],
  ["funding_round", /\bfunding\b|\bfund ?rais|\binvestment round|\bseries [a-f]\b/],
  ["job_posting", /\bjob\b|\bhiring\b|\bvacanc/],
  [
    "content_download",
    /\bdownload|\bwhite ?paper|\be ?book|\bwebinar|\bcontent\b|\bcase study|form (submit|fill)|\bresource\b/,
  ],
  ["product_activation", /\bactivat|\bonboard|\bsign(ed)? ?up\b|\btrial start|\baccount created|first (use|login)/],
  ["product_usage", /\busage\b|\blog(ged)? ?in\b|\bsession|\bfeature\b|\bproduct use|\bactive (users?|days?)\b/],
  ["page_view", /\bpage\b|\bvisit|\bpageview|\bviewed\b|\bweb(site)?\b|^screen$/],
];

const LONGEST = 120;

/** The type of an event by its name; null when the name is none that we know. */
export function readEventType(text: string): EventType | null {
  const words = eventName(text).replaceAll("_", " ");
  return TYPES.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** An event's own name in snake_case: `Report Exported` is `report_exported`. */
export function eventName(text: string): string {
  return text
    .slice(0, LONGEST)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "");
}
