import { type CompanyColumn, inCommon } from "./in-common.ts";

/**
 * A declared ICP of what customers have in common, for a person to edit. Null where the columns tell nothing of that kind.
 *
 * @param rows customers @param ended those that have left, and are not in the columns @param from what the figures are from, for the comment on top
 */
export function prefilled(columns: readonly CompanyColumn[], rows: number, ended: number, from: string): string | null {
  const found = inCommon(columns, rows);
  if (found === null) return null;
  return [
    `# What the ${rows} customers of ${from} have in common: a hypothesis, not a win rate.`,
    ...(ended === 0
      ? []
      : [`# ${ended} more ${ended === 1 ? "has" : "have"} left and ${ended === 1 ? "is" : "are"} not counted.`]),
    "# It shows whom you have, not whom you should have: companies that you never called cannot be in it.",
    "# Change what you know better, then: openicp build --declared icp.yaml --accounts accounts.csv",
    "",
    "name: Looks like our customers",
    "",
    "score:",
    ...found.score,
    "# Whom not to sell to, who buys inside, why: openicp declare shows how it is written.",
    "",
  ].join("\n");
}

/** Whether a declared ICP began as a sheet of what customers have in common: people who edit it leave its first line there. */
export function isPrefilled(text: string): boolean {
  return /^# What the \d+ customers of .* have in common: a hypothesis/m.test(text);
}
