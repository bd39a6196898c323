/** A pattern, for PostgreSQL, of a text in which these words stand by themselves: "Al" is not in "also". */
export function wholePattern(words: string): string {
  return `(^|[^[:alnum:]])${escaped(words)}($|[^[:alnum:]])`;
}

/** Whether these words stand in a text by themselves, in upper or lower case. */
export function holdsWhole(text: string, words: string): boolean {
  return new RegExp(`(^|[^\\p{L}\\p{N}])${escaped(words)}($|[^\\p{L}\\p{N}])`, "iu").test(text);
}

function escaped(words: string): string {
  return words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
