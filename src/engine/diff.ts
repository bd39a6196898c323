import { compileIcp } from "../compile/program.ts";
import { InputError } from "../errors.ts";
import type { IcpDocument } from "../icp/document.ts";
import { humanise } from "../icp/page/label.ts";
import type { Guess, RawTable } from "../ingest/facts.ts";
import { quoteIdentifier, quoteText } from "../sql/quote.ts";
import { type Database, openDatabase } from "../warehouse/database.ts";
import { type ReadOptions, readFile } from "../warehouse/files/read.ts";
import { copyToCsv } from "../warehouse/files/write.ts";
import { interruptOn } from "../warehouse/interrupt-on.ts";
import { safeCell } from "../warehouse/safe-cell.ts";
import { type DocumentDiff, diffDocuments } from "../watch/diff/diff.ts";
import { type MoveCount, type Mover, type Moves, movesOf } from "../watch/diff/moves.ts";
import type { LevelName } from "../watch/rows.ts";
import type { Effects } from "./effects.ts";
import { idColumns, readsNothing } from "./headers.ts";
import { layByCells } from "./lay-by-cells.ts";
import { readable } from "./match/readable.ts";
import { readIcp } from "./read-icp.ts";
import { absentWarning } from "./score-warnings.ts";

export interface DiffRequest {
  readonly before: string;
  readonly after: string;
  /** Path of accounts that both score; null without any. */
  readonly accounts: string | null;
  readonly reading: ReadOptions;
  /** `COLUMN=field`. */
  readonly map: readonly string[];
  /** Where every account's move is written; null: nowhere. */
  readonly moves: string | null;
  /** How many of the accounts that move are named. */
  readonly top: number;
}

export interface DiffSummary {
  readonly diff: DocumentDiff;
  readonly moves: Moves | null;
  readonly file: { readonly name: string; readonly read: number; readonly rejected: number } | null;
  readonly guesses: readonly Guess[];
  readonly warnings: readonly string[];
}

/** What changed from one document to another, and with accounts, who moves level and by which attribute. */
export async function diffFiles(request: DiffRequest, effects: Effects): Promise<DiffSummary> {
  const [before, after] = [(await readIcp(request.before)).document, (await readIcp(request.after)).document];
  const diff = diffDocuments(before, after);
  if (request.accounts === null) {
    if (request.moves !== null) throw new InputError("--moves needs --accounts: without accounts nobody moves");
    return { diff, moves: null, file: null, guesses: [], warnings: [] };
  }
  for (const [document, path] of [
    [before, request.before],
    [after, request.after],
  ] as const)
    if (document.scorecard.attributes.length === 0)
      throw new InputError(`${path} has no scorecard, so no account can be scored by it: leave --accounts out`);
  const database = await openDatabase();
  const close = interruptOn(effects.signal, database);
  try {
    effects.progress("reading accounts", 0, 2);
    const table = await readFile(database, request.accounts, "accounts", "raw_accounts", request.reading);
    effects.progress("scoring by both", 1, 2);
    const { moves, guesses, warnings } = await movesBetween(database, before, after, table, request.map, request.top);
    if (request.moves !== null) await copyToCsv(database, movesSql(table), request.moves);
    return {
      diff,
      moves,
      file: { name: table.file, read: table.rowsRead, rejected: table.rejected.length },
      guesses,
      warnings,
    };
  } finally {
    close();
  }
}

/**
 * Who changes level among the accounts of a raw table from one document to another, by which attribute; every account's move stays in the table `moves`.
 *
 * @param map `COLUMN=field` @param top how many of those that move are named
 */
export async function movesBetween(
  database: Database,
  before: IcpDocument,
  after: IcpDocument,
  table: RawTable,
  map: readonly string[],
  top: number,
): Promise<Pick<DiffSummary, "guesses" | "warnings"> & { readonly moves: Moves }> {
  const first = await scoredBy(database, before, table, map, "before");
  const second = await scoredBy(database, after, table, map, "after");
  await layMoves(database, table, first, second);
  return {
    moves: await countMoves(database, top),
    guesses: first.guesses,
    warnings: [...new Set([...first.warnings, ...second.warnings])],
  };
}

/** Scores of one document: a view of `__row`, `fit`, `level` and the points. */
export interface Side {
  readonly view: string;
  /** Attributes with points, with what people read for them. */
  readonly labels: ReadonlyMap<string, string>;
}

interface ScoredSide extends Side {
  readonly guesses: readonly Guess[];
  readonly warnings: readonly string[];
}

async function scoredBy(
  database: Database,
  given: IcpDocument,
  file: RawTable,
  map: readonly string[],
  side: "before" | "after",
): Promise<ScoredSide> {
  const own = `${file.table}_${side}`;
  await database.run(`CREATE VIEW ${quoteIdentifier(own)} AS SELECT * FROM ${quoteIdentifier(file.table)}`);
  const { document, table, columns, absent, guesses } = await readable(database, given, { ...file, table: own }, map);
  if (readsNothing(document, absent))
    throw new InputError(
      `${file.file} has none of the columns that the profile ${side} scores by (${absent.join(", ")}): give accounts with these columns`,
    );
  const { steps, columns: outputs } = compileIcp(document, columns);
  const wanted = outputs.filter(({ name }) => name === "fit" || name === "level" || name.startsWith("points_"));
  const laid = await layByCells(database, `scores_${side}`, {
    table: table.table,
    keep: ["__row"],
    steps,
    columns: wanted,
  });
  return { view: laid.view, labels: labelsOf(document), guesses, warnings: absentWarning(absent, file.file) };
}

