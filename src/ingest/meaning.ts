import type { Column } from "./column.ts";

/** What a column is for, apart from being an attribute. */
export type Meaning =
  | "opportunity_id"
  | "opportunity_name"
  | "account_id"
  | "account_name"
  | "domain"
  | "parent"
  | "created"
  | "closed"
  | "is_deleted"
  | "amount"
  | "amount_converted"
  | "currency"
  | "loss_reason";

/** The column of each meaning; null where the file has none. */
export type Meanings = Readonly<Record<Meaning, Column | null>>;

/** Words that may head a company's name, its id, or a property of it (`Client`: current, past): the values decide. */
const COMPANY_WORDS = ["company", "customer", "client", "organization", "organisation", "firm", "buyer"];
const COMPANY_IDS = [
  "account_id",
  "company_id",
  "customer_id",
  "client_id",
  "account_number",
  "customer_number",
  "associated_company_ids",
];

/** Finds the columns with a meaning in the table of deals or of accounts. Names propose, values decide. */
export function findMeanings(columns: readonly Column[], table: "deals" | "accounts"): Meanings {
  const first = (fields: readonly string[], fits: (column: Column) => boolean = () => true) =>
    fields
      .map((field) => columns.find((column) => column.field === field && fits(column)))
      .find((column) => column !== undefined) ?? null;
  const deals = table === "deals";
  const closeLead = first(["lead_id"], isCloseLead);
  const opportunityId = deals ? first(["opportunity_id", "id", "record_id", "opportunity"], isKey) : null;
  const created = deals ? first(["created_date", "creation_date", "opened"], isDate) : null;
  const closed = deals
    ? first(
        ["close_date", "close", "won_date", "signed_date", "close_quarter", "fiscal_period", "fiscal_quarter"],
        isDate,
      )
    : null;
  return {
    opportunity_id: opportunityId ?? (deals ? first(["opportunity_number"], (column) => !isDamaged(column)) : null),
    opportunity_name: deals ? first(["opportunity_name", "name", "opportunity"], isName) : null,
    account_id:
      first(deals ? ["account_lookup", ...COMPANY_IDS] : [...COMPANY_IDS, "id", "record_id"], isId) ??
      first(["account_name", ...COMPANY_WORDS], isCrmId) ??
      (deals ? closeLead : null),
    account_name:
      first(["account_name", "associated_companies", ...(deals ? ["account_lookup_name"] : [])], isOwnName) ??
      first(deals ? COMPANY_WORDS : [...COMPANY_WORDS, "name"], isName) ??
      (closeLead === null ? null : first(["lead_name"], isOwnName)),
    domain: first(["domain"], isDomain) ?? first(["email_domain", "url", "web", "homepage", "email"], isDomain),
    parent: first(
      ["parent", "parent_account", "ultimate_parent", ...(deals ? [] : ["account_lookup", "account_lookup_name"])],
      filled,
    ),
    created,
    closed: closed ?? (deals && created === null ? onlyDate(columns) : null),
    is_deleted: deals ? first(["is_deleted", "deleted"]) : null,
    amount: deals
      ? (first(["deal_amount", "acv", "tcv", "contract_value", "deal_size"], isNumber) ?? amountByName(columns))
      : null,
    amount_converted: deals
      ? (first(["amount_converted"], isNumber) ?? amountInOneCurrency(columns, first(["currency"])))
      : null,
    currency: deals ? first(["currency"]) : null,
    loss_reason: deals ? first(["loss_reason"], filled) : null,
  };
}

/** `Amount_EUR__c` beside amounts in several currencies, euros among them: what each is worth in one. */
function amountInOneCurrency(columns: readonly Column[], currency: Column | null): Column | null {
  const codes = (currency?.profile.top ?? []).map(({ value }) => value.toLowerCase());
  if (codes.length < 2) return null;
  const found = columns.filter((column) => {
    const code = /^(?:(?:deal|opportunity)_)?(?:amount|value|betrag)_(?:in_)?([a-z]{3})$/.exec(column.field)?.[1];
    return code !== undefined && codes.includes(code) && isNumber(column);
  });
  return found.length === 1 ? found[0]! : null;
}

