import { quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";

/** Settings of that name tell of which rows a version's scores were made. */
const PREFIX = "scored:";

/** What the newest scoring of each version noted, as it was written: version to text. */
export async function scoredNotes(database: Database): Promise<ReadonlyMap<string, string>> {
  const found = await database.rows<{ name: string; value: string }>(
    `SELECT name, value FROM kept.meta.settings WHERE starts_with(name, ${quoteText(PREFIX)}) ORDER BY name`,
  );
  return new Map(found.map(({ name, value }) => [name.slice(PREFIX.length), value]));
}

/** Notes of which rows a version's scores are made; null: of rows that nobody can name. Within the transaction that writes the scores. */
export async function noteScored(database: Database, version: string, note: string | null): Promise<void> {
  const name = quoteText(`${PREFIX}${version}`);
  await database.run(`DELETE FROM kept.meta.settings WHERE name = ${name}`);
  if (note !== null) await database.run(`INSERT INTO kept.meta.settings VALUES (${name}, ${quoteText(note)})`);
}

/** After rows were changed otherwise than by an import, no scores are known to be made of what is here; within the caller's transaction. */
export async function forgetScored(database: Database): Promise<void> {
  await database.run(`DELETE FROM kept.meta.settings WHERE starts_with(name, ${quoteText(PREFIX)})`);
}
