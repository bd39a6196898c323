import { clonesText } from "../declared/clones.ts";
import { InputError } from "../errors.ts";
import type { RawTable } from "../ingest/facts.ts";
import { fieldName } from "../ingest/field-name.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { type Database, openDatabase } from "../warehouse/database.ts";
import { duckdbColumns } from "./columns.ts";
import type { Effects } from "./effects.ts";
import { NO_FILES } from "./input-files.ts";
import { readTables } from "./read-tables.ts";

/** Fewer have nothing in common. */
const LEAST = 2;
const TABLE = "clones";
const HOW =
  "The first row names the columns (Website, Industry, Employees, Country, Tools), each other row is a company that you would clone";

/**
 * The declared ICP that companies one would clone suggest, as text to edit: whoever they are, and whatever else the table says of them.
 *
 * @param path a table with a company a row @throws InputError where it is no such table, or they have nothing in common
 */
export async function clonesTemplate(path: string, effects: Pick<Effects, "progress">): Promise<string> {
  const database = await openDatabase({ threads: 1 });
  try {
    const reading = { delimiter: null, encoding: null, sheets: { named: [], byFile: {} } };
    const [raw] = await readTables(database, { ...NO_FILES, accounts: [path] }, reading, effects);
    return await suggested(database, raw!);
  } finally {
    database.close();
  }
}

async function suggested(database: Database, raw: RawTable): Promise<string> {
  if (raw.columns.some(readsLikeSite))
    throw new InputError(`the table has no row with the names of its columns. ${HOW}`);
  const columns = fieldsOf(raw);
  const rows = await layCompanies(database, raw, columns);
  if (rows < LEAST) throw new InputError(`these are too few companies to have something in common. ${HOW}`);
  const reader = duckdbColumns(database, TABLE, rows);
  const read = [];
  for (const column of columns) read.push({ ...column, dictionary: await reader.dictionary(column.name) });
  const text = clonesText(read, rows);
  if (text === null)
    throw new InputError(
      `nothing that these ${rows} companies have in common tells them from others: no industry, size, country or tool stands with most of them. ${HOW}`,
    );
  return text;
}

/** `nordbank.de`, where a header should stand. */
function readsLikeSite(header: string): boolean {
  return /^(https?:\/\/|www\.)|^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(header.trim());
}

interface Field {
  readonly name: string;
  readonly header: string;
}

/** A field that two columns name is the first one's. */
function fieldsOf({ columns }: RawTable): readonly Field[] {
  const named = columns.map((header): Field => ({ name: fieldName(header), header }));
  return named.filter(({ name }, i) => named.findIndex((other) => other.name === name) === i);
}

/** Each company once, also where it was pasted twice; how many there are. */
async function layCompanies(database: Database, { table }: RawTable, columns: readonly Field[]): Promise<number> {
  const cells = columns.map(({ name, header }) => `${quoteIdentifier(header)} AS ${quoteIdentifier(name)}`).join(", ");
  await database.run(`CREATE TABLE ${TABLE} AS SELECT (row_number() OVER () - 1)::INTEGER AS deal, *
    FROM (SELECT DISTINCT ${cells} FROM ${quoteIdentifier(table)})`);
  return database.value<number>(`SELECT count(*) FROM ${TABLE}`);
}
