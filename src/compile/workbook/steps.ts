import { NOISE } from "../../normalise/squash.ts";
import { literal } from "./sheet.ts";

/** The working sheet: named steps, each a column; a formula refers to steps before it by `{name}`, to the cell it reads by `{cell}`. */
export interface Steps {
  /** Adds a step and gives its name. */
  add(name: string, heading: string, text: string): string;
  readonly list: readonly { readonly name: string; readonly heading: string; readonly text: string }[];
}

/** An empty list of steps. */
export function stepsOf(): Steps {
  const list: { name: string; heading: string; text: string }[] = [];
  return {
    list,
    add: (name, heading, text) => {
      list.push({ name, heading, text });
      return name;
    },
  };
}

/** Tab and line ends, then the odd spaces that exports hold; `CHAR(160)` would be another sign on some machines. */
const BLANKS = [
  "CHAR(9)",
  "CHAR(10)",
  "CHAR(13)",
  ...[..."\u00a0\u2009\u200b\u202f\u3000\ufeff"].map((sign) => `"${sign}"`),
];

/** Formula of a text as it is compared: each run of blanks one space, trimmed, lower case. `text` is a formula too. */
export function folded(text: string): string {
  return `LOWER(TRIM(${BLANKS.reduce((inner, blank) => `SUBSTITUTE(${inner},${blank}," ")`, text)}))`;
}

/** Formula of a folded text as spellings are compared: `squashText` does the same; the sign `keep` stays. */
export function squashed(text: string, keep: string): string {
  const ands = [" and ", " and_", "_and ", "_and_"];
  const signs = [...NOISE].filter((sign) => sign !== keep);
  return [...ands, ...signs].reduce((inner, sign) => `SUBSTITUTE(${inner},${literal(sign)},"")`, text);
}

/** Whether the text of a step is one of a list of texts on a sheet; `range` null for an empty list. Compares exactly, without wildcards. */
export function isOneOf(step: string, range: string | null): string {
  return range === null ? "FALSE" : `SUMPRODUCT(--EXACT(${range},${step}))>0`;
}
