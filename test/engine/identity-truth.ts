import { gatherFacts } from "../../src/engine/facts.ts";
import type { RawTable } from "../../src/ingest/facts.ts";
import { DEFAULT_OPTIONS } from "../../src/ingest/options.ts";
import { openDatabase } from "../../src/warehouse/database.ts";
import { type KnownRecord, knownCompanies, type MergeQuality, mergeQuality } from "../generators/companies.ts";

const COLUMNS = [
  "Id",
  "Name",
  "Website",
  "ParentId",
  "BillingCountry",
  "BillingCity",
  "OwnerId",
  "Industry",
  "NumberOfEmployees",
] as const;

/** What the reading makes of a generated accounts file, held against its truth. */
export async function measuredIdentity(seed: number, size: number): Promise<MergeQuality> {
  const records = knownCompanies(seed, size);
  const database = await openDatabase({ threads: 1 });
  try {
    const accounts: RawTable = table("accounts", "raw_accounts", COLUMNS, records.length);
    const deals: RawTable = table("deals", "raw_deals", ["Id", "AccountId", "StageName"], 40);
    await database.create("raw_accounts", [
      ...COLUMNS.map((name) => ({
        name,
        type: "VARCHAR" as const,
        values: records.map((record) => cell(record, name)),
      })),
      { name: "__row", type: "BIGINT", values: records.map((_, i) => i + 1) },
    ]);
    const rows = Array.from({ length: 40 }, (_, i) => i);
    await database.create("raw_deals", [
      { name: "Id", type: "VARCHAR", values: rows.map((i) => `0065g0000000${String(i).padStart(3, "0")}`) },
      { name: "AccountId", type: "VARCHAR", values: rows.map((i) => records[i]!.Id) },
      { name: "StageName", type: "VARCHAR", values: rows.map((i) => (i % 2 === 0 ? "Closed Won" : "Closed Lost")) },
      { name: "__row", type: "BIGINT", values: rows.map((i) => i + 1) },
    ]);
    const facts = await gatherFacts(database, [deals, accounts], DEFAULT_OPTIONS);
    return mergeQuality(records, facts.merges);
  } finally {
    database.close();
  }
}

function cell(record: KnownRecord, name: (typeof COLUMNS)[number]): string | null {
  return record[name] === "" ? null : record[name];
}

function table(role: "accounts" | "deals", name: string, columns: readonly string[], rows: number): RawTable {
  const read = { file: `${role}.csv`, format: "made up", rowsRead: rows, rejected: [] };
  return { role, table: name, columns, notes: [], ...read, parts: [{ ...read, before: 0, copyOf: null }] };
}
