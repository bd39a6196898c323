import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Crm, crmFields } from "../../compile/crm-fields.ts";
import { InputError } from "../../errors.ts";
import { parseIcp } from "../../icp/parse.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { changesOf } from "../../store/changes.ts";
import { finishRun, runsOf } from "../../store/runs.ts";
import type { Version } from "../../store/versions.ts";
import type { Database } from "../../warehouse/database.ts";
import { readFile } from "../../warehouse/files/read.ts";
import { copyToCsv } from "../../warehouse/files/write.ts";
import { deliveredName, keepDelivered, printSql, wasDelivered } from "../../warehouse/kept/delivered.ts";
import { keptSources } from "../../warehouse/kept/source.ts";
import { inTransaction } from "../../warehouse/kept/warehouse.ts";
import type { CrmSummary } from "../crm/write.ts";
import { scoreOn } from "../score.ts";
import { askedVersion } from "./in-force-file.ts";
import { inRun } from "./in-run.ts";
import { layTogether } from "./list/lay-together.ts";
import { scoreAgain } from "./publish.ts";
import { keptForScore } from "./score-file.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

export interface ActivateRequest {
  readonly icp: string;
  readonly crm: Crm;
  /** Where the file for the CRM goes; null only tells what would be in it. */
  readonly out: string | null;
  /** Column with the CRM's ids; null to find it. */
  readonly id: string | null;
  /** HubSpot's own ICP tier and target account flag as well. */
  readonly native: boolean;
  /** Cells go out as they are, formulas included. */
  readonly raw: boolean;
  /** Delivers everything, whatever was delivered before. */
  readonly all: boolean;
}

/** What a CRM is to be told: what is wanted there, minus what was delivered. `wanted = added + changed + same`. */
export interface Plan {
  readonly crm: Crm;
  readonly version: string;
  readonly number: number;
  /** Accounts with an id of the CRM. */
  readonly wanted: number;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  /** Rows of the file. */
  readonly written: number;
  /** Delivered once, and among the accounts no longer: they stay in the CRM as they are. */
  readonly gone: number;
  readonly without_id: number;
  readonly repeated: number;
  readonly id: CrmSummary["id"];
  /** ISO day of the delivery before; null before the first. */
  readonly since: string | null;
  readonly out: string | null;
  readonly warnings: readonly string[];
}

const KIND = "activate";

/**
 * Writes what a CRM is to be told: the scores of the version in force that are another than those delivered last, in a file that the CRM takes
 * back; the first time all. What was delivered is kept, so that the next file only holds what changed since.
 *
 * @throws InputError where no version is in force, and without accounts that have an id of the CRM
 */
export async function activate(
  workspace: Workspace,
  request: ActivateRequest,
  effects: WorkspaceEffects,
): Promise<Plan> {
  const { store } = workspace;
  const version = await askedVersion(store, request.icp, null);
  if (request.out === null) return planned(workspace, version, request, effects, null);
  await scoreAgain(workspace, { icp: request.icp, asOf: null }, effects);
  return inRun(workspace, KIND, effects, (run) => planned(workspace, version, request, effects, run));
}

