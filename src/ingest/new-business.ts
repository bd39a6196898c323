import { InputError } from "../errors.ts";
import { type Column, filledShare } from "./column.ts";
import type { Guess } from "./facts.ts";
import { type Condition, type NewBusinessRule, optionOf, overrideOf, ruleOf } from "./new-business-rule.ts";
import type { Word, Written } from "./new-business-written.ts";
import { partnerSense } from "./partners.ts";
import type { ValueCount } from "./profile.ts";
import { shellWord } from "./shell.ts";
import { foldedSql, matchesSql } from "./text.ts";
import { listValues, requireValues } from "./values.ts";

/** Words (RE2 and JS) for business with somebody who is a customer already, in English and German, and the commonest of French and Spanish. */
const EXISTING = String.raw`\b(renewals?|renew(ed|ing)?|up-?sell(s|ing)?|up sell|cross-?sell(s|ing)?|cross sell|expansions?|expand|amendments?|upgrades?|downgrades?|existing|add-?ons?|add on|contract extension|true-?up|co-?term|repeat business|existingbusiness|(vertrags)?verl(ä|a|ae)ngerung(en)?|erweiterung(en)?|bestandskund(e|en|engesch(ä|a|ae)ft)|bestandsgesch(ä|a|ae)ft|renouvellement|renovaci(ó|o)n)\b`;

const NEW =
  /\b(new|newbusiness|first|net[- ]new|new[- ]logo|acquisition|land|neukund(e|en|engesch(ä|a|ae)ft)|neugesch(ä|a|ae)ft|nouveau|nuevo)\b/;

const existing = new RegExp(EXISTING, "u");

const TYPE_FIELDS = [
  "type",
  "opportunity_type",
  "record_type",
  "business_type",
  "pipeline",
  "deal_category",
  "opportunity_category",
];

/** The rule of conditions that a person wrote; `valuesOf` gives all values of a column. */
export function statedNewBusiness(
  written: readonly Written[],
  valuesOf: (header: string) => readonly ValueCount[],
): NewBusinessRule {
  const conditions = written.map(({ header, not, rest }) => {
    const values = valuesOf(header);
    const kept = requireValues(rest, "--new-business", header, values);
    return { header, not, values: values.filter((value) => kept.includes(value.value)) };
  });
  const [first] = conditions;
  const others = valuesOf(first!.header).filter(({ value }) => !first!.values.some((one) => one.value === value));
  const [counted, left] = first!.not ? [others, first!.values] : [first!.values, others];
  const text = `New business by ${first!.header}, as said: counted ${listValues(counted) || "none"}; left out ${listValues(left) || "none"}.`;
  return { ...ruleOf(conditions), guess: { what: "new business", text, override: null } };
}

/** The rule of words: every deal, those whose name speaks of no renewal, or the first won of each account. */
export function wordedNewBusiness(word: Word, nameColumn: Column | null, namedRows: number): NewBusinessRule {
  if (word === "words") {
    if (nameColumn === null)
      throw new InputError(
        "--new-business words: no column holds the deals' names; say which with --map 'COLUMN=opportunity_name'",
      );
    return fromNames(nameColumn, namedRows);
  }
  const text =
    word === "all" ? "every deal counts, as said" : "the first won deal of each account, and what was lost before it";
  const guess = { what: "new business", text: `${text[0]!.toUpperCase()}${text.slice(1)}.`, override: null };
  return { headers: [], sql: "true", firstWon: word === "first-won", text, guess, options: [word] };
}

/** The rule that types, or else words in the deals' names, suggest. With a pipeline chosen by a person, pipelines suggest nothing. */
export function guessedNewBusiness(
  columns: readonly Column[],
  nameColumn: Column | null,
  namedRows: number,
  pipelineSaid: boolean,
): NewBusinessRule {
  const [typed, second] = typeColumns(columns)
    .filter(({ field }) => !pipelineSaid || field !== "pipeline")
    .filter(tells);
  if (typed !== undefined) return second === undefined || isFull(typed) ? fromType(typed) : fromTypes(typed, second);
  if (nameColumn !== null && namedRows > 0 && namedRows < nameColumn.profile.rows * 0.9)
    return fromNames(nameColumn, namedRows);
  return {
    headers: [],
    sql: "true",
    firstWon: false,
    text: "every deal counts: nothing tells new business from renewals",
    guess: {
      what: "new business",
      text: "Nothing tells new business from renewals and upsells, so every closed deal counts.",
      override: "--new-business 'COLUMN=VALUE|VALUE', or first-won",
    },
    options: [],
  };
}

function typeColumns(columns: readonly Column[]): Column[] {
  return TYPE_FIELDS.flatMap((field) => columns.filter((column) => column.field === field));
}

/** Values that a column of types has at most to be worth telling. */
const MOST_TYPES = 30;

