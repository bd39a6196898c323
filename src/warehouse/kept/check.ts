import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { rowPrintSql } from "./row-print.ts";
import { type KeptSource, keptSources, rawName } from "./source.ts";

/** Looks at everything that must hold between the kept tables; gives a sentence per fault, none for a sound file. It reads every kept cell, so that a damaged block shows. */
export async function checkKept(database: Database): Promise<readonly string[]> {
  const faults: string[] = [];
  const last = await database.value<number>("SELECT coalesce(max(import), 0) FROM kept.meta.imports");
  const odd = await database.rows<{ import: number }>(
    "SELECT import FROM kept.meta.imports WHERE read <> new + changed + unchanged + merged + rejected ORDER BY import",
  );
  for (const { import: id } of odd) faults.push(`The rows of import ${id} do not add up.`);
  const tables = await database.rows<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'kept' AND schema_name = 'raw'",
  );
  const there = new Set(tables.map(({ name }) => name));
  const sources = await keptSources(database);
  for (const source of sources) {
    if (!there.has(source.source)) faults.push(`The rows of ${source.source} are missing.`);
    else faults.push(...(await checkSource(database, source, last)));
  }
  const names = sources.map(({ source }) => quoteText(source)).join(", ");
  const strangers = await database.value<number>(
    `SELECT count(*) FROM kept.history.changes WHERE import > ${last}${names === "" ? "" : ` OR source NOT IN (${names})`}`,
  );
  if (strangers > 0) faults.push(`The history: changes of no import: ${strangers.toLocaleString("en-US")}.`);
  return faults;
}

async function checkSource(database: Database, source: KeptSource, last: number): Promise<string[]> {
  const print = rowPrintSql(source.columns.map((column, place) => ({ place, sql: quoteIdentifier(column) })));
  const [found] = await database.rows<{ prints: number; marks: number; twice: number; places: number }>(
    `SELECT count(*) FILTER (__print IS DISTINCT FROM ${print}) AS prints, count(*) FILTER (__first > __last OR __last > ${last} OR __gone > ${last}) AS marks,
       count(*) - count(DISTINCT (hash(__key), __nth)) AS twice, count(*) - count(DISTINCT __seq) AS places FROM ${rawName(source)}`,
  );
  const { prints, marks, twice, places } = found!;
  const told: readonly (readonly [number, string])[] = [
    [prints, "do not hold what they were written with"],
    [marks, "bear the mark of no import"],
    [twice, "have the key of another"],
    [places, "have the place of another"],
  ];
  return told.flatMap(([n, what]) =>
    n === 0 ? [] : [`${source.source}: rows that ${what}: ${n.toLocaleString("en-US")}.`],
  );
}
