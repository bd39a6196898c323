import type { Context } from "./context.ts";
import { tidy } from "./label.ts";
import type { Fact } from "./page.ts";
import { light, phrase, strong } from "./phrase.ts";

const MONTH = 365.25 / 12;

/** `12 months`, `90 days`. */
function spanWords(days: number, count: (n: number) => string): string {
  const months = days / MONTH;
  const whole = Math.abs(months - Math.round(months)) < 1e-6;
  const [n, unit] = whole ? [Math.round(months), "month"] : [days, "day"];
  return n === 1 ? unit : `${count(n)} ${unit}s`;
}

function times(weight: number): string {
  return weight === 1 ? "once" : weight === 2 ? "twice" : `${Number(weight.toPrecision(6))} times`;
}

/** What each deal counts for in learning, with n and what they are worth; nothing where all count the same. */
export function weightsOf({ document, format, words }: Context): readonly Fact[] {
  const weights = document.input.row_weights;
  if (typeof weights === "string") return [];
  const { half_life_days, rules, effective_n, base_rate, undated } = weights;
  const n = document.evidence.won + document.evidence.lost;
  const aged =
    half_life_days === null
      ? null
      : `Newer ${words.unit} count more: half as much for every ${spanWords(half_life_days, format.count)} of age. `;
  const strategy = rules.map(
    ({ who, weight, n: of }) =>
      `By strategy each of the ${format.count(of)} ${words.unit} with ${tidy(who)} counts ${times(weight)}. `,
  );
  const dateless = undated === 0 ? null : light(`${format.count(undated)} without a close date count as the average. `);
  const level =
    base_rate === null
      ? `Counts and ${words.rate}s are not weighted.`
      : `Counts are not weighted; the ${words.rate}s to expect are levelled to the newer ${words.unit}: ${format.percent(base_rate)} on average, ${format.percent(document.evidence.base_rate)} unweighted.`;
  const worth = strong(
    `${format.count(n)} ${words.unit} teach as much as ${format.count(Math.round(effective_n))} of equal weight`,
  );
  return [{ name: "Weights", text: phrase(aged, ...strategy, dateless, "So weighted, ", worth, ". ", level) }];
}
