import type { Contrast } from "../buyers.ts";
import type { Context } from "./context.ts";
import type { InsideRow, InsideTable } from "./inside.ts";
import { tidy } from "./label.ts";
import { light, type Phrase, phrase, strong } from "./phrase.ts";

/** Rows of a table that the page holds; the document has more. */
const MOST_ROWS = 12;

/** The deals that a list of properties was counted over. */
export interface Over {
  readonly won: number;
  readonly lost: number;
}

/** `Finance, C-level (23% of won, 6% of lost; 3.5×, 2.7–4.8×)`; of what is more common at lost deals the shares alone. */
export function contrastPhrase({ format, words }: Context, over: Over, one: Contrast): Phrase {
  const hint = `${format.count(one.won)} of ${format.count(over.won)} won and ${format.count(one.lost)} of ${format.count(over.lost)} lost ${words.unit}, ${format.count(one.accounts)} companies; q ${qText(one, format.decimal)} (Benjamini-Hochberg)`;
  const shares = `${format.percent(shareOf(one.won, over.won))} of won, ${format.percent(shareOf(one.lost, over.lost))} of lost`;
  return phrase(
    strong(tidy(one.label), hint),
    light(` (${shares}${(one.lift ?? 0) > 1 ? `; ${timesText(format, one)}` : ""})`),
  );
}

function shareOf(some: number, all: number): number {
  return all === 0 ? 0 : Math.min(1, some / all);
}

/** Never `0.0×`: what was seen once is not never. */
function timesOf(format: Context["format"], lift: number): string {
  return lift < 0.05 ? `<${format.times(0.1)}` : format.times(lift);
}

function timesText(format: Context["format"], { lift, interval }: Contrast): string {
  if (lift === null) return "too few";
  const range = interval === null ? "" : `, ${format.times(interval[0]).slice(0, -1)}–${format.times(interval[1])}`;
  return `${timesOf(format, lift)}${range}`;
}

function qText({ q }: Contrast, decimal: (value: number) => string): string {
  if (q === null) return "not tested";
  return q < 0.01 ? "under 0.01" : decimal(q);
}

/** Properties as a table: counts of all, the times they are more common where that was tested. */
export function contrastTable(
  { format }: Context,
  title: string,
  head: string,
  over: Over,
  all: readonly Contrast[],
): InsideTable {
  const rows = all.slice(0, MOST_ROWS).map(
    (one): InsideRow => ({
      label: tidy(one.label),
      won: format.count(one.won),
      lost: format.count(one.lost),
      accounts: format.count(one.accounts),
      rate: format.percent(one.rate),
      rateRange: format.range(...one.rate_interval),
      times: one.lift === null ? "–" : timesOf(format, one.lift),
      range: one.lift === null ? "too few" : (timesText(format, one).split(", ")[1] ?? ""),
      finding: one.finding,
      hint: `q ${qText(one, format.decimal)}`,
    }),
  );
  return {
    title,
    head,
    won: format.count(over.won),
    lost: format.count(over.lost),
    rows,
    more: all.length - rows.length,
  };
}

/** Several phrases as a list in a sentence. */
export function listed(parts: readonly Phrase[], between = "; "): Phrase {
  return phrase(...parts.flatMap((part, i) => (i === 0 ? [part] : [between, part])), ".");
}
