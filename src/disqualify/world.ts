import type { CodedMatrix } from "../features/matrix.ts";
import { goodOf } from "./aim.ts";
import type { DisqualifyInput } from "./disqualify.ts";
import { type Rows, rowsOf } from "./rows.ts";
import { type Split, sampled, splitByTime } from "./split.ts";

/** The search counts so many of the older rows at most, by whole accounts; figures of what it finds are over all rows. */
export const SEARCHED_ROWS = 100_000;

/** The rows of one run, in the forms that its figures need. Behind the attributes stands one column of marks per kept rule. */
export interface World {
  readonly input: DisqualifyInput;
  readonly split: Split;
  readonly older: Rows;
  readonly newest: Rows;
  readonly all: Rows;
}

function withMarks({ matrix, kept }: DisqualifyInput): CodedMatrix {
  const marks = kept.map(({ marks, id }) => ({
    name: id,
    order: "unordered" as const,
    bins: [],
    codes: Uint16Array.from(marks),
    aboutAccount: true,
  }));
  return { ...matrix, attributes: [...matrix.attributes, ...marks] };
}

/** The older, the newest and all rows of an input. */
export function worldOf(input: DisqualifyInput): World {
  const { aim, events, orderName, seed } = input;
  const matrix = withMarks(input);
  const split = splitByTime(matrix, orderName, seed);
  const good = goodOf(aim, events);
  const older = rowsOf(matrix, good, sampled(matrix, [split.earlier, split.later], SEARCHED_ROWS, seed));
  const newest = rowsOf(matrix, good, [split.newest]);
  const all = rowsOf(matrix, good, [Int32Array.from({ length: matrix.n }, (_, row) => row)]);
  return { input, split, older, newest, all };
}
