import type { Entry } from "./vocabulary.ts";

export interface OutlineEntry extends Entry {
  readonly codes: readonly string[];
}

const LINE = /^( *)([^[:]+?)(?: \[([^\]]*)\])?(?:: (.*))?$/;

/**
 * Entries from an outline: `Label [code, code]: spelling; spelling`, two blanks deeper for what is a part of the line above.
 *
 * @throws Error for a line that is none, for it is our own mistake
 */
export function readOutline(outline: string): OutlineEntry[] {
  const path: string[] = [];
  return outline.split("\n").flatMap((line) => {
    if (line.trim() === "") return [];
    const [, indent, label, codes, spellings] = LINE.exec(line) ?? [];
    if (indent === undefined || label === undefined || indent.length % 2 !== 0 || indent.length / 2 > path.length)
      throw new Error(`not a line of an outline: ${line}`);
    path.length = indent.length / 2;
    const entry = {
      id: label,
      label,
      within: path.toReversed(),
      codes: codes?.split(", ") ?? [],
      spellings: spellings?.split("; ") ?? [],
    };
    path.push(label);
    return [entry];
  });
}
