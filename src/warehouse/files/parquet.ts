import { InputError, WarehouseError } from "../../errors.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { columnNames } from "./header.ts";
import { baseOf, inner, layView, literalPath, type Read, type Source } from "./source.ts";

/** Reads a Parquet file; values become the text that a CSV export would hold, lists are joined with `;`. */
export async function readParquet(database: Database, source: Source): Promise<Read> {
  const scan = `read_parquet(${quoteText(literalPath(source.path))})`;
  const described = await describe(database, source, scan);
  const columns = columnNames(
    described.map((column) => column.column_name),
    source.file,
  );
  const cells = described.map(
    (column, i) => `nullif(${asText(quoteIdentifier(column.column_name), column.column_type)}, '') AS ${inner(i)}`,
  );
  await database.run(
    `CREATE TABLE ${quoteIdentifier(baseOf(source.table))} AS SELECT ${cells.join(", ")} FROM ${scan}`,
  );
  await layView(database, source.table, columns, "rowid + 1");
  const rowsRead = await database.value<number>(`SELECT count(*) FROM ${quoteIdentifier(source.table)}`);
  return { columns, rowsRead, rejected: [], format: "Parquet", notes: [] };
}

interface Described {
  readonly column_name: string;
  readonly column_type: string;
}

async function describe(database: Database, source: Source, scan: string): Promise<readonly Described[]> {
  try {
    return await database.rows<Described>(`DESCRIBE SELECT * FROM ${scan}`);
  } catch (cause) {
    if (!(cause instanceof WarehouseError)) throw cause;
    throw new InputError(`${source.file} is a damaged Parquet file: export it again`, { cause });
  }
}

function asText(column: string, type: string): string {
  if (type.endsWith("[]")) return `array_to_string(${column}, ';')`;
  return `CAST(${column} AS VARCHAR)`;
}
