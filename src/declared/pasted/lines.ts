import { type Fits, fitsOf, type Topic, topicOf } from "./topics.ts";

/** A part of a pasted text: what it says, of what, and how well such companies fit. */
export interface Piece {
  /** The line as it was written. */
  readonly line: string;
  readonly text: string;
  /** Null for a sentence that nothing stands before. */
  readonly topic: Topic | null;
  readonly fits: Fits;
}

const BULLET = /^\s*(?:>\s*)*(?:[-*•·–—▪◦‣]\s+|\(?\d{1,2}[.)]\s+|#{1,6}\s+)?/u;

/** Where the reading of a text is: below which heading, in which table. */
interface Place {
  readonly topic: Topic | null;
  /** The heading that nothing has followed yet. */
  readonly heading: string | null;
  /** Bullets have followed it: lines without one are no more of it. */
  readonly bullets: boolean;
  /** What the heads of a table say of its columns; null outside of one. */
  readonly columns: readonly (Fits | null)[] | null;
}

const NOWHERE: Place = { topic: null, heading: null, bullets: false, columns: null };

/** Takes a text apart: lines with a label, bullets below a heading, rows of a table, sentences. No line is lost. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let place = NOWHERE;
  const put = (own: readonly Piece[], next: Place): void => {
    pieces.push(...own);
    place = next;
  };
  const unused = (): readonly Piece[] => (place.heading === null ? [] : [piece(place.heading, null)]);
  for (const raw of text.split(/\r?\n/)) {
    const bullet = BULLET.exec(raw)![0].trim() !== "";
    const line = raw
      .replace(BULLET, "")
      .replace(/\*\*|__/g, "")
      .trim();
    if (!/[\p{L}\p{N}]/u.test(line)) {
      if (raw.trim() === "" && place.heading === null && !place.bullets) place = NOWHERE;
      continue;
    }
    const cells = cellsOf(line);
    if (cells.length > 1) {
      const heads = place.columns === null ? headsOf(cells) : null;
      const rows = heads === null ? rowOf(line, cells, place.columns ?? [], /[\t|]/.test(line)) : [];
      put([...unused(), ...rows], { ...NOWHERE, columns: heads ?? place.columns ?? [] });
      continue;
    }
    const { topic } = place;
    const labelled = labelOf(line);
    if (labelled !== null && labelled.text !== "")
      put([...(bullet ? [] : unused()), { line, fits: "well", ...labelled }], below(bullet));
    else if (labelled !== null) put(unused(), { ...NOWHERE, topic: labelled.topic, heading: line });
    else if (bullet && topic !== null) put([piece(line, topic)], below(true));
    else if (isHeading(line)) put(unused(), { ...NOWHERE, topic: topicOf(line), heading: line });
    else if (topic === null || place.bullets) put([...unused(), ...sentencesOf(line)], NOWHERE);
    else put(isSentence(line, topic) ? sentencesOf(line) : [piece(line, topic)], { ...NOWHERE, topic });
  }
  pieces.push(...unused());
  return pieces;

  /** Bullets go on below their heading; anything else ends it. */
  function below(bullet: boolean): Place {
    return bullet ? { ...NOWHERE, topic: place.topic, bullets: place.topic !== null } : NOWHERE;
  }
}

/** A sentence below a heading is no entry of its list. */
function isSentence(line: string, topic: Topic): boolean {
  const most = topic === "not" ? 6 : 2;
  return topic !== "problem" && /[.!?]$/.test(line) && line.split(/\s+/).length > most;
}

function piece(line: string, topic: Topic | null): Piece {
  return { line, text: line, topic, fits: "well" };
}

/** What the first row of a table says of its columns; null where it is a row like any other. */
function headsOf(cells: readonly string[]): readonly (Fits | null)[] | null {
  const heads = cells.slice(1);
  const fits = heads.map(fitsOf);
  if (cells.length < 3 || heads.some((head) => head.split(/\s+/).length > 4) || fits.every((one) => one === null))
    return null;
  return topicOf(cells[0]!) === null || fits.every((one) => one !== null) ? [null, ...fits] : null;
}

/** Empty cells count where signs part them: which column a cell stands in says how well such companies fit. */
function cellsOf(line: string): readonly string[] {
  const trim = (cell: string): string => cell.trim();
  if (line.includes("\t")) return line.split("\t").map(trim);
  if (line.includes("|")) return line.replace(/^\|/, "").replace(/\|$/, "").split("|").map(trim);
  return line.split(/ {3,}/).map(trim);
}

/**
 * The cells of a row after the one that says what it is about; of a column that nothing is said of, only the first.
 *
 * @param parted signs part the cells: spaces alone do not tell which column a cell stands in, unless each has one
 */
function rowOf(
  line: string,
  cells: readonly string[],
  columns: readonly (Fits | null)[],
  parted: boolean,
): readonly Piece[] {
  const at = cells.findIndex((cell) => topicOf(cell) !== null);
  const unknown = columns.length > 0 && !parted && cells.length !== columns.length;
  if (at === -1 || at === cells.length - 1 || unknown) return [{ line, text: line, topic: "other", fits: "well" }];
  const topic = topicOf(cells[at]!)!;
  return cells.slice(at + 1).flatMap((text, k): readonly Piece[] => {
    if (text === "") return [];
    const fits = columns[at + 1 + k] ?? (k === 0 ? "well" : null);
    const own = `${cells[at]}: ${text}`;
    return [fits === null ? { line: own, text, topic: "other", fits: "well" } : { line: own, text, topic, fits }];
  });
}

function labelOf(line: string): { readonly topic: Topic; readonly text: string } | null {
  const found = /^([^:=]{2,60}?)\s*(?::|=|\s[-–—]\s)\s*(.*)$/u.exec(line);
  if (found === null) return null;
  const topic = topicOf(found[1]!);
  return topic === null ? null : { topic, text: found[2]!.trim() };
}

/** A few words without a figure or a full stop that say what follows is about. */
function isHeading(line: string): boolean {
  return line.split(/\s+/).length <= 4 && !/[.,;!?]$|\d/.test(line) && topicOf(line) !== null;
}

function sentencesOf(line: string): readonly Piece[] {
  return line
    .split(/(?<=[.!?])\s+(?=\p{Lu})/u)
    .map((text): Piece => ({ line: text.trim(), text: text.trim(), topic: null, fits: "well" }))
    .filter((piece) => piece.text !== "");
}
