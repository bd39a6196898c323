import type { Block } from "./block.ts";
import { type Context, labelOf } from "./context.ts";
import { tidy } from "./label.ts";
import type { Fact } from "./page.ts";
import { command, light, phrase, strong } from "./phrase.ts";
import type { SampleAccount } from "./sample-account.ts";

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six"];

/** Accounts that show the score at work, their points adding up in view. Null where the document keeps none. */
export function samplesBlockOf(context: Context): Block | null {
  const { document, samples } = context;
  const kept = document.sample_accounts.length;
  if (kept === 0 || context.forced) return null;
  const shown = samples.length;
  const count = shown === 0 ? kept : shown;
  return {
    id: "samples",
    onPaper: false,
    title: `${NUMBERS[count] ?? String(count)} ${count === 1 ? "account" : "accounts"}, point by point`,
    lead: phrase(),
    facts: samples.map((one, i) => factOf(context, one, i)),
    tables: [],
    notes:
      shown > 0
        ? []
        : [
            phrase(
              "This page knows them by id only. With their points: ",
              command("openicp show icp.json --accounts accounts.csv"),
              ".",
            ),
          ],
  };
}

/** The points that add up to the fit; what earned none is left out, the band is in the tooltip. */
function factOf(context: Context, { name, fit, level, segment, points }: SampleAccount, i: number): Fact {
  const earned = points.filter((one) => one.points > 0);
  const told = earned.flatMap((one, k) => [
    ...(k === 0 ? [] : [light(" + ")]),
    light(
      `${one.points} ${labelOf(context, one.attribute)}`,
      `${one.band === null ? "not known" : tidy(one.band)}: ${one.points} of ${one.of}`,
    ),
  ]);
  return {
    name: name === null ? `Account ${i + 1}` : tidy(name),
    text: phrase(
      strong(`${fit}, ${level === "unknown" ? "too little known" : level}`),
      segment === null ? null : `, ${tidy(segment)}`,
      light(earned.length === 0 ? ": no points" : " = "),
      told,
    ),
  };
}
