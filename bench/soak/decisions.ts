import { importFiles } from "../../src/engine/workspace/import.ts";
import { publish, rollback, scoreAgain } from "../../src/engine/workspace/publish.ts";
import { MAIN, type Workspace } from "../../src/engine/workspace/workspace.ts";
import { addDraft, versionInForce, versionsOf } from "../../src/store/versions.ts";
import { accountsFile, EFFECTS, profileOf } from "./decision-world.ts";

/** What is killed in the middle. */
export const KINDS = ["score", "publish", "rollback"] as const;
export type Kind = (typeof KINDS)[number];

/** Imports the accounts as the next file has them. */
export async function importNext(workspace: Workspace, folder: string): Promise<void> {
  const database = await workspace.warehouse.work();
  const before = await database.value<number>("SELECT count(*) FROM kept.meta.imports");
  database.close();
  const path = accountsFile(folder, before);
  const effects = { ...EFFECTS, now: () => new Date().toISOString() };
  await importFiles(workspace.warehouse, [{ path, role: "accounts" }], { again: true }, effects);
}

/** Does all that goes before, and gives the version that is in force after `go`, which is what is to be killed. */
export async function prepare(
  workspace: Workspace,
  folder: string,
  kind: Kind,
): Promise<{ readonly version: string; go(): Promise<unknown> }> {
  const { db } = workspace.store;
  if (kind === "score") {
    await importNext(workspace, folder);
    const version = (await versionInForce(db, MAIN))!.id;
    return { version, go: () => scoreAgain(workspace, { icp: MAIN, asOf: null }, EFFECTS) };
  }
  const known = await versionsOf(db, MAIN);
  if (kind === "publish") {
    const document = profileOf(Math.max(0, ...known.map(({ number }) => number)) + 1);
    const text = JSON.stringify({ created_at: null, approved_by: null, document });
    const draft = { id: document.id, icp: MAIN, document: text, origin: "hand", at: new Date(), by: "soak" } as const;
    await workspace.store.transaction((tx) => addDraft(tx, draft));
    const request = { icp: MAIN, version: document.id, why: null, force: true };
    return { version: document.id, go: () => publish(workspace, request, EFFECTS) };
  }
  const others = known.filter(({ state, approved_at }) => state === "retired" && approved_at !== null);
  const { id } = others.toSorted((a, b) => b.number - a.number)[0]!;
  return { version: id, go: () => rollback(workspace, { icp: MAIN, version: id, why: null }, EFFECTS) };
}
