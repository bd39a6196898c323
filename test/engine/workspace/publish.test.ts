import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { sealed } from "../../../src/engine/document.ts";
import { currentScores } from "../../../src/engine/workspace/current.ts";
import { doctor } from "../../../src/engine/workspace/doctor.ts";
import { importFiles } from "../../../src/engine/workspace/import.ts";
import { initWorkspace, openWorkspace } from "../../../src/engine/workspace/open.ts";
import { publish, rollback, scoreAgain } from "../../../src/engine/workspace/publish.ts";
import { scoreVersion } from "../../../src/engine/workspace/score-version.ts";
import { MAIN, type Workspace, type WorkspaceEffects } from "../../../src/engine/workspace/workspace.ts";
import { writeCurrent } from "../../../src/engine/workspace/write-scores.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { printIcp } from "../../../src/icp/print.ts";
import { auditLines } from "../../../src/store/audit.ts";
import { logChange } from "../../../src/store/changes.ts";
import { askSignOff } from "../../../src/store/sign-offs.ts";
import { addDraft } from "../../../src/store/versions.ts";
import { type CardSpec, documentOf, missing, risingByFit } from "../../compile/documents.ts";
import { emptyDatabase, HAS_POSTGRES, needsPostgres } from "../../store/postgres.ts";

const INDUSTRIES = ["Fintech", "Software", "Retail", "Public sector"];

/** 40 accounts over the bands of the document; `moved` changes the industry of one. */
function accounts(moved: string | null = null): string {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const industry = i === 7 && moved !== null ? moved : INDUSTRIES[i % 4];
    return [
      `A${i}`,
      i === 3 ? "=1+1" : `Firm ${i}`,
      30 * (i + 1),
      industry,
      i % 3 === 0 ? "Salesforce" : "SAP",
      "DE",
    ].join(",");
  });
  return `Id,Name,NumberOfEmployees,Industry,Tech_Stack__c,BillingCountry\n${rows.join("\n")}\n`;
}

/** A profile to which Fintech, or the public sector, is best. */
function profile(best: string, worst: string): IcpDocument {
  const industry: CardSpec = {
    name: "industry",
    columns: ["Industry"],
    rule: { kind: "text", missing },
    weight: 60,
    bands: [
      [{ in: [best] }, 60],
      [{ in: ["software"] }, 40],
      [{ in: ["retail"] }, 10],
      [{ in: [worst] }, 0],
      [{ missing: true }, 20],
    ],
  };
  const employees: CardSpec = {
    name: "employees",
    columns: ["NumberOfEmployees"],
    rule: { kind: "number", missing, decimal: "." },
    weight: 40,
    bands: [
      [{ from: 50, below: 500 }, 40],
      [{ from: 500, below: null }, 10],
      [{ from: null, below: 50 }, 0],
    ],
  };
  return sealed(documentOf({ cards: [industry, employees], byFit: risingByFit }));
}

const FIRST = profile("fintech", "public sector");
const SECOND = profile("public sector", "fintech");
const NONE = sealed({
  ...FIRST,
  separation: { ...FIRST.separation, verdict: "none" as const, reason: "the AUC is .51 (0.44-0.58)." },
});

let day = 1;
const effects: WorkspaceEffects = {
  today: "2026-05-01",
  signal: new AbortController().signal,
  workers: 1,
  progress: () => undefined,
  now: () => new Date(Date.UTC(2026, 4, day, 9)),
  by: "Ada",
};

