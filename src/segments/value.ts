import { drawnMean } from "../stats/drawn-mean.ts";
import { drawnMoney } from "../stats/drawn-money.ts";

export interface MeanValue {
  /** Drawn to everyone's by ten accounts. */
  readonly mean: number;
  /** 95%. */
  readonly interval: readonly [number, number];
  /** Accounts of the kind whose value is known. */
  readonly n: number;
}

/** Mean value of the members, drawn to that of all accounts; null when no member's is known. Amounts of 0 or less take no part where others are above 0. */
export function meanValue(value: Float64Array, members: Uint8Array): MeanValue | null {
  const rows = Int32Array.from(members.keys()).filter((i) => members[i] === 1);
  const values = { value, cluster: Int32Array.from(value.keys()) };
  const found = (value.some((v) => v > 0) ? drawnMoney : drawnMean)(values, rows);
  return found === null ? null : { mean: found.value, interval: found.interval, n: found.n };
}
