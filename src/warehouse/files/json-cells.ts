import { flatMembers } from "./flat-json.ts";

/**
 * The members of a JSON object as raw cells: text unescaped, numbers and booleans as they are written, null as "", flat lists joined
 * with `;`, objects and deeper lists as JSON text, but for those of Segment's events, whose members become cells. A sentence instead when the text is no such object.
 */
export function cellsOf(text: string): ReadonlyMap<string, string> | string {
  const flat = flatMembers(text);
  return flat === null ? anyCellsOf(text) : flatCellsOf(flat);
}

function flatCellsOf(members: readonly (readonly [string, string])[]): ReadonlyMap<string, string> | string {
  const cells = new Map<string, string>();
  for (const [name, raw] of members) {
    const key = unquoted(name);
    if (cells.has(key)) return twice(key);
    cells.set(key, cellOf(raw));
  }
  return cells;
}

function twice(key: string): string {
  return `it has "${key}" twice`;
}

function anyCellsOf(text: string): ReadonlyMap<string, string> | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "it is broken JSON";
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "it is no JSON object";
  const cells = new Map<string, string>();
  for (const [key, raw] of members(text)) {
    if (cells.has(key)) return twice(key);
    if (NESTED.has(key) && raw.startsWith("{")) flatten(key, raw, cells);
    else cells.set(key, cellOf(raw));
  }
  return cells;
}

/** Objects in which Segment keeps what an event or a person is. */
const NESTED: ReadonlySet<string> = new Set(["traits", "properties", "context"]);
const DEEPEST = 3;

/** `{"traits": {"email": ...}}` as a cell named `traits.email`; what lies too deep stays JSON text. A cell that is there already is kept; `context.traits` says of the person what `traits` does. */
function flatten(path: string, raw: string, cells: Map<string, string>): void {
  for (const [key, inner] of members(raw)) {
    const name = path === "context" && key === "traits" ? key : `${path}.${key}`;
    if (inner.startsWith("{") && name.split(".").length < DEEPEST) flatten(name, inner, cells);
    else if (!cells.has(name)) cells.set(name, cellOf(inner));
  }
}

/** Tells the sentence of `cellsOf` from its cells. */
export function isBrokenObject(cells: ReadonlyMap<string, string> | string): cells is string {
  return typeof cells === "string";
}

function cellOf(raw: string): string {
  if (raw.startsWith('"')) return unquoted(raw);
  if (raw === "null") return "";
  if (!raw.startsWith("[")) return raw;
  const items = [...elements(raw)];
  if (items.some((item) => item.startsWith("{") || item.startsWith("["))) return raw;
  return items
    .filter((item) => item !== "null")
    .map(cellOf)
    .join(";");
}

function unquoted(raw: string): string {
  return raw.includes("\\") ? (JSON.parse(raw) as string) : raw.slice(1, -1);
}

/** Key and raw value of each member of an object, whose text is known to be well-formed. */
function* members(text: string): Generator<[string, string]> {
  for (let at = skip(text, text.indexOf("{") + 1); text[at] === '"'; ) {
    const keyEnd = valueEnd(text, at);
    const start = skip(text, keyEnd);
    const end = valueEnd(text, start);
    yield [unquoted(text.slice(at, keyEnd)), text.slice(start, end)];
    at = skip(text, end);
  }
}

function* elements(text: string): Generator<string> {
  for (let at = skip(text, 1); text[at] !== "]"; ) {
    const end = valueEnd(text, at);
    yield text.slice(at, end);
    at = skip(text, end);
  }
}

/** Past blanks, and the comma or colon between values. */
function skip(text: string, from: number): number {
  let at = from;
  for (let sign = text.charCodeAt(at); sign <= 32 || sign === 44 || sign === 58; sign = text.charCodeAt(at)) at++;
  return at;
}

function valueEnd(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return stringEnd(text, start);
  let at = start;
  if (first !== "{" && first !== "[") {
    for (let sign = text.charCodeAt(at); sign > 32 && sign !== 44 && sign !== 93 && sign !== 125; )
      sign = text.charCodeAt(++at);
    return at;
  }
  for (let depth = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') at = stringEnd(text, at) - 1;
    else if (sign === "{" || sign === "[") depth++;
    else if ((sign === "}" || sign === "]") && --depth === 0) return at + 1;
  }
  return at;
}

function stringEnd(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
  return text.length;
}
