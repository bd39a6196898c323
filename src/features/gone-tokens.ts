import { oldBefore } from "../normalise/gone.ts";
import { normaliser } from "../normalise/normalise.ts";
import type { Gone } from "../normalise/rule.ts";
import { type SetRule, tokensOf } from "../normalise/set.ts";

/** A token of a set column, folded, and its rows. */
export interface Token {
  readonly folded: string;
  readonly count: number;
}

/** How a set column marks what is gone, and how that is told. */
export interface GoneTokens {
  readonly gone: Gone;
  readonly told: string;
}

const DATED = /\|(?:19|20)\d{2}-\d{2}[^|]*\|((?:19|20)\d{2}-\d{2})[^|]*$/;

/** How the tokens of a set column say that they are no longer current; null when none does. */
export function goneTokens(rule: SetRule, tokens: readonly Token[], header: string): GoneTokens | null {
  const names = new Set(tokens.map(({ folded }) => folded));
  const minus = tokens.some(({ folded }) => /^[-−][^ ]/.test(folded) && names.has(folded.slice(1)));
  const lasts = tokens.flatMap(({ folded }) => DATED.exec(folded)?.[1] ?? []);
  const before = lasts.length > 0.5 * tokens.length ? oldBefore(lasts.toSorted().at(-1)!) : null;
  const gone: Gone = { minus, before };
  const { aliases: _, ...plain } = rule;
  const run = normaliser({ ...plain, gone });
  const read = tokens.map((token) => ({ ...token, left: tokensOf(String(run(token.folded) ?? ""), rule) }));
  const marked = read.filter(({ left }) => left.length === 0);
  if (marked.length === 0 && read.every(({ folded, left }) => left[0] === folded)) return null;
  const shown = marked.slice(0, 3).map(({ folded }) => `"${folded}"`);
  const rows = marked.reduce((sum, { count }) => sum + count, 0);
  const when = before === null ? "" : `, or were last seen before ${before}`;
  const told =
    marked.length === 0
      ? `${header}: remarks such as "(since 2019)" are left out of the names.`
      : `${header}: tools that say they are no longer used (${shown.join(", ")}${marked.length > 3 ? ", ..." : ""})${when} do not count: ${rows} ${rows === 1 ? "mention" : "mentions"}.`;
  return { gone, told };
}
