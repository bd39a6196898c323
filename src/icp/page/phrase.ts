/** How a piece of a sentence is said: `strong` carries the point, `light` is its evidence. */
export type Tone = "plain" | "strong" | "light" | "command";

export interface Piece {
  readonly text: string;
  readonly tone: Tone;
  /** The statistical term or the longer story, for a tooltip. */
  readonly hint: string | null;
}

/** A worded sentence that every renderer can set in its own way. */
export type Phrase = readonly Piece[];

/** Joins texts and pieces to a phrase; `null` and `""` leave nothing behind. */
export function phrase(...parts: readonly (string | Piece | Phrase | null)[]): Phrase {
  return parts.flatMap((part) => {
    if (part === null || part === "") return [];
    if (typeof part === "string") return [piece(part, "plain", null)];
    return isPhrase(part) ? part : [part];
  });
}

/** The words that carry the point. */
export function strong(text: string, hint: string | null = null): Piece {
  return piece(text, "strong", hint);
}

/** Evidence, set in lighter type. */
export function light(text: string, hint: string | null = null): Piece {
  return piece(text, "light", hint);
}

/** Plain words with a tooltip. */
export function hinted(text: string, hint: string | null): Piece {
  return piece(text, "plain", hint);
}

/** Something to type: an option, a command. */
export function command(text: string): Piece {
  return piece(text, "command", null);
}

/** The words alone. */
export function plainText(words: Phrase): string {
  return words.map((part) => part.text).join("");
}

function piece(text: string, tone: Tone, hint: string | null): Piece {
  return { text, tone, hint };
}

function isPhrase(part: Piece | Phrase): part is Phrase {
  return Array.isArray(part);
}
