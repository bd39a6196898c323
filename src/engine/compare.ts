import { InputError } from "../errors.ts";
import type { Guess, RawTable } from "../ingest/facts.ts";
import { fileKind } from "../ingest/file-kind.ts";
import { LIVE_OUTCOMES, type LiveOutcome } from "../ingest/live-outcomes.ts";
import type { IngestOptions } from "../ingest/options.ts";
import { type LiveResult, liveTest } from "../live/live-test.ts";
import { type Database, openDatabase } from "../warehouse/database.ts";
import { type ReadOptions, readFile } from "../warehouse/files/read.ts";
import { interruptOn } from "../warehouse/interrupt-on.ts";
import { type Arms, controlSql, layArms } from "./compare/arms.ts";
import { type Happened, layHappened } from "./compare/happened.ts";
import { countReached, daysOf, layReached } from "./compare/reached.ts";
import type { Effects } from "./effects.ts";
import { layKeys } from "./match/keys.ts";
import { type List, lookAt, requireMapped } from "./match/list.ts";

export interface CompareRequest {
  readonly list: string;
  /** Null: a column of the list marks the control. */
  readonly control: string | null;
  readonly outcomes: readonly string[];
  /** ISO dates: the first day of the test, and the last, said before it began. */
  readonly since: string | null;
  readonly until: string | null;
  readonly ingest: IngestOptions;
  readonly reading: ReadOptions;
}

/** One outcome of a live test. */
export interface ComparedOutcome extends LiveResult {
  readonly outcome: LiveOutcome;
  /** The rate by which the limits were planned. */
  readonly planned_rate: number;
}

