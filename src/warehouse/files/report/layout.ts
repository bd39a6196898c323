import type { CsvRecord } from "../scan.ts";
import { findFooter, type Tail } from "./footer.ts";
import { createGroups, type Groups } from "./groups.ts";
import { countIn, figureOf, filledPlaces, headingOf, lineKind, summedGroup } from "./lines.ts";

/** Which records after the header are lines of a report and none of its records, and what is to be made of the others. */
export interface Layout {
  /** By index among the records after the header: not taken. Blank lines are among them. */
  readonly dropped: ReadonlySet<number>;
  readonly subtotals: number;
  readonly footers: number;
  readonly headings: number;
  /** Places of columns that are written once per group, and the cells that were filled down. */
  readonly filled: readonly { readonly place: number; readonly cells: number }[];
  /** Names of the columns that heading lines stand for, outermost first. */
  readonly headingColumns: readonly string[];
}

/** What the head of the file tells. */
export interface ReportHead {
  /** The header's cells as they are written. */
  readonly header: readonly string[];
  /** Lines stand above the header. */
  readonly titled: boolean;
  /** A cell may hold line ends, so that a record takes several lines. */
  readonly multiline: boolean;
}

/** Records kept to check the sum of a group against. */
const KEPT = 5000;
/** Lines kept after the last wide record. */
const LONGEST_TAIL = 200;
/** Figures are shown rounded. */
const ROUNDING = 0.005;

interface Scanned {
  readonly dropped: Set<number>;
  subtotals: number;
  headings: number;
  /** Indexes of lines that say "Total", with whether a furniture line stands right before. */
  readonly totals: { readonly index: number; readonly follows: boolean; readonly proven: boolean }[];
  readonly tail: Tail[];
  readonly headingColumns: string[];
  readonly recent: (readonly string[])[];
  readonly sums: number[];
  records: number;
  /** Records before the last subtotal. */
  summed: number;
}

/**
 * Looks through all records after the header of what may be a report. Null when it is a plain table. Careful on purpose: a line that holds
 * a text, a date or an id besides its label is a record; so is "Total" alone, unless its figures prove it or the report's own lines stand by it.
 */
export async function findLayout(records: AsyncIterable<CsvRecord>, head: ReportHead): Promise<Layout | null> {
  const width = head.header.length;
  const groups = createGroups(head.header);
  const seen: Scanned = {
    dropped: new Set(),
    subtotals: 0,
    headings: 0,
    totals: [],
    tail: [],
    headingColumns: [],
    recent: [],
    sums: new Array<number>(width).fill(0),
    records: 0,
    summed: 0,
  };
  let index = 0;
  let next = 0;
  for await (const record of records) {
    const gap = index > 0 && record.line > next;
    next = record.line + 1 + (head.multiline ? lineEndsIn(record.cells) : 0);
    scanOne(seen, groups, { record, index, width, gap });
    index++;
  }
  return layoutOf(seen, groups, head, index);
}

interface Scanning {
  readonly record: CsvRecord;
  readonly index: number;
  readonly width: number;
  /** Blank lines stand before it. */
  readonly gap: boolean;
}

function scanOne(seen: Scanned, groups: Groups, { record, index, width, gap }: Scanning): void {
  const { cells, broken } = record;
  const kind = broken === null ? lineKind(cells, width) : "record";
  if (seen.tail.length > 2 * LONGEST_TAIL) seen.tail.splice(0, LONGEST_TAIL);
  const before = seen.tail.at(-1);
  if (kind === "blank") {
    seen.dropped.add(index);
    seen.tail.push({ index, kind, gap, ragged: false });
  } else if (
    kind === "subtotal" ||
    (kind === "record" && sumsUp(seen, cells, width)) ||
    (kind === "total" && countsUp(seen, cells))
  ) {
    seen.dropped.add(index);
    seen.subtotals++;
    seen.summed = seen.records;
    groups.label(filledPlaces(cells)[0]!);
    seen.tail.push({ index, kind: "subtotal", gap, ragged: false });
  } else if (kind === "heading") {
    seen.dropped.add(index);
    seen.headings++;
    const { column } = headingOf(cells[filledPlaces(cells)[0]!]!)!;
    if (!seen.headingColumns.includes(column)) seen.headingColumns.push(column);
    seen.tail.push({ index, kind, gap, ragged: false });
  } else if (kind === "total") {
    const follows = before?.index === index - 1 && (before.kind === "subtotal" || before.kind === "total");
    seen.totals.push({ index, follows, proven: isSum(cells, seen.sums, seen.records) });
    seen.tail.push({ index, kind, gap, ragged: cells.length < width });
  } else if (kind === "footer" || kind === "single") {
    seen.tail.push({ index, kind, gap: gap || before?.kind === "blank", ragged: cells.length < width });
    if (kind === "single") countRecord(seen, groups, cells, width);
  } else {
    seen.tail.length = 0;
    countRecord(seen, groups, cells, width);
  }
}

