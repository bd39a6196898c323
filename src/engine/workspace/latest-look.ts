import { runsOf } from "../../store/runs.ts";
import { askedByRuns } from "./asked-by.ts";
import { readReport } from "./reports.ts";
import type { Workspace } from "./workspace.ts";

/** The newest drift or candidate of a profile, with all its figures. */
export interface LatestLook {
  readonly run: number;
  readonly at: Date;
  readonly by: string;
  /** What the run log says of it. */
  readonly summary: Readonly<Record<string, unknown>>;
  /** Name of the page among the reports; null where it is gone. */
  readonly report: string | null;
  /** The figures of the page; null where they are gone. */
  readonly figures: unknown;
}

/** Runs that are looked back over. */
const MOST = 400;

/** The newest run of a kind for a profile; null before the first. */
export async function latestLook(
  workspace: Workspace,
  icp: string,
  kind: "drift" | "refresh",
): Promise<LatestLook | null> {
  const runs = await runsOf(workspace.store.db, { kind, state: "done", limit: MOST });
  const run = runs.find(({ summary }) => summary?.icp === icp);
  if (run === undefined || run.summary === null) return null;
  const { id, started_at: at, summary } = run;
  const by = (await askedByRuns(workspace, [id])).get(id) ?? run.by;
  const page = typeof summary.report === "string" ? summary.report.split("/").at(-1)! : null;
  const text = page === null ? null : await readReport(workspace, page.replace(/html$/, "json")).catch(() => null);
  return {
    ...{ run: id, at, by, summary },
    report: text === null ? null : page,
    figures: text === null ? null : (JSON.parse(text) as unknown),
  };
}