/** What a date is called that does not say of what: English, German, French, Spanish, Portuguese, Italian, Dutch and others. */
const BARE_DATES = ["date", "day", "deal_date", "datum", "fecha", "data", "dato", "date_1", "tag", "jour", "dia"];

/** The one column called just `Date`, in a file that says neither when its deals were created nor when they closed. */
function onlyDate(columns: readonly Column[]): Column | null {
  const found = columns.filter((column) => BARE_DATES.includes(column.field) && column.profile.shares.date >= 0.5);
  return found.length === 1 ? found[0]! : null;
}

/** The close was found in a column that does not say so. */
export function isBareDate({ field }: Column): boolean {
  return BARE_DATES.includes(field);
}

function amountByName(columns: readonly Column[]): Column | null {
  return (
    columns.find(
      (column) =>
        column.field !== "amount_converted" &&
        /(^|_)(opportunity|deal)_(amount|value|size)(_|$)|^amount_|_amount$/.test(column.field) &&
        isNumber(column),
    ) ?? null
  );
}

function filled(column: Column): boolean {
  return column.profile.filled > 0;
}

function isId(column: Column): boolean {
  return filled(column) && !isDamaged(column);
}

/** A spreadsheet rounded the ids to `1.2E+17`: different ones became the same. */
function isDamaged(column: Column): boolean {
  return column.profile.shares.damaged_id >= 0.5;
}

/** What is to be said of the id columns that a spreadsheet damaged, for people. */
export function damagedIds(columns: readonly Column[]): string[] {
  const ids = [...COMPANY_IDS, "id", "record_id", "opportunity_id", "opportunity_number"];
  return columns
    .filter((column) => ids.includes(column.field) && isDamaged(column))
    .map(
      ({ header }) =>
        `${header} was damaged by a spreadsheet (ids such as 1.2E+17), so it tells no rows apart and is not used: export it as text.`,
    );
}

/** Names and ids differ from row to row; a property has a few values. */
function isVaried(column: Column): boolean {
  const { distinct, filled } = column.profile;
  return distinct >= 20 || (isSeveral(column) && distinct >= filled * 0.3);
}

/** Five different values, or all of them where a founder's file has fewer rows than that. */
function isSeveral({ profile: { distinct, filled } }: Column): boolean {
  return filled > 0 && distinct >= Math.min(5, filled);
}

/** In Close a lead is a company; its ids begin with `lead_`. */
function isCloseLead({ profile }: Column): boolean {
  return profile.top.length > 0 && profile.top.every(({ value }) => value.startsWith("lead_"));
}

function isKey(column: Column): boolean {
  return isId(column) && column.profile.distinct >= column.profile.filled * 0.5 && column.profile.averageWords < 2;
}

function isName(column: Column): boolean {
  return isVaried(column) && isText(column);
}

/** Called the account's name in so many words, it may be that of few accounts with many deals each. */
function isOwnName(column: Column): boolean {
  return isSeveral(column) && isText(column);
}

function isText(column: Column): boolean {
  return column.profile.shares.date < 0.5 && column.profile.shares.number < 0.5 && column.profile.shares.crm_id < 0.5;
}

function isCrmId(column: Column): boolean {
  return filled(column) && column.profile.shares.crm_id >= 0.5;
}

function isDomain(column: Column): boolean {
  const { domain, url, email } = column.profile.shares;
  return filled(column) && (domain >= 0.5 || url >= 0.5 || email >= 0.5);
}

/** Plain numbers may be dates too (milliseconds, spreadsheet days): their format is asked of all rows later. */
function isDate(column: Column): boolean {
  return filled(column) && (column.profile.shares.date >= 0.5 || column.profile.shares.number >= 0.5);
}

function isNumber(column: Column): boolean {
  return filled(column) && column.profile.shares.number >= 0.5;
}
