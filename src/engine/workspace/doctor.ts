import { parseIcp } from "../../icp/parse.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { storeFaults } from "../../store/health.ts";
import { icpsOf } from "../../store/icps.ts";
import { visibleRuns } from "../../store/score-runs.ts";
import { readVersion, versionsOf } from "../../store/versions.ts";
import type { Database } from "../../warehouse/database.ts";
import { checkKept } from "../../warehouse/kept/check.ts";
import { keptFault } from "../../warehouse/kept/faults.ts";
import { scoreColumns, scoredVersions, scoresName } from "../../warehouse/kept/scores.ts";
import { keptImports, keptSources, rawName } from "../../warehouse/kept/source.ts";
import { sealed } from "../document.ts";
import { newestRuns } from "./visible.ts";
import type { Workspace } from "./workspace.ts";

/** One thing that was looked at. */
export interface Check {
  readonly what: string;
  /** What is wrong, a sentence each; none where all is well. */
  readonly faults: readonly string[];
  /** What was found, for a person. */
  readonly found: string;
}

export interface Diagnosis {
  readonly healthy: boolean;
  readonly checks: readonly Check[];
  /** What survives a crash and a power cut. */
  readonly durability: readonly string[];
}

const WAREHOUSE_DURABILITY =
  "warehouse (DuckDB): an import or a scoring is on the disk before it is acknowledged; neither a killed process nor a power cut leaves half of one";

/** Looks the workspace over: its rules, its counts, its documents. Changes nothing. */
export async function doctor(workspace: Workspace): Promise<Diagnosis> {
  const database = await workspace.warehouse.work();
  try {
    const { path } = workspace.warehouse;
    const look = async (what: string, check: () => Promise<Omit<Check, "what">>): Promise<Check> => {
      try {
        return { what, ...(await check()) };
      } catch (error) {
        const fault = keptFault(error, path);
        return { what, faults: [fault instanceof Error ? fault.message : String(fault)], found: "it cannot be read" };
      }
    };
    const checks = [
      await look("rows", () => rawCheck(database)),
      await look("kept values", async () => ({ faults: await checkKept(database), found: "every cell was read" })),
      await look("imports", () => importCheck(database)),
      await look("scores", () => scoreCheck(workspace, database)),
      await look("documents", () => documentCheck(workspace)),
      await look("store", async () => ({
        faults: await storeFaults(workspace.store.db),
        found: workspace.store.engine,
      })),
    ];
    return {
      healthy: checks.every(({ faults }) => faults.length === 0),
      checks,
      durability: [`store: ${workspace.store.durability}`, WAREHOUSE_DURABILITY],
    };
  } finally {
    database.close();
  }
}

const n = (count: number): string => count.toLocaleString("en-US");

/** Every kept row has a key, one row of each key counts, and every row comes from an import that is recorded. */
async function rawCheck(database: Database): Promise<Omit<Check, "what">> {
  const faults: string[] = [];
  let rows = 0;
  const sources = await keptSources(database);
  for (const source of sources) {
    const table = rawName(source);
    const [seen] = await database.rows<{ rows: number; keyless: number; twice: number; strangers: number }>(
      `SELECT count(*) AS rows, count(*) FILTER (__key IS NULL) AS keyless,
        count(*) - count(DISTINCT (__key, __nth)) AS twice,
        count(*) FILTER (__first NOT IN (SELECT import FROM kept.meta.imports) OR __last NOT IN (SELECT import FROM kept.meta.imports)) AS strangers FROM ${table}`,
    );
    rows += seen!.rows;
    if (seen!.keyless > 0) faults.push(`${n(seen!.keyless)} rows of ${source.source} have no key`);
    if (seen!.twice > 0) faults.push(`${n(seen!.twice)} rows of ${source.source} are there twice`);
    if (seen!.strangers > 0)
      faults.push(`${n(seen!.strangers)} rows of ${source.source} come from no import that is recorded`);
  }
  return { faults, found: `${n(rows)} rows in ${n(sources.length)} sources` };
}

