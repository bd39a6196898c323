import { type CompanyColumn, inCommon, WEIGHTS, type Weights } from "./in-common.ts";

/** People who choose whom to clone also say by it what they are and whose. */
const CLONE_WEIGHTS: Weights = [...WEIGHTS, ["business-model", 10], ["ownership", 10]];
/** Columns that say who a company is, which no other company shares. */
const WHO =
  /^(account_id|account_name|name|company|domain|email|linked_?in(_url)?|phone|id|notes?|description|column)$/;

/**
 * A declared ICP of what companies that one would clone have in common, for a person to edit; what of them is not used stands on top. Null
 * where they have nothing in common.
 *
 * @param rows companies
 */
export function clonesText(columns: readonly CompanyColumn[], rows: number): string | null {
  const found = inCommon(columns, rows, CLONE_WEIGHTS);
  if (found === null) return null;
  const rest = unusedOf(columns, found.used);
  return [
    `# What ${rows} companies that you would clone have in common: a hypothesis, not a win rate.`,
    "# It shows whom you would like to have, not who buys. Change what you know better.",
    ...(rest.length === 0 ? [] : [`# Not used, as most do not share it or no band goes by it: ${rest.join(", ")}.`]),
    "",
    "name: Like the companies we would clone",
    "",
    "score:",
    ...found.score,
  ].join("\n");
}

/** Whether a declared ICP began as a sheet of what such companies have in common. */
export function isOfClones(text: string): boolean {
  return /^# What \d+ companies that you would clone have in common: a hypothesis/m.test(text);
}

/** Headers of columns that hold something of the companies and earn nothing. */
function unusedOf(columns: readonly CompanyColumn[], used: readonly string[]): readonly string[] {
  return columns
    .filter(({ name, dictionary }) => !used.includes(name) && dictionary.texts.length > 0 && !WHO.test(name))
    .map(({ header }) => header.replace(/\s+/g, " ").slice(0, 60));
}
