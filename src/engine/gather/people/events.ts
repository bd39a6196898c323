import type { FileTotals, Guess, Rejection } from "../../../ingest/facts.ts";
import type { EventsTable } from "../../../ingest/people.ts";
import { maskPersonal } from "../../../normalise/personal.ts";
import { quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { type AsOf, EARLIEST } from "../as-of.ts";
import { totalsByFate } from "../evidence.ts";
import { MERGED, TAKEN } from "../fates.ts";
import type { PersonFile } from "./read-people.ts";
import { matchedWords, matchUnits, type Units } from "./units.ts";

/** Types listed at most. */
const MOST_TYPES = 12;
const REJECTED = "rejected";

/** What reading events brought to light. */
export interface EventsFound {
  readonly table: EventsTable;
  readonly totals: readonly FileTotals[];
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

/** Joins events to accounts and lays the events table. They take no part in what wins. `stated`: as-of is a person's own date. */
export async function gatherEvents(
  database: Database,
  files: readonly PersonFile[],
  read: string,
  units: Units,
  asOf: AsOf,
  stated: boolean,
): Promise<EventsFound> {
  const matched = `${read}_matched`;
  await matchUnits(database, units, read, matched, [
    { column: "account_id", prefix: "i:", word: "account id" },
    { column: "domain_key", prefix: "d:", word: "domain" },
    { column: "name_key", prefix: "n:", word: "account name" },
  ]);
  const fated = `${read}_fated`;
  await database.run(`CREATE TABLE ${fated} AS SELECT *, ${fateSql(asOf, stated)} AS fate FROM ${matched} ORDER BY n`);
  const totals: FileTotals[] = [];
  for (const [i, { raw }] of files.entries()) {
    const late = await rejections(database, fated, i, raw.file, asOf);
    totals.push(
      ...(await totalsByFate(
        database,
        `(SELECT fate FROM ${fated} WHERE file = ${i} AND fate <> '${REJECTED}')`,
        raw,
        late,
      )),
    );
  }
  const table = `${read}_table`;
  const names = files.map(({ raw }, i) => `WHEN ${i} THEN ${quoteText(raw.file)}`).join(" ");
  await database.run(`CREATE TABLE ${table} AS SELECT CASE e.file ${names} END AS file, e.row, a.account, a.account_row, e.unit, e.matched_by, e.person, e.type, e.topic, e.times, e.day
    FROM ${fated} e LEFT JOIN ${units.accounts} a ON a.unit = e.unit WHERE e.fate = '${TAKEN}' ORDER BY e.n`);
  const [counts] = await database.rows<Omit<EventsTable, "table">>(
    `SELECT count(*) AS rows, count(matched_by) AS matched FROM ${table}`,
  );
  const guesses = await eventGuesses(database, table, counts!, files.map(({ raw }) => raw.file).join(" + "));
  if (!stated) guesses.push(...asOfGuess(asOf));
  const notes = await eventNotes(database, table);
  await database.run([read, matched, fated].map((one) => `DROP TABLE ${one};`).join(" "));
  return { table: { table, ...counts! }, totals, guesses, notes };
}

/** The same event id counts once, the first time it stands there. */
function fateSql({ latestEvent, asOf }: AsOf, stated: boolean): string {
  const late = latestEvent === null ? "" : `WHEN day > DATE '${latestEvent}' THEN '${REJECTED}'`;
  const after = stated && asOf !== null ? `WHEN day > DATE '${asOf}' THEN 'after ${asOf}'` : "";
  return `CASE WHEN empty THEN 'empty row' WHEN day IS NULL OR day < DATE '${EARLIEST}' THEN '${REJECTED}' ${late} ${after}
    WHEN account_id IS NULL AND domain_key IS NULL AND name_key IS NULL THEN 'naming no account'
    WHEN event_id IS NOT NULL AND row_number() OVER (PARTITION BY event_id, day IS NULL OR day < DATE '${EARLIEST}' ${latestEvent === null ? "" : `OR day > DATE '${latestEvent}'`} ORDER BY day, n) > 1 THEN '${MERGED}'
    ELSE '${TAKEN}' END`;
}

async function rejections(
  database: Database,
  table: string,
  file: number,
  name: string,
  { latestEvent }: AsOf,
): Promise<Rejection[]> {
  const found = await database.rows<{ row: number; written: string | null; early: boolean; late: boolean }>(
    `SELECT row, left(written, 40) AS written, coalesce(day < DATE '${EARLIEST}', false) AS early, day IS NOT NULL AS late FROM ${table} WHERE file = ${file} AND fate = '${REJECTED}' ORDER BY row`,
  );
  return found.map(({ row, written, early, late }) => {
    const date = written === null ? "" : `"${maskPersonal(written)}" `;
    const why = early
      ? `${date}lies before 1990`
      : late
        ? `${date}lies after ${latestEvent}, long after all other events`
        : written === null
          ? "it has no date"
          : `${date}is no date`;
    return { file: name, line: null, column: null, reason: `data row ${row.toLocaleString("en-US")}: ${why}` };
  });
}

async function eventGuesses(
  database: Database,
  table: string,
  { rows, matched }: { readonly rows: number; readonly matched: number },
  names: string,
): Promise<Guess[]> {
  const how = await matchedWords(database, table, "true");
  const types = await database.rows<{ type: string; rows: number }>(
    `SELECT type, count(*) AS rows FROM ${table} GROUP BY type ORDER BY rows DESC, type`,
  );
  const write = (n: number) => n.toLocaleString("en-US");
  const listed = types
    .slice(0, MOST_TYPES)
    .map(({ type, rows: n }) => `${maskPersonal(type.replaceAll("_", " "))} (${write(n)})`);
  const more = types.length > MOST_TYPES ? ` and ${types.length - MOST_TYPES} more types` : "";
  const what = listed.length === 0 ? "" : ` Types: ${listed.join(", ")}${more}.`;
  return [
    {
      what: "events",
      text: `Matched ${write(matched)} of ${write(rows)} events of ${names} to accounts${how === "" ? "" : ` (${how})`}.${what}`,
      override: "--map 'COLUMN=event_type' (or account_id, domain, occurred_at)",
    },
  ];
}

/** An event after the last deal moves the day to look from, and with it the window of deals that count. */
function asOfGuess({ asOf, ofDeals, ofCustomers }: AsOf): Guess[] {
  if (ofCustomers !== null || asOf === null || ofDeals === null || asOf <= ofDeals) return [];
  const text = `Looked from ${asOf}, the day of the newest event; the newest deal date is ${ofDeals}.`;
  return [{ what: "as-of", text, override: `--as-of ${ofDeals}` }];
}

async function eventNotes(database: Database, table: string): Promise<string[]> {
  const [span] = await database.rows<{ from: string | null; to: string | null }>(
    `SELECT CAST(min(day) AS VARCHAR) AS "from", CAST(max(day) AS VARCHAR) AS "to" FROM ${table}`,
  );
  const { from, to } = span!;
  return from === null
    ? []
    : [`Events from ${from} to ${to} are counted and take no part in what tells winners from losers.`];
}