/** What came, changed, stayed, was merged and rejected adds up to what was read. */
async function importCheck(database: Database): Promise<Omit<Check, "what">> {
  const imports = await keptImports(database);
  const faults = imports
    .filter((one) => one.read !== one.new + one.changed + one.unchanged + one.merged + one.rejected)
    .map(({ import: id, file }) => `import ${id} of ${file} does not add up`);
  return { faults, found: `${n(imports.length)} imports` };
}

/** Nobody has two scores at a time, points add up, and no run wrote that is not visible. */
async function scoreCheck({ store }: Workspace, database: Database): Promise<Omit<Check, "what">> {
  const faults: string[] = [];
  const visible = await newestRuns(store.db);
  const scored = await scoredVersions(database);
  let rows = 0;
  for (const version of scored) {
    const short = version.slice(0, 12);
    const run = visible.get(version) ?? 0;
    for (const kind of ["fit", "now"] as const) {
      const columns = await scoreColumns(database, version, kind);
      if (columns === null) continue;
      const points = columns.filter((name) => name.startsWith("points_")).map(quoteIdentifier);
      const wrong =
        points.length === 0
          ? "false"
          : `fit IS DISTINCT FROM ${points.map((name) => `coalesce(${name}, 0)`).join(" + ")}`;
      const [seen] = await database.rows<{ rows: number; twice: number; strays: number; wrong: number }>(
        `SELECT count(*) FILTER (until IS NULL) AS rows, count(*) FILTER (until IS NULL) - count(DISTINCT (source, "key")) FILTER (until IS NULL) AS twice,
          count(*) FILTER (run > ${run} OR until > ${run}) AS strays, count(*) FILTER (fit_wrong) AS wrong
         FROM (SELECT *, ${kind === "fit" ? wrong : "false"} AS fit_wrong FROM ${scoresName(version, kind)})`,
      );
      if (kind === "fit") rows += seen!.rows;
      if (seen!.twice > 0) faults.push(`${n(seen!.twice)} accounts have two scores of version ${short}`);
      if (seen!.strays > 0)
        faults.push(`${n(seen!.strays)} scores of version ${short} were written by a run that is not visible`);
      if (seen!.wrong > 0)
        faults.push(`the points of ${n(seen!.wrong)} accounts do not add up to their fit (version ${short})`);
    }
  }
  for (const { version, run, accounts } of await visibleRuns(store.db)) {
    if (run !== visible.get(version)) continue;
    if (!scored.includes(version)) {
      if (accounts > 0)
        faults.push(`version ${version.slice(0, 12)} says it has ${n(accounts)} scores, and the warehouse has none`);
      continue;
    }
    const there = await database.value<number>(
      `SELECT count(*) FROM ${scoresName(version, "fit")} WHERE run <= ${run} AND (until IS NULL OR until > ${run})`,
    );
    if (there !== accounts)
      faults.push(
        `version ${version.slice(0, 12)} says it has ${n(accounts)} scores, and the warehouse has ${n(there)}`,
      );
  }
  return { faults, found: `${n(rows)} scores of ${n(scored.length)} versions` };
}

/** Every document reads, and its content gives the id it stands under. */
async function documentCheck({ store }: Workspace): Promise<Omit<Check, "what">> {
  const faults: string[] = [];
  let count = 0;
  for (const { id: icp } of await icpsOf(store.db))
    for (const { id, number } of await versionsOf(store.db, icp)) {
      count++;
      const { document: text } = await readVersion(store.db, icp, id);
      try {
        const { document } = parseIcp(text, `version ${number} of ${icp}`);
        if (document.id !== id) faults.push(`version ${number} of ${icp} stands under another id than its own`);
        else if (sealed(document).id !== id)
          faults.push(`version ${number} of ${icp} is not what was sealed: its content gives another id`);
      } catch (error) {
        faults.push(error instanceof Error ? error.message : String(error));
      }
    }
  return { faults, found: `${n(count)} versions` };
}
