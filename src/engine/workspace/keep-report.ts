import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { reportHtml } from "../../icp/page/html/report.ts";
import type { Report } from "../../icp/page/report.ts";
import { writeTogether } from "../write.ts";
import type { Workspace } from "./workspace.ts";

/** Folder of a workspace that holds what jobs and verbs wrote for people. */
export const REPORTS = "reports";

export interface KeptReport {
  readonly kind: "score" | "drift" | "refresh" | "review" | "strategy" | "validate" | "live-test";
  /** Its run, which tells two reports of a day apart. */
  readonly run: number;
  readonly at: Date;
  readonly report: Report;
  /** Its figures. The page is kept beside them as `page`, for whoever sets it another way. */
  readonly json: object;
}

/** Keeps a report for people (HTML) and for machines (JSON); gives the page's path within the workspace. */
export async function keepReport({ dir }: Workspace, { kind, run, at, report, json }: KeptReport): Promise<string> {
  const name = `${at.toISOString().slice(0, 10)}-${kind}-${run}`;
  await mkdir(join(dir, REPORTS), { recursive: true });
  await writeTogether(
    [
      { path: join(dir, REPORTS, `${name}.html`), text: reportHtml(report) },
      { path: join(dir, REPORTS, `${name}.json`), text: `${JSON.stringify({ ...json, page: report }, null, 2)}\n` },
    ],
    async () => undefined,
  );
  return `${REPORTS}/${name}.html`;
}
