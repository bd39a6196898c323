import { quoteText } from "../sql/quote.ts";
import type { Column } from "./column.ts";
import { cellSql } from "./keys.ts";
import { matchesSql } from "./text.ts";

/** The column that says how long contracts run, and what a bare number in it means. */
export interface ContractTerm {
  readonly header: string;
  readonly unit: "months" | "years";
}

const FIELD =
  /^(contract_|subscription_|deal_|opportunity_|license_)?(term|length|duration|months|years|laufzeit)(_(in_)?(months?|years?|monaten?|jahren?))?$|^vertragslaufzeit/;
const YEARS = String.raw`(?i)year|\byrs?\b|jahr|ann(é|e)e|\bans?\b|a(ñ|n)os?\b|[0-9] ?y\b`;
const MONTHS = String.raw`(?i)mon|mois|mes|[0-9] ?mo?\b`;
const NUMBER = "([0-9]+(?:[.,][0-9]+)?)";
/** Contracts run for at most so many years: greater bare numbers are months. */
const MOST_YEARS = 10;

/** Finds the column of contract terms; null where there is none. */
export function findTerm(columns: readonly Column[]): ContractTerm | null {
  const column = columns.find(({ field, profile }) => FIELD.test(field) && profile.filled > 0);
  if (column === undefined) return null;
  return { header: column.header, unit: unitOf(column) };
}

function unitOf({ field, profile }: Column): ContractTerm["unit"] {
  if (/year|jahr/.test(field)) return "years";
  if (/month|monat/.test(field)) return "months";
  const numbers = profile.top.map(({ value }) => Number(value)).filter(Number.isFinite);
  return numbers.length > 0 && numbers.every((number) => number <= MOST_YEARS) ? "years" : "months";
}

/** SQL: the years a contract runs for; NULL where it does not say. */
export function termYearsSql({ header, unit }: ContractTerm): string {
  const cell = cellSql(header);
  const number = `TRY_CAST(replace(regexp_extract(${cell}, ${quoteText(NUMBER)}, 1), ',', '.') AS DOUBLE)`;
  const perYear = `CASE WHEN ${matchesSql(cell, YEARS)} THEN 1 WHEN ${matchesSql(cell, MONTHS)} THEN 12 ELSE ${unit === "years" ? 1 : 12} END`;
  return `nullif(${number}, 0) / ${perYear}`;
}
