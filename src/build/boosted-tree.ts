import type { CodedAttribute } from "../features/matrix.ts";

/** 1: the code goes to `high`. */
export type Side = 0 | 1;

export interface BoostedSplit {
  readonly attribute: CodedAttribute;
  /** Per code. */
  readonly side: Uint8Array;
  readonly low: BoostedTree;
  readonly high: BoostedTree;
}

export interface BoostedLeaf {
  readonly value: number;
}

export type BoostedTree = BoostedSplit | BoostedLeaf;

export interface TreeOptions {
  /** Splits between root and leaf at most. */
  readonly depth: number;
  /** Least information in a leaf: sum of p (1 - p). */
  readonly leaf: number;
  /** Ridge on the value of a leaf. */
  readonly ridge: number;
}

/** Sums of gradient and weight per code of every attribute, in pairs, one attribute after the other. */
type Sums = Float64Array;

interface Grower extends TreeOptions {
  readonly attributes: readonly CodedAttribute[];
  /** Where each attribute's codes begin among all. */
  readonly starts: readonly number[];
  readonly size: number;
  readonly gradient: Float64Array;
  readonly weight: Float64Array;
}

interface Node {
  readonly rows: Int32Array;
  readonly sums: Sums;
  readonly gradient: number;
  readonly weight: number;
}

interface Split {
  readonly attribute: CodedAttribute;
  readonly side: Uint8Array;
  readonly gain: number;
}

/** Cuts that gain less are none. */
const LEAST_GAIN = 1e-9;

/** Rows' worth of information at no effect that each code is taken to have besides, so that rare codes do not stand first and last. */
const SMOOTH = 10;

function sumsOf(grower: Grower, rows: Int32Array): Sums {
  const { attributes, starts, gradient, weight, size } = grower;
  const out = new Float64Array(2 * size);
  const n = rows.length;
  const g = new Float64Array(n);
  const h = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    g[i] = gradient[rows[i]!]!;
    h[i] = weight[rows[i]!]!;
  }
  for (let j = 0; j < attributes.length; j++) {
    const { codes } = attributes[j]!;
    const start = starts[j]!;
    for (let i = 0; i < n; i++) {
      const at = 2 * (start + codes[rows[i]!]!);
      out[at] = out[at]! + g[i]!;
      out[at + 1] = out[at + 1]! + h[i]!;
    }
  }
  return out;
}

function nodeOf(grower: Grower, rows: Int32Array, sums: Sums): Node {
  let [gradient, weight] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    gradient += grower.gradient[rows[i]!]!;
    weight += grower.weight[rows[i]!]!;
  }
  return { rows, sums, gradient, weight };
}

/** Known codes in the order in which they may be cut: as they are, or by mean gradient. Those without a row are left out. */
function turnOf({ order, bins }: CodedAttribute, sums: Sums, start: number): number[] {
  const turn: number[] = [];
  for (let c = order === "ordered" ? 1 : 0; c < bins.length; c++) if (sums[2 * (start + c) + 1]! > 0) turn.push(c);
  if (order === "ordered") return turn;
  const mean = (c: number): number => sums[2 * (start + c)]! / (sums[2 * (start + c) + 1]! + SMOOTH);
  return turn.sort((a, b) => mean(a) - mean(b) || a - b);
}

