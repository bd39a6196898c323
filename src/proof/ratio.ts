import { hodgesLehmann } from "../stats/hodges-lehmann.ts";
import { normalQuantile } from "../stats/normal.ts";
import { median } from "../stats/quantile.ts";
import { judged, nothing, type Proven } from "./proven.ts";

/** A positive value of won deals: days to close, money. NaN where it is not known. */
export interface Values {
  readonly of: Float64Array;
  /** 1 where the deal is at `high`. */
  readonly high: Uint8Array;
  readonly account: Int32Array;
}

/**
 * Is the value of won deals at `high` larger (or smaller) than that of the rest? One value per account and side, the median of its deals;
 * by ranks (Mann-Whitney), so that one giant deal decides nothing.
 *
 * @param better `smaller` for days, `larger` for money @param matters ratio from which a difference is worth having: 0.8, 1.25
 */
export function ratioProven(values: Values, better: "smaller" | "larger", matters: number): Proven {
  const [high, rest] = [logsOf(values, 1), logsOf(values, 0)];
  const n = [high.length, rest.length] as const;
  const shift = hodgesLehmann(high, rest);
  if (shift === null) return nothing("ratio", n);
  const finite = Number.isFinite(shift.low) && Number.isFinite(shift.high);
  const se = finite ? (shift.high - shift.low) / (2 * normalQuantile(0.975)) : Number.POSITIVE_INFINITY;
  const sign = better === "smaller" ? -1 : 1;
  return {
    effect: Math.exp(shift.shift),
    interval: finite ? [Math.exp(shift.low), Math.exp(shift.high)] : null,
    measure: "ratio",
    n,
    ...judged({ benefit: sign * shift.shift, se, matters: sign * Math.log(matters), n }),
  };
}

/** Logarithms, one per account. A deal that closed on the day it began took half a day. */
function logsOf({ of, high, account }: Values, side: 0 | 1): number[] {
  const byAccount = new Map<number, number[]>();
  of.forEach((value, i) => {
    if (Number.isNaN(value) || value < 0 || high[i] !== side) return;
    const list = byAccount.get(account[i]!) ?? [];
    list.push(Math.log(Math.max(value, 0.5)));
    byAccount.set(account[i]!, list);
  });
  return [...byAccount.values()].map((list) => median(list));
}
