import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDraft } from "../../../src/engine/workspace/build-draft.ts";
import { defaultBuild } from "../../../src/engine/workspace/default-build.ts";
import { decideVersion, editVersion } from "../../../src/engine/workspace/edit.ts";
import { publish } from "../../../src/engine/workspace/publish.ts";
import { envelopeOf } from "../../../src/engine/workspace/versions.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { contextOf } from "../../../src/icp/page/context.ts";
import { decisionsBlockOf } from "../../../src/icp/page/decisions.ts";
import { runsOf } from "../../../src/store/runs.ts";
import { versionInForce } from "../../../src/store/versions.ts";
import { learnedRule } from "../../generators/disqualifier.ts";
import { account, accounts, deals, profile, type SmallWorkspace, smallWorkspace } from "./small-workspace.ts";

let folder: string;
let small: SmallWorkspace;

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const industryOf = (i: number): string => ["fintech", "retail", "agency"][i % 3]!;
const AGENCY = learnedRule([{ attribute: "industry", is: { in: ["agency"] } }], { who: "Agencies" });
const FRENCH = learnedRule([{ attribute: "country", is: { in: ["fr"] } }], { who: "Companies in France" });

const document: IcpDocument = {
  ...profile("one"),
  evidence: { ...profile("one").evidence, window: { from: "2025-01-01", to: "2025-06-30" } },
  disqualifiers: [AGENCY, FRENCH],
};
const asked = { icp: "main", version: null, why: "agreed", seed: 1, typed: {} };

/** Fintech wins two of three, others one of four; deals 41 to 60 closed after the profile was built, of companies that it has not met. */
const HISTORY = range(1, 60).map((i) => {
  const won = industryOf(i) === "fintech" ? i % 2 === 0 : i % 4 === 0;
  const [created, closed] = i <= 40 ? ["2025-02-01", "2025-03-01"] : ["2025-08-01", "2025-09-01"];
  return [i, i, won ? "Closed Won" : "Closed Lost", created!, closed!] as const;
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "openicp-edit-"));
  small = await smallWorkspace(folder);
  await small.bring(
    "accounts",
    accounts(...range(1, 66).map((i) => account(i, { industry: industryOf(i), country: i % 2 === 0 ? "DE" : "FR" }))),
  );
  await small.bring("deals", deals(...HISTORY));
  await small.inForce(document);
});

