import { normalQuantile } from "./normal.ts";
import { studentQuantile } from "./student.ts";

/** A group's figure, drawn to that of all. */
export interface Drawn {
  readonly value: number;
  /** 95%: they hold both chance and what the drawing may have taken away. */
  readonly interval: readonly [low: number, high: number];
  /** Rows of the group that tell it. */
  readonly n: number;
  /** The group's own figure before it was drawn, on the scale on which two groups are compared, and its standard error. */
  readonly own: { readonly at: number; readonly se: number };
}

/** Rows of everyone that a group is drawn by. */
export const PRIOR_ROWS = 10;

/** Those of the rows whose value is known; all rows when none are given. */
export function knownRows(value: Float64Array, rows: ArrayLike<number> | null): Int32Array {
  const every = rows === null ? Int32Array.from(value.keys()) : Int32Array.from(rows);
  return every.filter((i) => !Number.isNaN(value[i]!));
}

/** Sum of squared cluster sums, times K/(K - 1): the cluster-robust variance of a sum; and the number K of clusters. */
export function clusterVariance(
  influence: Float64Array,
  cluster: Int32Array,
): { readonly variance: number; readonly clusters: number } {
  let size = 0;
  for (const c of cluster) if (c >= size) size = c + 1;
  const sums = new Float64Array(size);
  const seen = new Uint8Array(size);
  for (let i = 0; i < influence.length; i++) {
    const c = cluster[i]!;
    sums[c] = sums[c]! + influence[i]!;
    seen[c] = 1;
  }
  let [square, clusters] = [0, 0];
  for (let c = 0; c < size; c++) {
    square += sums[c]! * sums[c]!;
    clusters += seen[c]!;
  }
  return { variance: clusters > 1 ? (square * clusters) / (clusters - 1) : Number.NaN, clusters };
}

/**
 * 95% limits of a drawn figure: chance, and on the side of the group's own figure the square of what the drawing moved it by as well. Where
 * the group truly differs from all, the drawing is a bias, and limits of chance alone would miss it.
 *
 * @param variance of the drawn figure @param own the group's figure before it was drawn
 */
export function limitsAround(at: number, variance: number, own: number, clusters: number): [low: number, high: number] {
  const t = studentQuantile(0.975, clusters - 1 + PRIOR_ROWS);
  const far = (moved: number): number => t * Math.sqrt(variance + Math.max(0, moved) ** 2);
  return [at - far(at - own), at + far(own - at)];
}

/** Difference of two groups' own figures with limits at a confidence. */
export function difference(
  a: Drawn,
  b: Drawn,
  confidence: number,
): { readonly at: number; readonly low: number; readonly high: number } {
  const at = a.own.at - b.own.at;
  const half = normalQuantile(0.5 + confidence / 2) * Math.hypot(a.own.se, b.own.se);
  return { at, low: at - half, high: at + half };
}
