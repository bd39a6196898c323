import { type Column, filledShare } from "./column.ts";
import type { Guess } from "./facts.ts";
import { splitAssignment } from "./options.ts";
import type { ValueCount } from "./profile.ts";
import { anyOfSql, foldedSql, matchesSql, missingSql } from "./text.ts";
import { listValues, requireValues } from "./values.ts";

/** How a first sale is told from business with a customer. */
export interface NewBusinessRule {
  /** Headers of the columns that tell, the first that is filled in a row; none when every deal counts. */
  readonly headers: readonly string[];
  /** SQL boolean, never NULL: the deal is new business. */
  readonly sql: string;
  /** In words, for the page. */
  readonly text: string;
  readonly guess: Guess | null;
}

/** Words (RE2 and JS) for business with somebody who is a customer already. */
const EXISTING = String.raw`\b(renewals?|renew(ed|ing)?|up-?sell(s|ing)?|up sell|cross-?sell(s|ing)?|cross sell|expansions?|expand|amendments?|upgrades?|downgrades?|existing|add-?ons?|add on|contract extension|true-?up|co-?term|repeat business|existingbusiness)\b`;
const NEW = /\b(new|newbusiness|first|net[- ]new|new[- ]logo|acquisition|land)\b/;
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

/** The rule that a person wrote: deals with one of these values are new business. */
export function statedNewBusiness(
  option: string,
  columns: readonly Column[],
  valuesOf: (header: string) => readonly ValueCount[],
): NewBusinessRule {
  const { header, rest } = splitAssignment(
    option,
    "--new-business",
    columns.map((column) => column.header),
  );
  const values = valuesOf(header);
  const kept = requireValues(rest, "--new-business", header, values);
  const counted = values.filter((value) => kept.includes(value.value));
  return {
    headers: [header],
    sql: `coalesce(${anyOfSql(foldedSql(header), kept)}, false)`,
    text: `${header} is ${counted.map((value) => value.shown).join(" or ")}`,
    guess: null,
  };
}

/** The rule that types, or else words in the deals' names, suggest. */
export function guessedNewBusiness(
  columns: readonly Column[],
  nameColumn: Column | null,
  namedRows: number,
): NewBusinessRule {
  const [typed, second] = TYPE_FIELDS.flatMap((field) => columns.filter((column) => column.field === field)).filter(
    tells,
  );
  if (typed !== undefined) return second === undefined || isFull(typed) ? fromType(typed) : fromTypes(typed, second);
  if (nameColumn !== null && namedRows > 0 && namedRows < nameColumn.profile.rows * 0.9)
    return fromNames(nameColumn, namedRows);
  return {
    headers: [],
    sql: "true",
    text: "every deal counts: nothing tells new business from renewals",
    guess: {
      what: "new business",
      text: "Nothing tells new business from renewals and upsells, so every closed deal counts.",
      override: "--new-business 'COLUMN=VALUE|VALUE'",
    },
  };
}

/** SQL boolean: the deal's name speaks of business with a customer. */
export function existingNameSql(header: string): string {
  return `coalesce(${matchesSql(foldedSql(header), EXISTING)}, false)`;
}

/** `New expansion market` is new; `Existing customer - new product` is not. */
const NEW_FIRST = /^(new|net[- ]new)\b(?!.*\b(renewal|existing|upsell|up-sell)\b)/;

function isOld(value: ValueCount): boolean {
  return existing.test(value.value) && !NEW_FIRST.test(value.value);
}

/** A type column tells when some of its values, not all, speak of existing business. */
function tells(column: Column): boolean {
  const old = column.profile.top.filter(isOld);
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

function fromType(column: Column): NewBusinessRule {
  const old = column.profile.top.filter(isOld);
  const rest = column.profile.top.filter((value) => !old.includes(value));
  const named = rest.filter((value) => NEW.test(value.value));
  const silent = column.profile.rows - column.profile.filled;
  const without = silent > 0 ? ` and ${silent.toLocaleString("en-US")} without a value` : "";
  const shown = (named.length > 0 ? named : rest).map((value) => value.shown).join("|");
  return {
    headers: [column.header],
    sql: `NOT coalesce(${anyOfSql(
      foldedSql(column.header),
      old.map((value) => value.value),
    )}, false)`,
    text: `${column.header} is not ${old.map((value) => value.shown).join(" or ")}`,
    guess: {
      what: "new business",
      text: `New business by ${column.header}: counted ${listValues(rest) || "none"}${without}; left out ${listValues(old)}.`,
      override: `--new-business '${column.header}=${shown}'`,
    },
  };
}

function isFull({ profile }: Column): boolean {
  return profile.filled === profile.rows;
}

/** A type that some rows leave empty (HubSpot's deal type), and a column that tells in those (its pipeline). */
function fromTypes(first: Column, second: Column): NewBusinessRule {
  const [typed, other] = [fromType(first), fromType(second)];
  const silent = (first.profile.rows - first.profile.filled).toLocaleString("en-US");
  const old = listValues(first.profile.top.filter(isOld));
  const others = second.profile.top.filter(isOld).map((value) => value.shown);
  return {
    headers: [...typed.headers, ...other.headers],
    sql: `CASE WHEN ${missingSql(first.header)} THEN ${other.sql} ELSE ${typed.sql} END`,
    text: `${typed.text}; where ${first.header} is empty, ${other.text}`,
    guess: {
      what: "new business",
      text: `New business by ${first.header}, and by ${second.header} in the ${silent} rows without one: left out ${old}, else ${others.join(" or ")}.`,
      override: typed.guess!.override,
    },
  };
}

function fromNames(column: Column, rows: number): NewBusinessRule {
  return {
    headers: [column.header],
    sql: `NOT ${existingNameSql(column.header)}`,
    text: `${column.header} does not speak of a renewal, upgrade or expansion`,
    guess: {
      what: "new business",
      text: `${rows.toLocaleString("en-US")} deals whose ${column.header} speaks of a renewal, upgrade, expansion or the like are left out.`,
      override: "--new-business 'COLUMN=VALUE|VALUE'",
    },
  };
}
