import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sealed } from "../../src/engine/document.ts";
import { currentScores } from "../../src/engine/workspace/current.ts";
import { doctor } from "../../src/engine/workspace/doctor.ts";
import { MAIN, type Workspace, type WorkspaceEffects } from "../../src/engine/workspace/workspace.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
import { approvalsOf } from "../../src/store/approvals.ts";
import { visibleRuns } from "../../src/store/score-runs.ts";
import { documentOf, missing, risingByFit } from "../../test/compile/documents.ts";

export const ACCOUNTS = 2000;
const INDUSTRIES = ["Fintech", "Retail", "Agency"] as const;
const COUNTRIES = ["DE", "FR", "US"] as const;
const COUNTRY_POINTS = [40, 20, 0] as const;

export const EFFECTS: WorkspaceEffects = {
  today: "2026-01-01",
  signal: new AbortController().signal,
  workers: 1,
  progress: () => undefined,
  now: () => new Date(),
  by: "soak",
};

/** Two files of the same accounts, brought in turn: every account's industry, and with it its score, is another in the other. */
export function writeAccounts(folder: string): void {
  for (const generation of [0, 1]) {
    const rows = Array.from(
      { length: ACCOUNTS },
      (_, i) =>
        `A${String(i).padStart(9, "0")},Firm ${i},f${i}.example,${INDUSTRIES[(i + generation) % 3]},${COUNTRIES[i % 3]}`,
    );
    writeFileSync(accountsFile(folder, generation), `Id,Name,Website,Industry,Country\n${rows.join("\n")}\n`);
  }
}

/** The file that import `n` brings. */
export function accountsFile(folder: string, n: number): string {
  return join(folder, `accounts-${n % 2}.csv`);
}

/** What an industry is worth in version `n`: another in each. */
function industryPoints(n: number): readonly number[] {
  return [60, 5 + (n % 50), Math.floor(n / 50)];
}

/** Version `n` of the profile. */
export function profileOf(n: number): IcpDocument {
  const points = industryPoints(n);
  return sealed(
    documentOf({
      byFit: risingByFit,
      cards: [
        {
          name: "industry",
          columns: ["Industry"],
          rule: { kind: "text", missing },
          weight: 60,
          bands: [
            ...INDUSTRIES.map((name, i): [{ in: string[] }, number] => [{ in: [name.toLowerCase()] }, points[i]!]),
            [{ missing: true }, 20],
          ],
        },
        {
          name: "country",
          columns: ["Country"],
          rule: { kind: "text", missing },
          weight: 40,
          bands: [
            [{ in: ["de"] }, 40],
            [{ in: ["fr"] }, 20],
            [{ other: true }, 0],
            [{ missing: true }, 10],
          ],
        },
      ],
    }),
  );
}

/** What stands in a workspace, for whoever knows what was told as done. */
export interface Seen {
  readonly inForce: string;
  /** Times that something was put in force. */
  readonly approvals: number;
  readonly lastApproved: string;
  /** Visible runs of all versions. */
  readonly runs: number;
  /** Accounts that readers see. */
  readonly accounts: number;
  /** Of them, those whose score is not that of the version in force and of the import that its newest run says it read. */
  readonly wrong: number;
  /** What `doctor` finds, and what else does not hold. */
  readonly faults: readonly string[];
  /** Opening it took scores away that had never become visible. */
  readonly swept: boolean;
}

/** Looks a workspace over as its readers see it. */
export async function look(workspace: Workspace): Promise<Seen> {
  const { db } = workspace.store;
  const { checks } = await doctor(workspace);
  const faults = checks.flatMap((check) => check.faults);
  const approvals = await approvalsOf(db, MAIN);
  const runs = await visibleRuns(db);
  const database = await workspace.warehouse.work();
  try {
    const { version, run, sql } = await currentScores(workspace, database, MAIN);
    if (profileOf(version.number).id !== version.id) faults.push(`version ${version.number} is not what was drafted`);
    const read = runs.find((one) => one.run === run)?.counts?.import;
    const points = industryPoints(version.number);
    // The first import brings generation 0.
    const generation = (Number(read) - 1) % 2;
    const rows = await database.rows<{ key: string; fit: number }>(`SELECT "key", fit FROM (${sql})`);
    const wrong = rows.filter(({ key, fit }) => {
      const i = Number(key.slice("id:A".length));
      return fit !== points[(i + generation) % 3]! + COUNTRY_POINTS[i % 3]!;
    });
    return {
      inForce: version.id,
      approvals: approvals.length,
      lastApproved: approvals.at(-1)?.version ?? "",
      runs: runs.length,
      accounts: new Set(rows.map(({ key }) => key)).size,
      wrong: wrong.length,
      faults,
      swept: workspace.mended.some((sentence) => sentence.includes("never become visible")),
    };
  } finally {
    database.close();
  }
}