/** Columns of types that take no part in the rule, with their values counted: a person sees what else could tell. */
export function otherTypes(columns: readonly Column[], rule: NewBusinessRule): Guess[] {
  return typeColumns(columns)
    .filter(({ header, field }) => field !== "pipeline" && !rule.headers.includes(header))
    .filter((column) => {
      const { top } = column.profile;
      return top.length > 1 && top.length <= MOST_TYPES && !yesNo(column);
    })
    .map((column) => ({
      what: "deal types",
      text: `${column.header} takes no part in telling new business: ${listValues(column.profile.top)}.${partnerQuestion(column)}`,
      override: `--new-business ${shellWord(`${column.header}=VALUE|VALUE`)}`,
    }));
}

/** SQL boolean: the deal's name speaks of business with a customer. */
export function existingNameSql(header: string): string {
  return `coalesce(${matchesSql(foldedSql(header), EXISTING)}, false)`;
}

/** `New expansion market` is new; `Existing customer - new product` is not. */
const NEW_FIRST = /^(new|net[- ]new)\b(?!.*\b(renewal|existing|upsell|up-sell)\b)/;

function speaksOfOld({ value }: ValueCount): boolean {
  return existing.test(value) && !NEW_FIRST.test(value);
}

/** Values of business with a customer, or of a partner who signs up: nobody new buys. Pipelines of partners have a rule of their own. */
function oldValues({ field, profile }: Column): readonly ValueCount[] {
  return profile.top.filter(
    (value) => speaksOfOld(value) || (field !== "pipeline" && partnerSense(value.value) === "sign-up"),
  );
}

function newValues(column: Column): readonly ValueCount[] {
  const old = oldValues(column);
  return column.profile.top.filter((value) => !old.includes(value));
}

/** What partners bring counts; a person who means something else by the word is told how to say so. */
function partnerQuestion(column: Column): string {
  const asked = newValues(column).filter(({ value }) => partnerSense(value) === "through");
  if (column.field === "pipeline" || asked.length === 0 || asked.length === column.profile.top.length) return "";
  const without = { header: column.header, not: true, values: [...oldValues(column), ...asked] };
  return ` ${listValues(asked)} ${asked.length === 1 ? "counts" : "count"} as deals that partners bring; if partners are signed up there: ${overrideOf([optionOf(without)])}.`;
}

/** A type column tells when some of its values, not all, speak of existing business. */
function tells(column: Column): boolean {
  const old = oldValues(column);
  const rows = old.reduce((sum, value) => sum + value.rows, 0);
  const some = old.length > 0 && rows < column.profile.filled;
  return (
    some &&
    filledShare(column) > 0.3 &&
    !yesNo(column) &&
    (column.field !== "pipeline" || rows < column.profile.filled * 0.9)
  );
}

function yesNo(column: Column): boolean {
  return column.profile.top.every((value) => ["yes", "no", "true", "false", "0", "1"].includes(value.value));
}

function oldOf(column: Column): Condition {
  return { header: column.header, not: true, values: oldValues(column) };
}

function fromType(column: Column): NewBusinessRule {
  const old = oldValues(column);
  const rest = newValues(column);
  const sorted = [...rest.filter(({ value }) => NEW.test(value)), ...rest.filter(({ value }) => !NEW.test(value))];
  const silent = column.profile.rows - column.profile.filled;
  const without = silent > 0 ? ` and ${silent.toLocaleString("en-US")} without a value` : "";
  const rule = ruleOf([oldOf(column)]);
  return {
    ...rule,
    guess: {
      what: "new business",
      text: `New business by ${column.header}: counted ${listValues(sorted) || "none"}${without}; left out ${listValues(old)}.${partnerQuestion(column)}`,
      override: overrideOf(rule.options),
    },
  };
}

function isFull({ profile }: Column): boolean {
  return profile.filled === profile.rows;
}

/** A type that some rows leave empty (HubSpot's deal type), and a column that tells in those (its pipeline). */
function fromTypes(first: Column, second: Column): NewBusinessRule {
  const silent = (first.profile.rows - first.profile.filled).toLocaleString("en-US");
  const said = (column: Column) => listValues(newValues(column)) || "none";
  const old = (column: Column) => listValues(oldValues(column));
  const rule = ruleOf([oldOf(first), oldOf(second)]);
  return {
    ...rule,
    guess: {
      what: "new business",
      text: `New business by ${first.header}: counted ${said(first)}; left out ${old(first)}. In the ${silent} rows without one, by ${second.header} (all rows: ${said(second)}; left out ${old(second)}).${partnerQuestion(first)}`,
      override: overrideOf(rule.options),
    },
  };
}

function fromNames(column: Column, rows: number): NewBusinessRule {
  return {
    headers: [column.header],
    sql: `NOT ${existingNameSql(column.header)}`,
    firstWon: false,
    text: `${column.header} does not speak of a renewal, upgrade or expansion`,
    guess: {
      what: "new business",
      text: `${rows.toLocaleString("en-US")} deals whose ${column.header} speaks of a renewal, upgrade, expansion or the like are left out.`,
      override: "--new-business words",
    },
    options: ["words"],
  };
}
