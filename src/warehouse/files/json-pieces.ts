import { InputError } from "../../errors.ts";

/** One object a line; objects over several lines; objects in a list. */
export type JsonLayout = "lines" | "objects" | "list";

/** The text of what should be one object. */
export interface JsonPiece {
  /** 1-based line on which it starts. */
  readonly line: number;
  readonly text: string;
  /** Why it cannot be read, null when it may. */
  readonly broken: string | null;
}

/** In characters. */
const MAX_PIECE = 8_000_000;
const TOO_LONG = "it is longer than 8 million characters";
const [LINE, QUOTE, BACKSLASH] = [10, 34, 92];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [123, 125, 91, 93];

/** Cuts decoded JSON text into objects, chunk by chunk. A broken line costs itself only; a list that never closes an object is an `InputError`. */
export function jsonPieces(chunks: AsyncIterable<string>, layout: JsonLayout, file: string): AsyncGenerator<JsonPiece> {
  return layout === "lines" ? linePieces(chunks) : objectPieces(chunks, layout, file);
}

async function* linePieces(chunks: AsyncIterable<string>): AsyncGenerator<JsonPiece> {
  let line = 1;
  let rest = "";
  let skipping = false;
  for await (const chunk of chunks) {
    const lines = (skipping ? chunk : rest + chunk).split("\n");
    rest = lines.pop()!;
    for (const text of lines) {
      if (skipping) skipping = false;
      else if (text.trim() !== "") yield { line, text, broken: null };
      line++;
    }
    if (skipping || rest.length <= MAX_PIECE) continue;
    yield { line, text: "", broken: TOO_LONG };
    skipping = true;
    rest = "";
  }
  if (!skipping && rest.trim() !== "") yield { line, text: rest, broken: null };
}

/** Where the cutting of a text into objects has got to. */
interface Cut {
  line: number;
  depth: number;
  inText: boolean;
  /** The sign before was a backslash inside a text. */
  escaped: boolean;
  startLine: number;
  /** What has not been given out yet. */
  kept: string;
  /** The list's own bracket has been seen. */
  closed: boolean;
}

async function* objectPieces(
  chunks: AsyncIterable<string>,
  layout: JsonLayout,
  file: string,
): AsyncGenerator<JsonPiece> {
  const cut: Cut = { line: 1, depth: 0, inText: false, escaped: false, startLine: 1, kept: "", closed: false };
  let opened = layout !== "list";
  for await (const chunk of chunks) {
    const text = opened ? chunk : chunk.replace("[", " ");
    opened ||= text !== chunk;
    yield* cutChunk(text, cut);
    if (cut.kept.length > MAX_PIECE)
      throw new InputError(`${file} has an object on line ${cut.startLine} that never ends: export it as CSV`);
  }
  if (cut.depth > 0) yield { line: cut.startLine, text: "", broken: "the file ends within it" };
  else {
    yield* junk(cut.kept, cut);
    if (layout === "list" && !cut.closed)
      yield { line: cut.line, text: "", broken: "the file ends before the list does" };
  }
}

function* cutChunk(chunk: string, cut: Cut): Generator<JsonPiece> {
  const text = cut.kept + chunk;
  let start = 0;
  for (let at = cut.kept.length; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === LINE) cut.line++;
    if (cut.inText) {
      if (cut.escaped) cut.escaped = false;
      else if (sign === BACKSLASH) cut.escaped = true;
      else if (sign === QUOTE) cut.inText = false;
    } else if (sign === QUOTE) cut.inText = cut.depth > 0;
    else if (sign === OPEN_OBJECT || sign === OPEN_LIST) {
      if (cut.depth++ > 0) continue;
      yield* junk(text.slice(start, at), cut);
      start = at;
      cut.startLine = cut.line;
    } else if ((sign === CLOSE_OBJECT || sign === CLOSE_LIST) && cut.depth > 0 && --cut.depth === 0) {
      yield { line: cut.startLine, text: text.slice(start, at + 1), broken: null };
      start = at + 1;
    }
  }
  cut.kept = text.slice(start);
}

/** What stands between objects: commas, the end of the list, or something that is no object. */
function* junk(between: string, cut: Cut): Generator<JsonPiece> {
  for (const part of between.split(",")) {
    const text = part.trim();
    if (text === "]") cut.closed = true;
    else if (text !== "") yield { line: cut.line, text, broken: null };
  }
}
