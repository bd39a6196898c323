import { tokensOf } from "../../buyers/words/tokens.ts";
import type { Note } from "../../buyers/words/vocabulary.ts";
import type { Facts, RawTable } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import { joined, type TextColumn } from "./text-columns.ts";

/** Deals whose notes are read; of more an even choice. */
export const MOST_NOTES = 40_000;

/** The notes of deals in some columns, as words; `all` counts the deals that have any. */
export async function readNotes(
  database: Database,
  facts: Facts,
  deals: RawTable,
  columns: readonly TextColumn[],
): Promise<{ readonly notes: readonly Note[]; readonly all: number }> {
  if (columns.length === 0) return { notes: [], all: 0 };
  const text = `nullif(concat_ws(chr(10), ${columns.map(({ cell }) => cell).join(", ")}), '')`;
  const from = `FROM (SELECT f.deal, ${text} AS note FROM ${joined(facts, deals)}) WHERE note IS NOT NULL`;
  const all = await database.value<number>(`SELECT count(*) ${from}`);
  const step = Math.ceil(all / MOST_NOTES);
  const chosen = step <= 1 ? "" : ` QUALIFY (row_number() OVER (ORDER BY deal) - 1) % ${step} = 0`;
  const [places = [], texts = []] = await database.texts(
    `SELECT CAST(deal AS VARCHAR), note ${from}${chosen} ORDER BY deal`,
  );
  return { notes: places.map((deal, i) => ({ deal: Number(deal), tokens: tokensOf(texts[i]!) })), all };
}
