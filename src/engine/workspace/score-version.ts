import type { IcpDocument } from "../../icp/document.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { compareFew, patchScores } from "../../warehouse/kept/patch-scores.ts";
import { noteScored } from "../../warehouse/kept/scored-notes.ts";
import { compareScores, scoresName, type WrittenScores, writeScores } from "../../warehouse/kept/scores.ts";
import { type KeptSource, keptSources } from "../../warehouse/kept/source.ts";
import { inTransaction, type Warehouse } from "../../warehouse/kept/warehouse.ts";
import { buildOptions } from "./said.ts";
import { copyActivities, FRESH_NOW, layActivities, NOW } from "./scoring/activity.ts";
import { type ChangesSince, changesSince, countedRows } from "./scoring/changes.ts";
import { GONE, layFewFit } from "./scoring/few.ts";
import { absentWords, FRESH, layAllFit, layNoFit, type ScoredSource } from "./scoring/fit.ts";
import { type ScoredNote, sourcesPrint, standingNotes, timingPrint } from "./scoring/note.ts";
import { layRows, leaveOutAccounts, leaveOutAsBefore } from "./scoring/rows.ts";
import type { WorkspaceEffects } from "./workspace.ts";

/** What scoring every account gave. */
export interface ScoredVersion extends WrittenScores {
  /** Accounts whose score was made anew; all others are as they were when they were scored. */
  readonly computed: number;
  /** Newest import whose rows were scored. */
  readonly import: number;
  readonly levels: Readonly<Record<"high" | "medium" | "low" | "unknown", number>>;
  /** Accounts whose activity is another than before. */
  readonly moved: number;
  /** ISO day that activity was looked at from; null without events. */
  readonly as_of: string | null;
  readonly notes: readonly string[];
}

/** What is to be scored. */
export interface ScoreVersionRequest {
  readonly document: IcpDocument;
  readonly run: number;
  /** ISO day that activity is looked at from; null: the newest day of an event. */
  readonly asOf: string | null;
  /** Newest visible run by version: scores that still hold are taken from these. */
  readonly visible: ReadonlyMap<string, number>;
}

/** Roles whose rows are accounts: customers and prospects in the CRM first, then companies one could sell to. */
const SCORED = ["accounts", "universe"] as const;

/**
 * Scores every account of a workspace by a document, and writes what differs from the version's scores under a run. Readers see nothing of
 * it until the store shows the run. What cannot have changed since the version was scored is not computed again.
 *
 * @throws InputError where there are accounts and none can be scored
 */
export async function scoreVersion(
  warehouse: Warehouse,
  request: ScoreVersionRequest,
  effects: WorkspaceEffects,
): Promise<ScoredVersion> {
  return warehouse.turn(async (database) => {
    const ground = await readGround(database, request);
    effects.progress("scoring", 0, 3);
    const fit = await layFit(database, ground, request, effects);
    effects.progress("looking at what happens now", 1, 3);
    const now = await layNow(database, ground, request, fit);
    effects.progress("writing scores", 2, 3);
    const written = await write(database, ground, request, fit, now);
    effects.progress("scoring", 3, 3);
    return written;
  }, effects.signal);
}

/** A version whose scores are known to be made of rows that are still told apart from those of now. */
interface Known {
  readonly version: string;
  readonly run: number;
  readonly note: ScoredNote;
  readonly since: ChangesSince;
}

interface Ground {
  readonly sources: readonly KeptSource[];
  readonly options: IngestOptions;
  readonly known: readonly Known[];
  readonly import: number;
  /** Lays the rows to be scored, once. */
  scored(): Promise<readonly ScoredSource[]>;
}

async function readGround(database: Database, { visible }: ScoreVersionRequest): Promise<Ground> {
  const sources = await keptSources(database);
  const options = buildOptions(sources);
  const own = SCORED.flatMap((role) => sources.filter((source) => source.role === role));
  const known: Known[] = [];
  for (const [version, note] of await standingNotes(database, sources, visible))
    known.push({ version, run: note.run, note, since: await changesSince(database, note, sources, options) });
  let laid: Promise<readonly ScoredSource[]> | null = null;
  return {
    sources,
    options,
    known,
    import: await database.value<number>(`SELECT coalesce(max("import"), 0) FROM kept.meta.imports`),
    scored: () => {
      laid ??= layScoredRows(database, own, options, known);
      return laid;
    },
  };
}

async function layScoredRows(
  database: Database,
  own: readonly KeptSource[],
  options: IngestOptions,
  known: readonly Known[],
): Promise<readonly ScoredSource[]> {
  const scored: ScoredSource[] = [];
  for (const source of own) scored.push({ source, raw: await layRows(database, source) });
  const accounts = scored.filter(({ source }) => source.role === "accounts").map(({ raw }) => raw);
  if (accounts.length === 0) return scored;
  const as = known.find(({ since }) => since.sameCompanies);
  for (const { source, raw } of scored.filter((one) => one.source.role === "universe"))
    if (as === undefined) await leaveOutAccounts(database, raw, accounts, options);
    else await leaveOutAsBefore(database, raw, source, as);
  return scored;
}

/** Fit as it was laid: of all accounts, or of few. */
interface Fit {
  readonly how: "all" | "few" | "none";
  readonly computed: number;
  readonly columns: readonly string[];
  readonly sources: ScoredNote["scored"];
  readonly refused: readonly string[];
  readonly anyGone: boolean;
}

