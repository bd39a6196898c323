/** A text as one word of a shell command: `'Type!=Renewal'`. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
