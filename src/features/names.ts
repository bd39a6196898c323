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

/** What a company has in spite of a late-sounding word; taken out of a name before it is judged. */
const HONEST_PHRASES = new RegExp(
  `\\b(${[
    "(fundrais(e|ing)|funding|company|growth|startup|start up|investment|venture|business|product|development|maturity|clinical|life) stages?",
    "stages? of (growth|development|maturity|company|business|life)|rating agenc(y|ies)|lost (and |n )?found",
    "(credit|esg|safety|bond|energy|glassdoor|g2|capterra|trustpilot|google|app|star|security|public|domain|review) ratings?",
    "tag manag(er|ement)|(industry|technology|tech) tags?",
    "loss (ratio|making|prevention)|(net|weight|data|hearing) loss|profit (and|or) loss|awards? won",
    "(full|part|real|first|half) time|time (zone|to market)|(time|years) in (business|operation|market|industry)",
    "fiscal year (ends?|starts?|month)|fiscal month|(demand|weather|growth|market) forecast",
    "invoices? (volume|count)|(employee|supplier|user) onboarding",
    "recent (leadership|management|ceo|cfo|cto|cio|executive|ownership|regulatory|technology|office) changes?",
    "(recent|latest|last) (headcount|employees?|workforce|staff|revenue) changes?",
    "reason for (inquiry|enquiry|contact|interest|evaluation|visit|switching)",
  ].join("|")})\\b`,
  "g",
);

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
    pattern: /\b(sales cycle|cycle (days|time|length)|(deal|opportunity) age|age( in)? days)\b|^age$/,
    reason: "measures how long the deal took",
  },
  {
    pattern: /\btime in\b|\btime spent in\b/,
    reason: "measures time in the sales process, which goes on until the deal is over",
  },
  {
    pattern:
      /\b(stage|stagename|dealstage|lifecyclestage|(deal|opportunity|lead|account|customer|client|delivery|installation) status)\b/,
    reason: "the stage moves until the deal is over",
  },
  {
    pattern: /\b(times contacted|contacted notes|num notes|sales activities|push count|open activities)\b/,
    reason: "counts what sellers did, which goes on until the deal is over",
  },
  { pattern: /\breasons?\b/, reason: "a reason is written down after the outcome" },
  {
    pattern: /\b(probability|forecast|expected revenue|(weighted|projected) amount|deal score|likelihood)\b/,
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
  {
    pattern:
      /^((customer|account|client|overall|relationship|gainsight) )?health( (score|status|grade|index|colou?r))?$/,
    reason: "the health of a customer exists only once there is one",
  },
  {
    pattern: /^is (an? )?((active|current|paying) )?(customer|client)$|^(active|current|paying) (customer|client)$/,
    reason: "says who is a customer today, and a won deal makes one",
  },
  {
    pattern:
      /\b(num|number|count) (of )?(associated |open |closed )?deals\b|\b(recent|last) deal amount\b|\b(open|total) deal value\b|\bis open( count)?\b/,
    reason: "sums up the account's deals, this one among them, as they stand today",
  },
];

/** Leakage kind (a): why a field of this name is known only after the outcome, or null. */
export function lateName(name: string): string | null {
  const text = wordsOf(name).join(" ").replace(HONEST_PHRASES, "-");
  return LATE_NAMES.find((late) => late.pattern.test(text))?.reason ?? null;
}

/** `email_provider` and `mobile_app` are honest, `email` and `mobile_phone_2` are not: what stands last counts. */
const ID =
  /\b(id|ids|uuid|guid|permalink|slug|sfid)\b(?! (verification|provider|management|card|theft|software|solution|tool)s?\b)|\b(key|hash|token|sku)$|^(number|index|unnamed 0)$|\btracking number\b/;
const NUMBERED =
  /\b(opportunity|deal|account|record|case|order|invoice|ticket|quote|row|serial|customer|company) (number|no|nr|code)\b/;
const PERSON =
  /\b(owner|seller|rep|agent|sdr|bdr|csm|salesperson|assignee|(contact|sales|responsible) person|firstname|lastname|surname|((account|sales|deal|opportunity|lead|team|regional|area|district|territory|relationship|success|channel|partner|development) )manager|(account|sales) exec(utive)?)( (full|first|last|name|role|team|alias|title|region|territory|manager|group|department|office|\d+))*$|^(manager|person)( name)?$|\b(created|modified|assigned|updated|sourced|sold) (by|to)\b|\b(first|last|contact) name\b/;
const CONTACT =
  /\b(e?mail|(tele)?phone|mobile|fax|url|website|domain|linkedin|twitter|facebook|instagram|xing|street|address|homepage)( (address|number|no|nr|url|link|handle|profile|page|username|status|confidence|ext|extension|domain|work|home|other|primary|website|\d+))*$/;
const CONSENT = /\b(opt|opted) (in|out)\b|\bdo not (call|mail|contact|email)\b/;
const ADDRESS = /\b(postal|zip|post) ?code\b|\bzip\b|\b(latitude|longitude)\b/;
/** `number_of_sales_reps`, `has_website`: counts and flags are properties of the company. */
const COUNT_OR_FLAG = /\b(number of|num|count|total|how many|headcount|share|percent|percentage|has|uses|is)\b/;

/** Why a field of this name can never be an attribute (an id, a person, a way to reach someone), or null. */
export function neverAnAttribute(name: string): string | null {
  const text = wordsOf(name).join(" ");
  if (NUMBERED.test(text) || ID.test(text)) return "an id";
  const counted = COUNT_OR_FLAG.test(text);
  if (PERSON.test(text) && !counted) return "a person, not a property of the company";
  if (CONSENT.test(text) || (CONTACT.test(text) && !counted)) return "a way to reach someone";
  return ADDRESS.test(text) ? "an address" : null;
}

const FREE_TEXT_WORDS = new Set(["description", "notes", "note", "comment", "comments", "remarks", "summary"]);

/** True when the name says free text. */
export function namesFreeText(name: string): boolean {
  return wordsOf(name).some((w) => FREE_TEXT_WORDS.has(w));
}
