import { headerIndex } from "./report/title.ts";
import { type CsvRecord, type Dialect, recordsOf } from "./scan.ts";

/** How a delimited file is written, as far as its head tells. */
export interface FileDialect extends Dialect {
  readonly lineEnd: "\n" | "\r\n" | "\r";
  /** Excel's `sep=;` first line is there. */
  readonly sepLine: boolean;
}

/** In the order of preference when several fit equally. */
const DELIMITERS = [",", ";", "\t", "|", "~", "^", "\u0001", ":"] as const;
const NAMES: Readonly<Record<string, string>> = {
  ",": "comma-separated",
  ";": "semicolon-separated",
  "\t": "tab-separated",
  "|": "pipe-separated",
};
const LINE_ENDS = { "\n": "LF", "\r\n": "CRLF", "\r": "CR" };
/** Records that are looked at to choose the delimiter. */
const SAMPLE = 200;
/** Lines of one cell after the last record that are taken for a report's footer here. */
const LONGEST_FOOTER = 12;

/** Finds delimiter, escape and line end from the first text of a file; `delimiter` is what a person asked for. */
export function findDialect(head: string, whole: boolean, delimiter: string | null): FileDialect {
  const sep = /^sep=(.)(\r\n|\r|\n)/i.exec(head);
  const body = sep === null ? head : head.slice(sep[0].length);
  const said = delimiter ?? sep?.[1] ?? null;
  const best = bestDialect(body, whole, said === null ? DELIMITERS : [said]);
  return { ...best, lineEnd: lineEnd(head), sepLine: sep !== null };
}

/** `semicolon-separated`, for people. */
export function delimiterName(delimiter: string): string {
  return NAMES[delimiter] ?? `separated by ${JSON.stringify(delimiter)}`;
}

export function lineEndName(end: FileDialect["lineEnd"]): string {
  return LINE_ENDS[end];
}

function lineEnd(head: string): FileDialect["lineEnd"] {
  if (head.includes("\r\n")) return "\r\n";
  return head.includes("\n") ? "\n" : head.includes("\r") ? "\r" : "\n";
}

/** The dialect that gives the most columns in the header among those that nearly all records agree with; a title may stand above only where nothing else fits. */
function bestDialect(head: string, whole: boolean, delimiters: readonly string[]): Dialect {
  const escapes: readonly Dialect["escape"][] = head.includes('\\"') ? ['"', "\\"] : ['"'];
  const dialects = escapes.flatMap((sign) => delimiters.map((delimiter): Dialect => ({ delimiter, escape: sign })));
  const plain = bestOf(dialects, (dialect) => agreement(recordsOf(head, dialect, whole, SAMPLE)));
  if (plain.score >= 1) return plain.dialect;
  const titled = bestOf(dialects, (dialect) => {
    const records = recordsOf(head, dialect, whole, SAMPLE);
    const at = headerIndex(records);
    return at === 0 ? 0 : agreement(records.slice(at));
  });
  return titled.score > 0 ? titled.dialect : plain.dialect;
}

function bestOf(
  dialects: readonly Dialect[],
  scoreOf: (dialect: Dialect) => number,
): { dialect: Dialect; score: number } {
  let best = { dialect: dialects[0]!, score: 0 };
  for (const dialect of dialects) {
    const score = scoreOf(dialect);
    if (score > best.score) best = { dialect, score };
  }
  return best;
}

function agreement([header, ...rest]: readonly CsvRecord[]): number {
  if (header === undefined || header.broken !== null || header.cells.length < 2 || isAddress(header)) return 0;
  const columns = header.cells.length;
  const agrees = (record: CsvRecord): boolean => record.broken === null && record.cells.length === columns;
  // A short report has nearly as many lines in its footer as it has records.
  const end = rest.findLastIndex((record) => agrees(record) || record.cells.length > 1) + 1;
  const table = end > 0 && rest.length - end <= LONGEST_FOOTER ? rest.slice(0, end) : rest;
  const share = table.length === 0 ? 1 : table.filter(agrees).length / table.length;
  return share >= 0.8 ? columns * share : (share * columns) / 1000;
}

/** A bare list of web addresses: the colon in `https://acme.com` parts no columns. */
function isAddress({ cells }: CsvRecord): boolean {
  return cells.length === 2 && /^"?https?$/i.test(cells[0]!.trim()) && cells[1]!.startsWith("//");
}
