import type { LineKind } from "./lines.ts";

/** A line after the last wide record. */
export interface Tail {
  readonly index: number;
  readonly kind: LineKind;
  /** A blank line stands before it. */
  readonly gap: boolean;
  /** It has fewer cells than the header. */
  readonly ragged: boolean;
}

/** More lines than this are no footer. */
const MOST = 40;

/**
 * Indexes of the footer's lines among the last lines of a file; none unless one of them says what only a footer says. It begins there, or
 * earlier with a single cell that is set off by a blank line or shorter than a record (the report's name).
 */
export function findFooter(tail: readonly Tail[], records: number): readonly number[] {
  const lines = tail.filter(({ index }) => index >= records - MOST);
  const sure = lines.findIndex(({ kind }) => kind === "footer");
  if (sure < 0) return [];
  let start = sure;
  for (let i = sure - 1; i >= 0; i--) {
    const { kind, gap, ragged } = lines[i]!;
    if (kind === "single" && (gap || ragged)) start = i;
    else if (kind !== "blank" && kind !== "single") break;
  }
  return lines
    .slice(start)
    .filter(({ kind }) => kind === "footer" || kind === "single")
    .map(({ index }) => index);
}
