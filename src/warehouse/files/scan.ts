/** How cells are set apart in a delimited file. */
export interface Dialect {
  readonly delimiter: string;
  /** `"` doubles a quote inside quotes, `\` precedes it. */
  readonly escape: '"' | "\\";
}

/** One record of a delimited file, or what is wrong with it. */
export interface CsvRecord {
  /** 1-based line on which it starts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Why it cannot be read, null when it can. */
  readonly broken: string | null;
  /** The file of a zip archive it is from, when there are several. */
  readonly part?: string;
}

/** In characters. A longer record has lost its closing quote, or is no record at all. */
const MAX_RECORD = 8_000_000;
const NEVER_ENDS = "it is longer than 8 million characters (a quote may be opened and never closed)";
const NEVER_CLOSED = "a quote is opened and never closed";
const NOT_DOUBLED = "text follows a closing quote (a quote inside a cell must be doubled)";

/**
 * Reads records from decoded text, chunk by chunk: quotes, line ends inside quotes, CR, LF and CRLF.
 * A broken record costs its first line only; reading goes on with the next line. Blank lines are skipped.
 */
export async function* scanRecords(chunks: AsyncIterable<string>, dialect: Dialect): AsyncGenerator<CsvRecord> {
  let text = "";
  let at = 0;
  let line = 1;
  let skipping = false;
  const skipLine = (final: boolean): boolean => {
    const next = nextLine(text, at, final);
    at = next ?? text.length - (text.endsWith("\r") ? 1 : 0);
    if (next !== null) line++;
    return next !== null;
  };
  function* drain(final: boolean): Generator<CsvRecord> {
    if (skipping) skipping = !skipLine(final);
    while (at < text.length && !skipping) {
      const found = parseRecord(text, at, dialect, final);
      if (found === null && text.length - at <= MAX_RECORD) return;
      if (found === null || !isBlank(found.cells))
        yield { line, cells: found?.cells ?? [], broken: found === null ? NEVER_ENDS : found.broken };
      if (found === null) skipping = !skipLine(final);
      else {
        line += found.broken === null ? lineEnds(text, at, found.next) : 1;
        at = found.next;
      }
    }
  }
  for await (const chunk of chunks) {
    text = text.slice(at) + chunk;
    at = 0;
    yield* drain(false);
  }
  yield* drain(true);
}

/** All records of a text held in memory (a file's head); an incomplete last one is left out unless `final`. */
export function recordsOf(
  text: string,
  dialect: Dialect,
  final: boolean,
  most = Number.POSITIVE_INFINITY,
): CsvRecord[] {
  const records: CsvRecord[] = [];
  let line = 1;
  for (let at = 0; at < text.length && records.length < most; ) {
    const found = parseRecord(text, at, dialect, final);
    if (found === null) break;
    if (!isBlank(found.cells)) records.push({ line, cells: found.cells, broken: found.broken });
    line += found.broken === null ? lineEnds(text, at, found.next) : 1;
    at = found.next;
  }
  return records;
}

interface Parsed {
  readonly cells: readonly string[];
  readonly next: number;
  readonly broken: string | null;
}

/** One record from `start`; null when its end has not arrived yet. */
function parseRecord(text: string, start: number, dialect: Dialect, final: boolean): Parsed | null {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const quote = quoteAt(text, at);
    const cell = quote < 0 ? plainCell(text, at, dialect) : quotedCell(text, quote, dialect);
    if (cell.end >= text.length && !final) return null;
    if (cell.broken !== null) return brokenRecord(text, start, cell.broken, final);
    cells.push(cell.value);
    if (text[cell.end] === dialect.delimiter) {
      at = cell.end + 1;
      continue;
    }
    if (text[cell.end] === "\r" && cell.end + 1 >= text.length && !final) return null;
    return { cells, next: afterLineEnd(text, cell.end), broken: null };
  }
}

interface Cell {
  readonly value: string;
  /** Index of the delimiter or line end that follows, or the text's length. */
  readonly end: number;
  readonly broken: string | null;
}

/** Index of an opening quote, spaces before it allowed; -1 when the cell has none. */
function quoteAt(text: string, at: number): number {
  let i = at;
  while (text[i] === " ") i++;
  return text[i] === '"' ? i : -1;
}

function plainCell(text: string, start: number, dialect: Dialect): Cell {
  const delimiter = dialect.delimiter.charCodeAt(0);
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === delimiter || code === 10 || code === 13) break;
  }
  return { value: text.slice(start, end), end, broken: null };
}

function quotedCell(text: string, quote: number, dialect: Dialect): Cell {
  const close = closingQuote(text, quote + 1, dialect.escape);
  if (close < 0) return { value: "", end: text.length, broken: NEVER_CLOSED };
  let end = close + 1;
  while (text[end] === " ") end++;
  const next = text[end];
  const broken =
    next === undefined || next === dialect.delimiter || next === "\n" || next === "\r" ? null : NOT_DOUBLED;
  return { value: unescaped(text.slice(quote + 1, close), dialect.escape), end, broken };
}

function closingQuote(text: string, from: number, sign: Dialect["escape"]): number {
  for (let i = text.indexOf('"', from); i >= 0; i = text.indexOf('"', i + 1)) {
    if (sign === '"' && text[i + 1] === '"') i++;
    else if (sign === '"' || !escapedBefore(text, i, from)) return i;
  }
  return -1;
}

function escapedBefore(text: string, quote: number, from: number): boolean {
  let slashes = 0;
  for (let i = quote - 1; i >= from && text[i] === "\\"; i--) slashes++;
  return slashes % 2 === 1;
}

function unescaped(text: string, sign: Dialect["escape"]): string {
  if (sign === '"') return text.includes('"') ? text.replaceAll('""', '"') : text;
  return text.replace(/\\(["\\])/g, "$1");
}

/** A broken record is its first line; null when that line has not arrived whole. */
function brokenRecord(text: string, start: number, broken: string, final: boolean): Parsed | null {
  const next = nextLine(text, start, final);
  return next === null ? null : { cells: [text.slice(start, lineEnd(text, start))], next, broken };
}

/** Where the line after `from` begins; null when that is not sure yet. */
function nextLine(text: string, from: number, final: boolean): number | null {
  const end = lineEnd(text, from);
  const sure = end < text.length && !(text[end] === "\r" && end + 1 === text.length);
  return sure || final ? Math.min(afterLineEnd(text, end), text.length) : null;
}

function lineEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
  return end;
}

function afterLineEnd(text: string, end: number): number {
  return text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : end + 1;
}

function lineEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) count++;
  }
  return count;
}

function isBlank(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0]!.trim() === "";
}
