import { InputError } from "../errors.ts";
import { maskValue } from "../normalise/masked-names.ts";
import { quoteText } from "../sql/quote.ts";
import type { Column } from "./column.ts";
import type { Guess } from "./facts.ts";
import { listed } from "./listed.ts";
import { partnerSense } from "./partners.ts";
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

/** Pipelines that sell nothing: work after the sale, and hiring. Folded names. */
const NO_SALES =
  /\b(onboarding|on-boarding|implementation|customer success|support|tickets?|recruit(ing|ment)?|hiring|job applications?|einarbeitung|bewerbungen)\b/;
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

/**
 * All pipelines but those whose names speak of onboarding, support, recruiting or signing up partners. What partners bring is a first sale like any
 * other, so a pipeline of that name counts, and the guess says how to leave it out.
 */
export function guessedPipelines(column: Column | null): PipelineRule {
  const values = column?.profile.top ?? [];
  if (column === null || values.length < 2) return EVERY;
  const speaking = values.filter(({ value }) => NO_SALES.test(value) || partnerSense(value) === "sign-up");
  const rows = speaking.reduce((sum, value) => sum + value.rows, 0);
  const aside = rows <= column.profile.filled * MOST_ASIDE ? speaking : [];
  const counted = values.filter((value) => !aside.includes(value));
  const text =
    aside.length === 0
      ? `${column.header}: ${listValues(values)}; all count.`
      : `${column.header}: counted ${listValues(counted)}; left out ${listValues(aside)}, by ${aside.length === 1 ? "its name" : "their names"} no sales pipeline${aside.length === 1 ? "" : "s"}.`;
  const silent = column.profile.filled < column.profile.rows ? [NO_PIPELINE] : [];
  const optionOf = (chosen: readonly ValueCount[]) =>
    [...chosen.map(({ shown }) => shown), ...silent]
      .map((name) => `--pipeline ${shellWord(maskValue(name))}`)
      .join(" ");
  return ruleOf(column, values, (value) => !aside.includes(value), true, {
    what: "pipelines",
    text: [text, ...otherwise(values, counted, aside, optionOf)].join(" "),
    override: optionOf(counted),
  });
}

/** How to decide the other way on what was left out, and on what partners bring. */
function otherwise(
  values: readonly ValueCount[],
  counted: readonly ValueCount[],
  aside: readonly ValueCount[],
  optionOf: (chosen: readonly ValueCount[]) => string,
): string[] {
  const partners = counted.filter(({ value }) => partnerSense(value) === "through");
  const signUps = aside.filter(({ value }) => partnerSense(value) === "sign-up");
  const doubtful = signUps.length > 0 ? signUps : aside;
  const withThem = values.filter((value) => doubtful.includes(value) || counted.includes(value));
  const names = listed(doubtful.map(({ shown }) => maskValue(shown)));
  const without = counted.filter((value) => !partners.includes(value));
  return [
    ...(aside.length === 0 ? [] : [`To count ${names} too: ${optionOf(withThem)}.`]),
    ...(partners.length === 0 || without.length === 0
      ? []
      : [
          `${listValues(partners)} ${partners.length === 1 ? "counts" : "count"} as deals that partners bring; if partners are signed up there: ${optionOf(without)}.`,
        ]),
  ];
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
