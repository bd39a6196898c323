import type { Timing } from "../../icp/timing.ts";
import type { Guess, RawTable } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { newestDay } from "../filter/as-of.ts";
import { EARLIEST } from "../gather/as-of.ts";
import { lookOver } from "../gather/look.ts";
import { readEvents } from "../gather/people/read-events.ts";
import { type List, namedIn } from "../match/list.ts";
import { addUp } from "./add-up.ts";
import { type MatchedEvents, matchEvents } from "./match-events.ts";

/** Rows of the files of events: `read` is the sum of all others. */
export interface EventRows {
  readonly files: readonly string[];
  readonly read: number;
  /** Of companies of the list, up to the day looked from. */
  readonly counted: number;
  readonly after: number;
  /** Of companies that the list does not have. */
  readonly unmatched: number;
  readonly nameless: number;
  readonly undated: number;
  readonly repeated: number;
  readonly rejected: number;
  readonly copied: number;
}

/** How active the companies of a list are. */
export interface Activity {
  /** Table of `addUp`; a row of the list without events is not in it. */
  readonly table: string;
  /** The day looked from; null where no event has a date. */
  readonly asOf: string | null;
  readonly rows: EventRows;
  readonly guesses: readonly Guess[];
}

/**
 * Reads files of events, matches them to the companies of a list and adds up what they count on the day looked from; later ones are counted and
 * ignored. Throws `InputError` for a file without a date or an account.
 *
 * @param asOf ISO date; null: the newest day of an event
 */
export async function layActivity(
  database: Database,
  timing: Timing,
  list: List,
  events: readonly RawTable[],
  options: IngestOptions,
  asOf: string | null,
): Promise<Activity> {
  const files = [];
  for (const raw of [...events].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)))
    files.push(await lookOver(database, raw, "accounts", namedIn(raw.columns, options)));
  const read = `${list.raw.table}_events`;
  const guesses = await readEvents(database, files, read, { options, salt: "" });
  const day = asOf ?? (await newestDay(database, [`SELECT day FROM ${read}`]));
  const matched = await matchEvents(database, list, read, day);
  const table = `${list.raw.table}_activity`;
  await addUp(database, timing, matched, table, day ?? EARLIEST);
  const rows = await countRows(database, events, matched);
  await database.run([read, ...Object.values(matched)].map((one) => `DROP TABLE ${one};`).join(" "));
  return { table, asOf: day, rows, guesses: asOf === null && day !== null ? [...guesses, newest(day)] : guesses };
}

function newest(day: string): Guess {
  return { what: "as-of", text: `Timing as of ${day}, the newest day of an event.`, override: `--as-of ${day}` };
}

async function countRows(
  database: Database,
  events: readonly RawTable[],
  { fated, taken, pairs }: MatchedEvents,
): Promise<EventRows> {
  const found = await database.rows<{ fate: string; rows: number }>(
    `SELECT fate, count(*) AS rows FROM ${fated} GROUP BY fate`,
  );
  const of = (fate: string): number => found.find((one) => one.fate === fate)?.rows ?? 0;
  const counted = await database.value<number>(
    `SELECT count(*) FROM ${taken} WHERE other IN (SELECT other FROM ${pairs})`,
  );
  const parts = events.flatMap((raw) => raw.parts);
  const sum = (pick: (part: RawTable["parts"][number]) => number): number =>
    parts.reduce((total, part) => total + pick(part), 0);
  return {
    files: parts.map(({ file }) => file),
    read: sum(({ rowsRead }) => rowsRead),
    counted,
    after: of("after"),
    unmatched: of("taken") - counted,
    nameless: of("nameless"),
    undated: of("undated"),
    repeated: of("repeated"),
    rejected: sum(({ rejected }) => rejected.length),
    copied: sum(({ rowsRead, rejected, copyOf }) => (copyOf === null ? 0 : rowsRead - rejected.length)),
  };
}
