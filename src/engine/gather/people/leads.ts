import type { FileTotals, Guess } from "../../../ingest/facts.ts";
import type { LeadsTable } from "../../../ingest/people.ts";
import { maskValue } from "../../../normalise/masked-names.ts";
import { quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { totalsByFate } from "../evidence.ts";
import { MERGED, TAKEN } from "../fates.ts";
import { joinPeople, tieToDeals } from "./join-people.ts";
import type { PersonFile } from "./read-people.ts";
import { matchedWords, type Units } from "./units.ts";

/** Sources told at most, and the fewest leads of a source that are worth telling. */
const MOST_SOURCES = 5;
const LEAST_LEADS = 5;

/** What reading leads brought to light. */
export interface LeadsFound {
  readonly table: LeadsTable;
  readonly totals: readonly FileTotals[];
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

/** Matches leads to accounts and to the deals they became, and lays the leads table. Nothing is learned from leads. */
export async function gatherLeads(
  database: Database,
  { raw }: PersonFile,
  read: string,
  units: Units,
  keepPersonal: boolean,
): Promise<LeadsFound> {
  const joined = `${read}_joined`;
  const ties = `${read}_ties`;
  const table = `${read}_table`;
  await joinPeople(database, units, read, joined, "leads");
  await tieToDeals(database, units, joined, ties);
  const personal = keepPersonal ? ", p.name, p.email, p.phone" : "";
  await database.run(`CREATE TABLE ${table} AS
    WITH flags AS (SELECT one, bool_or(converted) AS converted, bool_or(opt_out) AS opt_out, bool_or(do_not_call) AS do_not_call, bool_or(bounced) AS bounced FROM ${joined} GROUP BY one)
    SELECT p.person, ${quoteText(raw.file)} AS file, p.row, a.account, a.account_row, p.matched_by, t.row AS deal, p.function, p.seniority, p.status, p.source, f.converted,
      p.country, p.created, f.opt_out, f.do_not_call, f.bounced, p.lawful_basis${personal}
    FROM ${joined} p JOIN flags f ON f.one = p.n LEFT JOIN (SELECT one, min(row) AS row FROM ${ties} GROUP BY one) t ON t.one = p.n LEFT JOIN ${units.accounts} a ON a.unit = p.unit
    WHERE p.n = p.one AND NOT p.empty AND NOT p.deleted ORDER BY p.n`);
  const totals = await totalsByFate(
    database,
    `(SELECT row, CASE WHEN empty THEN 'empty row' WHEN deleted THEN 'deleted in the CRM' WHEN n <> one THEN '${MERGED}' ELSE '${TAKEN}' END AS fate FROM ${joined})`,
    raw,
  );
  const [counts] = await database.rows<Omit<LeadsTable, "table">>(
    `SELECT count(*) AS rows, count(matched_by) AS matched, count(*) FILTER (converted)::BIGINT AS converted FROM ${table}`,
  );
  const { rows, matched, converted } = counts!;
  const how = await matchedWords(database, table, "true");
  const write = (n: number) => n.toLocaleString("en-US");
  const text = `Matched ${write(matched)} of ${write(rows)} leads to accounts${how === "" ? "" : ` (${how})`}; ${write(converted)} converted, ${write(rows - converted)} not yet.`;
  const notes = await sourceNotes(database, table);
  await database.run([read, joined, ties].map((one) => `DROP TABLE ${one};`).join(" "));
  return {
    table: { table, ...counts! },
    totals,
    guesses: [{ what: "leads", text, override: "--map 'COLUMN=company' (or email, website, status)" }],
    notes,
  };
}

/** How many leads of each source converted, for the commonest sources. */
async function sourceNotes(database: Database, table: string): Promise<string[]> {
  const found = await database.rows<{ source: string; rows: number; converted: number }>(
    `SELECT source, count(*) AS rows, count(*) FILTER (converted)::BIGINT AS converted FROM ${table} WHERE source IS NOT NULL
     GROUP BY source HAVING count(*) >= ${LEAST_LEADS} ORDER BY rows DESC, source LIMIT ${MOST_SOURCES}`,
  );
  if (found.length === 0 || found.every(({ converted }) => converted === 0)) return [];
  const told = found.map(
    ({ source, rows, converted }) =>
      `${maskValue(source)} ${converted.toLocaleString("en-US")} of ${rows.toLocaleString("en-US")}`,
  );
  return [`Leads converted by source: ${told.join(", ")}.`];
}
