import { type Checked, summarise } from "../../build/check.ts";
import { probabilityName } from "../../compile/probability.ts";
import { toSql } from "../../compile/sql.ts";
import type { HeldOut, IcpDocument } from "../../icp/document.ts";
import type { Facts } from "../../ingest/facts.ts";
import { duckdb } from "../../sql/dialects/duckdb.ts";
import type { Database } from "../../warehouse/database.ts";

/** Scores and outcomes of the deals that a condition on `d` picks, in the order of the deals. */
export async function checkedDeals(
  database: Database,
  document: IcpDocument,
  facts: Facts,
  columns: ReadonlyMap<string, string>,
  where: string,
): Promise<Checked> {
  const scores = toSql(document, duckdb, { table: facts.table, idColumns: ["deal"], columns });
  const [fit, p, known, y, account, cycle] = await database.numbers(
    `SELECT s.fit, s.${probabilityName(document)}, s.known, d.y, d.account, d.cycle FROM (${scores}) s JOIN ${facts.table} d ON d.deal = s.deal WHERE ${where} ORDER BY d.deal`,
  );
  return { fit: fit!, p: p!, known: known!, y: Uint8Array.from(y!), account: Int32Array.from(account!), cycle: cycle! };
}

/** Figures of companies that the profile may have been made from. */
export function withoutVerdict(check: HeldOut, unclaimed: string): HeldOut {
  return { ...check, verdict: "not enough data", reason: `Not a check: ${unclaimed}.` };
}

/** The check of a score that forecasts nothing is one of its ranking. */
export function summarised(checked: Checked, ...rest: Tail<Parameters<typeof summarise>>): HeldOut {
  if (!checked.p.some(Number.isNaN)) return summarise(checked, ...rest);
  const rate = checked.y.reduce((a, b) => a + b, 0) / Math.max(checked.y.length, 1);
  const check = summarise({ ...checked, p: checked.p.map(() => rate) }, ...rest);
  return { ...check, log_loss: null, base_log_loss: null, calibration_error: null };
}

type Tail<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : never;

/** A check in which most deals could not be scored confirms nothing. */
export function tooLittleKnown(check: HeldOut): HeldOut | null {
  const unknown = check.levels.find((l) => l.level === "unknown")?.n ?? 0;
  if (unknown <= check.n / 2) return null;
  const reason = `Too little is known of ${unknown} of ${check.n} deals to give them a level.`;
  return { ...check, verdict: "not enough data", reason };
}
