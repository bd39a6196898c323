import type { CodedAttribute } from "../features/matrix.ts";
import type { Banding } from "./bands.ts";

/** How finely an attribute is cut. */
export interface Grain {
  /** Groups of about equal size that ordered bins are cut into. */
  readonly quantiles: number;
  /** Levels that stand alone, commonest first; the others go together. */
  readonly levels: number;
}

/** Fifths, and twelve levels: what few deals can fill. */
export const COARSE: Grain = { quantiles: 5, levels: 12 };
/** Fewest rows for a level of its own. */
const LEAST = 2;

/**
 * Bands that do not look at the outcome: quantiles of ordered bins, the commonest levels and the rest of unordered ones. With few deals
 * bands that follow the outcome follow chance (statistics.md section 2): AUC of 50 IBM deals .545 with them, .636 with these.
 *
 * @param count rows per code of the attribute
 */
export function steadyBands(attribute: CodedAttribute, count: Float64Array, grain: Grain): Banding {
  return attribute.order === "ordered" ? quantiles(count, grain.quantiles) : commonest(attribute, count, grain.levels);
}

function quantiles(count: Float64Array, groups: number): Banding {
  const bandOf = new Uint8Array(count.length);
  const known = knownRows(count);
  let below = 0;
  let bands = 1;
  let last = -1;
  for (let c = 1; c < count.length && known > 0; c++) {
    const group = Math.min(groups - 1, Math.floor(((below + count[c]! / 2) / known) * groups));
    if (count[c]! > 0 && group !== last) {
      last = group;
      bands++;
    }
    bandOf[c] = Math.max(1, bands - 1);
    below += count[c]!;
  }
  return { bandOf, bands };
}

/** Fewest rows, and share of the known ones, of rarer levels that go together because they are parts of the same. */
const KIN = { least: 5, share: 0.02 };

/** The broadest thing that the level of a code is a part of; null where that is not known. */
function topOf({ bins }: CodedAttribute, code: number): string | null {
  return bins[code]!.within?.at(-1) ?? null;
}

function commonest(attribute: CodedAttribute, count: Float64Array, levels: number): Banding {
  const bandOf = new Uint8Array(count.length);
  const codes = Array.from(count.keys()).filter((c) => c > 0 && count[c]! > 0);
  codes.sort((a, b) => count[b]! - count[a]! || a - b);
  const alone = Math.min(levels, codes.filter((c) => count[c]! >= LEAST).length);
  const rest = codes.slice(alone);
  const rows = new Map<string | null, number>();
  for (const c of rest) rows.set(topOf(attribute, c), (rows.get(topOf(attribute, c)) ?? 0) + count[c]!);
  const least = Math.max(KIN.least, KIN.share * knownRows(count));
  const kin = [...rows].flatMap(([top, sum]) => (top !== null && sum >= least ? [top] : []));
  const places = new Map(kin.map((top, i) => [top, alone + 1 + i]));
  codes.slice(0, alone).forEach((c, i) => {
    bandOf[c] = i + 1;
  });
  let bands = alone + kin.length + 1;
  for (const c of rest) {
    const top = topOf(attribute, c);
    const place = top === null ? undefined : places.get(top);
    if (place === undefined) bands = alone + kin.length + 2;
    bandOf[c] = place ?? alone + kin.length + 1;
  }
  return { bandOf, bands };
}

function knownRows(count: Float64Array): number {
  let sum = 0;
  for (let c = 1; c < count.length; c++) sum += count[c]!;
  return sum;
}
