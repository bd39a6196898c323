import { choleskyFactor } from "../stats/cholesky.ts";
import { normalQuantile } from "../stats/normal.ts";
import type { Random } from "../stats/random.ts";
import type { CrossedGrid } from "./crossed-grid.ts";

/** Neighbouring bands of one attribute crossed with neighbouring bands of another: ranges of a grid, ends exclusive. */
export interface Block {
  readonly rows: readonly [number, number];
  readonly columns: readonly [number, number];
  readonly n: number;
  /** Variance of its summed residual. */
  readonly variance: number;
}

export interface BlockTest {
  /** The block that differs most from the sum of its bands; of several that say the same, the smallest. */
  readonly block: Block;
  /** Shrunk effect beyond the sum, logits. */
  readonly effect: number;
  /** Chance that the block that differs most differs as much where nothing but the sum counts. */
  readonly p: number;
}

/** Effects beyond the sum are drawn toward none as if half a logit were usual: 1 / .5^2. */
const SHRINK = 4;
/** Draws that every pair gets, and those that settle the p of a pair that looks like something. */
const DRAWS = { first: 1000, all: 10_000 };
const LOOKS = 0.1;
/** Blocks that say about as much as the one that says most. */
const AS_MUCH = 0.95;

function ranges(length: number): [number, number][] {
  const out: [number, number][] = [];
  for (let from = 0; from < length; from++)
    for (let to = from + 1; to <= length; to++) if (to - from < length) out.push([from, to]);
  return out;
}

function cellsIn({ columns }: CrossedGrid, rows: readonly [number, number], cols: readonly [number, number]): number[] {
  const out: number[] = [];
  for (let r = rows[0]; r < rows[1]; r++) for (let c = cols[0]; c < cols[1]; c++) out.push(r * columns.length + c);
  return out;
}

function blocksOf(grid: CrossedGrid, least: number): Block[] {
  const k = grid.n.length;
  return ranges(grid.rows.length).flatMap((rows) =>
    ranges(grid.columns.length).flatMap((columns) => {
      const cells = cellsIn(grid, rows, columns);
      const n = cells.reduce((sum, c) => sum + grid.n[c]!, 0);
      if (n < least) return [];
      let variance = 0;
      for (const r of cells) for (const c of cells) variance += grid.covariance[r * k + c]!;
      return variance > 0 ? [{ rows, columns, n, variance }] : [];
    }),
  );
}

/** Sums of a grid's upper left corners: any block's sum is four look-ups. */
function corners(grid: CrossedGrid, values: Float64Array, out: Float64Array): Float64Array {
  const w = grid.columns.length + 1;
  for (let r = 0; r < grid.rows.length; r++)
    for (let c = 0; c < grid.columns.length; c++)
      out[(r + 1) * w + c + 1] =
        values[r * (w - 1) + c]! + out[r * w + c + 1]! + out[(r + 1) * w + c]! - out[r * w + c]!;
  return out;
}

function sumIn(corner: Float64Array, w: number, { rows: [top, bottom], columns: [left, right] }: Block): number {
  return corner[bottom * w + right]! - corner[top * w + right]! - corner[bottom * w + left]! + corner[top * w + left]!;
}

/** Score statistic of each block with shrinkage: squared sum of residuals over its variance and SHRINK. */
function most(blocks: readonly Block[], corner: Float64Array, w: number): number {
  let top = 0;
  for (const block of blocks) top = Math.max(top, sumIn(corner, w, block) ** 2 / (block.variance + SHRINK));
  return top;
}

/** Cholesky factor of the covariance of the cells, lower triangle; null where rounding leaves none. */
function spreadOf({ covariance, n }: CrossedGrid): Float64Array | null {
  const k = n.length;
  const factor = Float64Array.from(covariance);
  let largest = 0;
  for (let c = 0; c < k; c++) largest = Math.max(largest, covariance[c * (k + 1)]!);
  for (let c = 0; c < k; c++) factor[c * (k + 1)] = factor[c * (k + 1)]! + 1e-6 + 1e-9 * largest;
  return choleskyFactor(factor, k) ? factor : null;
}

function drawn(factor: Float64Array, k: number, random: Random, out: Float64Array): Float64Array {
  const z = Float64Array.from({ length: k }, () => normalQuantile((random.next() * 0xfffffffe + 1) / 0x100000000));
  for (let r = 0; r < k; r++) {
    let sum = 0;
    for (let c = 0; c <= r; c++) sum += factor[r * k + c]! * z[c]!;
    out[r] = sum;
  }
  return out;
}

/**
 * Largest score statistic over all blocks of a grid, its p-value by draws from the normal distribution that the cells' sums follow where
 * nothing but the sum of the bands counts.
 *
 * @param effect design effect of the residuals @param least fewest deals of a block
 * @returns null where no block has as many deals
 */
export function blockTest(grid: CrossedGrid, effect: number, least: number, random: Random): BlockTest | null {
  const blocks = blocksOf(grid, least);
  const factor = spreadOf(grid);
  if (blocks.length === 0 || factor === null) return null;
  const w = grid.columns.length + 1;
  const corner = new Float64Array(w * (grid.rows.length + 1));
  const seen = Float64Array.from(corners(grid, grid.score, corner));
  const observed = most(blocks, seen, w);
  const k = grid.n.length;
  const values = new Float64Array(k);
  let draws = 0;
  let asMuch = 0;
  for (let limit = DRAWS.first; draws < limit; draws++) {
    if (effect * most(blocks, corners(grid, drawn(factor, k, random, values), corner), w) >= observed) asMuch++;
    if (draws + 1 === DRAWS.first && asMuch <= LOOKS * DRAWS.first) limit = DRAWS.all;
  }
  const statistic = (block: Block): number => sumIn(seen, w, block) ** 2 / (block.variance + SHRINK);
  const block = blocks.filter((b) => statistic(b) >= AS_MUCH * observed).reduce((a, b) => (b.n < a.n ? b : a));
  return { block, effect: sumIn(seen, w, block) / (block.variance + SHRINK), p: (1 + asMuch) / (1 + draws) };
}

/** What a grid's cells in a block add up to. */
export function blockSum(grid: CrossedGrid, values: Float64Array, { rows, columns }: Block): number {
  return cellsIn(grid, rows, columns).reduce((sum, c) => sum + values[c]!, 0);
}
