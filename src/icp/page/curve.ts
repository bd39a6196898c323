import type { Context } from "./context.ts";
import { isHypothesis } from "./declared.ts";
import { levelRules } from "./levels.ts";
import type { Curve } from "./page.ts";
import { place, scaleOf } from "./scale.ts";
import { capital } from "./sentence.ts";

/** What a score is worth, titled with its answer. Null when the document holds no rate per fit, and for a forced score. */
export function curveOf(context: Context): Curve | null {
  const { document, format, axis, words } = context;
  const { by_fit, levels } = document.scorecard;
  if (by_fit.length === 0 || context.forced || isHypothesis(context)) return null;
  const at = (fit: number): string => format.percent(by_fit.find((entry) => entry.fit === fit)?.p ?? 0);
  return {
    heading: "What a score is worth",
    title: `${capital(words.rate)} to expect: ${at(levels.high)} at ${levels.high} points, ${at(levels.medium)} at ${levels.medium}`,
    scale: scaleOf(axis, format),
    points: by_fit.map(({ fit, p, low, high }) => ({
      x: fit,
      y: place(axis, p),
      low: low === null ? null : place(axis, low),
      high: high === null ? null : place(axis, high),
    })),
    cuts: levelRules(levels),
    rows: by_fit
      .filter(({ fit }) => fit % 10 === 0)
      .map(({ fit, p, low, high }) => ({
        fit: String(fit),
        value: format.percent(p),
        range: low === null || high === null ? "" : format.range(low, high),
      })),
  };
}
