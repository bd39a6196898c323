import { bandCodesSql } from "../../compile/band-codes.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { Facts } from "../../ingest/facts.ts";
import { duckdb } from "../../sql/dialects/duckdb.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { keptSources } from "../../warehouse/kept/source.ts";
import { NO_BAND, type WrittenSample } from "../../whatif/sample.ts";
import type { Effects } from "../effects.ts";
import { matchHeaders } from "../headers.ts";
import { columnsOf } from "../unseen-deals.ts";
import { factsOf } from "../validate.ts";
import { AS_KEPT } from "./kept-request.ts";
import { layTogether } from "./list/lay-together.ts";
import { buildOptions } from "./said.ts";
import type { Workspace } from "./workspace.ts";
import { workspaceSource } from "./workspace-source.ts";

/** Companies that a page gets: shares of them are within a percentage point of all. */
const MOST = 20_000;

/**
 * The bands that the accounts and the decided deals of a workspace fall into by a document's card: what a page needs to try other points. Of more
 * accounts than 20,000 a fixed part is drawn.
 *
 * @throws InputError for a card for each part
 */
export async function whatIfSample(
  { warehouse }: Workspace,
  document: IcpDocument,
  effects: Pick<Effects, "progress">,
): Promise<WrittenSample> {
  const database = await warehouse.work();
  try {
    const accounts = await accountBands(database, document);
    const source = workspaceSource(warehouse);
    const tables = await source.tables(database, AS_KEPT, effects);
    const kept = await keptSources(database);
    const { facts } = await factsOf(database, document, tables, buildOptions(kept));
    return { ...accounts, deals: await dealBands(database, document, facts) };
  } finally {
    database.close();
  }
}

async function accountBands(
  database: Database,
  document: IcpDocument,
): Promise<Pick<WrittenSample, "accounts" | "of">> {
  const kept = await keptSources(database);
  const sources = kept.filter(({ role }) => role === "universe");
  const scored = sources.length > 0 ? sources : kept.filter(({ role }) => role === "accounts");
  if (scored.length === 0) return { accounts: { rows: 0, bands: {} }, of: 0 };
  const { raw } = await layTogether(database, "accounts", scored, "what_if_all");
  const of = await database.value<number>(`SELECT count(*) FROM ${quoteIdentifier(raw.table)}`);
  await database.run(
    `CREATE TABLE what_if_drawn AS SELECT * FROM ${quoteIdentifier(raw.table)} ORDER BY hash(__row), __row LIMIT ${MOST}`,
  );
  const { columns } = matchHeaders(document, raw.columns);
  const codes = bandCodesSql(document, duckdb, { table: "what_if_drawn", idColumns: ["__row"], columns });
  return { accounts: await bands(database, document, `SELECT * EXCLUDE (__row) FROM (${codes}) ORDER BY __row`), of };
}

async function dealBands(database: Database, document: IcpDocument, facts: Facts): Promise<WrittenSample["deals"]> {
  const columns = columnsOf(document, facts);
  const codes = bandCodesSql(document, duckdb, { table: facts.table, idColumns: ["deal"], columns });
  const from = `(${codes}) s JOIN ${quoteIdentifier(facts.table)} d ON d.deal = s.deal`;
  const written = await bands(database, document, `SELECT s.* EXCLUDE (deal) FROM ${from} ORDER BY d.deal`);
  const [y] = await database.numbers(`SELECT d.y FROM ${from} ORDER BY d.deal`);
  return { ...written, y: base64(Uint8Array.from(y!)) };
}

async function bands(database: Database, { scorecard }: IcpDocument, sql: string): Promise<WrittenSample["accounts"]> {
  const columns = await database.numbers(sql);
  const codes = columns.map((column) => Uint8Array.from(column, (code) => (Number.isNaN(code) ? NO_BAND : code)));
  return {
    rows: codes[0]?.length ?? 0,
    bands: Object.fromEntries(scorecard.attributes.map(({ attribute }, i) => [attribute, base64(codes[i]!)])),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
