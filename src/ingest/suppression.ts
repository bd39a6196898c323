import type { Column } from "./column.ts";
import { anyOfSql, foldedSql, knownSql, matchesSql } from "./text.ts";

/** What a company's type, or stage of life, says about whether to sell to it. */
export type Relation = "customer" | "churned" | "competitor" | "partner";

const RELATIONS: readonly (readonly [Relation, RegExp])[] = [
  ["competitor", /\b(competitors?|wettbewerber|mitbewerber)\b/],
  ["partner", /\b(partners?|resellers?|vendors?|suppliers?|distributors?|lieferant|handler)\b/],
  [
    "churned",
    /\b(former|ex|past|lost|previous|churned|inactive|ehemaliger?)[ -]+(customer|client|kunde)|\b(customer|client|kunde)\b.*\b(former|churned|lost|inactive)\b|^churned$/,
  ],
  ["customer", /^((active|current|existing|paying) )?(customers?|clients?|kunden?)\b(?!.*\b(prospect|potential)\b)/],
];

const TYPE_FIELDS = [
  "type",
  "account_type",
  "company_type",
  "customer_type",
  "relationship",
  "relationship_type",
  "record_type",
  "account_record_type",
  "lifecycle_stage",
  "account_status",
];

/** The relation that a folded value of a type column names; null for prospects and all else. */
export function relationOf(value: string): Relation | null {
  return RELATIONS.find(([, words]) => words.test(value))?.[0] ?? null;
}

/** A column, by its field and folded values, that tells the customers among the companies from the rest. */
export function tellsCustomers(field: string, values: readonly string[]): boolean {
  return TYPE_FIELDS.includes(field) && values.some((value) => relationOf(value) === "customer");
}

/** A column that says what a company is to us, and which of its folded values say what. */
export interface RelationColumn {
  readonly header: string;
  readonly values: readonly { readonly value: string; readonly shown: string; readonly relation: Relation }[];
}

/** Columns in which some values name customers, competitors or partners. */
export function relationColumns(columns: readonly Column[]): RelationColumn[] {
  return columns
    .filter((column) => TYPE_FIELDS.includes(column.field))
    .map(({ header, profile }) => ({
      header,
      values: profile.top.flatMap(({ value, shown }) => {
        const relation = relationOf(value);
        return relation === null ? [] : [{ value, shown, relation }];
      }),
    }))
    .filter(({ values }) => values.length > 0);
}

/** SQL boolean: the row's company is of this relation by the column. */
export function relationSql({ header, values }: RelationColumn, relation: Relation): string {
  const list = values.filter((one) => one.relation === relation).map(({ value }) => value);
  return `coalesce(${anyOfSql(foldedSql(header), list)}, false)`;
}

const OPT_OUT =
  /(^|_)(opt(ed)?_?out|unsubscribed?|do_not_(call|e?_?mail|contact|mail)|dnc|donotcall|donotcontact|has_opted_out)(_|$)/;
const BOUNCED = /(^|_)(bounced?|hard_bounce)(_|$)/;
/** A date on which somebody last spoke to the company or person. */
const CONTACTED =
  /(^|_)last_(sales_)?(contact(ed)?|activity|touch(ed)?|outreach|e?mail(ed)?(_sent)?|call(ed)?|meeting)(_(date|at|on|time|timestamp))?$/;
const NO = [
  "false",
  "no",
  "0",
  "n",
  "f",
  "nein",
  "none",
  "never",
  "subscribed",
  "opted in",
  "opted-in",
  "not bounced",
  "active",
  "valid",
  "ok",
];

/** Columns of a list of people that say who must not be written to. */
export interface FlagColumns {
  /** Unsubscribed, opted out, do not call. */
  readonly optedOut: readonly string[];
  readonly bounced: readonly string[];
}

/** Finds the columns that say who opted out, and whose address bounces. */
export function flagColumns(columns: readonly Column[]): FlagColumns {
  const filled = columns.filter(({ profile }) => profile.filled > 0);
  const of = (words: RegExp) => filled.filter(({ field }) => words.test(field)).map(({ header }) => header);
  return { optedOut: of(OPT_OUT), bounced: of(BOUNCED) };
}

/** SQL boolean: the flag is set. Whatever is not a plain no (a date, a reason) counts as set; a link does not. */
export function flagSql(header: string): string {
  const value = knownSql(header);
  return `coalesce(${value} IS NOT NULL AND NOT ${anyOfSql(value, NO)} AND NOT ${matchesSql(value, "^(https?://|www[.])")}, false)`;
}

/** Columns with the day of the last contact, most telling name first. */
export function contactedColumns(columns: readonly Column[]): Column[] {
  return columns.filter(
    ({ field, profile }) =>
      CONTACTED.test(field) && profile.filled > 0 && Math.max(profile.shares.date, profile.shares.number) >= 0.5,
  );
}

const LOG_DATES = [
  "date",
  "sent_at",
  "sent",
  "sent_date",
  "contacted_at",
  "contacted_on",
  "contacted",
  "contact_date",
  "activity_date",
  "occurred_at",
  "event_date",
  "timestamp",
  "time",
  "completed_date",
  "created_date",
];

/** The column of an outreach log that says when: a well-known name, else the first column of dates; null without one. */
export function logDateColumn(columns: readonly Column[]): Column | null {
  const dated = columns.filter(({ profile }) => profile.filled > 0 && profile.shares.date >= 0.5);
  const named = LOG_DATES.map((field) => dated.find((column) => column.field === field));
  return named.find((column) => column !== undefined) ?? contactedColumns(columns)[0] ?? dated[0] ?? null;
}
