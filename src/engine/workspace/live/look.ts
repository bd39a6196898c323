import { InputError } from "../../../errors.ts";
import type { RawTable } from "../../../ingest/facts.ts";
import { fileKind } from "../../../ingest/file-kind.ts";
import { DEFAULT_OPTIONS, type IngestOptions } from "../../../ingest/options.ts";
import { quoteIdentifier } from "../../../sql/quote.ts";
import { finishRun, runsOf } from "../../../store/runs.ts";
import type { Database } from "../../../warehouse/database.ts";
import { readFile } from "../../../warehouse/files/read.ts";
import { keptSources } from "../../../warehouse/kept/source.ts";
import { type CompareSummary, compareLaid } from "../../compare.ts";
import { type List, lookAt } from "../../match/list.ts";
import { inRun } from "../in-run.ts";
import { keepReport } from "../keep-report.ts";
import { AS_KEPT } from "../kept-request.ts";
import { layTogether } from "../list/lay-together.ts";
import { newerImport, newestImport } from "../newer-import.ts";
import type { Pages } from "../pages.ts";
import { readReport } from "../reports.ts";
import { buildOptions } from "../said.ts";
import type { Workspace, WorkspaceEffects } from "../workspace.ts";
import { requireTest } from "./kept-tests.ts";
import type { LiveLook, LiveTest } from "./shapes.ts";
import { type SideAccount, sidesOf } from "./sides.ts";
import { standingOf } from "./standing.ts";

const KIND = "live-test";
/** Runs that are looked back over. */
const MOST = 400;

/** A file of outcomes that somebody sent. */
export interface GivenOutcomes {
  readonly path: string;
  readonly name: string;
}

/** A look with its page, worded. */
export type WordedLook = LiveLook & { readonly report: unknown };

/**
 * Looks how a test stands, by the deals that the workspace keeps or by a file of outcomes, and keeps what was found: in the run log, with all
 * figures among the reports. Limits hold over all looks up to the last day.
 *
 * @param given null for the deals of the workspace @throws InputError for a file that tells no outcome, and without deals
 */
export async function lookAtTest(
  workspace: Workspace,
  { icp, id, given }: { readonly icp: string; readonly id: string; readonly given: GivenOutcomes | null },
  pages: Pages,
  effects: WorkspaceEffects,
): Promise<WordedLook> {
  const { db } = workspace.store;
  const test = await requireTest(db, icp, id);
  if (test.ended_at !== null)
    throw new InputError(
      `the live test of ${test.list} was ended on ${test.ended_at.slice(0, 10)}: what was found until then stands`,
    );
  return inRun(workspace, KIND, effects, async (run) => {
    const upTo = await newestImport(workspace);
    const found = await held(workspace, icp, test, given, effects);
    const at = effects.now();
    const standing = standingOf(found, test.outcome);
    const report = pages.liveTest(found);
    const file = given?.name ?? null;
    const own = { test: id, ...standing, run, at: at.toISOString(), file, import: upTo };
    const page = await keepReport(workspace, {
      kind: KIND,
      run,
      at,
      report,
      json: { line: icp, ...own, figures: found },
    });
    const summary = { icp, test: id, list: test.list, file, import: upTo, state: standing.state, report: page };
    await finishRun(db, run, { at, summary });
    return { ...own, asked_by: effects.by, newer: null, report };
  });
}

async function held(
  workspace: Workspace,
  icp: string,
  test: LiveTest,
  given: GivenOutcomes | null,
  effects: WorkspaceEffects,
): Promise<CompareSummary> {
  const sides = await sidesOf(workspace.store.db, icp, test);
  const database = await workspace.warehouse.work();
  const stop = (): void => database.interrupt();
  effects.signal.addEventListener("abort", stop);
  try {
    effects.progress("reading", 0, 2);
    const list = await laySides(database, test.list, sides);
    const { files, ingest } = given === null ? await keptDeals(database) : await givenFile(database, given);
    effects.progress("matching", 1, 2);
    const today = effects.now().toISOString().slice(0, 10);
    const { since, until } = test;
    const control = `${quoteIdentifier(ARM)} = 'control'`;
    const planned = { [test.outcome]: test.usual };
    const tables = { lists: [list], files, control, asKept: given === null, today, planned };
    return await compareLaid(database, tables, { since, until, ingest });
  } finally {
    effects.signal.removeEventListener("abort", stop);
    database.close();
  }
}