/** Attributes that give points, with what people read for them. */
export function labelsOf(document: IcpDocument): ReadonlyMap<string, string> {
  return new Map(
    document.scorecard.attributes.map(({ attribute }) => {
      const found = document.attributes.find(({ name }) => name === attribute);
      return [attribute, humanise(found?.label ?? attribute)] as const;
    }),
  );
}

/** Accounts by `__row`: where they lie, and the columns that name them. */
export type NamedRows = Pick<RawTable, "table" | "columns">;

/** One row per account, in a table `moves`: `__row`, `account`, both fits and levels, the attribute whose points changed most (`changed_by`) and by how many. */
export async function layMoves(database: Database, table: NamedRows, before: Side, after: Side): Promise<void> {
  const labels = new Map([...before.labels, ...after.labels]);
  const points = (side: Side, alias: string, attribute: string): string =>
    side.labels.has(attribute) ? `${alias}.${quoteIdentifier(`points_${attribute}`)}` : "0";
  const changes = [...labels].map(([attribute, label], k) => ({
    name: `change_${k}`,
    label,
    sql: `${points(after, "b", attribute)} - ${points(before, "a", attribute)} AS change_${k}`,
  }));
  const most = `greatest(${changes.map(({ name }) => `abs(${name})`).join(", ")}, 0)`;
  const by = changes.map(({ name, label }) => `WHEN abs(${name}) = most THEN ${quoteText(label)}`).join(" ");
  const size = changes.map(({ name }) => `WHEN abs(${name}) = most THEN ${name}`).join(" ");
  const account = nameColumn(table);
  await database.run(`CREATE TABLE moves AS
    WITH both_scored AS (SELECT a.__row, a.fit AS fit_before, a.level AS level_before, b.fit AS fit_after, b.level AS level_after, ${changes.map(({ sql }) => sql).join(", ")}
      FROM ${quoteIdentifier(before.view)} a JOIN ${quoteIdentifier(after.view)} b ON b.__row = a.__row),
    sized AS (SELECT *, ${most} AS most FROM both_scored)
    SELECT s.__row, ${account === null ? "CAST(NULL AS VARCHAR)" : `r.${quoteIdentifier(account)}`} AS account, fit_before, level_before, fit_after, level_after,
      level_before <> level_after AS moved, CASE WHEN most = 0 THEN NULL ${by} END AS changed_by, CASE WHEN most = 0 THEN NULL ${size} END AS points_changed
    FROM sized s JOIN ${quoteIdentifier(table.table)} r ON r.__row = s.__row ORDER BY s.__row`);
}

const NAMES = /^(account[ _]?)?name$|^company([ _]?name)?$|^account$|^organi[sz]ation$/i;

/** The column that people know an account by: its name, else the first of its ids. */
export function nameColumn({ columns }: Pick<RawTable, "columns">): string | null {
  return columns.find((header) => NAMES.test(header)) ?? idColumns(columns)[0] ?? null;
}

/** Sums `moves` up. */
export async function countMoves(database: Database, top: number): Promise<Moves> {
  const counts = await database.rows<MoveCount>(
    `SELECT level_before AS before, level_after AS after, changed_by AS by, count(*)::INTEGER AS accounts,
      coalesce(sum(fit_after - fit_before), 0)::INTEGER AS change, count(fit_after - fit_before)::INTEGER AS scored
     FROM moves GROUP BY ALL ORDER BY ALL`,
  );
  const movers = await database.rows<{
    __row: number;
    account: string | null;
    fit_before: number | null;
    level_before: LevelName;
    fit_after: number | null;
    level_after: LevelName;
    changed_by: string | null;
    points_changed: number | null;
  }>(
    `SELECT * FROM moves WHERE moved ORDER BY abs(coalesce(fit_after - fit_before, 0)) DESC, __row LIMIT ${Math.floor(top)}`,
  );
  return movesOf(
    counts,
    movers.map(
      (one): Mover => ({
        account: one.account ?? `row ${one.__row}`,
        before: { fit: one.fit_before, level: one.level_before },
        after: { fit: one.fit_after, level: one.level_after },
        by: one.changed_by === null ? null : { label: one.changed_by, points: one.points_changed! },
      }),
    ),
  );
}

/** Every account with its ids, both scores, and what changed it most. */
export function movesSql(table: NamedRows, named: readonly string[] = idColumns(table.columns)): string {
  const ids = named.map((header) => `${safeCell(`r.${quoteIdentifier(header)}`)} AS ${quoteIdentifier(header)}`);
  const list = [
    `m.__row AS "row"`,
    ...ids,
    "m.fit_before",
    "m.level_before",
    "m.fit_after",
    "m.level_after",
    "m.moved",
    "m.changed_by",
    "m.points_changed",
  ];
  return `SELECT ${list.join(", ")} FROM moves m JOIN ${quoteIdentifier(table.table)} r ON r.__row = m.__row ORDER BY m.__row`;
}
