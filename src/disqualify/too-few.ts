import { goodLimit, isFewBad } from "./aim.ts";
import { neededFor } from "./needed.ts";
import type { Aim } from "./rule.ts";
import { FEWEST_ROWS } from "./search.ts";
import { OLDER } from "./split.ts";

/** Too few rows to look at all: how many one kind needs, and what a person is told. */
export interface TooFew {
  /** Rows of one kind, all ending badly, that the older rows must hold. */
  readonly rows: number;
  readonly paragraph: string;
}

/**
 * What it would take to look, where no kind of up to half of the older rows could show even if it were the only one tried; null where there are
 * enough rows.
 *
 * @param n all rows @param events those with the event of the aim
 */
export function tooFew(aim: Aim, n: number, events: number): TooFew | null {
  const good = n === 0 ? 0 : isFewBad(aim) ? events / n : 1 - events / n;
  const alone = neededFor(1, goodLimit(aim, good));
  const rows = alone?.rows ?? FEWEST_ROWS;
  const least = Math.ceil((2 * rows) / OLDER);
  if (n >= least) return null;
  const [kinds, unit] =
    aim === "churn" ? ["customers that leave", "customers"] : ["companies that rarely buy", "closed deals"];
  return { rows, paragraph: `Not enough data to look for kinds of ${kinds} (needs about ${least - n} more ${unit}).` };
}
