import { interceptFor, slopeIntercept } from "../stats/calibration.ts";
import { choleskyFactor, choleskySubstitute } from "../stats/cholesky.ts";
import { sigmoid } from "../stats/sigmoid.ts";
import type { Learned } from "./learn.ts";

/** One attribute of the card: the band of each row, and where its bands begin among all bands. */
export interface CardColumn {
  /** Index into the matrix's attributes. */
  readonly index: number;
  /** Its bands, missing (0) among them. */
  readonly bands: number;
  /** Effect (logit) per band. */
  readonly effects: Float64Array;
  readonly start: number;
  readonly codes: Uint8Array;
}

/** What is left of the outcomes once the card, by held-out scores, and a free correction of each of its bands have had their say. */
export interface CardResiduals {
  readonly columns: readonly CardColumn[];
  /** Number of all bands. */
  readonly size: number;
  /** Cholesky factor of the information about the bands. */
  readonly factor: Float64Array;
  readonly residual: Float64Array;
  readonly weight: Float64Array;
  /** Probability by the sum of the bands. */
  readonly p: Float64Array;
  /** Design effect: by how much residuals of one account that agree inflate variance, at least 1. */
  readonly effect: number;
}

/** Keeps the bands' corrections apart although each attribute's bands cover every deal. */
const RIDGE = 1e-3;

function columnsOf({ card, held }: Learned): { columns: CardColumn[]; size: number } {
  let size = 0;
  const columns = card.attributes.map(({ index, banding, effects }): CardColumn => {
    const start = size;
    size += banding.bands;
    const codes = Uint8Array.from(held.attributes[index]!.codes, (c) => banding.bandOf[c]!);
    return { index, bands: banding.bands, effects, start, codes };
  });
  return { columns, size };
}

/** Mean held-out logit of each deal, with the slope and level that held. */
function heldOutLogits({ held: { y }, heldOut }: Learned): Float64Array {
  const mean = Float64Array.from(y, (_, i) => heldOut.reduce((sum, h) => sum + h.logit[i]!, 0) / heldOut.length);
  const slope = Math.max(0, slopeIntercept(mean, y).slope);
  const shift = interceptFor(mean, y, slope);
  return mean.map((z) => shift + slope * z);
}

/** Information about the bands, lower triangle, by pair histograms. */
function information(columns: readonly CardColumn[], size: number, weight: Float64Array): Float64Array {
  const out = new Float64Array(size * size);
  for (const a of columns)
    for (const b of columns) {
      if (b.start > a.start) continue;
      for (let i = 0; i < weight.length; i++) {
        const cell = (a.start + a.codes[i]!) * size + b.start + b.codes[i]!;
        out[cell] = out[cell]! + weight[i]!;
      }
    }
  for (let r = 0; r < size; r++) out[r * size + r] = out[r * size + r]! + RIDGE;
  return out;
}

function agreement(residual: Float64Array, { family, families }: Learned): number {
  const sums = new Float64Array(families);
  let squares = 0;
  residual.forEach((r, i) => {
    sums[family[i]!] = sums[family[i]!]! + r;
    squares += r * r;
  });
  return Math.max(1, sums.reduce((a, s) => a + s * s, 0) / squares);
}

/**
 * Residuals by held-out scores, freed by one Newton step from what any single band could still say: a score drawn toward the average by
 * the ridge leaves something of every band, and that is no interaction. O(n k^2) for k attributes.
 *
 * @returns null where the card has no two attributes
 */
export function cardResiduals(learned: Learned): CardResiduals | null {
  const { columns, size } = columnsOf(learned);
  const { y } = learned.held;
  if (columns.length < 2 || !y.includes(1) || !y.includes(0)) return null;
  const p = heldOutLogits(learned).map(sigmoid);
  const weight = p.map((v) => Math.max(v * (1 - v), 1e-6));
  const factor = information(columns, size, weight);
  if (!choleskyFactor(factor, size)) return null;
  const step = new Float64Array(size);
  for (const { codes, start } of columns)
    codes.forEach((b, i) => {
      step[start + b] = step[start + b]! + y[i]! - p[i]!;
    });
  choleskySubstitute(factor, step, size);
  const moved = Float64Array.from(p, (v, i) =>
    columns.reduce((sum, { codes, start }) => sum + weight[i]! * step[start + codes[i]!]!, v),
  );
  const residual = Float64Array.from(y, (v, i) => v - moved[i]!);
  return { columns, size, factor, residual, weight, p: moved, effect: agreement(residual, learned) };
}
