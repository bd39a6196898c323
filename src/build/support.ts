import type { CodedMatrix } from "../features/matrix.ts";
import { SCALE } from "./averaged.ts";
import { type PriorColumn, posterior } from "./posterior.ts";

/** Shares of the declared effects that are tried, and what is believed of them beforehand: mostly right, give or take a half. */
export const SUPPORT = { shares: [0, 0.25, 0.5, 0.75, 1, 1.25], mean: 1, sd: 0.5 };

/** What is known of the share of the declared effects that holds. */
export interface SupportFound {
  /** Weight of each of SUPPORT.shares, summing to 1. */
  readonly weights: readonly number[];
  readonly mean: number;
  readonly sd: number;
}

function summed(logs: readonly number[]): SupportFound {
  const top = Math.max(...logs);
  const raw = logs.map((log) => Math.exp(log - top));
  const total = raw.reduce((a, b) => a + b, 0);
  const weights = raw.map((w) => w / total);
  const mean = weights.reduce((sum, w, i) => sum + w * SUPPORT.shares[i]!, 0);
  const variance = weights.reduce((sum, w, i) => sum + w * (SUPPORT.shares[i]! - mean) ** 2, 0);
  return { weights, mean, sd: Math.sqrt(variance) };
}

function believed(share: number): number {
  return -((share - SUPPORT.mean) ** 2) / (2 * SUPPORT.sd ** 2);
}

/** What is believed before any deal. */
export const BEFOREHAND: SupportFound = summed(SUPPORT.shares.map(believed));

/**
 * How much of the declared effects the deals support: each share is weighed by how probable it makes the outcomes, bands of the declared
 * attributes being free to differ from it by ordinary effects.
 *
 * @param columns the declared attributes @param offset declared logit per row at a share of 1 @param weights what each row counts for; absent: 1
 */
export function supportOf(
  columns: readonly PriorColumn[],
  y: Uint8Array,
  offset: Float64Array,
  steps = 20,
  weights?: Float64Array,
): SupportFound {
  let warm: ReturnType<typeof posterior> | undefined;
  const logs = SUPPORT.shares.map((share) => {
    warm = posterior(
      columns,
      y,
      SCALE.centre,
      warm,
      steps,
      weights,
      offset.map((z) => share * z),
    );
    return warm.evidence + believed(share);
  });
  return summed(logs);
}

/** The declared effects per bin about their mean over the rows that are known, missing 0. */
export function centred(declared: Float64Array, count: Float64Array): Float64Array {
  let [rows, sum] = [0, 0];
  for (let c = 1; c < declared.length; c++) {
    rows += count[c]!;
    sum += count[c]! * declared[c]!;
  }
  const mean = rows === 0 ? 0 : sum / rows;
  return declared.map((z, c) => (c === 0 ? 0 : z - mean));
}

/** Sum of the effects of several attributes per row. */
export function offsetOf(
  matrix: CodedMatrix,
  rows: Int32Array,
  targets: readonly { readonly index: number; readonly target: Float64Array }[],
): Float64Array {
  const out = new Float64Array(rows.length);
  for (const { index, target } of targets) {
    const { codes } = matrix.attributes[index]!;
    for (let i = 0; i < rows.length; i++) out[i] = out[i]! + target[codes[rows[i]!]!]!;
  }
  return out;
}
