import { gatherFacts } from "../../src/engine/facts.ts";
import type { Facts } from "../../src/ingest/facts.ts";
import { DEFAULT_OPTIONS, type IngestOptions } from "../../src/ingest/options.ts";
import { type Database, openDatabase } from "../../src/warehouse/database.ts";
import { readFile } from "../../src/warehouse/files/read.ts";

/** A row of `Facts.table`, dates as ISO text. */
export type FactRow = Readonly<Record<string, unknown>> & {
  readonly deal: number;
  readonly row: number;
  readonly account: number;
  readonly y: number;
  readonly created: string | null;
  readonly closed: string | null;
  readonly ord: number | null;
  readonly amount: number | null;
};

export interface Gathered {
  readonly facts: Facts;
  readonly rows: readonly FactRow[];
}

/** Reads files and gathers their facts in a database of their own; the rows come with them. */
export async function gathered(
  files: { readonly deals: string; readonly accounts?: string },
  options: Partial<IngestOptions> = {},
): Promise<Gathered> {
  const database = await openDatabase({ threads: 2 });
  try {
    return await gatherIn(database, files, options);
  } finally {
    database.close();
  }
}

async function gatherIn(
  database: Database,
  files: { deals: string; accounts?: string },
  options: Partial<IngestOptions>,
) {
  const tables = [await readFile(database, files.deals, "deals", "raw_deals")];
  if (files.accounts !== undefined) tables.push(await readFile(database, files.accounts, "accounts", "raw_accounts"));
  const facts = await gatherFacts(database, tables, { ...DEFAULT_OPTIONS, ...options });
  const rows = await database.rows<FactRow>(`SELECT * FROM ${facts.table} ORDER BY deal`);
  return { facts, rows };
}

/** CSV text of rows given as objects; the first row names the columns. */
export function csv(rows: readonly Readonly<Record<string, string | number | null>>[]): string {
  const headers = Object.keys(rows[0]!);
  const quote = (cell: string | number | null | undefined) => `"${String(cell ?? "").replaceAll('"', '""')}"`;
  return [headers, ...rows.map((row) => headers.map((header) => row[header] ?? null))]
    .map((cells) => cells.map(quote).join(","))
    .join("\n");
}
