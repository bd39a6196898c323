import { hazardRatio } from "../stats/hazard-ratio.ts";
import { judged, nothing, type Proven } from "./proven.ts";

/** Customers, watched from their start. */
export interface Watched {
  readonly days: Float64Array;
  /** 1 where the customer left then. */
  readonly left: Uint8Array;
  readonly high: Uint8Array;
}

/** Leaving at four fifths of the pace of others is worth having. */
const MATTERS = 0.8;

/** Do customers at `high` stay longer than the rest? By the log-rank test; those who have not left were only watched so far. */
export function retentionProven({ days, left, high }: Watched): Proven {
  const count = (side: 0 | 1): number => high.reduce((sum, one) => sum + (one === side ? 1 : 0), 0);
  const n = [count(1), count(0)] as const;
  if (n[0] === 0 || n[1] === 0) return nothing("ratio", n);
  const { ratio, low, high: upper, se } = hazardRatio(days, left, high);
  if (!Number.isFinite(se)) return nothing("ratio", n);
  return {
    effect: ratio,
    interval: [low, upper],
    measure: "ratio",
    n,
    ...judged({ benefit: -Math.log(ratio), se, matters: -Math.log(MATTERS), n }),
  };
}
