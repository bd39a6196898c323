import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gatherFacts } from "../../src/engine/facts.ts";
import { InputError } from "../../src/errors.ts";
import type { Facts, RawTable } from "../../src/ingest/facts.ts";
import { DEFAULT_OPTIONS } from "../../src/ingest/options.ts";
import type { Database } from "../../src/warehouse/database.ts";
import { readFile } from "../../src/warehouse/files/read.ts";
import type { Mutant } from "./mutate.ts";

/** What came of a mutant: read to facts, refused with a sentence, or a finding. */
export type Verdict = { readonly what: "read" | "refused" } | { readonly what: "finding"; readonly text: string };

/** Reads a mutant in a folder of its own, gathers facts from it (unless told not to), and holds the result to what must be true of every file. */
export async function check(database: Database, mutant: Mutant, folder: string, withFacts = true): Promise<Verdict> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, mutant.name);
  writeFileSync(path, mutant.bytes);
  try {
    return await judge(database, path, mutant, withFacts);
  } finally {
    rmSync(path, { force: true });
    await dropAll(database);
  }
}

async function judge(database: Database, path: string, mutant: Mutant, withFacts: boolean): Promise<Verdict> {
  const raw = await attempt(() => readFile(database, path, "deals", "raw_deals"));
  if (raw instanceof InputError)
    return mutant.rows === null ? sentence(raw) : finding(`a clean file was refused: ${raw.message}`);
  if (raw instanceof Error) return finding(raw.stack ?? raw.message);
  const fault = await faultOfTable(database, raw, mutant);
  if (fault !== null) return finding(fault);
  if (!withFacts) return { what: "read" };
  const facts = await attempt(() => gatherFacts(database, [raw], DEFAULT_OPTIONS));
  if (facts instanceof InputError) return sentence(facts);
  if (facts instanceof Error) return finding(facts.stack ?? facts.message);
  const lost = await faultOfFacts(database, facts);
  return lost === null ? { what: "read" } : finding(lost);
}

async function attempt<T>(work: () => Promise<T>): Promise<T | Error> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function finding(text: string): Verdict {
  return { what: "finding", text };
}

/** A refusal is one line that a person can read. */
function sentence(error: InputError): Verdict {
  const good = !error.message.includes("\n") && error.message.length < 3000;
  return good ? { what: "refused" } : finding(`not a sentence: ${error.message.slice(0, 2000)}`);
}

async function faultOfTable(database: Database, raw: RawTable, { rows }: Mutant): Promise<string | null> {
  const [found] = await database.rows<{ rows: number; last: number; distinct: number }>(
    `SELECT count(*) AS rows, coalesce(max(__row), 0) AS last, count(DISTINCT __row) AS "distinct" FROM ${raw.table}`,
  );
  const { rows: there, last, distinct } = found!;
  if (there + raw.rejected.length !== raw.rowsRead)
    return `${raw.rowsRead} rows read, but ${there} in the table and ${raw.rejected.length} rejected`;
  if (distinct !== there || last > raw.rowsRead)
    return `row numbers up to ${last}, ${distinct} different, of ${there} rows`;
  if (rows !== null && raw.rowsRead !== rows)
    return `${rows} rows were written, ${raw.rowsRead} read (${raw.notes.join(" ")})`;
  const fault = raw.rejected.find(({ reason }) => !reason.endsWith("is the header again"));
  if (rows !== null && fault !== undefined) return `rejected of a clean file: ${JSON.stringify(fault)}`;
  return null;
}

async function faultOfFacts(database: Database, facts: Facts): Promise<string | null> {
  const taken = await database.value<number>(`SELECT count(*) FROM ${facts.table}`);
  for (const one of facts.totals) {
    const sum = one.taken + one.merged + one.outOfScope.reduce((all, { rows }) => all + rows, 0) + one.rejected.length;
    if (sum !== one.read) return `totals do not add up: ${JSON.stringify(one)}`;
    if (one.taken !== taken) return `${one.taken} taken, ${taken} in the facts`;
  }
  return null;
}

async function dropAll(database: Database): Promise<void> {
  const views = await database.rows<{ name: string }>(
    "SELECT view_name AS name FROM duckdb_views() WHERE NOT internal",
  );
  const tables = await database.rows<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE NOT internal",
  );
  const drops = [
    ...views.map(({ name }) => `DROP VIEW "${name}";`),
    ...tables.map(({ name }) => `DROP TABLE "${name}";`),
  ];
  if (drops.length > 0) await database.run(drops.join(" "));
}
