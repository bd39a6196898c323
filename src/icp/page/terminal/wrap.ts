import type { Phrase, Tone } from "../phrase.ts";
import type { Paint } from "./paint.ts";
import { cut, textWidth } from "./text-width.ts";

interface Word {
  readonly text: string;
  readonly tone: Tone;
  /** Whether a space may stand before it. */
  readonly spaced: boolean;
}

/** A phrase broken into lines of at most `width` cells, painted. */
export function wrapPhrase(words: Phrase, width: number, paint: Paint): readonly string[] {
  const lines: Word[][] = [[]];
  let used = 0;
  for (const whole of unitsOf(words)) {
    const unit = fitted(whole, width);
    const needed = unit.reduce((sum, word) => sum + textWidth(word.text), 0);
    const gap = used > 0 && unit[0]?.spaced ? 1 : 0;
    if (used > 0 && used + gap + needed > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push(...unit);
    used += (used > 0 ? gap : 0) + needed;
  }
  return lines.map((line) =>
    line.map((word, index) => `${index > 0 && word.spaced ? " " : ""}${painted(word, paint)}`).join(""),
  );
}

/** A plain text broken into lines of at most `width` cells. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(last) + 1 + textWidth(word) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(cut(word, width));
  }
  return lines;
}

/** Words that must stay together: pieces of different tone without a space between them. */
function unitsOf(words: Phrase): readonly Word[][] {
  const units: Word[][] = [];
  let spaced = false;
  for (const { text, tone } of words) {
    for (const [index, part] of text.split(" ").entries()) {
      if (index > 0) spaced = true;
      if (part === "") continue;
      const word: Word = { text: part, tone, spaced };
      if (spaced || units.length === 0) units.push([word]);
      else units.at(-1)?.push(word);
      spaced = false;
    }
  }
  return units;
}

/** A unit that is wider than a whole line is cut. */
function fitted(unit: readonly Word[], width: number): readonly Word[] {
  let room = width;
  return unit.flatMap((word) => {
    const text = room > 0 ? cut(word.text, room) : "";
    room -= textWidth(text);
    return text === "" ? [] : [{ ...word, text }];
  });
}

function painted({ text, tone }: Word, paint: Paint): string {
  if (tone === "strong") return paint.strong(text);
  if (tone === "light") return paint.light(text);
  return tone === "command" ? paint.accent(text) : text;
}
