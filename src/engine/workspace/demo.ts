import { join } from "node:path";
import { versionInForce, versionsOf } from "../../store/versions.ts";
import { buildDraft } from "./build-draft.ts";
import { defaultBuild } from "./default-build.ts";
import { importFiles } from "./import.ts";
import { makeList, TARGETS } from "./list.ts";
import { publish } from "./publish.ts";
import { MAIN, type Workspace, type WorkspaceEffects } from "./workspace.ts";

/** The files of the sample company, and what they are. */
const FILES = [
  { file: "salesforce/Opportunity.csv", role: "deals" },
  { file: "salesforce/Account.csv", role: "accounts" },
  { file: "prospects.csv", role: "universe" },
  { file: "events.csv", role: "events" },
  { file: "customers.csv", role: "customers" },
  { file: "salesforce/Contact.csv", role: "contacts" },
  { file: "salesforce/OpportunityContactRole.csv", role: "contacts" },
] as const;
const NAME = "Calvanto: ideal customer profile";

/** Brings a workspace to where the sample company has a profile in force and a list: what is there already is not done again. */
export async function fillDemo(
  workspace: Workspace,
  sample: string,
  seed: number,
  effects: WorkspaceEffects,
): Promise<void> {
  const { store } = workspace;
  if ((await versionInForce(store.db, MAIN)) !== null) return;
  const files = FILES.map(({ file, role }) => ({ path: join(sample, file), role }));
  await importFiles(workspace.warehouse, files, {}, { ...effects, now: () => effects.now().toISOString() });
  const drafts = (await versionsOf(store.db, MAIN)).filter(({ state }) => state === "draft");
  if (drafts.length === 0) {
    const request = {
      icp: MAIN,
      why: "the sample company",
      build: { ...defaultBuild(seed, true), name: NAME },
      typed: {},
    };
    await buildDraft(workspace, request, effects, async () => undefined);
  }
  await publish(workspace, { icp: MAIN, version: null, why: "the sample company", force: false }, effects);
  const list = { icp: MAIN, name: TARGETS, spec: {}, seed, asOf: null, dropped: null, raw: false };
  await makeList(workspace, list, effects);
}
