import { winRate } from "../build/rows.ts";
import { InputError } from "../errors.ts";
import type { DealColumns } from "../features/matrix-of.ts";
import type { RowWeights } from "../icp/row-weights.ts";
import { effectiveRows } from "../stats/kish.ts";
import type { Prepared } from "./prepare.ts";
import type { StrategyWish } from "./strategy.ts";
import { strategyRows } from "./strategy-rows.ts";

/** What a person said of how much deals count. */
export interface WeightWishes {
  /** Days in which the weight of a deal halves; null: age does not count. */
  readonly halfLifeDays: number | null;
  readonly strategy: readonly StrategyWish[];
}

/** Prepared deals, weighed where a person asked for it. */
export interface Weighed extends Prepared {
  readonly rowWeights: RowWeights | null;
}

/** Deals worth fewer than this teach nothing. */
const FEWEST = 20;
/** Share of the deals that must be dated to be weighed by age. */
const DATED = 0.8;

/**
 * Weighs the deals for learning: 2^(-age / half-life) by close date, times the weight of every strategy rule that holds.
 *
 * @throws InputError without dates, where a rule names nothing, and where the weights leave too few deals to learn from
 */
export async function weigh(prepared: Prepared, { halfLifeDays, strategy }: WeightWishes): Promise<Weighed> {
  if (halfLifeDays === null && strategy.length === 0) return { ...prepared, rowWeights: null };
  const { deals } = prepared;
  const aged = halfLifeDays === null ? null : byAge(deals, halfLifeDays);
  const weight = aged === null ? new Float64Array(deals.n).fill(1) : Float64Array.from(aged.weight);
  const rules: RowWeights["rules"] = [];
  for (const wish of strategy) {
    const { rule, matched } = await strategyRows(wish, prepared.examined, prepared.reader);
    rules.push(rule);
    matched.forEach((holds, i) => {
      if (holds === 1) weight[i] = weight[i]! * rule.weight;
    });
  }
  const worth = effectiveRows(weight);
  if (deals.n >= FEWEST && worth < FEWEST) throw new InputError(tooFew(deals.n, worth, aged !== null));
  return {
    ...prepared,
    matrix: { ...prepared.matrix, weight, ...(aged === null ? {} : { recency: aged.weight }) },
    rowWeights: {
      kind: aged === null ? "strategy" : rules.length === 0 ? "recency" : "recency and strategy",
      half_life_days: halfLifeDays,
      undated: aged?.undated ?? 0,
      rules,
      effective_n: Number(worth.toFixed(1)),
      base_rate: aged === null ? null : Number(winRate(deals.y, aged.weight).toFixed(4)),
    },
  };
}

/** Weight 1 on the newest close, halved every `halfLife` days before; deals without a date get the mean. */
function byAge({ n, closed }: DealColumns, halfLife: number): { weight: Float64Array; undated: number } {
  const newest = closed
    .filter((day) => !Number.isNaN(day))
    .reduce((a, day) => Math.max(a, day), Number.NEGATIVE_INFINITY);
  const weight = closed.map((day) => 2 ** ((day - newest) / halfLife));
  const dated = weight.filter((w) => !Number.isNaN(w));
  if (dated.length < DATED * n)
    throw new InputError(
      `--recency goes by close dates, and ${dated.length === 0 ? "none" : `only ${dated.length}`} of the ${n} closed deals ${dated.length < 2 ? "has" : "have"} one; leave it out, or name the column (--map 'COLUMN=close_date')`,
    );
  const mean = dated.reduce((a, b) => a + b, 0) / dated.length;
  return { weight: weight.map((w) => (Number.isNaN(w) ? mean : w)), undated: n - dated.length };
}

function tooFew(n: number, worth: number, aged: boolean): string {
  const advice = aged ? "give a longer half-life (--recency) or milder weights" : "give milder weights";
  return `so weighted, ${n} deals are worth ${Math.floor(worth)}, too few to learn from; ${advice}`;
}