/** The best cut of one attribute; on a scale what is not known goes with either side. */
function cutOf(grower: Grower, node: Node, j: number, least: number): Split | null {
  const attribute = grower.attributes[j]!;
  const start = grower.starts[j]!;
  const { sums } = node;
  const turn = turnOf(attribute, sums, start);
  const apart = attribute.order === "ordered" && sums[2 * start + 1]! > 0;
  const worth = (g: number, h: number): number => (g * g) / (h + grower.ridge);
  const none = worth(node.gradient, node.weight);
  let best = { gain: least, upTo: -1, missing: 1, low: 0 };
  const scan = (missing: Side, cuts: number): void => {
    let g = missing === 0 ? sums[2 * start]! : 0;
    let h = missing === 0 ? sums[2 * start + 1]! : 0;
    for (let k = 0; k < cuts; k++) {
      const at = 2 * (start + turn[k]!);
      g += sums[at]!;
      h += sums[at + 1]!;
      if (h < grower.leaf || node.weight - h < grower.leaf) continue;
      const gain = worth(g, h) + worth(node.gradient - g, node.weight - h) - none;
      if (gain > best.gain) best = { gain, upTo: k, missing, low: h };
    }
  };
  scan(1, apart ? turn.length : turn.length - 1);
  if (apart) scan(0, turn.length - 1);
  if (best.upTo < 0) return null;
  // Codes that no row of the node has go where most rows go.
  const side = new Uint8Array(attribute.bins.length).fill(2 * best.low >= node.weight ? 0 : 1);
  if (attribute.order === "ordered") side.fill(0, 1, turn[best.upTo]! + 1).fill(1, turn[best.upTo]! + 1);
  else
    turn.forEach((c, k) => {
      side[c] = k <= best.upTo ? 0 : 1;
    });
  if (apart) side[0] = best.missing;
  return { attribute, side, gain: best.gain };
}

function bestCut(grower: Grower, node: Node): Split | null {
  return grower.attributes.reduce<Split | null>(
    (best, _, j) => cutOf(grower, node, j, best?.gain ?? LEAST_GAIN) ?? best,
    null,
  );
}

/** Rows that go low and rows that go high, each in their order. */
export function parted(
  rows: Int32Array,
  { attribute: { codes }, side }: Pick<BoostedSplit, "attribute" | "side">,
): readonly [Int32Array, Int32Array] {
  const both = new Int32Array(rows.length);
  let low = 0;
  let high = rows.length;
  for (let i = 0; i < rows.length; i++) {
    const r = rows[i]!;
    if (side[codes[r]!] === 0) both[low++] = r;
    else both[--high] = r;
  }
  return [both.subarray(0, low), both.subarray(low).reverse()];
}

function leafOf({ ridge }: Grower, { gradient, weight }: Node): BoostedLeaf {
  return { value: gradient / (weight + ridge) };
}

function grow(grower: Grower, node: Node, depth: number): BoostedTree {
  const cut = depth === 0 ? null : bestCut(grower, node);
  if (cut === null) return leafOf(grower, node);
  const { attribute, side } = cut;
  const [low, high] = parted(node.rows, cut);
  // Only the smaller child is counted; the larger is what is left.
  const lowIsSmaller = low.length <= high.length;
  const small = depth === 1 ? node.sums : sumsOf(grower, lowIsSmaller ? low : high);
  const large = depth === 1 ? node.sums : node.sums.map((s, i) => s - small[i]!);
  const lowNode = nodeOf(grower, low, lowIsSmaller ? small : large);
  const highNode = nodeOf(grower, high, lowIsSmaller ? large : small);
  return { attribute, side, low: grow(grower, lowNode, depth - 1), high: grow(grower, highNode, depth - 1) };
}

/**
 * One regression tree on gradients by histograms of codes: scales are cut where they are, other attributes by the order of their mean
 * gradients. O(rows x attributes x depth).
 *
 * @param gradient per row of the matrix, read at `rows` only; `weight` alike
 */
export function growTree(
  attributes: readonly CodedAttribute[],
  rows: Int32Array,
  gradient: Float64Array,
  weight: Float64Array,
  options: TreeOptions,
): BoostedTree {
  let size = 0;
  const starts = attributes.map(({ bins }) => {
    const start = size;
    size += bins.length;
    return start;
  });
  const grower: Grower = { ...options, attributes, starts, size, gradient, weight };
  return grow(grower, nodeOf(grower, rows, sumsOf(grower, rows)), options.depth);
}
