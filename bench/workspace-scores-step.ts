import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { sealed } from "../src/engine/document.ts";
import { buildDraft } from "../src/engine/workspace/build-draft.ts";
import { defaultBuild } from "../src/engine/workspace/default-build.ts";
import { driftWorkspace } from "../src/engine/workspace/drift.ts";
import { importFiles } from "../src/engine/workspace/import.ts";
import { doJob } from "../src/engine/workspace/loop/do-job.ts";
import { initWorkspace, openWorkspace } from "../src/engine/workspace/open.ts";
import { publish, rollback, scoreAgain } from "../src/engine/workspace/publish.ts";
import type { KeptRole } from "../src/engine/workspace/role-of.ts";
import type { ScoredVersion } from "../src/engine/workspace/score-version.ts";
import { MAIN, type Workspace, type WorkspaceEffects } from "../src/engine/workspace/workspace.ts";
import { parseIcp } from "../src/icp/parse.ts";
import { printIcp } from "../src/icp/print.ts";
import { startRun } from "../src/store/runs.ts";
import { addDraft, versionInForce } from "../src/store/versions.ts";
import { makeWorld } from "./workspace-scores-world.ts";

/** One step of `bench/workspace-scores.ts`; prints its seconds and what it did. */
const [what, ...args] = process.argv.slice(2) as [string, ...string[]];

const effects: WorkspaceEffects = {
  today: "2026-06-01",
  signal: new AbortController().signal,
  workers: 1,
  progress: () => undefined,
  now: () => new Date(),
  by: "bench",
};
const OPTIONS = { databaseUrl: null, doing: "bench", threads: 2 };
const count = (n: number): string => n.toLocaleString("en-US");

async function bare(into: string, ...paths: string[]): Promise<string> {
  rmSync(into, { force: true });
  const connection = await (await DuckDBInstance.create(into, { threads: "2" })).connect();
  for (const [i, path] of paths.entries())
    await connection.run(`CREATE TABLE t${i} AS SELECT * FROM read_csv('${path}', all_varchar = true)`);
  await connection.run("CHECKPOINT");
  connection.closeSync();
  rmSync(into, { force: true });
  return "";
}

function toldOf(one: ScoredVersion): string {
  const { rows, changed, gone, moved, as_of, notes } = one;
  return `${count(rows)} accounts, ${count(one.computed)} computed, ${count(changed)} scores changed, ${count(gone)} gone, activity of ${count(moved)} another as of ${as_of ?? "no day"}${notes.length > 0 ? `; ${notes.join(" ")}` : ""}`;
}

/** A draft as by hand: the version in force with other levels. */
async function edited({ store }: Workspace): Promise<string> {
  const inForce = await versionInForce(store.db, MAIN);
  const envelope = parseIcp(inForce!.document, "version");
  const { levels } = envelope.document.scorecard;
  const scorecard = { ...envelope.document.scorecard, levels: { ...levels, high: levels.high - 1 } };
  const document = sealed({ ...envelope.document, scorecard });
  await store.transaction((tx) =>
    addDraft(tx, {
      id: document.id,
      icp: MAIN,
      document: printIcp({ ...envelope, document }),
      origin: "hand",
      at: effects.now(),
      by: effects.by,
    }),
  );
  return `high from ${levels.high - 1} instead of ${levels.high}`;
}

type Step = (workspace: Workspace, ...rest: string[]) => Promise<string>;

const STEPS: Readonly<Record<string, Step>> = {
  open: async () => "",
  import: async ({ warehouse }, path, role) => {
    const said = { ...effects, now: () => new Date().toISOString() };
    const [done] = await importFiles(warehouse, [{ path: path!, role: role as KeptRole }], {}, said);
    return `${count(done!.new)} new, ${count(done!.changed)} changed, ${count(done!.unchanged)} unchanged`;
  },
  build: async (workspace) => {
    const request = { icp: MAIN, why: null, build: defaultBuild(1, false), typed: {} };
    return buildDraft(workspace, request, effects, async ({ envelope: { document } }) => {
      const { scorecard, evidence, timing } = document;
      return `${evidence.opportunities} deals, ${scorecard.attributes.length} attributes, timing ${timing?.source}`;
    });
  },
  edit: edited,
  publish: async (workspace) => {
    const { scored } = await publish(workspace, { icp: MAIN, version: null, why: null, force: true }, effects);
    return toldOf(scored);
  },
  rollback: async (workspace, version) =>
    toldOf((await rollback(workspace, { icp: MAIN, version: version ?? null, why: null }, effects)).scored),
  score: async (workspace) => toldOf((await scoreAgain(workspace, { icp: MAIN, asOf: null }, effects)).scored),
  anew: async (workspace) =>
    toldOf((await scoreAgain(workspace, { icp: MAIN, asOf: null, anew: true }, effects)).scored),
  night: async (workspace) => {
    const at = effects.now();
    const run = await startRun(workspace.store.db, { kind: "nightly score", by: effects.by, at });
    const loop = { ...effects, pages: {} as never, seed: 1, resampling: false };
    return JSON.stringify((await doJob(workspace, "score", run, loop))[MAIN]);
  },
  drift: async (workspace) => {
    const { summary, alarms } = await driftWorkspace(workspace, { icp: MAIN, since: null, typed: {} }, effects);
    return `${JSON.stringify(summary.result.now)} newer deals, ${alarms.length} alarms`;
  },
};

async function step(dir: string, rest: readonly string[]): Promise<string> {
  if (!existsSync(join(dir, "workspace.json"))) await initWorkspace(dir, OPTIONS, effects);
  const begin = performance.now();
  const workspace = await openWorkspace(dir, OPTIONS, effects);
  start = performance.now();
  opening = (start - begin) / 1000;
  cpu = process.cpuUsage();
  try {
    const said = await STEPS[what]!(workspace, ...rest);
    ended = performance.now();
    return said;
  } finally {
    await workspace.close();
  }
}

let start = performance.now();
let ended: number | null = null;
let opening = 0;
let cpu = process.cpuUsage();
const [first = "", ...rest] = args;
const said =
  what === "make"
    ? await makeWorld(first, JSON.parse(rest[0]!)).then(() => "")
    : what === "bare"
      ? await bare(first, ...rest)
      : await step(first, rest);
const { user, system } = process.cpuUsage(cpu);
const seconds = ((ended ?? performance.now()) - start) / 1000;
const closing = ended === null ? 0 : (performance.now() - ended) / 1000;
console.log(JSON.stringify({ seconds, opening, closing, cpu: (user + system) / 1e6, said }));
