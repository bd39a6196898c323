import type { CodedMatrix } from "../features/matrix.ts";
import type { Banding } from "./bands.ts";
import { steadyBands } from "./steady-bands.ts";

/** Most parts: what a person keeps apart, and what a few thousand deals can fill. */
const MOST = 4;

/** What a part needs for a card of its own: deals, and deals of each outcome. */
export const PART = { deals: 100, each: 20 };

/** Parts of deals by one attribute; band 0 holds what has no card of its own: not known, never seen, too few. */
export interface CutParts {
  /** Index into the matrix's attributes. */
  readonly attribute: number;
  /** Part of each code; bands = parts + 1. */
  readonly banding: Banding;
}

/** Rows of each part, the ones without a card of their own first. */
export function rowsByPart(matrix: CodedMatrix, rows: Int32Array, { attribute, banding }: CutParts): Int32Array[] {
  const { codes } = matrix.attributes[attribute]!;
  const out: number[][] = Array.from({ length: banding.bands }, () => []);
  for (const r of rows) out[banding.bandOf[codes[r]!]!]!.push(r);
  return out.map((part) => Int32Array.from(part));
}

/**
 * Cuts deals into two to four parts by an attribute: equal parts of a scale, or its commonest values and the rest; as many as are all large
 * enough. Outcomes are only counted.
 *
 * @returns null where there are not even two
 */
export function cutParts(matrix: CodedMatrix, rows: Int32Array, attribute: number): CutParts | null {
  const coded = matrix.attributes[attribute]!;
  const count = new Float64Array(coded.bins.length);
  for (const r of rows) count[coded.codes[r]!] = count[coded.codes[r]!]! + 1;
  for (let parts = MOST; parts > 1; parts--) {
    const grain = { quantiles: parts, levels: parts - 1 };
    const cut = { attribute, banding: atMost(parts, steadyBands(coded, count, grain)) };
    const enough = rowsByPart(matrix, rows, cut).map((part) => isEnough(matrix, part));
    enough[0] = false;
    const last = enough.length - 1;
    if (last < 2) continue;
    if (enough.slice(1).every((yes) => yes)) return cut;
    if (coded.order === "ordered" || last < 3) continue;
    if (enough.slice(1, last).every((yes) => yes)) return { attribute, banding: withoutLast(cut.banding) };
  }
  return null;
}

/** How many deals are of the rarer outcome. */
export function rarer({ y }: CodedMatrix, rows: Int32Array): number {
  const won = rows.reduce((sum, r) => sum + y[r]!, 0);
  return Math.min(won, rows.length - won);
}

function isEnough(matrix: CodedMatrix, rows: Int32Array): boolean {
  return rows.length >= PART.deals && rarer(matrix, rows) >= PART.each;
}

/** What goes beyond so many parts goes together. */
function atMost(parts: number, { bandOf, bands }: Banding): Banding {
  return { bandOf: bandOf.map((b) => Math.min(b, parts)), bands: Math.min(bands, parts + 1) };
}

/** The rare values of a category are too few together: they have no card of their own. */
function withoutLast({ bandOf, bands }: Banding): Banding {
  return { bandOf: bandOf.map((b) => (b === bands - 1 ? 0 : b)), bands: bands - 1 };
}
