/** Code points that take two cells in a terminal: East Asian wide and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal begin with ESC
const COLOUR = /\u001b\[[0-9;]*m/g;
const ZERO = /\p{Mn}|\p{Me}|\p{Cf}/u;

/** Cells that a text takes in a terminal; colours take none. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text.replace(COLOUR, "")) width += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** The text with spaces after it up to `width` cells. */
export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

/** The text with spaces before it up to `width` cells. */
export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - textWidth(text))) + text;
}

/** The text cut to `width` cells, with an ellipsis when something is lost. */
export function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = "";
  for (const character of text) {
    if (textWidth(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