function countRecord(seen: Scanned, groups: Groups, cells: readonly string[], width: number): void {
  if (cells.length < width) return;
  seen.records++;
  groups.add(cells);
  for (let k = 0; k < width; k++) seen.sums[k]! += figureOf(cells[k]!.trim()) ?? 0;
  seen.recent.push(cells);
  if (seen.recent.length > 2 * KEPT) seen.recent.splice(0, KEPT);
}

/** `Acme Total` right below the rows of Acme, and its figures are their sum or count. */
function sumsUp(seen: Scanned, cells: readonly string[], width: number): boolean {
  const summed = summedGroup(cells, width);
  if (summed === null) return false;
  const { place, group } = summed;
  const sums = new Array<number>(width).fill(0);
  let rows = 0;
  for (let i = seen.recent.length - 1; i >= 0; i--) {
    const row = seen.recent[i]!;
    const value = row[place]!.trim();
    if (value !== "" && value !== group) break;
    for (let k = 0; k < width; k++) sums[k]! += figureOf(row[k]!.trim()) ?? 0;
    rows++;
    if (value === group && seen.recent[i - 1]?.[place]?.trim() !== group && seen.recent[i - 1]?.[place]?.trim() !== "")
      break;
  }
  return rows > 0 && isSum(cells, sums, rows);
}

/** `Anzahl 12` below twelve records, of the group or of the file. One alone may be chance, unless the figure stands in the label's cell. */
function countsUp(seen: Scanned, cells: readonly string[]): boolean {
  const found = countIn(cells);
  if (found === null || (found.count < 2 && !found.labelled)) return false;
  return found.count > 0 && (found.count === seen.records - seen.summed || found.count === seen.records);
}

function isSum(cells: readonly string[], sums: readonly number[], rows: number): boolean {
  const figures = filledPlaces(cells).flatMap((k) => {
    const figure = figureOf(cells[k]!.trim());
    return figure === null ? [] : [{ k, figure }];
  });
  const near = (a: number, b: number) => Math.abs(a - b) <= Math.max(ROUNDING, Math.abs(b) * 1e-6);
  return rows > 1 && figures.length > 0 && figures.every(({ k, figure }) => near(figure, sums[k]!) || figure === rows);
}

function layoutOf(seen: Scanned, groups: Groups, head: ReportHead, records: number): Layout | null {
  const footer = findFooter(seen.tail, records);
  const isReport = head.titled || seen.subtotals > 0 || seen.headings > 0 || footer.length > 0;
  const atEnd = new Set(seen.tail.map(({ index }) => index));
  const totals = seen.totals.filter(
    ({ index, follows, proven }) =>
      (proven && atEnd.has(index)) || (isReport && (follows || proven || (atEnd.has(index) && footer.length > 0))),
  );
  const furniture = seen.subtotals + totals.length + footer.length + seen.headings;
  if (furniture === 0 && !head.titled) return null;
  const dropped = new Set([...seen.dropped, ...footer, ...totals.map(({ index }) => index)]);
  return {
    dropped,
    subtotals: seen.subtotals + totals.length,
    footers: footer.length,
    headings: seen.headings,
    filled: groups.filled(head.titled),
    headingColumns: seen.headingColumns.filter(
      (column) => !head.header.some((cell) => cell.trim().toLowerCase() === column.toLowerCase()),
    ),
  };
}

function lineEndsIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}