const SIDES = "live_sides";
const ARM = "live_arm";

/** Lays who is on which side as a table that is read as a file of companies would be. */
async function laySides(database: Database, name: string, sides: readonly SideAccount[]): Promise<List> {
  const ids = [...new Set(sides.flatMap(({ ids: own }) => Object.keys(own)))].sort();
  const text = (header: string, of: (one: SideAccount) => string | null) =>
    ({ name: header, type: "VARCHAR", values: sides.map(of) }) as const;
  const columns = [
    ...ids.map((id) => text(id, (one) => one.ids[id] ?? null)),
    text("Account Name", ({ name: own }) => own),
    text("Website", ({ website }) => website),
  ].filter(({ name: header }, i, all) => all.findIndex((one) => one.name === header) === i);
  await database.create(SIDES, [
    { name: "__row", type: "BIGINT", values: sides.map((_, i) => i + 1) },
    ...columns,
    text(ARM, ({ control }) => (control ? "control" : "list")),
  ]);
  const part = { file: name, format: "", before: 0, rowsRead: sides.length, rejected: [], copyOf: null };
  const raw: RawTable = {
    ...{ role: "universe", table: SIDES, file: name, columns: columns.map((one) => one.name) },
    ...{ rowsRead: sides.length, rejected: [], format: "", notes: [], parts: [part] },
  };
  return lookAt(database, raw, "companies or people", DEFAULT_OPTIONS);
}

interface Outcomes {
  readonly files: readonly List[];
  readonly ingest: IngestOptions;
}

async function keptDeals(database: Database): Promise<Outcomes> {
  const sources = await keptSources(database);
  const deals = sources.filter(({ role }) => role === "deals");
  if (deals.length === 0)
    throw new InputError("the workspace holds no deals: import them, or give a file of what became of both sides");
  const ingest = buildOptions(sources);
  const { raw } = await layTogether(database, "deals", deals, "live_deals");
  return { files: [await lookAt(database, raw, "deals", ingest)], ingest };
}

async function givenFile(database: Database, { path, name }: GivenOutcomes): Promise<Outcomes> {
  const ingest = DEFAULT_OPTIONS;
  const raw = { ...(await readFile(database, path, "universe", "live_outcomes", AS_KEPT)), file: name };
  const of = fileKind(raw.columns) === "deals" ? "deals" : "companies or people";
  return { files: [await lookAt(database, raw, of, ingest)], ingest };
}

/** The newest look at each of what told of a test: the deals of the workspace, and files; the newest first, with its page. */
export async function looksOf(workspace: Workspace, icp: string, id: string): Promise<readonly WordedLook[]> {
  const runs = (await runsOf(workspace.store.db, { kind: KIND, state: "done", limit: MOST })).filter(
    ({ summary }) => summary?.icp === icp && summary.test === id,
  );
  const newest = runs.filter(
    ({ summary }, i) => runs.findIndex((one) => (one.summary?.file === null) === (summary?.file === null)) === i,
  );
  const found: WordedLook[] = [];
  for (const { summary, by } of newest) {
    const name = String(summary?.report).split("/").at(-1)!;
    const text = await readReport(workspace, name.replace(/html$/, "json")).catch(() => null);
    if (text === null) continue;
    const {
      page: report,
      figures: _,
      ...look
    } = JSON.parse(text) as LiveLook & { readonly page: unknown; readonly figures: unknown };
    // Deals that came since may tell more; a file stays as it was.
    const newer = look.file === null ? await newerImport(workspace, look.import) : null;
    found.push({ ...look, asked_by: by, newer, report });
  }
  return found;
}
