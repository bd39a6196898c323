import type { ColumnReader, Dictionary } from "../features/dictionary.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { Database } from "../warehouse/database.ts";

/** Distinct texts beyond which a column of long texts is only sampled: it can be nothing but free text or ids. */
const MOST_TEXTS = 100_000;
const LONG_TEXT = 24;
const SAMPLE = 5_000;

/** Reads columns of a table with a dense `deal` INTEGER column: the dictionary by GROUP BY, the codes through an ENUM of it. */
export function duckdbColumns(database: Database, table: string, rows: number): ColumnReader {
  const from = quoteIdentifier(table);
  const types = new Map<string, string>();
  const typeOf = async (column: string): Promise<string> => {
    const known = types.get(column);
    if (known !== undefined) return known;
    const type = quoteIdentifier(`dictionary_${types.size}_of_${table}`);
    types.set(column, type);
    await database.run(`CREATE TYPE ${type} AS ENUM (${distinctTexts(column, from)})`);
    return type;
  };
  return {
    rows,
    dictionary: (column) => readDictionary(database, column, from, rows),
    codes: async (columns) => {
      const list: string[] = [];
      for (const column of columns)
        list.push(`coalesce(enum_code(CAST(${quoteIdentifier(column)} AS ${await typeOf(column)})), -1)`);
      const read = await database.numbers(`SELECT ${list.join(", ")} FROM ${from} ORDER BY deal`);
      return read.map((values) => Int32Array.from(values));
    },
  };
}

function distinctTexts(column: string, from: string): string {
  const name = quoteIdentifier(column);
  return `SELECT ${name} FROM ${from} WHERE ${name} IS NOT NULL GROUP BY ${name} ORDER BY count(*) DESC, ${name}`;
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
