import type { BothCards } from "../../build/edit-effect.ts";
import { toSql } from "../../compile/sql.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { duckdb } from "../../sql/dialects/duckdb.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";

/** Lays the deals scored by both cards, so that parts of them can be read: `known_before`, `fit_before`, ... beside the deal's own columns. */
export async function layBothCards(
  database: Database,
  before: IcpDocument,
  after: IcpDocument,
  table: string,
  columns: ReadonlyMap<string, string>,
): Promise<string> {
  const scores = (document: IcpDocument): string => toSql(document, duckdb, { table, idColumns: ["deal"], columns });
  const laid = `${table}_both`;
  await database.run(
    `CREATE OR REPLACE TABLE ${quoteIdentifier(laid)} AS SELECT d.deal, d.y, d.account, d.created, d.closed, d.ord,
      a.fit AS fit_before, a.known AS known_before, b.fit AS fit_after, b.known AS known_after
     FROM ${quoteIdentifier(table)} d JOIN (${scores(before)}) a ON a.deal = d.deal JOIN (${scores(after)}) b ON b.deal = d.deal`,
  );
  return laid;
}

/** Those of the laid deals that meet a condition on `d`. */
export async function readBothCards(database: Database, laid: string, where: string): Promise<BothCards> {
  const [y, account, fitBefore, knownBefore, fitAfter, knownAfter] = await database.numbers(
    `SELECT y, account, fit_before, known_before, fit_after, known_after FROM ${quoteIdentifier(laid)} d WHERE ${where} ORDER BY deal`,
  );
  return {
    y: Uint8Array.from(y!),
    account: Int32Array.from(account!),
    before: { fit: fitBefore!, known: knownBefore! },
    after: { fit: fitAfter!, known: knownAfter! },
  };
}
