import { InputError } from "../../../errors.ts";
import type { Column } from "../../../ingest/column.ts";
import { companyKey } from "../../../ingest/company-name.ts";
import { domainOf } from "../../../ingest/domain.ts";
import { type EventColumns, findEventColumns } from "../../../ingest/event-columns.ts";
import { eventName, readEventType } from "../../../ingest/event-type.ts";
import type { Guess } from "../../../ingest/facts.ts";
import { cellSql, idSql } from "../../../ingest/keys.ts";
import { maskPersonal } from "../../../normalise/personal.ts";
import { quoteIdentifier } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { readDates } from "../dates.ts";
import { lookupTable } from "../lookup.ts";
import { personKey } from "./person-key.ts";
import type { PersonFile, PersonReading } from "./read-people.ts";

/** More than a file has rows: to sort ten millions of events takes longer than to read them. */
const MOST_ROWS = "1000000000000::BIGINT";

/** Segment's kinds of calls; the event's own name says what happened. */
const CALLS = "('track', 'identify', 'group', 'alias')";

function cell(column: Column | null): string {
  return cellSql(column?.header ?? null);
}

/** SQL of what an event is called: its name, else its type; a row of product use has neither, but counts something. */
function nameSql({ name, type, times }: EventColumns): string {
  const fallback =
    times === null ? "CAST(NULL AS VARCHAR)" : `CASE WHEN ${cell(times)} IS NOT NULL THEN 'product usage' END`;
  const kind = `CASE WHEN lower(${cell(type)}) NOT IN ${CALLS} THEN ${cell(type)} END`;
  return `coalesce(${type === null ? "" : `CASE WHEN lower(${cell(type)}) IN ('page', 'screen') THEN 'page' END, `}${cell(name)}, ${kind}, ${fallback})`;
}

/**
 * Creates `into`, in no order: events as read, with a number `n` that grows in the order of files' names and rows, `account_id`, `domain_key`, `name_key`, `person`,
 * `type`, `topic`, `times`, `day` (DATE, NULL for what is none) and `written` (the date as it stands there). Gives the guesses that were made.
 * Throws `InputError` for a file without a date or an account.
 */
export async function readEvents(
  database: Database,
  files: readonly PersonFile[],
  into: string,
  { options, salt }: PersonReading,
): Promise<Guess[]> {
  const selects: string[] = [];
  const guesses: Guess[] = [];
  for (const [i, { raw, columns }] of files.entries()) {
    const found = findEventColumns(columns);
    requireColumns(found, raw.file);
    const dates = await readDates(database, raw.table, found.at, null, options);
    guesses.push(...dates.guesses);
    const email = `nullif(lower(${cell(found.email)}), '')`;
    selects.push(`SELECT ${i} AS file, __row AS row, ${cell(found.id)} AS event_id, ${idSql("__account_cell")} AS account_id, ${cell(found.domain)} AS site,
      ${email} AS email, ${cell(found.account_name)} AS company, ${nameSql(found)} AS called, ${cell(found.topic)} AS topic,
      TRY_CAST(${cell(found.times)} AS DOUBLE) AS times, ${dates.created} AS day, ${cell(found.at)} AS written,
      coalesce(${raw.columns.map(quoteIdentifier).join(", ")}, NULL) IS NULL AS empty
      FROM (SELECT *, ${cell(found.account_id)} AS __account_cell FROM ${quoteIdentifier(raw.table)})`);
  }
  await database.run(
    `CREATE TABLE ${into}_cells AS SELECT file * ${MOST_ROWS} + row AS n, *, split_part(email, '@', -1) AS host FROM (${selects.join(" UNION ALL ")})`,
  );
  const look = (end: string, select: string, work: (text: string) => string | null) =>
    lookupTable(database, `${into}_${end}`, `SELECT ${select} FROM ${into}_cells`, work, "VARCHAR");
  await look("sites", "unnest([site, host])", domainOf);
  await look("names", "company", companyKey);
  await look("types", "called", (text) => readEventType(text) ?? (eventName(maskPersonal(text)) || null));
  await look("topics", "topic", (text) => {
    const shown = maskPersonal(text.replace(/^(https?:[^?#]*)[?#].*$/s, "$1"));
    return shown === text ? null : shown;
  });
  await look("keys", "email", (text) => personKey(text, salt));
  await database.run(`CREATE TABLE ${into} AS
    SELECT c.n, c.file, c.row, c.event_id, c.account_id, coalesce(s.value, h.value) AS domain_key, m.value AS name_key, k.value AS person,
      coalesce(t.value, 'other') AS type, coalesce(o.value, c.topic) AS topic, coalesce(c.times, 1) AS times, c.day, c.written, c.empty
    FROM ${into}_cells c LEFT JOIN ${into}_sites s ON s.text = c.site LEFT JOIN ${into}_sites h ON h.text = c.host LEFT JOIN ${into}_names m ON m.text = c.company
    LEFT JOIN ${into}_types t ON t.text = c.called LEFT JOIN ${into}_keys k ON k.text = c.email LEFT JOIN ${into}_topics o ON o.text = c.topic`);
  await database.run(
    ["cells", "sites", "names", "types", "keys", "topics"].map((end) => `DROP TABLE ${into}_${end};`).join(" "),
  );
  return guesses;
}

function requireColumns({ at, account_id, account_name, domain, email }: EventColumns, file: string): void {
  if (at === null)
    throw new InputError(
      `${file} says nowhere when its events happened: it needs a column such as occurred_at, or name one with --map 'COLUMN=occurred_at'`,
    );
  if ([account_id, account_name, domain, email].every((column) => column === null))
    throw new InputError(
      `${file} says nowhere whose events these are: it needs an account_id, domain or email, or name one with --map 'COLUMN=account_id'`,
    );
}