async function layFit(
  database: Database,
  ground: Ground,
  { document }: ScoreVersionRequest,
  effects: WorkspaceEffects,
): Promise<Fit> {
  const own = ground.known.find(({ version }) => version === document.id);
  if (own !== undefined) {
    const { columns, scored: sources } = own.note;
    const as = { columns, sources, refused: [] };
    if (own.since.sameAccounts) return { how: "none", computed: 0, anyGone: false, ...as };
    const few = await layFewFit(database, document, await ground.scored(), own.note, own.since);
    if (few !== null) return { how: "few", ...few, ...as };
  }
  const scored = await ground.scored();
  if (scored.length === 0) return { how: "all", computed: 0, anyGone: false, ...(await layNoFit(database, document)) };
  const all = await layAllFit(database, document, scored, ({ files, source }, i) =>
    effects.progress(`scoring ${files.at(-1) ?? source}`, i, scored.length),
  );
  const computed = await database.value<number>(`SELECT count(*) FROM ${FRESH}`);
  return { how: "all", computed, anyGone: false, ...all };
}

/** Activity as it was laid: not at all without events; as it was; or anew. */
interface Now {
  readonly how: "none" | "kept" | "fresh";
  readonly day: string | null;
}

async function layNow(
  database: Database,
  ground: Ground,
  { document, asOf }: ScoreVersionRequest,
  fit: Fit,
): Promise<Now> {
  const { sources, options, known } = ground;
  if (!sources.some(({ role }) => role === "events")) return { how: "none", day: asOf };
  const print = timingPrint(document);
  const same = known.filter(
    ({ note, since }) =>
      note.timing === print && since.sameCompanies && since.sameEvents && (asOf === note.asked || asOf === note.day),
  );
  const as = same.find(({ version }) => version === document.id) ?? same[0];
  if (as?.version === document.id) return { how: "kept", day: as.note.day };
  if (as !== undefined) {
    await copyActivities(database, as);
    return { how: "fresh", day: as.note.day };
  }
  const tables = [];
  for (const source of sources.filter(({ role }) => role === "events")) tables.push(await layRows(database, source));
  const own = new Set(fit.sources.map(({ source }) => source));
  const scored = (await ground.scored()).filter(({ source }) => own.has(source.source));
  return { how: "fresh", day: await layActivities(database, document, scored, { tables, options, asOf }) };
}

async function write(
  database: Database,
  ground: Ground,
  { document, run, asOf }: ScoreVersionRequest,
  fit: Fit,
  now: Now,
): Promise<ScoredVersion> {
  const { id: version } = document;
  const { columns } = fit;
  const all = fit.how === "all" ? await compareScores(database, { version, kind: "fit", table: FRESH, columns }) : null;
  const few = { version, kind: "fit", table: FRESH, columns, gone: fit.anyGone ? GONE : null } as const;
  if (fit.how === "few") await compareFew(database, few);
  const activity =
    now.how === "fresh"
      ? await compareScores(database, { version, kind: "now", table: FRESH_NOW, columns: NOW })
      : null;
  const note: ScoredNote = {
    run,
    import: ground.import,
    sources: sourcesPrint(ground.sources),
    scored: fit.sources,
    rows: await countedRows(database, ground.sources),
    columns,
    timing: now.how === "none" ? null : timingPrint(document),
    asked: asOf,
    day: now.day,
  };
  const written = await inTransaction(database, async () => {
    // A source that could not be scored may be the next time, without a row of it being another.
    await noteScored(database, version, fit.refused.length > 0 ? null : JSON.stringify(note));
    const moved = activity === null ? null : await writeScores(database, activity, run);
    if (all !== null) return { fit: await writeScores(database, all, run), moved };
    if (fit.how === "few") return { fit: await patchScores(database, few, run), moved };
    const rows = await database.value<number>(
      `SELECT count(*) FROM ${scoresName(version, "fit")} WHERE "until" IS NULL`,
    );
    return { fit: { rows, changed: 0, gone: 0 }, moved };
  });
  return {
    ...written.fit,
    computed: fit.computed,
    moved: (written.moved?.changed ?? 0) + (written.moved?.gone ?? 0),
    import: ground.import,
    levels: await countLevels(database, version),
    as_of: now.day,
    notes: [...fit.refused, ...(await absentNotes(ground, fit))],
  };
}

const NONE = "The workspace holds no accounts, so none is scored: openicp import accounts.csv";

async function absentNotes(ground: Ground, { sources }: Fit): Promise<string[]> {
  if (SCORED.every((role) => ground.sources.every((source) => source.role !== role))) return [NONE];
  return sources.every(({ absent }) => absent.length === 0) ? [] : absentWords(await ground.scored(), sources);
}

async function countLevels(database: Database, version: string): Promise<ScoredVersion["levels"]> {
  const levels = await database.rows<{ level: string | null; n: number }>(
    `SELECT level, count(*) AS n FROM ${scoresName(version, "fit")} WHERE "until" IS NULL GROUP BY level`,
  );
  const of = (level: string): number => levels.find((one) => one.level === level)?.n ?? 0;
  return { high: of("high"), medium: of("medium"), low: of("low"), unknown: of("unknown") };
}
