import type { Page } from "../page.ts";
import { backInRem } from "./back-height.ts";
import type { BackFitting, Fitting, FrontFitting } from "./overflow.ts";
import { heightInRem } from "./print-height.ts";

/** A sheet, front and back: its root font sizes in CSS pixels, and what is on it. */
export interface Sheet extends Fitting {
  /** Fits A4 and Letter alike. */
  readonly size: number;
  /** Fits A4, which is longer. */
  readonly a4: number;
}

interface Sized {
  readonly size: number;
  readonly a4: number;
}

/** What the papers leave inside the margins, in CSS pixels, less a little for fonts wider than ours. */
const EITHER = { width: 714, height: 985 };
const A4 = { width: 714, height: 1050 };
const LARGEST = 11.5;
const SMALLEST = 7;
/** Type smaller than this costs more than a row is worth. */
const READABLE = 8.5;

const ALL_FRONT: FrontFitting = { kinds: 99, standouts: 99, rules: 99, lines: 99 };
const FRONT: readonly FrontFitting[] = [
  { kinds: 99, standouts: 6, rules: 6, lines: 3 },
  { kinds: 99, standouts: 5, rules: 6, lines: 2 },
  { kinds: 99, standouts: 4, rules: 5, lines: 2 },
  { kinds: 99, standouts: 3, rules: 5, lines: 2 },
  { kinds: 99, standouts: 3, rules: 4, lines: 1 },
  { kinds: 99, standouts: 3, rules: 3, lines: 1 },
  { kinds: 2, standouts: 3, rules: 2, lines: 1 },
  { kinds: 1, standouts: 2, rules: 1, lines: 1 },
];
const ALL_BACK: BackFitting = { no: 99, inside: 99, facts: 99, rows: 99 };
const BACK: readonly BackFitting[] = [
  { no: 6, inside: 12, facts: 8, rows: 12 },
  { no: 6, inside: 10, facts: 6, rows: 8 },
  { no: 5, inside: 8, facts: 5, rows: 6 },
  { no: 4, inside: 6, facts: 4, rows: 5 },
  { no: 4, inside: 5, facts: 3, rows: 4 },
  { no: 3, inside: 4, facts: 2, rows: 3 },
  { no: 3, inside: 3, facts: 1, rows: 2 },
  { no: 2, inside: 2, facts: 1, rows: 1 },
  { no: 3, inside: 3, facts: 2, rows: 0 },
  { no: 2, inside: 2, facts: 1, rows: 0 },
];

/**
 * How the page fits the front and the back of one sheet of A4 or Letter. The front first: everything when that stays readable, else the
 * longest lists that do, else the shortest; then the back in the same type; then whatever more fits without a smaller one.
 */
export function sheetOf(page: Page): Sheet {
  const front = fitted(heightOfFront(page), ALL_FRONT, FRONT, READABLE);
  const back = fitted(heightOfBack(page), ALL_BACK, BACK, Math.min(front.size, LARGEST));
  const size = Math.min(front.size, back.size);
  const a4 = Math.min(front.a4, back.a4);
  const type = { size, a4 };
  return {
    ...longest(heightOfFront(page), front, ALL_FRONT, ["kinds", "rules", "lines", "standouts"], type),
    ...longest(heightOfBack(page), back, ALL_BACK, ["no", "inside", "facts", "rows"], type),
    ...type,
  };
}

type HeightOf<Lists> = (half: number, lists: Lists) => number;

function heightOfFront(page: Page): HeightOf<FrontFitting> {
  return (half, lists) => heightInRem(page, half, lists);
}

function heightOfBack(page: Page): HeightOf<BackFitting> {
  return (half, lists) => backInRem(page, half, lists);
}

/** The first lists of the ladder that leave the type at least so large, with that type. */
function fitted<Lists>(height: HeightOf<Lists>, all: Lists, ladder: readonly Lists[], least: number): Lists & Sized {
  let found = { ...all, ...sized(height, all) };
  for (const lists of ladder) {
    if (found.size >= least) break;
    found = { ...lists, ...sized(height, lists) };
  }
  return found;
}

/** Lists made longer one by one, whole where that fits, as long as the type does. */
function longest<Lists>(
  height: HeightOf<Lists>,
  { size: _, a4: __, ...start }: Lists & Sized,
  all: Lists,
  names: readonly (keyof Lists)[],
  type: Sized,
): Lists {
  const fitsAll = (lists: Lists): boolean => fits(EITHER, height, lists, type.size) && fits(A4, height, lists, type.a4);
  let lists = start as unknown as Lists;
  for (const name of names) {
    const whole = { ...lists, [name]: all[name] };
    lists = fitsAll(whole) ? whole : longestOf(lists, name, fitsAll);
  }
  return lists;
}

/** One list made longer as long as that fits. */
function longestOf<Lists>(lists: Lists, name: keyof Lists, fitsAll: (lists: Lists) => boolean): Lists {
  for (let longer = lists; ; ) {
    const next = { ...longer, [name]: (longer[name] as number) + 1 };
    if (!fitsAll(next)) return longer;
    longer = next;
  }
}

function sized<Lists>(height: HeightOf<Lists>, lists: Lists): Sized {
  return { size: sizeOn(EITHER, height, lists), a4: sizeOn(A4, height, lists) };
}

/** Texts take the lines they take at that size. */
function fits<Lists>(
  { width, height: room }: typeof EITHER,
  height: HeightOf<Lists>,
  lists: Lists,
  size: number,
): boolean {
  return height((width / size - 2) / 2, lists) * size <= room;
}

/** The largest root size, in tenths of a pixel, at which a side fits the paper with these rows. A larger type never takes less room. */
function sizeOn<Lists>(paper: typeof EITHER, height: HeightOf<Lists>, lists: Lists): number {
  let [low, high] = [Math.round(SMALLEST * 10), Math.round(LARGEST * 10)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(paper, height, lists, middle / 10)) low = middle;
    else high = middle - 1;
  }
  return low / 10;
}
