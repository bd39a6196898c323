import { median } from "../stats/quantile.ts";
import type { Deals, Presence } from "./presence.ts";

/** How many people were known when deals began, for won and lost ones. */
export interface Sizes {
  readonly won: SizeOf;
  readonly lost: SizeOf;
}

export interface SizeOf {
  /** Deals at whose beginning somebody was known, and those at which nobody was. */
  readonly deals: number;
  readonly nobody: number;
  readonly mean: number | null;
  readonly median: number | null;
  /** Deals with one person only. */
  readonly single: number;
}

/** Sizes by outcome. @param size people known per deal */
export function sizesOf({ y }: Deals, size: ArrayLike<number>): Sizes {
  const of = (outcome: 0 | 1): SizeOf => {
    const all: number[] = [];
    for (let i = 0; i < y.length; i++) if (y[i] === outcome) all.push(size[i]!);
    const known = all.filter((people) => people > 0);
    const sum = known.reduce((a, b) => a + b, 0);
    return {
      deals: known.length,
      nobody: all.length - known.length,
      mean: known.length === 0 ? null : Number((sum / known.length).toFixed(2)),
      median: known.length === 0 ? null : median(known),
      single: known.filter((people) => people === 1).length,
    };
  };
  return { won: of(1), lost: of(0) };
}

/** Labels of deals by how many people were known. */
export const SINGLE = "one contact only";
export const SEVERAL = "three contacts or more";

/** Deals with one person, and with three or more, as properties to compare. */
export function sizePresence(size: ArrayLike<number>): Presence {
  const rowsOf = (fits: (people: number) => boolean): Int32Array =>
    Int32Array.from({ length: size.length }, (_, i) => i).filter((i) => fits(size[i]!));
  return { labels: [SINGLE, SEVERAL], rows: [rowsOf((n) => n === 1), rowsOf((n) => n >= 3)] };
}
