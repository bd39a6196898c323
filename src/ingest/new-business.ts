import { InputError } from "../errors.ts";
import { maskValue } from "../normalise/masked-names.ts";
import { type Column, filledShare } from "./column.ts";
import type { Guess } from "./facts.ts";
import { findHeader, requireHeader } from "./options.ts";
import { partnerSense } from "./partners.ts";
import type { ValueCount } from "./profile.ts";
import { shellWord } from "./shell.ts";
import { anyOfSql, foldedSql, matchesSql, missingSql } from "./text.ts";
import { listValues, requireValues } from "./values.ts";

/** How a first sale is told from business with a customer. */
export interface NewBusinessRule {
  /** Headers of the columns that tell, the first that is filled in a row; none when every deal counts. */
  readonly headers: readonly string[];
  /** SQL boolean, never NULL: the deal is new business. */
  readonly sql: string;
  /** Of each account only the first won deal counts, and what was lost before it. */
  readonly firstWon: boolean;
  /** In words, for the page. */
  readonly text: string;
  readonly guess: Guess | null;
  /** What `--new-business` has to say to give this very rule. */
  readonly options: readonly string[];
}

/** One column's word on the matter: its values that are new business, or (`not`) all but these. */
export interface Condition {
  readonly header: string;
  readonly not: boolean;
  /** Folded, most frequent first. */
  readonly values: readonly ValueCount[];
}

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

/** What `--new-business` takes beside conditions on columns. */
export const WORDS = ["first-won", "words", "all"] as const;
type Word = (typeof WORDS)[number];

/** A condition as a person wrote it: `Type=New|Land` or `Type!=Renewal`. */
export interface Written {
  readonly header: string;
  readonly not: boolean;
  readonly rest: string;
}

/** What a person wrote with `--new-business`: one word, or conditions. Throws `InputError` for a column that is not there. */
export function readNewBusiness(options: readonly string[], headers: readonly string[]): Word | readonly Written[] {
  const words = options.filter((option) => WORDS.includes(option.trim().toLowerCase() as Word));
  if (words.length > 0 && options.length > 1)
    throw new InputError(`--new-business: "${words[0]}" stands alone; leave out the other conditions, or it`);
  if (words.length > 0) return words[0]!.trim().toLowerCase() as Word;
  return options.map((option) => readCondition(option, headers));
}

/** The condition that a text says of these columns; null when it names none of them. */
export function findCondition(text: string, headers: readonly string[]): Written | null {
  for (let at = text.indexOf("="); at >= 0; at = text.indexOf("=", at + 1)) {
    const left = text.slice(0, at);
    const rest = text.slice(at + 1);
    const header = findHeader(left, headers);
    if (header !== null) return { header, not: false, rest };
    const negated = left.endsWith("!") ? findHeader(left.slice(0, -1), headers) : null;
    if (negated !== null) return { header: negated, not: true, rest };
  }
  return null;
}

function readCondition(text: string, headers: readonly string[]): Written {
  const found = findCondition(text, headers);
  if (found !== null) return found;
  const at = text.indexOf("=");
  if (at < 0)
    throw new InputError(
      `--new-business must be written 'COLUMN=VALUE|VALUE' or 'COLUMN!=VALUE|VALUE', or be one of ${WORDS.join(", ")}; got '${text}'`,
    );
  const not = text[at - 1] === "!";
  const left = text.slice(0, not ? at - 1 : at);
  return { header: requireHeader(left, "--new-business", headers), not, rest: text.slice(at + 1) };
}

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

/** Conditions as one rule: the first column that is filled in a row decides, the last one where none is. */
function ruleOf(conditions: readonly Condition[]): Omit<NewBusinessRule, "guess"> {
  const parts = conditions.map((condition) => ({
    ...condition,
    sql: conditionSql(condition),
    text: inWords(condition),
  }));
  const last = parts.at(-1)!;
  const sql = parts
    .slice(0, -1)
    .reduceRight((rest, one) => `CASE WHEN ${missingSql(one.header)} THEN ${rest} ELSE ${one.sql} END`, last.sql);
  const text = parts
    .map((one, i) => (i === 0 ? one.text : `where ${parts[i - 1]!.header} is empty, ${one.text}`))
    .join("; ");
  return { headers: parts.map((one) => one.header), sql, firstWon: false, text, options: conditions.map(optionOf) };
}

function conditionSql({ header, not, values }: Condition): string {
  const listed = `coalesce(${anyOfSql(
    foldedSql(header),
    values.map((value) => value.value),
  )}, false)`;
  return not ? `NOT ${listed}` : listed;
}

function inWords({ header, not, values }: Condition): string {
  return `${header} is ${not ? "not " : ""}${values.map((value) => maskValue(value.shown)).join(" or ")}`;
}

function optionOf({ header, not, values }: Condition): string {
  return `${header}${not ? "!" : ""}=${values.map((value) => value.shown).join("|")}`;
}

function overrideOf(options: readonly string[]): string {
  return options.map((option) => `--new-business ${shellWord(maskValue(option))}`).join(" ");
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