for (const engine of ["PGlite", "PostgreSQL"] as const)
  describe(`a workspace on ${engine}`, () => {
    if (engine === "PostgreSQL" && !HAS_POSTGRES) {
      beforeEach(needsPostgres);
      it("publishes and rolls back", () => undefined);
      return;
    }
    let workspace: Workspace;
    let dir: string;
    let databaseUrl: string | null;
    const open = async (): Promise<void> => {
      workspace = await openWorkspace(dir, { databaseUrl, doing: "test", threads: 1 }, effects);
    };
    const take = async (text: string): Promise<void> => {
      const path = join(inject("runFolder"), "accounts.csv");
      writeFileSync(path, text);
      await importFiles(workspace.warehouse, [{ path }], {}, { ...effects, now: () => effects.now().toISOString() });
    };
    const draft = (document: IcpDocument) =>
      workspace.store.transaction((tx) =>
        addDraft(tx, {
          id: document.id,
          icp: MAIN,
          document: printIcp({ created_at: "2026-05-01", approved_by: null, document }),
          origin: "build",
          at: effects.now(),
          by: "Ada",
        }),
      );
    const scores = async (): Promise<ReadonlyMap<string, readonly [fit: number, level: string, action: string]>> => {
      const database = await workspace.warehouse.work();
      try {
        const { sql } = await currentScores(workspace, database, MAIN);
        const rows = await database.rows<{ key: string; fit: number; level: string; action: string }>(
          `${sql} ORDER BY s."key"`,
        );
        return new Map(rows.map(({ key, fit, level, action }) => [key, [fit, level, action]]));
      } finally {
        database.close();
      }
    };
    const healthy = async (): Promise<void> => {
      const { checks } = await doctor(workspace);
      expect(checks.flatMap(({ faults }) => faults)).toEqual([]);
    };
    const ask = { icp: MAIN, version: null, why: null };

    beforeAll(async () => {
      dir = join(mkdtempSync(join(inject("runFolder"), "workspace-")), "here");
      databaseUrl = engine === "PGlite" ? null : await emptyDatabase("publish");
      await initWorkspace(dir, { databaseUrl, doing: "test", threads: 1 }, effects);
      await open();
    });
    afterAll(() => workspace?.close());

    it("has no scores before a version is in force", async () => {
      await expect(scores()).rejects.toThrow("no version of main is in force: openicp build makes one");
      await expect(publish(workspace, { ...ask, force: false }, effects)).rejects.toThrow("there is no draft of main");
      await draft(FIRST);
    });

    it("publishes: every account is scored, and version and scores are there in one moment", async () => {
      await take(accounts());
      const done = await publish(workspace, { ...ask, why: "agreed", force: false }, effects);
      expect(done).toMatchObject({ number: 1, kind: "publish", replaced: null, forced: false });
      expect(done.scored).toMatchObject({ rows: 40, changed: 40, gone: 0 });
      const found = await scores();
      expect(found.size).toBe(40);
      // Fintech 60 + 30 employees 0; software 40 + 60 employees 40.
      expect([found.get("id:A0"), found.get("id:A1")]).toEqual([
        [60, "medium", "nurture"],
        [80, "high", "pursue"],
      ]);
      await healthy();
      expect((await auditLines(workspace.store.db, { subject: "version 1 of main" }))[0]).toMatchObject({
        action: "publish",
        who: "Ada",
        details: { why: "agreed" },
      });
    });

    it("scores only what changed, and keeps what was", async () => {
      day = 2;
      const before = await scores();
      await take(accounts("Fintech"));
      const { scored } = await scoreAgain(workspace, { icp: MAIN, asOf: null }, effects);
      expect(scored).toMatchObject({ rows: 40, changed: 1, gone: 0 });
      const after = await scores();
      const moved = [...after].filter(([key, value]) => before.get(key)![0] !== value[0]).map(([key]) => key);
      expect(moved).toEqual(["id:A7"]);
      expect((await scoreAgain(workspace, { icp: MAIN, asOf: null }, effects)).scored.changed).toBe(0);
      await healthy();
    });

    it("says what speaks against a version, and who has not answered", async () => {
      const { version } = await draft(NONE);
      await expect(publish(workspace, { ...ask, version: version.number, force: false }, effects)).rejects.toThrow(
        /does not tell winners from losers on deals it has not seen/,
      );
      const second = await draft(SECOND);
      await askSignOff(
        workspace.store.db,
        { version: second.version.id, person: "Grace", team: "sales", claims: ["industry"] },
        effects.now(),
      );
      await logChange(workspace.store.db, {
        kind: "launch",
        date: "2026-05-01",
        note: "mobile",
        at: effects.now(),
        by: "Ada",
      });
      const done = await publish(workspace, { ...ask, version: second.version.number, force: false }, effects);
      expect(done.unanswered).toEqual([{ person: "Grace", team: "sales", claim: "industry" }]);
      expect(done.warnings).toEqual([
        "Grace has not answered yet",
        "launch of 2026-05-01 (mobile) has not been reviewed",
      ]);
      expect(done.replaced).toBe(FIRST.id);
      await expect(publish(workspace, { ...ask, version: 1, force: false }, effects)).rejects.toThrow(
        "openicp rollback --to 1 brings it back",
      );
    });

    it("rolls back in one step: every score is as it was, and what changed meanwhile is scored by it", async () => {
      const second = await scores();
      await take(accounts("Retail"));
      day = 3;
      const done = await rollback(workspace, ask, effects);
      expect(done).toMatchObject({ number: 1, kind: "rollback", replaced: SECOND.id });
      expect(done.scored).toMatchObject({ rows: 40, changed: 1 });
      const first = await scores();
      const differ = [...first].filter(([key, value]) => value[0] !== second.get(key)![0]);
      expect(differ.length).toBe(20);
      await expect(rollback(workspace, ask, effects)).rejects.toThrow("there is nothing to go back to");
      await healthy();
    });

    it("shows nothing of a run that died before the store knew, and sweeps it on open", async () => {
      const before = await scores();
      await take(accounts("Software"));
      const request = { document: FIRST, run: 999, asOf: null, visible: new Map() };
      await scoreVersion(workspace.warehouse, request, effects);
      expect(await scores()).toEqual(before);
      await workspace.close();
      await open();
      expect(workspace.mended).toEqual(["2 rows of scores had never become visible: they are taken away"]);
      expect(await scores()).toEqual(before);
      await healthy();
      expect((await scoreAgain(workspace, { icp: MAIN, asOf: null }, effects)).scored.changed).toBe(1);
    });

    it("writes the scores with the accounts' own ids, no formula to be run, and gone accounts left out", async () => {
      const path = join(inject("runFolder"), `${engine}.csv`);
      expect(await writeCurrent(workspace, MAIN, path, false)).toBe(40);
      const [header, ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
      expect(header).toMatch(/^source,key,Id,Name,fit,level,/);
      expect(lines[3]).toMatch(/^accounts_1,id:A3,A3,'=1\+1,/);
      const fit = header!.split(",").indexOf("fit");
      const points = header!.split(",").flatMap((name, i) => (name.startsWith("points_") ? [i] : []));
      for (const line of lines) {
        const cells = line.split(",");
        expect(points.reduce((sum, i) => sum + Number(cells[i]), 0)).toBe(Number(cells[fit]));
      }
    });

    it("gives who is a customer already no action, and says so", async () => {
      const path = join(inject("runFolder"), "customers.csv");
      writeFileSync(
        path,
        "account_id,name,start_date,churn_date,mrr\nA1,Firm 1,2025-01-01,,900\nA5,Firm 5,2024-01-01,2025-02-01,100\n",
      );
      const said = { ...effects, now: () => effects.now().toISOString() };
      await importFiles(workspace.warehouse, [{ path, role: "customers" }], {}, said);
      const out = join(inject("runFolder"), `${engine}-already.csv`);
      await writeCurrent(workspace, MAIN, out, false);
      const [header, ...lines] = readFileSync(out, "utf8").trimEnd().split("\n");
      const names = header!.split(",");
      const cell = (line: string, name: string): string => line.split(",")[names.indexOf(name)]!;
      const told = lines.map((line) => [cell(line, "key"), cell(line, "already"), cell(line, "action")]);
      expect(told.filter(([, already]) => already !== "")).toEqual([
        ["id:A1", "customer", ""],
        ["id:A5", "churned", ""],
      ]);
      expect(told.filter(([, , action]) => action === "")).toHaveLength(2);
    });

    it("is open in one process at a time", async () => {
      await expect(openWorkspace(dir, { databaseUrl, doing: "other" }, effects)).rejects.toThrow(
        `is open in process ${process.pid} (test, since`,
      );
    });
  });

describe("a folder that is no workspace", () => {
  const folder = (): string => mkdtempSync(join(inject("runFolder"), "none-"));
  const options = { databaseUrl: null, doing: "test" };

  it("is told from one", async () => {
    await expect(openWorkspace(folder(), options, effects)).rejects.toThrow(
      "is no workspace: make one with openicp init",
    );
    const other = folder();
    writeFileSync(join(other, "notes.txt"), "");
    await expect(initWorkspace(other, options, effects)).rejects.toThrow("holds notes.txt: give an empty folder");
  });

  it("is refused when newer, and when damaged", async () => {
    const [newer, damaged] = [folder(), folder()];
    writeFileSync(join(newer, "workspace.json"), `{"format": 2, "id": "x"}`);
    await expect(openWorkspace(newer, options, effects)).rejects.toThrow("was written by a newer OpenICP (format 2");
    writeFileSync(join(damaged, "workspace.json"), `{"format": 1`);
    await expect(openWorkspace(damaged, options, effects)).rejects.toThrow("workspace.json is damaged: restore");
  });
});
