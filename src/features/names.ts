/** The words of a field name: `days_in_stage` -> ["days", "in", "stage"]. */
export function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((w) => w !== "");
}

interface LateName {
  readonly pattern: RegExp;
  readonly reason: string;
}

/** Names of fields that are filled or changed when a deal ends, matched on the field name with blanks for underscores. */
const LATE_NAMES: readonly LateName[] = [
  { pattern: /\b(close|closed|closing)\b/, reason: "named after closing, so it is known only once the deal is over" },
  { pattern: /\b(won|lost|loss|losing|churn|churned|cancelled|canceled)\b/, reason: "named after the outcome" },
  {
    pattern:
      /\bstages?\b.*\b(count|changes?|number|duration|days|age|time|history)\b|\b(count|number|changes?) (of )?(the )?(sales )?stages?\b/,
    reason: "counts steps or time in the sales process, which goes on until the deal is over",
  },
  {
    pattern:
      /\b(days|hours|weeks|months|time)\b.*\b(stages?|phase|step|identified|qualified|validated|pipeline|open|through|elapsed)\b/,
    reason: "measures time in the sales process, which goes on until the deal is over",
  },
  { pattern: /\belapsed\b/, reason: "measures time in the sales process, which goes on until the deal is over" },
  {
    pattern: /\bratio\b.*\b(days|hours|weeks|time)\b|\b(days|hours|weeks|time)\b.*\bratio\b/,
    reason: "measures time in the sales process, which goes on until the deal is over",
  },
  {
    pattern: /\b(sales cycle|cycle (days|time|length)|deal age|age days)\b/,
    reason: "measures how long the deal took",
  },
  { pattern: /\b(stage|stagename|deal status|opportunity status)\b/, reason: "the stage moves until the deal is over" },
  { pattern: /\breasons?\b/, reason: "a reason is written down after the outcome" },
  {
    pattern: /\b(probability|forecast|expected revenue|weighted amount|deal score|likelihood)\b/,
    reason: "follows the stage, so it ends at 0 or 100 with the outcome",
  },
  { pattern: /\bnext step\b/, reason: "kept up to date by the seller until the deal is over" },
  {
    pattern:
      /\b(last|latest|recent)\b.*\b(activity|contact|contacted|modified|touch|touched|call|email|meeting|viewed|update|updated|change|changed|engagement|visit)\b/,
    reason: "a last activity is dated up to the end of the deal and after it",
  },
  {
    pattern: /\b(tags?|rating|ratings)\b/,
    reason: "tags and ratings are set by sellers, often once they know the outcome",
  },
  { pattern: /\bfiscal\b/, reason: "follows the close date" },
  {
    pattern:
      /\b(customer since|onboarding|kickoff date|go live|health score|nps|renewal date|contract (start|end|signed)|signed date|invoice|mrr|arr|has open activity|has overdue task)\b/,
    reason: "exists only for customers or changes after the deal",
  },
];

/** Leakage kind (a): why a field of this name is known only after the outcome, or null. */
export function lateName(name: string): string | null {
  const text = wordsOf(name).join(" ");
  return LATE_NAMES.find((late) => late.pattern.test(text))?.reason ?? null;
}

const ID_WORDS = new Set(["id", "ids", "uuid", "guid", "key", "hash", "token", "sku", "permalink", "slug"]);
const CONTACT_WORDS = new Set([
  "email",
  "mail",
  "phone",
  "mobile",
  "fax",
  "url",
  "website",
  "domain",
  "linkedin",
  "twitter",
  "facebook",
  "street",
  "address",
  "homepage",
]);
const PERSON_WORDS = new Set([
  "owner",
  "seller",
  "rep",
  "reps",
  "agent",
  "manager",
  "sdr",
  "bdr",
  "csm",
  "salesperson",
  "assignee",
  "person",
  "firstname",
  "lastname",
  "surname",
]);

/** Why a field of this name can never be an attribute (an id, a person, a way to reach someone), or null. */
export function neverAnAttribute(name: string): string | null {
  const words = wordsOf(name);
  const text = words.join(" ");
  if (
    /\b(opportunity|deal|account|record|case|order|invoice|ticket|quote|row|serial|customer|company) (number|no|nr|code)\b/.test(
      text,
    )
  )
    return "an id";
  if (words.some((w) => ID_WORDS.has(w)) || text === "number" || text === "index" || text === "unnamed 0")
    return "an id";
  if (
    words.some((w) => PERSON_WORDS.has(w)) ||
    /\b(account|sales) (executive|exec)\b|\b(created|modified|assigned|updated|sourced|sold) (by|to)\b|\b(first|last|contact) name\b/.test(
      text,
    )
  )
    return "a person, not a property of the company";
  if (words.some((w) => CONTACT_WORDS.has(w))) return "a way to reach someone";
  if (/\b(postal|zip|post) ?code\b|\bzip\b|\b(latitude|longitude)\b/.test(text)) return "an address";
  return null;
}

const FREE_TEXT_WORDS = new Set(["description", "notes", "note", "comment", "comments", "remarks", "summary"]);

/** True when the name says free text. */
export function namesFreeText(name: string): boolean {
  return wordsOf(name).some((w) => FREE_TEXT_WORDS.has(w));
}