afterAll(async () => {
  await small.workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("an edit of the version in force", () => {
  it("is a draft made by hand that keeps its effect; what is in force stays", async () => {
    const wishes = { weights: ["industry=80"], points: [], levels: null };
    const { draft, from, result } = await editVersion(small.workspace, { ...asked, wishes, top: 3 }, small.effects);
    expect([from, draft.number, draft.state, draft.isNew]).toEqual([1, 2, "draft", true]);
    const { envelope } = await envelopeOf(small.workspace, "main", 2);
    expect(envelope.approved_by).toBeNull();
    const { edited, scorecard } = envelope.document;
    expect(scorecard.attributes.map(({ weight }) => weight)).toEqual([80, 20]);
    expect([edited!.from, edited!.why]).toEqual(["one", "agreed"]);
    expect([edited!.effect!.known.n, edited!.effect!.newer!.n]).toEqual([40, 20]);
    expect(edited!.moves!.accounts).toBe(66);
    expect(edited!.moves!.moved).toBe(result.moves!.moved);
    const inForce = await versionInForce(small.workspace.store.db, "main");
    expect(inForce!.number).toBe(1);
    const [run] = await runsOf(small.workspace.store.db, { kind: "edit" });
    expect([run!.state, run!.summary]).toEqual(["done", expect.objectContaining({ number: 2, from: 1 })]);
  });

  it("gives the same draft for the same edit, and a sentence for one that cannot be made", async () => {
    const wishes = { weights: ["industry=80"], points: [], levels: null };
    const again = await editVersion(small.workspace, { ...asked, wishes, top: 3 }, small.effects);
    expect([again.draft.number, again.draft.isNew]).toEqual([2, false]);
    const wrong = { weights: ["industri=80"], points: [], levels: null };
    await expect(editVersion(small.workspace, { ...asked, wishes: wrong, top: 3 }, small.effects)).rejects.toThrow(
      'did you mean "Industry"?',
    );
    await expect(
      editVersion(small.workspace, { ...asked, version: "9", wishes, top: 3 }, small.effects),
    ).rejects.toThrow("there is no version 9");
  });
});

describe("a decision on disqualifiers", () => {
  it("tells which deals, won and lost, and which accounts it leaves out", async () => {
    const request = { ...asked, confirm: ["1"], reject: [FRENCH.id] };
    const { draft, result } = await decideVersion(small.workspace, request, small.effects);
    expect([draft.number, draft.state]).toEqual([3, "draft"]);
    const { decisions, disqualifiers, scorecard } = result.document;
    expect(disqualifiers.map(({ status }) => status)).toEqual(["confirmed", "rejected"]);
    expect(scorecard).toEqual(document.scorecard);
    const count = (of: typeof HISTORY): { n: number; won: number } => ({
      n: of.length,
      won: of.filter(([, , stage]) => stage === "Closed Won").length,
    });
    const [known, newer] = [HISTORY.slice(0, 40), HISTORY.slice(40)];
    const agencies = (of: typeof HISTORY) => count(of.filter(([i]) => industryOf(i) === "agency"));
    expect(decisions!.rules[0]).toEqual({
      ...{ id: AGENCY.id, who: "Agencies", before: "suggested", after: "confirmed" },
      ...{ known: agencies(known), newer: agencies(newer) },
    });
    expect(decisions!.rules[1]!.known).toEqual(count(known.filter(([i]) => i % 2 === 1)));
    expect(decisions!.deals).toMatchObject({
      known: count(known),
      known_dropped: { before: { n: 0, won: 0 }, after: agencies(known) },
      newer: count(newer),
      newer_dropped: { before: { n: 0, won: 0 }, after: agencies(newer) },
    });
    const { file, ...accountsNow } = decisions!.accounts!;
    expect(accountsNow).toEqual({ accounts: 66, before: 0, after: 22, newly: 22, newly_high: 0, no_longer: 0 });
    const block = decisionsBlockOf(contextOf(result.document, "en"))!;
    expect(block.tables.map(({ title }) => title)).toEqual(["40 known deals", "20 newer deals"]);
  });

  it("refuses what changes nothing, is no rule, or is both", async () => {
    const decide = (confirm: string[], reject: string[], version: string | null = "3") =>
      decideVersion(small.workspace, { ...asked, version, confirm, reject }, small.effects);
    await expect(decide(["1"], [])).rejects.toThrow('nothing changes: "Agencies" is confirmed already');
    await expect(decide(["1"], ["1"], null)).rejects.toThrow("confirmed and rejected at once");
    await expect(decide(["7"], [])).rejects.toThrow('no disqualifier "7"');
  });

  it("remembers earlier decisions, and takes them back", async () => {
    const { result } = await decideVersion(
      small.workspace,
      { ...asked, version: "3", confirm: [], reject: ["1"] },
      small.effects,
    );
    const { decisions } = result.document;
    expect(decisions!.accounts).toMatchObject({ before: 22, after: 0, newly: 0, no_longer: 22 });
    expect(decisions!.earlier.map(({ from, rules }) => [from, rules.length])).toEqual([["one", 2]]);
  });

  it("holds in the next build, once it is in force", async () => {
    await publish(small.workspace, { icp: "main", version: 3, why: null, force: true }, small.effects);
    const built = await buildDraft(
      small.workspace,
      { icp: "main", why: null, build: defaultBuild(1, false), typed: {} },
      small.effects,
      async ({ envelope }) => envelope.document,
    );
    const kept = built.disqualifiers.map(({ id, status }) => [id, status]);
    expect(kept).toContainEqual([AGENCY.id, "confirmed"]);
    expect(built.decisions).toBeUndefined();
  });
});
