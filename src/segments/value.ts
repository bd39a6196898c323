import { normalQuantile } from "../stats/normal.ts";

/** Accounts' worth of everyone by which a kind's mean is drawn in. */
const SHRINK = 10;

export interface MeanValue {
  /** (n x mean + 10 x everyone's mean) / (n + 10). */
  readonly mean: number;
  /** 95%. */
  readonly interval: readonly [number, number];
  /** Accounts of the kind whose value is known. */
  readonly n: number;
}

/** Mean value of the members, drawn to that of all accounts; null when no member's is known. */
export function meanValue(value: Float64Array, members: Uint8Array): MeanValue | null {
  let [n, sum, all, total] = [0, 0, 0, 0];
  for (let i = 0; i < value.length; i++) {
    if (Number.isNaN(value[i]!)) continue;
    all++;
    total += value[i]!;
    if (members[i] === 1) [n, sum] = [n + 1, sum + value[i]!];
  }
  if (n === 0) return null;
  const mean = (sum + (SHRINK * total) / all) / (n + SHRINK);
  let square = 0;
  for (let i = 0; i < value.length; i++) if (!Number.isNaN(value[i]!)) square += (value[i]! - total / all) ** 2;
  const far = normalQuantile(0.975) * Math.sqrt(square / Math.max(1, all - 1) / (n + SHRINK));
  return { mean, interval: [mean - far, mean + far], n };
}
