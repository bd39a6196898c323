import type { Database } from "../../warehouse/database.ts";
import { cycleSql, findCleanUps } from "./clean-ups.ts";
import { DECIDED } from "./decided.ts";
import type { FateRules } from "./fates.ts";

/** An open deal older than so many median cycles is stale. */
const CYCLES = 3;
/** Fewer known cycles than this tell no median. */
const LEAST_CYCLES = 10;

/**
 * Finds open deals older than three median cycles. Where a person says so they become lost to no decision, on the day they reached that age,
 * so that a stale deal of last year does not look like a loss of today. Returns what is to be said.
 */
export async function settleStale(database: Database, dated: string, rules: FateRules): Promise<readonly string[]> {
  const { asOf, staleAreLost } = rules;
  const cannot = "--stale-open: without creation and close dates nobody can tell how old an open deal is.";
  if (asOf.asOf === null) return staleAreLost ? [cannot] : [];
  const cleanUps = await findCleanUps(database, dated, DECIDED);
  const [cycles] = await database.rows<{ n: number; median: number | null }>(
    `SELECT count(cycle) AS n, median(cycle) AS median FROM (SELECT ${cycleSql(cleanUps, rules.exactDates)} AS cycle FROM ${dated} d WHERE ${DECIDED})`,
  );
  if (cycles!.n < LEAST_CYCLES || cycles!.median === null) return staleAreLost ? [cannot] : [];
  const median = Math.max(1, Math.round(cycles!.median));
  const days = CYCLES * median;
  const stale = `status = 'open' AND is_new AND NOT repeated AND NOT deleted AND NOT empty AND created + ${days} < DATE '${asOf.asOf}'`;
  const count = await database.value<number>(`SELECT count(*) FROM ${dated} WHERE ${stale}`);
  if (count === 0) return [];
  if (staleAreLost)
    await database.run(
      `UPDATE ${dated} SET status = 'lost', loss = 'no_decision', stale = true, closed = created + ${days}, closed_read = created + ${days} WHERE ${stale}`,
    );
  return [told(count, days, median, staleAreLost)];
}

function told(count: number, days: number, median: number, areLost: boolean): string {
  const deals = `${count.toLocaleString("en-US")} open ${count === 1 ? "deal is" : "deals are"} older than ${days.toLocaleString("en-US")} days, three times the median cycle of ${median.toLocaleString("en-US")}`;
  return areLost
    ? `${deals}: ${count === 1 ? "it counts" : "they count"} as lost to no decision on the day ${count === 1 ? "it" : "they"} reached that age (--stale-open).`
    : `${deals}: ${count === 1 ? "it is" : "they are"} probably lost; --stale-open no_decision counts ${count === 1 ? "it" : "them"} so.`;
}
