import type { ColumnReader, Dictionary } from "../features/dictionary.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { Database } from "../warehouse/database.ts";

/** Distinct texts beyond which a column of long texts is only sampled: it can be nothing but free text or ids. */
const MOST_TEXTS = 100_000;
const LONG_TEXT = 24;
const SAMPLE = 5_000;

/** Reads columns of a table with a dense `deal` INTEGER column: the dictionary by GROUP BY, the codes by joining with it. */
export function duckdbColumns(database: Database, table: string, rows: number): ColumnReader {
  const from = quoteIdentifier(table);
  return {
    rows,
    dictionary: (column) => readDictionary(database, column, from, rows),
    codes: async (columns) => {
      const all: Int32Array[] = [];
      for (const column of columns) all.push(await readCodes(database, column, from, rows));
      return all;
    },
  };
}

/** Rows come as they lie and are put at their place: sorting a million of them takes as long as all the rest. */
async function readCodes(database: Database, column: string, from: string, rows: number): Promise<Int32Array> {
  const name = quoteIdentifier(column);
  const [deals, codes] = await database.numbers(
    `SELECT t.deal, d.code FROM ${from} t JOIN (
       SELECT ${name} AS text, row_number() OVER (ORDER BY count(*) DESC, ${name}) - 1 AS code
       FROM ${from} WHERE ${name} IS NOT NULL GROUP BY ${name}
     ) d ON t.${name} = d.text`,
  );
  const read = new Int32Array(rows).fill(-1);
  for (let i = 0; i < deals!.length; i++) read[deals![i]!] = codes![i]!;
  return read;
}

async function readDictionary(database: Database, column: string, from: string, rows: number): Promise<Dictionary> {
  const name = quoteIdentifier(column);
  const [size] = await database.rows<{ texts: number; letters: number | null }>(
    `SELECT approx_count_distinct(${name}) AS texts, avg(length(${name})) AS letters FROM ${from}`,
  );
  const truncated = size!.texts > MOST_TEXTS && (size!.letters ?? 0) > LONG_TEXT;
  const limit = truncated ? ` LIMIT ${SAMPLE}` : "";
  const [texts, counts] = await database.texts(
    `SELECT ${name}, count(*) FROM ${from} WHERE ${name} IS NOT NULL GROUP BY ${name} ORDER BY count(*) DESC, ${name}${limit}`,
  );
  return { texts: (texts ?? []) as string[], counts: Float64Array.from(counts ?? [], Number), rows, truncated };
}
