import { InputError } from "../errors.ts";
import { COMPANY_FIELDS } from "./aliases.ts";
import { fieldName } from "./field-name.ts";

/** What a file plainly is, by its columns alone. */
export type FileKind = "history" | "log" | "events" | "subscriptions" | "deals" | "leads" | "contacts" | "companies";

/** The option under which a file was given; `deals` is the file after the command itself. */
export type GivenAs =
  | "deals"
  | "--accounts"
  | "--customers"
  | "--contacts"
  | "--leads"
  | "--events"
  | "--open-deals"
  | "--contacted";

type Has = (pattern: RegExp) => boolean;

const PERIOD =
  /^(subscriptions?_)?(current_(period|term)_(start|end)\w*|next_billing\w*|cancel_at_period_end|trial_(start|end)\w*)$/;
const PLAN =
  /^(subscriptions?_)?(plan|plan_\w+|price_id|item_price_id|id|uuid|customer_id|quantity|account_code|interval)$/;
const DEAL =
  /^(close_date|opportunity_id|opportunity_name|probability|forecast_category|expected_close_date|deal_amount)$/;
const STAGE = /^(stage|is_won|is_closed|deal_status|sales_stage)$/;
/** What became of a deal, where no stage says it; or when it was opened. */
const OUTCOME =
  /^(outcome|result|status|statut|estado|won|win|win_loss|won_lost|\w+_(result|outcome|status)|created_date)$/;
const WHEN = /^(date|day|month|timestamp|time|occurred_at|event_\w+|activity_date|last_seen|usage_\w+)$/;
const NAMED = /^(last_name|first_name|full_name|contact_name)$/;

/** The surest first: a log of calls names people too, a lead a company. */
const KINDS: readonly (readonly [FileKind, (has: Has, fields: readonly string[]) => boolean])[] = [
  [
    "history",
    (has) =>
      has(/^(field|field_event|field_name|edited_field|property|property_name)$/) &&
      has(/^((old|new|previous|original)_value|value_(before|after))$/),
  ],
  [
    "log",
    (has) =>
      (has(/^(subject|task|task_subject|call_subject)$/) &&
        has(/^(who_id|what_id|priority|task_subtype|call_type|activity_type)$/) &&
        !has(/^(ticket_id|case_id|case_number|ticket_number)$/)) ||
      (has(/^activity_type$/) && has(/^activity_date$/)),
  ],
  [
    "events",
    (has) =>
      has(/^(event|event_type|event_name|event_text|event_id|message_id)$/) &&
      has(/^(occurred_at|timestamp|original_timestamp|event_date|event_time|event_timestamp|sent_at|received_at)$/),
  ],
  ["subscriptions", (has) => has(PERIOD) && has(PLAN) && !has(STAGE)],
  [
    "deals",
    (has) =>
      ((has(STAGE) && has(DEAL)) || (has(/^close_date$/) && has(/^deal_amount$/) && has(OUTCOME))) &&
      !(has(NAMED) && has(/^email$/)),
  ],
  [
    "leads",
    (has) =>
      has(/^(last_name|full_name|name)$/) &&
      has(/^(email|phone|company)$/) &&
      has(/^(is_converted|converted|converted_(account|contact|opportunity)_id|converted_date|lead_status|lead_id)$/),
  ],
  ["contacts", (has) => has(NAMED) && has(/^(email|work_email|title|job_title|phone|mobile_phone)$/)],
  [
    "companies",
    (has, fields) =>
      fields.filter((field) => COMPANY_FIELDS.has(field)).length >= 3 &&
      has(/^(account_name|name|domain)$/) &&
      !has(WHEN),
  ],
];

/** What a file with these headers plainly is; null where that is not plain. */
export function fileKind(headers: readonly string[]): FileKind | null {
  const fields = headers.map(fieldName);
  const has: Has = (pattern) => fields.some((field) => pattern.test(field));
  return KINDS.find(([, is]) => is(has, fields))?.[0] ?? null;
}

const LOOKS: Readonly<Record<FileKind, string>> = {
  history: "a field history (field, old value, new value): give it with --history",
  log: "a log of tasks, calls or e-mails: give it with --events, or --contacted of filter",
  events: "a list of events (what happened when): give it with --events",
  subscriptions: "an export of subscriptions (plans and billing periods): give it with --customers",
  deals:
    "a list of deals (stages and closes): give it as the deals, the first file of build, or with --open-deals of filter",
  leads: "a list of leads: give it with --leads",
  contacts: "a list of people: give it with --contacts",
  companies: "a list of companies: give it with --accounts",
};

/** What is refused under an option. A kind that is not listed may well be meant: people as leads, leads as contacts. */
const REFUSED: Readonly<Record<GivenAs, readonly FileKind[]>> = {
  deals: ["history", "log", "events", "subscriptions", "contacts"],
  "--accounts": ["history", "log", "events", "subscriptions", "deals"],
  "--customers": ["history", "leads"],
  "--contacts": ["history", "log", "events", "subscriptions", "deals", "companies"],
  "--leads": ["history", "log", "events", "subscriptions", "deals", "companies"],
  "--events": ["history", "subscriptions", "deals", "leads", "contacts", "companies"],
  "--open-deals": ["history", "log", "events", "subscriptions", "leads", "contacts", "companies"],
  "--contacted": ["history", "subscriptions", "deals", "leads", "contacts", "companies"],
};

/** Columns that make a file what it was given as, whatever else it holds. */
const OWN: Readonly<Partial<Record<GivenAs, RegExp>>> = {
  deals: /^(stage|is_won|is_closed|status|outcome|result|won|close_date|opportunity_\w+|deal_\w+)$/,
  "--accounts": new RegExp(`^(${[...COMPANY_FIELDS].join("|")})$`),
  "--contacts": NAMED,
  "--open-deals": /^(stage|is_won|is_closed|close_date|opportunity_\w+|probability|expected_close_date|deal_status)$/,
  "--contacted":
    /^(date|contacted_\w+|sent_\w+|last_(activity|contact|contacted|touch|email|call|outreach)\w*|activity_date)$/,
};

/** Throws `InputError` for a file that is plainly of another kind than what it was given as. A column that a person named for it settles the matter. */
export function requireKind(
  as: GivenAs,
  file: string,
  headers: readonly string[],
  named: ReadonlyMap<string, string>,
): void {
  const kind = fileKind(headers);
  if (kind === null || !REFUSED[as].includes(kind) || headers.some((header) => named.has(header))) return;
  if (kind !== "history" && headers.some((header) => OWN[as]?.test(fieldName(header)))) return;
  const option = as === "deals" ? "the deals" : as;
  throw new InputError(
    `${file} is given as ${option} and looks like ${LOOKS[kind]} (if it is what you say, name one of its columns with --map 'COLUMN=${EXAMPLE[as]}')`,
  );
}

const EXAMPLE: Readonly<Record<GivenAs, string>> = {
  deals: "stage",
  "--accounts": "account_name",
  "--customers": "customer_id",
  "--contacts": "email",
  "--leads": "email",
  "--events": "occurred_at",
  "--open-deals": "stage",
  "--contacted": "contacted_at",
};
