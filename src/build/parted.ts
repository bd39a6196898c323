import type { CodedMatrix } from "../features/matrix.ts";
import type { Banding } from "./bands.ts";
import { splitFold } from "./cross-fit.ts";
import { fitModel, fitOptions } from "./fit.ts";
import { fitsOf, type Scorecard, toPoints } from "./points.ts";
import { type Grain, steadyBands } from "./steady-bands.ts";

/** Quarters of a scale, or the six commonest values and the rest. */
const PARTS: Grain = { quantiles: 4, levels: 6 };

/** Deals that a part needs for a card of its own, and of the rarer outcome among them; others are scored by the card of all. */
const FEWEST = { deals: 100, rarer: 30 };

/** The deals' parts by one attribute, made without looking at outcomes. */
export interface Parts {
  /** Part per deal; 0: not known. */
  readonly of: Uint8Array;
  /** How many, the unknown not counted. */
  readonly count: number;
  /** Part of each code of the attribute. */
  readonly banding: Banding;
}

/** Cuts deals into parts by an attribute. */
export function partsBy(matrix: CodedMatrix, attribute: number): Parts {
  const { bins, codes } = matrix.attributes[attribute]!;
  const count = new Float64Array(bins.length);
  for (const c of codes) count[c] = count[c]! + 1;
  const banding = steadyBands(matrix.attributes[attribute]!, count, PARTS);
  return { of: Uint8Array.from(codes, (c) => banding.bandOf[c]!), count: banding.bands - 1, banding };
}

/** @param deals by which the method goes */
function learnt(matrix: CodedMatrix, rows: Int32Array, deals: number): Scorecard {
  return toPoints(fitModel(matrix, rows, fitOptions(deals)));
}

/** Deals of the rarer outcome. */
function rarer(matrix: CodedMatrix, rows: Int32Array): number {
  const won = rows.reduce((sum, r) => sum + matrix.y[r]!, 0);
  return Math.min(won, rows.length - won);
}

function enough(matrix: CodedMatrix, rows: Int32Array): boolean {
  return rows.length >= FEWEST.deals && rarer(matrix, rows) >= FEWEST.rarer;
}

/**
 * Logits of one fold's rows by cards learned without the fold, one for each part of the deals.
 *
 * @returns one per row of the fold, in their order; 0 where the other folds hold one outcome only
 */
export function partedFold(
  matrix: CodedMatrix,
  fold: Uint8Array,
  f: number,
  parts: Pick<Parts, "of" | "count">,
): Float64Array {
  const { inside, outside } = splitFold(fold, f);
  if (rarer(matrix, outside) === 0) return new Float64Array(inside.length);
  const all = learnt(matrix, outside, matrix.n);
  const said = new Map<number, number>();
  for (let part = 0; part <= parts.count; part++) {
    const own = outside.filter((r) => parts.of[r] === part);
    const card = part > 0 && enough(matrix, own) ? learnt(matrix, own, own.length) : all;
    const rows = inside.filter((r) => parts.of[r] === part);
    fitsOf(card, matrix, rows).forEach((fit, i) => {
      said.set(rows[i]!, card.base + card.unit * fit);
    });
  }
  return Float64Array.from(inside, (r) => said.get(r)!);
}
