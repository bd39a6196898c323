import { type Dialect, recordsOf } from "./scan.ts";

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

/** Finds delimiter, escape and line end from the first text of a file; `delimiter` is what a person asked for. */
export function findDialect(head: string, whole: boolean, delimiter: string | null): FileDialect {
  const sep = /^sep=(.)(\r\n|\r|\n)/i.exec(head);
  const body = sep === null ? head : head.slice(sep[0].length);
  const sign = body.includes('\\"') && !body.includes('""') ? "\\" : '"';
  const chosen = delimiter ?? sep?.[1] ?? bestDelimiter(body, whole, sign);
  return { delimiter: chosen, escape: sign, lineEnd: lineEnd(head), sepLine: sep !== null };
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

/** The delimiter that gives the most columns in the header among those that nearly all records agree with. */
function bestDelimiter(head: string, whole: boolean, sign: Dialect["escape"]): string {
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const score = agreement(head, whole, { delimiter, escape: sign });
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function agreement(head: string, whole: boolean, dialect: Dialect): number {
  const [header, ...rest] = recordsOf(head, dialect, whole, SAMPLE);
  if (header === undefined || header.broken !== null || header.cells.length < 2) return 0;
  const columns = header.cells.length;
  const agreeing = rest.filter((record) => record.broken === null && record.cells.length === columns).length;
  const share = rest.length === 0 ? 1 : agreeing / rest.length;
  return share >= 0.8 ? columns * share : (share * columns) / 1000;
}
