import { quoteText } from "../../../sql/quote.ts";
import { visibleRuns } from "../../../store/score-runs.ts";
import { type Task, taskPage } from "../../../store/tasks.ts";
import { readVersion, versionsOf } from "../../../store/versions.ts";
import { timingIn } from "../../../timing/default-events.ts";
import type { Database } from "../../../warehouse/database.ts";
import { scoreColumns, scoresName } from "../../../warehouse/kept/scores.ts";
import { keptSources } from "../../../warehouse/kept/source.ts";
import type { Workspace } from "../workspace.ts";
import type { AccountIndex } from "./account-index.ts";
import { layAccount } from "./linked-rows.ts";
import { listStays } from "./list-stays.ts";
import type { ListStay } from "./shapes.ts";
import { type AccountFit, tellFit } from "./tell-fit.ts";
import { type AccountLinks, tellLinks } from "./tell-links.ts";
import { type TimingCurve, timingCurve } from "./timing-curve.ts";

/** A score that an account had, from a moment on. */
export interface HadScore {
  readonly version: number;
  /** ISO time from which on it could be read. */
  readonly at: string;
  readonly fit: number | null;
  readonly level: string | null;
}

/** A cell that was another before an import. */
export interface CellChange {
  /** ISO day; null where the file said none. */
  readonly day: string | null;
  readonly field: string;
  readonly old: string | null;
  readonly new: string | null;
}

/** The score that an opportunity or a lead carries since it came. */
export interface AccountStamp {
  readonly role: string;
  readonly source: string;
  readonly key: string;
  readonly created: string;
  /** Number of the version. */
  readonly version: number;
  readonly fit: number | null;
  readonly level: string | null;
  readonly timing: number | null;
  readonly action: string | null;
}

export interface AccountTold extends AccountFit, AccountLinks {
  readonly stamps: readonly AccountStamp[];
  readonly tasks: readonly Task[];
  /** Null without events that count, and where they do not give the timing of the score. */
  readonly curve: TimingCurve | null;
  /** The oldest first. */
  readonly history: readonly HadScore[];
  readonly changes: readonly CellChange[];
  /** The oldest first. */
  readonly lists: readonly ListStay[];
}

/** All that is known of an account; null where it has no score. */
export async function tellAccount(
  workspace: Workspace,
  index: AccountIndex,
  source: string,
  key: string,
): Promise<AccountTold | null> {
  const fit = await tellFit(index, source, key);
  if (fit === null) return null;
  const database = await workspace.warehouse.work();
  try {
    const { document } = index.current;
    const one = await layAccount(database, await keptSources(database), index.keys, { source, key });
    const links = await tellLinks(database, await index.links(), one);
    const asOf = (await visibleRuns(workspace.store.db, { version: index.current.version.id })).at(-1)?.counts?.as_of;
    const { timing } = fit.account;
    return {
      ...fit,
      ...links,
      curve:
        timing === null || typeof asOf !== "string" || links.events.items.length < links.events.total
          ? null
          : timingCurve(timingIn(document), links.events.items, asOf, timing),
      stamps: await stampsOf(workspace, database, index, source, key),
      tasks: (await taskPage(workspace.store.db, { ...ALL_TASKS, account: `${source}:${key}` })).items,
      history: await historyOf(workspace, database, index, source, key),
      changes: await database.rows<CellChange>(
        `SELECT day, field, old, new FROM kept.history.changes WHERE source = ${quoteText(source)} AND "key" = ${quoteText(key)} ORDER BY day NULLS FIRST, import, field`,
      ),
      lists: await listStays(workspace, `${source}:${key}`),
    };
  } finally {
    database.close();
  }
}

/** The scores that an account had by the versions that were in force, as people could read them. */
async function historyOf(
  { store }: Workspace,
  database: Database,
  { current }: AccountIndex,
  source: string,
  key: string,
): Promise<HadScore[]> {
  const runs = await visibleRuns(store.db, { icp: current.version.icp });
  const found: HadScore[] = [];
  for (const version of new Set(runs.map((run) => run.version))) {
    if ((await scoreColumns(database, version, "fit")) === null) continue;
    const { number } = await readVersion(store.db, current.version.icp, version);
    const own = new Map(runs.filter((run) => run.version === version).map(({ run, visible_at }) => [run, visible_at]));
    const rows = await database.rows<{ run: number; fit: number | null; level: string | null }>(
      `SELECT run, fit, level FROM ${scoresName(version, "fit")} WHERE source = ${quoteText(source)} AND "key" = ${quoteText(key)} ORDER BY run`,
    );
    for (const { run, fit, level } of rows) {
      const at = own.get(run);
      if (at !== undefined) found.push({ version: number, at: at.toISOString(), fit, level });
    }
  }
  return found.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const ALL_TASKS = { state: null, kind: null, owner: null, limit: 100, offset: 0 };

async function stampsOf(
  { store }: Workspace,
  database: Database,
  { current }: AccountIndex,
  source: string,
  key: string,
): Promise<AccountStamp[]> {
  const numbers = new Map((await versionsOf(store.db, current.version.icp)).map(({ id, number }) => [id, number]));
  const found = await database.rows<Omit<AccountStamp, "version"> & { version: string }>(
    `SELECT role, source, "key", created, version, fit, level, timing, action FROM kept.stamps.stamps
     WHERE icp = ${quoteText(current.version.icp)} AND account_source = ${quoteText(source)} AND account = ${quoteText(key)} ORDER BY created DESC, role, source, "key"`,
  );
  return found.map((one) => ({ ...one, version: numbers.get(one.version) ?? 0 }));
}