export interface CompareSummary {
  readonly files: readonly { readonly role: string; readonly name: string; readonly rows: number }[];
  readonly unit: Arms["unit"];
  readonly list: Arms["list"];
  readonly control: Arms["control"];
  readonly since: string | null;
  readonly until: string | null;
  readonly as_of: string | null;
  /** Share of the planned time that is over; null where no end was said. */
  readonly elapsed: number | null;
  readonly outcomes: readonly ComparedOutcome[];
  /** Lines of the outcomes about nobody of either side. */
  readonly elsewhere: number;
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

/** What outcomes are usually reached by, by which the limits of a test without an end are planned; they hold whatever the rate is. */
export const USUAL: Readonly<Record<LiveOutcome, number>> = {
  open: 0.3,
  reply: 0.05,
  meeting: 0.02,
  opportunity: 0.02,
  win: 0.01,
};

const KEYS = "live_keys";

/** `compare`: a list held against a control by what became of both. */
export async function compareLists(request: CompareRequest, effects: Effects): Promise<CompareSummary> {
  const database = await openDatabase();
  const close = interruptOn(effects.signal, database);
  try {
    return await compareIn(database, request, effects);
  } finally {
    close();
  }
}

async function compareIn(database: Database, request: CompareRequest, effects: Effects): Promise<CompareSummary> {
  const { ingest, reading } = request;
  effects.progress("reading", 0, 2);
  const paths = [request.list, ...(request.control === null ? [] : [request.control])];
  const read = async (path: string, name: string, of: "companies or people" | "deals"): Promise<List> =>
    lookAt(database, await readFile(database, path, of === "deals" ? "deals" : "universe", name, reading), of, ingest);
  const lists: List[] = [];
  for (const [i, path] of paths.entries()) lists.push(await read(path, `raw_side_${i}`, "companies or people"));
  const files: List[] = [];
  for (const [i, path] of request.outcomes.entries())
    files.push(await outcomesFile(await read(path, `raw_outcomes_${i}`, "companies or people"), database, ingest));
  requireMapped(
    ingest,
    [...lists, ...files].map(({ raw }) => raw),
  );

  effects.progress("matching", 1, 2);
  return compareLaid(
    database,
    { lists, files, control: request.control === null ? controlSql(lists[0]!) : null, asKept: false, today: null },
    request,
  );
}

/** What is held against each other, read and looked over. */
export interface ComparedTables {
  /** The outcomes are all deals that are kept: rows without a day tell nothing, and the newest day of any is today. */
  readonly asKept: boolean;
  /** ISO day after which nothing can have happened, and of outcomes that tell no days; null where nobody knows. */
  readonly today: string | null;
  readonly lists: readonly List[];
  readonly files: readonly List[];
  /** SQL boolean over the first list where it holds the control too; null where the second is the control. */
  readonly control: string | null;
  /** Rates that were said of the control before the test began, instead of the usual ones. */
  readonly planned?: Partial<Record<LiveOutcome, number>>;
}

/** A list against its control, both laid in a database, with what became of them. @throws InputError where nobody is left on a side */
export async function compareLaid(
  database: Database,
  { lists, files, control, asKept, today, planned }: ComparedTables,
  request: Pick<CompareRequest, "since" | "until" | "ingest">,
): Promise<CompareSummary> {
  const { ingest } = request;
  const sources = [...lists, ...files].map(({ raw, keys }) => ({ table: raw.table, keys }));
  await layKeys(database, sources, KEYS);
  const arms = await layArms(database, KEYS, lists, control);
  for (const side of ["list", "control"] as const) {
    const { read, nameless, repeated, both } = arms[side];
    if (read - nameless - repeated - both === 0)
      throw new InputError(
        `nobody is left on the side of the ${side}: of its ${read} rows ${both} are on both sides and ${nameless} name nobody`,
      );
  }
  const happened: (Happened & { readonly source: number })[] = [];
  for (const [i, list] of files.entries())
    happened.push({ source: lists.length + i, ...(await layHappened(database, list, ingest)) });
  if (asKept) for (const { table } of happened) await database.run(`DELETE FROM ${table} WHERE day IS NULL`);
  const elsewhere = await layReached(database, KEYS, arms.unit === "people", happened);
  const days = await daysOf(database, asKept ? today : null);
  const span = spanOf(request, { ...days, last: days.last ?? today });
  const outcomes = LIVE_OUTCOMES.filter((one) => happened.some((file) => file.outcomes.includes(one)));
  const counted = await countReached(database, outcomes, { from: span.since, to: request.until });
  return {
    files: [...lists, ...files].map(({ raw }, i) => fileOf(raw, i, lists.length)),
    unit: arms.unit,
    list: arms.list,
    control: arms.control,
    ...span,
    outcomes: counted.map(({ outcome, list, control }) => {
      const rate = planned?.[outcome] ?? USUAL[outcome];
      return { outcome, planned_rate: rate, ...liveTest(list, control, rate, span.elapsed) };
    }),
    elsewhere,
    guesses: happened.flatMap(({ guesses }) => guesses),
    notes: [
      ...[...lists, ...files].flatMap(({ raw }) => raw.notes),
      ...happened.flatMap(({ notes }) => notes),
      ...sharedNote(arms),
    ],
  };
}

/** Deals are looked over as such: their `Id` and `Name` are not the company's. */
async function outcomesFile(list: List, database: Database, ingest: IngestOptions): Promise<List> {
  return fileKind(list.raw.columns) === "deals" ? lookAt(database, list.raw, "deals", ingest) : list;
}

function fileOf({ file, rowsRead }: RawTable, at: number, sides: number) {
  return { role: at >= sides ? "outcomes" : at === 0 ? "list" : "control", name: file, rows: rowsRead };
}

function sharedNote({ unit, shared }: Arms): string[] {
  if (unit === "companies" || shared === 0) return [];
  return [
    `${shared} ${shared === 1 ? "company has" : "companies have"} people on both sides: what one side does may reach the other.`,
  ];
}

const DAY = 86_400_000;

function spanOf(
  { since, until, ingest }: Pick<CompareRequest, "since" | "until" | "ingest">,
  days: { readonly first: string | null; readonly last: string | null },
): {
  readonly since: string | null;
  readonly until: string | null;
  readonly as_of: string | null;
  readonly elapsed: number | null;
} {
  const asOf = ingest.asOf ?? days.last;
  const start = since ?? (until === null ? null : days.first);
  if (until === null) return { since, until, as_of: asOf, elapsed: null };
  if (asOf === null)
    throw new InputError(
      "the outcomes have no days, so nobody knows how much of the test is over: say today with --as-of",
    );
  if (start !== null && start >= until) throw new InputError(`the test ends on ${until}, before it begins on ${start}`);
  const at = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY;
  const elapsed =
    start === null ? 1 : Math.min(1, Math.max(0, (at(asOf) - at(start) + 1) / (at(until) - at(start) + 1)));
  return { since: start, until, as_of: asOf, elapsed };
}
