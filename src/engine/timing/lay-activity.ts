import type { Timing } from "../../icp/timing.ts";
import type { Guess, RawTable } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { newestDay } from "../filter/as-of.ts";
import { EARLIEST } from "../gather/as-of.ts";
import { lookOver } from "../gather/look.ts";
import { readEvents } from "../gather/people/read-events.ts";
import { type List, namedIn } from "../match/list.ts";
import { addUp, type CountedEvents, countEvents } from "./add-up.ts";
import { type FatedEvents, fateEvents, pairEvents } from "./match-events.ts";

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

/** Events that were read and counted; `layActivity` adds them up for one list after the other. */
export interface LaidEvents {
  readonly fated: FatedEvents;
  readonly counted: CountedEvents;
  /** The day looked from; null where no event has a date. */
  readonly asOf: string | null;
  readonly guesses: readonly Guess[];
  readonly files: readonly RawTable[];
  readonly read: string;
}

/**
 * Reads files of events and counts what is of each company on the day looked from; later ones are counted and ignored. Throws `InputError` for a
 * file without a date or an account.
 *
 * @param asOf ISO date; null: the newest day of an event @param into name that its tables begin with
 */
export async function layEvents(
  database: Database,
  timing: Timing,
  events: readonly RawTable[],
  options: IngestOptions,
  asOf: string | null,
  into: string,
): Promise<LaidEvents> {
  const files = [];
  for (const raw of [...events].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)))
    files.push(await lookOver(database, raw, "accounts", namedIn(raw.columns, options)));
  const read = `${into}_events`;
  const guesses = await readEvents(database, files, read, { options, salt: "" });
  const day = asOf ?? (await newestDay(database, [`SELECT day FROM ${read}`]));
  const fated = await fateEvents(database, read, day);
  const counted = await countEvents(database, timing, fated.taken, read, day ?? EARLIEST);
  const told = asOf === null && day !== null ? [...guesses, newest(day)] : guesses;
  return { fated, counted, asOf: day, guesses: told, files: events, read };
}

/** How active the companies of a list are, by events that were laid. */
export async function layActivity(database: Database, list: List, events: LaidEvents): Promise<Activity> {
  const { table: name } = list.raw;
  const [pairs, table] = [`${name}_events_pairs`, `${name}_activity`];
  await pairEvents(database, list, events.fated, pairs);
  await addUp(database, events.counted, pairs, table);
  const rows = await countRows(database, events, pairs);
  await database.run(`DROP TABLE ${pairs}`);
  return { table, asOf: events.asOf, rows, guesses: events.guesses };
}

/** Takes away what `layEvents` laid. */
export async function dropEvents(database: Database, { fated, counted, read }: LaidEvents): Promise<void> {
  const tables = [fated.taken, fated.companies, counted.ages, counted.lines, counted.points, `${read}_again`, read];
  await database.run(`DROP VIEW ${fated.fated}; ${tables.map((one) => `DROP TABLE ${one};`).join(" ")}`);
}

function newest(day: string): Guess {
  return { what: "as-of", text: `Timing as of ${day}, the newest day of an event.`, override: `--as-of ${day}` };
}

async function countRows(
  database: Database,
  { files, fated: { fated, taken } }: LaidEvents,
  pairs: string,
): Promise<EventRows> {
  const found = await database.rows<{ fate: string; rows: number }>(
    `SELECT fate, count(*) AS rows FROM ${fated} GROUP BY fate`,
  );
  const of = (fate: string): number => found.find((one) => one.fate === fate)?.rows ?? 0;
  const counted = await database.value<number>(
    `SELECT count(*) FROM ${taken} WHERE other IN (SELECT other FROM ${pairs})`,
  );
  const parts = files.flatMap((raw) => raw.parts);
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
