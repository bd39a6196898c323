/** A cell that does not say where it stands. */
const UNPLACED = /<c\b(?![^<>]*\sr\s*=)[^<>]*>/;

/**
 * A sheet whose cells all say where they stand (`r="B2"`): some programs leave that out, as the standard allows, and mean the place after the one
 * before. The parser takes such a sheet for damage.
 */
export function withPlaces(sheetXml: string): string {
  if (!UNPLACED.test(sheetXml)) return sheetXml;
  let [row, column] = [0, 0];
  return sheetXml.replace(/<(c|row)\b([^<>]*)>/g, (tag, name: string, attributes: string) => {
    const place = /\sr\s*=\s*["']([A-Z]*)(\d*)["']/.exec(attributes);
    if (name === "row") {
      row = place === null ? row + 1 : Number(place[2]);
      column = 0;
      return tag;
    }
    column = place === null ? column + 1 : columnNumber(place[1]!);
    if (place !== null) row = Number(place[2]);
    return place === null ? `<c r="${columnLetters(column)}${row}"${attributes}>` : tag;
  });
}

/** 1 for `A`, 27 for `AA`. */
export function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + ((column - 1) % 26));
  return column <= 26 ? last : columnLetters(Math.floor((column - 1) / 26)) + last;
}
