import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { NotFoundError } from "../../errors.ts";
import { REPORTS } from "./keep-report.ts";
import type { Workspace } from "./workspace.ts";

/** A report that a job or a verb kept. */
export interface KeptReportName {
  /** Of the page; the same with `.json` is for machines. */
  readonly name: string;
  readonly kind: string;
  /** ISO day. */
  readonly day: string;
  readonly run: number;
  readonly bytes: number;
}

const NAME = /^(\d{4}-\d{2}-\d{2})-(score|drift|refresh|review|strategy|validate|live-test)-(\d{1,9})\.(html|json)$/;

/** What jobs and verbs wrote for people, the newest first. */
export async function reportsOf({ dir }: Workspace): Promise<readonly KeptReportName[]> {
  const names = await readdir(join(dir, REPORTS)).catch(() => []);
  const found: KeptReportName[] = [];
  for (const name of names) {
    const [, day, kind, run, ending] = NAME.exec(name) ?? [];
    if (ending !== "html") continue;
    const { size } = await stat(join(dir, REPORTS, name));
    found.push({ name, kind: kind!, day: day!, run: Number(run), bytes: size });
  }
  return found.sort((a, b) => b.run - a.run || (a.name < b.name ? -1 : 1));
}

/** The run that a report is of, by its name; 0 for a name that no report of ours has. */
export function runOfReport(name: string): number {
  return Number(NAME.exec(name)?.[3] ?? 0);
}

/** The text of a report, page or JSON. @throws NotFoundError, for every name that no report of ours has */
export async function readReport({ dir }: Workspace, name: string): Promise<string> {
  const text = NAME.test(name) ? await readFile(join(dir, REPORTS, name), "utf8").catch(() => null) : null;
  if (text === null) throw new NotFoundError("there is no such report");
  return text;
}
