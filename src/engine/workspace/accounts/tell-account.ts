import type { Reason } from "../../../compile/score.ts";
import { nameOf } from "../../../icp/page/context.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import { visibleRuns } from "../../../store/score-runs.ts";
import { type Task, taskPage } from "../../../store/tasks.ts";
import { readVersion, versionsOf } from "../../../store/versions.ts";
import { timingIn } from "../../../timing/default-events.ts";
import type { Database } from "../../../warehouse/database.ts";
import { scoreColumns, scoresName } from "../../../warehouse/kept/scores.ts";
import { keptSources, rawName } from "../../../warehouse/kept/source.ts";
import { rowScorer } from "../row-scorer.ts";
import type { Workspace } from "../workspace.ts";
import type { AccountIndex, IndexedMore } from "./account-index.ts";
import { forecastOf } from "./forecast.ts";
import { layAccount } from "./linked-rows.ts";
import { listStays } from "./list-stays.ts";
import type { AccountForecast, AccountLine, ListStay } from "./shapes.ts";
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

export interface AccountTold extends AccountLinks {
  readonly stamps: readonly AccountStamp[];
  readonly tasks: readonly Task[];
  /** Null without events that count, and where they do not give the timing of the score. */
  readonly curve: TimingCurve | null;
  /** By which it is scored: the number of the version, and from which fit on a level is reached. */
  readonly by: {
    readonly version: number;
    readonly levels: { readonly high: number; readonly medium: number };
    readonly timing_levels: { readonly high: number; readonly medium: number };
  };
  /** What the rule says that leaves it alone, and the one that only warns. */
  readonly rule: string | null;
  readonly warning: string | null;
  readonly account: AccountLine &
    Omit<IndexedMore, "place" | "ids" | "segment_before"> & {
      /** Place within its segment, from 1; null without one. */
      readonly segment_place: number | null;
      /** Place among all accounts by fit, from 1. */
      readonly place: number;
      readonly ids: Readonly<Record<string, string | null>>;
    };
  /** Points by attribute; their sum is the fit. */
  readonly reasons: readonly (Reason & { readonly label: string })[];
  readonly cells: readonly { readonly column: string; readonly value: string | null }[];
  /** The oldest first. */
  readonly history: readonly HadScore[];
  readonly changes: readonly CellChange[];
  /** The oldest first. */
  readonly lists: readonly ListStay[];
  /** What the score forecasts, where the profile learned from deals. */
  readonly forecast: AccountForecast | null;
}

/** All that is known of an account; null where it has no score. */
export async function tellAccount(
  workspace: Workspace,
  index: AccountIndex,
  source: string,
  key: string,
): Promise<AccountTold | null> {
  const line = await index.line(source, key);
  if (line === null) return null;
  const database = await workspace.warehouse.work();
  try {
    const cells = await cellsOf(database, source, key);
    const { document } = index.current;
    const labels = new Map(document.attributes.map((attribute) => [attribute.name, nameOf(attribute)]));
    const reasons = cells === null ? [] : rowScorer(document)(cells).reasons;
    const { place, ids, segment_before: before, ...rest } = line;
    const one = await layAccount(database, await keptSources(database), index.keys, { source, key });
    const links = await tellLinks(database, await index.links(), one);
    const said = (id: string | null): string | null =>
      document.disqualifiers.find((rule) => rule.id === id)?.text ?? id;
    const asOf = (await visibleRuns(workspace.store.db, { version: index.current.version.id })).at(-1)?.counts?.as_of;
    return {
      ...links,
      curve:
        line.timing === null || typeof asOf !== "string" || links.events.items.length < links.events.total
          ? null
          : timingCurve(timingIn(document), links.events.items, asOf, line.timing),
      by: {
        version: index.current.version.number,
        levels: document.scorecard.levels,
        timing_levels: timingIn(document).levels,
      },
      rule: said(line.disqualified_by),
      warning: said(line.watch_out),
      stamps: await stampsOf(workspace, database, index, source, key),
      tasks: (await taskPage(workspace.store.db, { ...ALL_TASKS, account: `${source}:${key}` })).items,
      account: {
        ...rest,
        place: place + 1,
        segment_place: before === null ? null : before + 1,
        ids: JSON.parse(ids ?? "{}") as Record<string, string | null>,
      },
      reasons: reasons.map((reason) => ({ ...reason, label: labels.get(reason.attribute) ?? reason.attribute })),
      cells: Object.entries(cells ?? {}).map(([column, value]) => ({ column, value })),
      history: await historyOf(workspace, database, index, source, key),
      changes: await database.rows<CellChange>(
        `SELECT day, field, old, new FROM kept.history.changes WHERE source = ${quoteText(source)} AND "key" = ${quoteText(key)} ORDER BY day NULLS FIRST, import, field`,
      ),
      lists: await listStays(workspace, `${source}:${key}`),
      forecast: forecastOf(document, line),
    };
  } finally {
    database.close();
  }
}

/** What the newest row of an account says, by header; null where it is gone. */
async function cellsOf(
  database: Database,
  source: string,
  key: string,
): Promise<Readonly<Record<string, string | null>> | null> {
  const kept = (await keptSources(database)).find((one) => one.source === source);
  if (kept === undefined) return null;
  const columns = kept.columns.map(quoteIdentifier).join(", ");
  const [row] = await database.rows<Record<string, string | null>>(
    `SELECT ${columns} FROM ${rawName(kept)} WHERE __key = ${quoteText(key)} AND __nth = 1`,
  );
  return row ?? null;
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
