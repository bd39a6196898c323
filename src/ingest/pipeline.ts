import { InputError } from "../errors.ts";
import { quoteText } from "../sql/quote.ts";
import type { Column } from "./column.ts";
import type { Guess } from "./facts.ts";
import type { ValueCount } from "./profile.ts";
import { shellWord } from "./shell.ts";
import { foldedSql, missingSql } from "./text.ts";
import { listValues, requireValues } from "./values.ts";

/** Which pipelines hold the deals that count. */
export interface PipelineRule {
  /** Header of the column of pipelines; null when there is none. */
  readonly header: string | null;
  /** SQL text: the name of the pipeline of a row that does not count, NULL for one that does. */
  readonly otherSql: string;
  readonly guess: Guess | null;
  /** What `--pipeline` has to say to give this very rule. */
  readonly options: readonly string[];
}

/** How a person names the rows without a pipeline. */
export const NO_PIPELINE = "(none)";
const NOBODY = "CAST(NULL AS VARCHAR)";
const EVERY: PipelineRule = { header: null, otherSql: NOBODY, guess: null, options: [] };

/** Pipelines that sell nothing: work after the sale, and partners who sell on. Folded names. */
const NO_SALES =
  /\b(onboarding|on-boarding|implementation|customer success|support|tickets?|recruit(ing|ment)?|hiring|job applications?|partner(ship)?s? (recruit|program|onboarding|applications?|enablement)\w*|einarbeitung|bewerbungen)\b|^(partners?|partnerships?|partner pipeline|partnerschaften|partenariats?)$/;
/** More rows than this share in such pipelines: the names mean something else here. */
const MOST_ASIDE = 0.5;

/** The pipelines that a person named. Throws `InputError` when there are none, or not these. */
export function statedPipelines(
  wanted: readonly string[],
  column: Column | null,
  values: readonly ValueCount[],
): PipelineRule {
  if (column === null)
    throw new InputError("--pipeline: these deals have no column of pipelines; name it with --map 'COLUMN=pipeline'");
  const named = wanted.filter((name) => name.trim() !== NO_PIPELINE);
  const kept = [...new Set(named.flatMap((name) => requireValues(name, "--pipeline", column.header, values)))];
  const chosen = values.filter(({ value }) => kept.includes(value));
  return ruleOf(column, values, (value) => kept.includes(value.value), named.length < wanted.length, {
    what: "pipelines",
    text: `${column.header}, as said: counted ${listValues(chosen)}; left out ${listValues(values.filter((value) => !chosen.includes(value))) || "none"}.`,
    override: null,
  });
}

/** All pipelines but those whose names speak of onboarding, support, recruiting or partners. */
export function guessedPipelines(column: Column | null): PipelineRule {
  const values = column?.profile.top ?? [];
  if (column === null || values.length < 2) return EVERY;
  const speaking = values.filter(({ value }) => NO_SALES.test(value));
  const rows = speaking.reduce((sum, value) => sum + value.rows, 0);
  const aside = rows <= column.profile.filled * MOST_ASIDE ? speaking : [];
  const counted = values.filter((value) => !aside.includes(value));
  const text =
    aside.length === 0
      ? `${column.header}: ${listValues(values)}; all count.`
      : `${column.header}: counted ${listValues(counted)}; left out ${listValues(aside)}, by ${aside.length === 1 ? "its name" : "their names"} no sales pipeline${aside.length === 1 ? "" : "s"}.`;
  const silent = column.profile.filled < column.profile.rows ? [NO_PIPELINE] : [];
  const options = [...counted.map(({ shown }) => shown), ...silent];
  const override = options.map((name) => `--pipeline ${shellWord(name)}`).join(" ");
  return ruleOf(column, values, (value) => !aside.includes(value), true, { what: "pipelines", text, override });
}

function ruleOf(
  column: Column,
  values: readonly ValueCount[],
  counts: (value: ValueCount) => boolean,
  silentCounts: boolean,
  guess: Guess,
): PipelineRule {
  const kept = values.filter(counts).map(({ shown }) => shown);
  const others = values.filter((value) => !counts(value));
  const names = others.map(({ value, shown }) => `WHEN ${quoteText(value)} THEN ${quoteText(shown)}`);
  const named = names.length === 0 ? NOBODY : `CASE ${foldedSql(column.header)} ${names.join(" ")} END`;
  const otherSql = silentCounts ? named : `CASE WHEN ${missingSql(column.header)} THEN 'none given' ELSE ${named} END`;
  const silent = silentCounts && column.profile.filled < column.profile.rows ? [NO_PIPELINE] : [];
  const all = others.length === 0 && silentCounts;
  return { header: column.header, otherSql, guess, options: all ? [] : [...kept, ...silent] };
}
