import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/** A row of the glossary. */
export interface Entry {
  /** Its place on the page, as `src/api/docs.ts` names it. */
  readonly id: string;
  /** What it is called there. */
  readonly word: string;
  readonly meaning: string;
}

const ROW = /^\| (?!-|word )(.+?) \| (.+?) \|/gm;

/** `target account list (TAL)` is known by both; `event (in the app: activity)` as well; `A, B / C` are three words. */
function wordsOf(cell: string): readonly string[] {
  const [, main = cell, aside = ""] = /^(.*?)(?: \((?:in the app: )?(.*)\))?$/.exec(cell) ?? [];
  return [...main.split(/, | \/ /), aside].filter((word) => word !== "").map((word) => word.toLowerCase());
}

/** Words of the glossary (docs/glossary.md), small, with what they mean. */
export function readGlossary(markdown: string): Readonly<Record<string, Entry>> {
  const rows = [...markdown.matchAll(ROW)].map(([, cell = "", meaning = ""]) => ({ cell, meaning }));
  return Object.fromEntries(
    rows.flatMap(({ cell, meaning }) => {
      const word = cell.replace(/ \(.*\)$/, "");
      const told = { id: idOf(word), word, meaning: plain(meaning) };
      return wordsOf(cell).map((name) => [name, told] as const);
    }),
  );
}

function plain(meaning: string): string {
  return meaning.replace(/[`*]/g, "").replaceAll(">=", "≥").replaceAll("<=", "≤").trim();
}

function idOf(word: string): string {
  return word
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

const NAME = "virtual:glossary";

/** Gives the app `virtual:glossary`: the words of the guide, so that they are written once. */
export function glossary(): Plugin {
  const file = new URL("../docs/glossary.md", import.meta.url).pathname;
  return {
    name: "glossary",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load(id) {
      if (id !== `\0${NAME}`) return null;
      this.addWatchFile(file);
      return `export const GLOSSARY = ${JSON.stringify(readGlossary(readFileSync(file, "utf8")))};`;
    },
  };
}