async function planned(
  workspace: Workspace,
  version: Version,
  request: ActivateRequest,
  effects: WorkspaceEffects,
  run: number | null,
): Promise<Plan> {
  const { icp, crm, out } = request;
  const folder = await mkdtemp(join(tmpdir(), "openicp-activate-"));
  try {
    const path = join(folder, "wanted.csv");
    const { for_crm, warnings } = await writeWanted(workspace, version, request, path, effects);
    const destination = `${crm}:${icp}`;
    const counts = await workspace.warehouse.turn(async (database) => {
      const counted = await layPlan(database, path, destination, request);
      if (out === null) return counted;
      // A delivery that dies between the file and the note is made again: the CRM gets the same values twice.
      await copyToCsv(database, CHANGED, out);
      await inTransaction(database, () =>
        keepDelivered(database, destination, "SELECT id, print FROM activate_prints"),
      );
      return counted;
    }, effects.signal);
    const at = effects.now();
    const since = await lastDelivery(workspace, destination);
    const open = await changesOf(workspace.store.db, icp, { unreviewed: true });
    const { id, without_id, repeated } = for_crm!;
    const plan: Plan = {
      ...{ crm, version: version.id, number: version.number, ...counts, without_id, repeated, id, since, out },
      warnings: [
        ...warnings,
        ...open.map(
          ({ kind, date, note }) => `${kind} of ${date}${note === null ? "" : ` (${note})`} has not been reviewed`,
        ),
      ],
    };
    if (run !== null)
      await finishRun(workspace.store.db, run, {
        at,
        summary: { icp, destination, version: version.id, number: version.number, ...counts },
      });
    return plan;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything that the CRM is to hold, as `score --for` writes it. */
async function writeWanted(
  { warehouse }: Workspace,
  { document: text, number }: Version,
  { crm, id, native, raw }: ActivateRequest,
  out: string,
  effects: WorkspaceEffects,
) {
  const { document } = parseIcp(text, `version ${number}`);
  const database = await warehouse.work();
  const scoredAt = effects.now().toISOString().slice(0, 10);
  const reading = { delimiter: null, encoding: null, sheets: { named: [], byFile: {} } };
  const asked = { accounts: "", out, reading, map: [], mapFile: "none", valueMap: null, raw } as const;
  return scoreOn(database, document, { ...asked, crm: { crm, id, native, scoredAt } }, effects, async (own) => {
    const sources = (await keptSources(database)).filter(({ role }) => role === "accounts");
    if (sources.length === 0)
      throw new InputError("the workspace holds no accounts of the CRM: openicp import accounts.csv");
    const { raw: table } = await layTogether(database, "accounts", sources, "activate_accounts");
    return { ...(await keptForScore(database, own)), table };
  });
}

/** Rows of the file that differ from what was delivered. */
const CHANGED =
  "SELECT w.* EXCLUDE (__row) FROM activate_wanted w JOIN activate_prints p USING (__row) WHERE p.other ORDER BY __row";

type Counts = Pick<Plan, "wanted" | "added" | "changed" | "same" | "written" | "gone">;

/** Lays the file as `activate_wanted`, and `activate_prints`: per row hashes of its id and content, and whether it is to be delivered. */
async function layPlan(
  database: Database,
  path: string,
  destination: string,
  { crm, all }: ActivateRequest,
): Promise<Counts> {
  const wanted = await readFile(database, path, "accounts", "activate_wanted", { delimiter: ",", encoding: "utf-8" });
  const [id, ...rest] = wanted.columns;
  const day = crmFields(crm).find(({ kind }) => kind === "day")?.name;
  const told = rest.filter((name) => name !== day).map(quoteIdentifier);
  const before = (await wasDelivered(database, destination))
    ? deliveredName(destination)
    : "(SELECT CAST(NULL AS VARCHAR) AS id, CAST(NULL AS VARCHAR) AS print WHERE false)";
  await database.run(
    `CREATE TABLE activate_prints AS SELECT w.__row, w.id, w.print, d.id IS NULL AS added, d.print IS NOT DISTINCT FROM w.print AS same, ${all ? "true" : "d.print IS DISTINCT FROM w.print"} AS other
     FROM (SELECT __row, ${printSql([quoteIdentifier(id!)])} AS id, ${printSql(told)} AS print FROM activate_wanted) w LEFT JOIN ${before} d ON d.id = w.id`,
  );
  const [counts] = await database.rows<Counts>(
    `SELECT count(*) AS wanted, count(*) FILTER (added) AS added, count(*) FILTER (NOT same AND NOT added) AS changed,
       count(*) FILTER (same) AS same, count(*) FILTER (other) AS written, (SELECT count(*) FROM ${before} d ANTI JOIN activate_prints p ON p.id = d.id) AS gone FROM activate_prints`,
  );
  return counts!;
}

async function lastDelivery({ store }: Workspace, destination: string): Promise<string | null> {
  const runs = await runsOf(store.db, { kind: KIND, state: "done" });
  const last = runs.find(({ summary }) => summary?.destination === destination);
  return last?.finished_at?.toISOString().slice(0, 10) ?? null;
}
