import type { Band, LevelResult } from "../document.ts";
import type { Context } from "./context.ts";
import type { Figure } from "./page.ts";
import { dotOf, FEW } from "./scale.ts";
import { capital } from "./sentence.ts";

type Rated = {
  readonly n: number;
  readonly won: number;
  readonly rate: number;
  readonly interval: readonly [number, number] | null;
};

/** A band's shrunk rate with its evidence. */
export function bandFigure(context: Context, band: Band): Figure {
  const { format, words, document } = context;
  const counted = band.n > 0 ? ` (${format.percent(band.won / band.n)})` : "";
  const universe = band.universe_share === null ? "" : ` Holds ${format.percent(band.universe_share)} of the universe.`;
  const hint =
    `${capital(words.reached)} ${format.count(band.won)} of ${format.count(band.n)}${counted}. ` +
    `The rate shown is drawn toward the average of ${format.percent(document.evidence.base_rate)} as if 20 average ${words.unit} were added` +
    `${band.rate_interval === null ? "." : "; the range holds the true rate 19 times in 20."}${universe}`;
  return figure(context, { n: band.n, won: band.won, rate: band.rate, interval: band.rate_interval }, hint);
}

/** What a level won on held-out deals. */
export function levelFigure(context: Context, level: LevelResult): Figure {
  const { format, words } = context;
  const rate = level.win_rate ?? (level.n > 0 ? level.won / level.n : 0);
  const hint = `${capital(words.reached)} ${format.count(level.won)} of ${format.count(level.n)} ${words.unit}, scored by a card of the same method that had not seen them.`;
  return figure(context, { n: level.n, won: level.won, rate, interval: level.win_rate_interval }, hint);
}

function figure({ axis, format }: Context, { n, won, rate, interval }: Rated, hint: string): Figure {
  const evidence = { n: format.count(n), counted: `${format.count(won)} of ${format.count(n)}`, hint };
  if (n < FEW) return { ...evidence, value: "–", range: n === 0 ? "none" : "too few", dot: null };
  return {
    ...evidence,
    value: format.percent(rate),
    range: interval === null ? "" : format.range(interval[0], interval[1]),
    dot: dotOf(axis, rate, interval, n),
  };
}
