import { designEffect } from "../stats/clustered.ts";
import { newcombe } from "../stats/newcombe.ts";
import { wilson } from "../stats/wilson.ts";

type Limits = readonly [low: number, high: number];

/** Deals that the profile has not seen; one entry per deal of a known level. */
export interface LinedDeals {
  /** 2 high, 1 medium, 0 low. */
  readonly level: Uint8Array;
  readonly y: Uint8Array;
  readonly account: Int32Array;
  /** 1 where the file marks the account as control; null where no column says so. */
  readonly control: Uint8Array | null;
}

/** Won of the deals on one side. */
export interface Side {
  readonly companies: number;
  readonly n: number;
  readonly won: number;
  /** Null where there are none. */
  readonly rate: number | null;
  readonly rate_interval: Limits | null;
  /** How much less often, in shares, than at `high`; null where a side is empty. */
  readonly less: number | null;
  readonly less_interval: Limits | null;
}

/** What became of deals that the profile would not have put on a list. */
export interface BelowLine {
  readonly high: Side;
  /** `medium` and `low`. */
  readonly below: Side;
  /** What `filter` drops. */
  readonly low: Side;
  /** Marked as control, and below the line; null where no column marks any. */
  readonly control: Side | null;
  /** Marked as control, yet at `high` by this profile: they take no part in `control`. */
  readonly control_above: number;
}

/** Wins above and below the line, and of the control sample where the file marks one. Null where no deal is below. */
export function belowLine({ level, y, account, control }: LinedDeals): BelowLine | null {
  const rows = Array.from(level.keys());
  const at = (want: (i: number) => boolean): Counted => counted(rows.filter(want), y, account);
  const [high, below] = [at((i) => level[i] === 2), at((i) => level[i] !== 2)];
  if (below.n === 0) return null;
  const marked = control === null ? null : at((i) => control[i] === 1 && level[i] !== 2);
  return {
    high: sideOf(high, null),
    below: sideOf(below, high),
    low: sideOf(
      at((i) => level[i] === 0),
      high,
    ),
    control: marked === null ? null : sideOf(marked, high),
    control_above: control === null ? 0 : rows.filter((i) => control[i] === 1 && level[i] === 2).length,
  };
}

interface Counted {
  readonly companies: number;
  readonly n: number;
  readonly won: number;
  /** By how much deals of one company that end alike make the rate less sure. */
  readonly effect: number;
}

function counted(rows: readonly number[], y: Uint8Array, account: Int32Array): Counted {
  const [own, of] = [Uint8Array.from(rows, (i) => y[i]!), Int32Array.from(rows, (i) => account[i]!)];
  return {
    companies: new Set(of).size,
    n: rows.length,
    won: own.reduce((a, b) => a + b, 0),
    effect: rows.length === 0 ? 1 : designEffect(own, of),
  };
}

function sideOf({ companies, n, won, effect }: Counted, high: Counted | null): Side {
  const than = high === null || high.n === 0 || n === 0 ? null : newcombe(...worth(high), won / effect, n / effect);
  return {
    companies,
    n,
    won,
    rate: n === 0 ? null : won / n,
    rate_interval: n === 0 ? null : wilson(won / effect, n / effect),
    less: than?.difference ?? null,
    less_interval: than === null ? null : [than.low, than.high],
  };
}

function worth({ won, n, effect }: Counted): readonly [number, number] {
  return [won / effect, n / effect];
}
