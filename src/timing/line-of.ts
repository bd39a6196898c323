/** What a line of the table of events is about. */
export interface About {
  readonly type: string;
  /** Words that the topic holds; null: any topic. */
  readonly topic: string | null;
}

/** Words of a text between blanks: `/en/Pricing?plan=2` is ` en pricing plan 2 `. */
function spaced(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
}

/** Index of the line that an event falls under: one that names its topic, else one for its type; null for none. */
export function lineOf(lines: readonly About[], type: string, topic: string | null): number | null {
  const words = topic === null ? null : spaced(topic);
  const named = lines.findIndex(
    (line) => line.type === type && line.topic !== null && words?.includes(spaced(line.topic)) === true,
  );
  const at = named >= 0 ? named : lines.findIndex((line) => line.type === type && line.topic === null);
  return at < 0 ? null : at;
}
