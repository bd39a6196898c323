import type { Page } from "../page.ts";
import type { Fitting } from "./overflow.ts";
import { heightInRem } from "./print-height.ts";

/** A sheet: its root font sizes in CSS pixels, and what is on it. */
export interface Sheet extends Fitting {
  /** Fits A4 and Letter alike. */
  readonly size: number;
  /** Fits A4, which is longer. */
  readonly a4: number;
}

/** What the papers leave inside the margins, in CSS pixels, less a little for fonts wider than ours. */
const EITHER = { width: 714, height: 985 };
const A4 = { width: 714, height: 1050 };
const LARGEST = 13;
const SMALLEST = 7;
/** Type smaller than this costs more than a row is worth. */
const READABLE = 8.5;

const EVERYTHING: Fitting = { kinds: 99, standouts: 99, notes: 99, rows: 99, rules: 99, inside: 99, lines: 99 };
const LADDER: readonly Fitting[] = [
  { kinds: 99, standouts: 6, notes: 8, rows: 12, rules: 6, inside: 9, lines: 8 },
  { kinds: 99, standouts: 6, notes: 5, rows: 8, rules: 6, inside: 8, lines: 6 },
  { kinds: 99, standouts: 6, notes: 4, rows: 6, rules: 6, inside: 6, lines: 5 },
  { kinds: 99, standouts: 5, notes: 3, rows: 6, rules: 5, inside: 6, lines: 4 },
  { kinds: 99, standouts: 5, notes: 3, rows: 4, rules: 5, inside: 5, lines: 3 },
  { kinds: 99, standouts: 4, notes: 3, rows: 4, rules: 4, inside: 4, lines: 3 },
  { kinds: 99, standouts: 4, notes: 2, rows: 3, rules: 4, inside: 4, lines: 3 },
  { kinds: 99, standouts: 3, notes: 2, rows: 3, rules: 3, inside: 3, lines: 3 },
  { kinds: 2, standouts: 3, notes: 1, rows: 2, rules: 2, inside: 2, lines: 2 },
  { kinds: 1, standouts: 2, notes: 1, rows: 2, rules: 1, inside: 1, lines: 2 },
];

/**
 * How the page fits one sheet of A4 or Letter: everything when that stays readable, else the longest lists that do, else the
 * shortest; then whatever more fits without a smaller type.
 */
export function sheetOf(page: Page): Sheet {
  let sheet = sheetWith(page, EVERYTHING);
  for (const fitting of LADDER) {
    if (sheet.size >= READABLE) break;
    sheet = sheetWith(page, fitting);
  }
  return LISTS.reduce((filled, list) => lengthened(page, filled, list), sheet);
}

const LISTS = ["kinds", "standouts", "rules", "inside", "notes", "rows", "lines"] as const;

function lengthened(page: Page, sheet: Sheet, list: (typeof LISTS)[number]): Sheet {
  for (let longer = sheet; ; ) {
    const next = sheetWith(page, { ...longer, [list]: longer[list] + 1 });
    if (next.size < sheet.size || next.a4 < sheet.a4 || longer[list] >= EVERYTHING[list]) return longer;
    longer = next;
  }
}

function sheetWith(page: Page, fitting: Fitting): Sheet {
  return { ...fitting, size: sizeOn(EITHER, page, fitting), a4: sizeOn(A4, page, fitting) };
}

/** The largest root size at which the page fits the paper with these rows; texts take the lines they take at that size. */
function sizeOn({ width, height }: typeof EITHER, page: Page, fitting: Fitting): number {
  for (let size = LARGEST; size > SMALLEST; size -= 0.1) {
    if (heightInRem(page, (width / size - 2) / 2, fitting) * size <= height) return Math.round(size * 10) / 10;
  }
  return SMALLEST;
}
