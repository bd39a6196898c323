import { InputError } from "../../errors.ts";
import { parseIcp } from "../../icp/parse.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import { newestDraft, readVersion, type Version, versionInForce, versionsOf } from "../../store/versions.ts";
import type { Database } from "../../warehouse/database.ts";
import { copyToCsv } from "../../warehouse/files/write.ts";
import { interruptOn } from "../../warehouse/interrupt-on.ts";
import { requireScores, scoresSql } from "../../warehouse/kept/scores.ts";
import { keptSources, rawName } from "../../warehouse/kept/source.ts";
import { type DocumentDiff, diffDocuments } from "../../watch/diff/diff.ts";
import type { Moves } from "../../watch/diff/moves.ts";
import { countMoves, labelsOf, layMoves, movesSql, nameColumn, type Side } from "../diff.ts";
import { scoreDraft } from "./score-draft.ts";
import { newestRun } from "./visible.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

export interface DiffVersionsRequest {
  readonly icp: string;
  /** Number or id; null: the version in force. */
  readonly before: string | null;
  /** Number or id; null: the newest draft, else the version in force against the one before it. */
  readonly after: string | null;
  /** How many of the accounts that move are named. */
  readonly top: number;
  /** Path of a CSV of every account's move; null: nowhere. */
  readonly moves: string | null;
}

export interface VersionsDiff {
  readonly before: Pick<Version, "number" | "id" | "state">;
  readonly after: Pick<Version, "number" | "id" | "state">;
  readonly diff: DocumentDiff;
  /** Who moves level, by the kept scores; null where one of the two has none. */
  readonly moves: Moves | null;
  readonly notes: readonly string[];
}

/** What changed from one version to another, and by the kept scores, who moves level and by which attribute. */
export async function diffVersions(
  workspace: Workspace,
  request: DiffVersionsRequest,
  signal: AbortSignal,
): Promise<VersionsDiff> {
  const { before, after } = await bothOf(workspace, request);
  const unscored = await withoutScores(workspace, [before, after]);
  if (request.moves !== null && unscored.length > 0) throw new InputError(unscored[0]!);
  const told = ({ number, id, state }: Version): VersionsDiff["before"] => ({ number, id, state });
  return {
    before: told(before),
    after: told(after),
    diff: diffDocuments(documentOf(before), documentOf(after)),
    moves: unscored.length > 0 ? null : await movesOfVersions(workspace, before, after, request, signal),
    notes: unscored,
  };
}

/** Who moves level between two versions that both have scores. */
export async function movesOfVersions(
  { warehouse, store }: Workspace,
  before: Version,
  after: Version,
  { top, moves }: Pick<DiffVersionsRequest, "top" | "moves">,
  signal: AbortSignal,
): Promise<Moves> {
  const database = await warehouse.work();
  const close = interruptOn(signal, database);
  try {
    await layAccounts(database);
    const [first, second] = [await sideOf(database, store.db, before), await sideOf(database, store.db, after)];
    await layMoves(database, ACCOUNTS, first, second);
    if (moves !== null) await copyToCsv(database, movesSql(ACCOUNTS, ["account", "source", "key"]), moves);
    return await countMoves(database, top);
  } finally {
    close();
  }
}

const ACCOUNTS = { table: "kept_accounts", columns: ["account", "source", "key"] } as const;

/** Every account that is kept, by what people know it by. */
async function layAccounts(database: Database): Promise<void> {
  const sources = (await keptSources(database)).filter(({ role }) => role === "accounts" || role === "universe");
  const rows = sources.map((source) => {
    const name = nameColumn(source);
    const account = name === null ? "__key" : `coalesce(${quoteIdentifier(name)}, __key)`;
    return `SELECT ${quoteText(source.source)} AS source, __key AS "key", __seq AS seq, ${account} AS account FROM ${rawName(source)} WHERE __nth = 1 AND __gone IS NULL`;
  });
  const all =
    rows.length === 0 ? `SELECT '' AS source, '' AS "key", 0 AS seq, '' AS account LIMIT 0` : rows.join(" UNION ALL ");
  await database.run(
    `CREATE TABLE ${ACCOUNTS.table} AS SELECT row_number() OVER (ORDER BY source, seq) AS __row, account, source, "key" FROM (${all})`,
  );
}

async function sideOf(database: Database, db: Workspace["store"]["db"], version: Version): Promise<Side> {
  await requireScores(database, version.id);
  const run = await newestRun(db, version.id);
  const view = `scores_of_${version.number}`;
  await database.run(
    `CREATE VIEW ${view} AS SELECT a.__row, s.* FROM (${scoresSql(version.id, "fit", run ?? 0)}) s JOIN ${ACCOUNTS.table} a ON a.source = s.source AND a."key" = s."key"`,
  );
  return { view, labels: labelsOf(documentOf(version)) };
}

function documentOf({ document, number }: Version): ReturnType<typeof parseIcp>["document"] {
  return parseIcp(document, `version ${number}`).document;
}

async function withoutScores({ store }: Workspace, both: readonly Version[]): Promise<string[]> {
  const notes: string[] = [];
  for (const { id, number } of both)
    if ((await newestRun(store.db, id)) === null)
      notes.push(
        `version ${number} has no scores, so who moves level is not told: openicp diff --score gives it some, and changes nothing else`,
      );
  return notes;
}

async function bothOf(
  { store }: Workspace,
  { icp, before, after }: Pick<DiffVersionsRequest, "icp" | "before" | "after">,
): Promise<{ readonly before: Version; readonly after: Version }> {
  const inForce = await versionInForce(store.db, icp);
  if (inForce === null && (before === null || after === null))
    throw new InputError(`no version of ${icp} is in force: name two (openicp versions lists them)`);
  if (before !== null && after !== null)
    return { before: await readVersion(store.db, icp, before), after: await readVersion(store.db, icp, after) };
  if (before !== null) return { before: await readVersion(store.db, icp, before), after: inForce! };
  const draft = await newestDraft(store.db, icp);
  if (draft !== null && draft.number > inForce!.number) return { before: inForce!, after: draft };
  const older = (await versionsOf(store.db, icp)).find(
    ({ id, approved_at }) => id !== inForce!.id && approved_at !== null,
  );
  if (older === undefined)
    throw new InputError(`version ${inForce!.number} of ${icp} is the only one: there is nothing to hold it against`);
  return { before: await readVersion(store.db, icp, older.id), after: inForce! };
}

/** Gives scores to those of two versions that have none. Neither is put in force. */
export async function scoreBoth(
  workspace: Workspace,
  request: Pick<DiffVersionsRequest, "icp" | "before" | "after">,
  effects: WorkspaceEffects,
): Promise<void> {
  const { before, after } = await bothOf(workspace, request);
  for (const version of [before, after])
    if ((await newestRun(workspace.store.db, version.id)) === null) await scoreDraft(workspace, version, effects);
}
