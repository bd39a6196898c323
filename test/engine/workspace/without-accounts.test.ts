import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { openAccountIndex } from "../../../src/engine/workspace/accounts/account-index.ts";
import { importFiles } from "../../../src/engine/workspace/import.ts";
import { makeList } from "../../../src/engine/workspace/list.ts";
import { initWorkspace, openWorkspace } from "../../../src/engine/workspace/open.ts";
import { publish, scoreAgain } from "../../../src/engine/workspace/publish.ts";
import { MAIN, type Workspace, type WorkspaceEffects } from "../../../src/engine/workspace/workspace.ts";
import { printIcp } from "../../../src/icp/print.ts";
import { addDraft } from "../../../src/store/versions.ts";
import { PROFILE } from "../filtering.ts";

const NONE = "The workspace holds no accounts, so none is scored: openicp import accounts.csv";
const at = new Date("2026-05-01T09:00:00Z");
const effects: WorkspaceEffects = {
  ...{ today: "2026-05-01", signal: new AbortController().signal, workers: 1, progress: () => undefined },
  ...{ now: () => at, by: "Ada" },
};
const dir = join(mkdtempSync(join(inject("runFolder"), "without-")), "here");
let workspace: Workspace;

beforeAll(async () => {
  await initWorkspace(dir, { databaseUrl: null, doing: "test", threads: 1 }, effects);
  workspace = await openWorkspace(dir, { databaseUrl: null, doing: "test", threads: 1 }, effects);
  const document = printIcp({ created_at: "2026-05-01", approved_by: null, document: PROFILE });
  await workspace.store.transaction((tx) =>
    addDraft(tx, { ...{ id: PROFILE.id, icp: MAIN, document, origin: "build", at, by: "Ada" } }),
  );
});
afterAll(() => workspace?.close());

it("a workspace of deals alone has its version in force, says that no account is scored, and scores them once they come", async () => {
  const ask = { icp: MAIN, version: null, why: null, force: true };
  expect((await publish(workspace, ask, effects)).scored).toMatchObject({ rows: 0, notes: [NONE] });
  expect((await scoreAgain(workspace, { icp: MAIN, asOf: null }, effects)).scored).toMatchObject({
    rows: 0,
    notes: [NONE],
  });

  const list = { icp: MAIN, name: "first", spec: {}, seed: 1, asOf: null, dropped: null, raw: false };
  await expect(makeList(workspace, list, effects)).rejects.toThrow("the workspace holds no accounts to choose from");
  const index = await openAccountIndex(workspace, MAIN);
  const every = { picked: {}, words: "", fitFrom: null, fitTo: null, sort: "-fit", offset: 0, limit: 10 };
  expect(await index.page(every)).toEqual({ items: [], total: 0 });
  await index.close();

  const path = join(inject("runFolder"), "accounts-at-last.csv");
  writeFileSync(path, "Account ID,Company,Website,Industry\n1,A,a.com,Fintech\n2,B,b.com,Agency\n");
  await importFiles(
    workspace.warehouse,
    [{ path, role: "accounts" }],
    {},
    {
      ...effects,
      now: () => at.toISOString(),
    },
  );
  const { scored } = await scoreAgain(workspace, { icp: MAIN, asOf: null }, effects);
  expect(scored).toMatchObject({ rows: 2, changed: 2 });
  expect(scored.notes).not.toContain(NONE);
});
