import { maskValue } from "../normalise/masked-names.ts";
import type { Guess } from "./facts.ts";
import type { ValueCount } from "./profile.ts";
import { shellWord } from "./shell.ts";
import { anyOfSql, foldedSql, missingSql } from "./text.ts";

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

/** Conditions as one rule: the first column that is filled in a row decides, the last one where none is. */
export function ruleOf(conditions: readonly Condition[]): Omit<NewBusinessRule, "guess"> {
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

/** A condition as `--new-business` takes it. */
export function optionOf({ header, not, values }: Condition): string {
  return `${header}${not ? "!" : ""}=${values.map((value) => value.shown).join("|")}`;
}

/** The options that give a rule again, as typed in a shell. */
export function overrideOf(options: readonly string[]): string {
  return options.map((option) => `--new-business ${shellWord(maskValue(option))}`).join(" ");
}
