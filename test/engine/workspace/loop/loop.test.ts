import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { PAGES } from "../../../../src/cli/workspace/pages.ts";
import { sealed } from "../../../../src/engine/document.ts";
import { addChange, markReviewed } from "../../../../src/engine/workspace/changes.ts";
import { defaultBuild } from "../../../../src/engine/workspace/default-build.ts";
import { diffVersions, scoreBoth } from "../../../../src/engine/workspace/diff.ts";
import { doctor } from "../../../../src/engine/workspace/doctor.ts";
import { driftWorkspace } from "../../../../src/engine/workspace/drift.ts";
import { importFiles } from "../../../../src/engine/workspace/import.ts";
import type { LoopEffects } from "../../../../src/engine/workspace/loop/do-job.ts";
import { jobKind } from "../../../../src/engine/workspace/loop/names.ts";
import { changeSchedule, readSchedules } from "../../../../src/engine/workspace/loop/schedules.ts";
import { loopState, runJob, tick } from "../../../../src/engine/workspace/loop/tick.ts";
import { work } from "../../../../src/engine/workspace/loop/work.ts";
import { putNarrative, tellNarrative } from "../../../../src/engine/workspace/narrative.ts";
import { initWorkspace, openWorkspace } from "../../../../src/engine/workspace/open.ts";
import { publish } from "../../../../src/engine/workspace/publish.ts";
import { openQuestions, questionsBlock } from "../../../../src/engine/workspace/questions.ts";
import { refreshWorkspace } from "../../../../src/engine/workspace/refresh.ts";
import { runLog } from "../../../../src/engine/workspace/run-log.ts";
import { answer, ask, tellSignOff } from "../../../../src/engine/workspace/sign-off.ts";
import { toldVersions } from "../../../../src/engine/workspace/versions.ts";
import { MAIN, type Workspace } from "../../../../src/engine/workspace/workspace.ts";
import type { IcpDocument } from "../../../../src/icp/document.ts";
import { printIcp } from "../../../../src/icp/print.ts";
import { finishRun, startRun } from "../../../../src/store/runs.ts";
import { openTasks } from "../../../../src/store/tasks.ts";
import { addDraft } from "../../../../src/store/versions.ts";
import { isoOf } from "../../../../src/watch/drift/days.ts";
import { latestOf } from "../../../../src/watch/drift/result.ts";
import { documentOf, missing } from "../../../compile/documents.ts";
import { plantedDeals } from "../../../watch/drift/planted.ts";
import { table } from "../../filtering.ts";

const text = { kind: "text", missing } as const;

/** What was learned until the end of 2025; `care` is what Care is worth by it. */
function profile(care: number): IcpDocument {
  const plain = documentOf({
    cards: [
      {
        name: "industry",
        columns: ["Industry"],
        rule: text,
        weight: 100,
        bands: [
          [{ in: ["fintech"] }, 90],
          [{ in: ["retail"] }, 50],
          [{ in: ["care"] }, care],
          [{ missing: true }, 40],
        ],
      },
    ],
    byFit: Array.from({ length: 101 }, (_, fit) => {
      const p = fit >= 70 ? 0.9 : 0.1;
      return { fit, p, low: p, high: p, high_share: null, medium_share: null, low_share: null };
    }),
    levels: { high: 70, medium: 40 },
  });
  const window = { from: "2025-01-20", to: "2025-12-31" };
  return sealed({
    ...plain,
    name: "Calvanto",
    evidence: { ...plain.evidence, won: 270, lost: 420, base_rate: 0.4, window },
    input: { ...plain.input, outcome: "Stage=Closed Won/Closed Lost" },
  });
}

const deals = plantedDeals(1, "2026-02-01", 6);
const HEADERS = [
  "Opportunity ID",
  "Account Name",
  "Industry",
  "Country",
  "Employees",
  "Created Date",
  "Close Date",
  "Stage",
];

/** The deals as a CRM exports them on a day. */
function exported(day: string): string {
  const last = Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  const rows = deals.flatMap(({ company, industry, country, employees, created, closed, won }, i) => {
    const stage = closed > last ? "Proposal" : won ? "Closed Won" : "Closed Lost";
    return created > last
      ? []
      : [[`D${i}`, company, industry, country, employees, isoOf(created), isoOf(closed), stage]];
  });
  return table(HEADERS, ...rows);
}

const PROSPECTS = table(
  ["Company Name", "Industry", "Country"],
  ...Array.from({ length: 30 }, (_, i) => [`Prospect ${i}`, ["Fintech", "Retail", "Care"][i % 3]!, "Sweden"]),
);

let clock = new Date("2026-01-01T09:00:00Z");
const effects: LoopEffects = {
  today: "2026-01-01",
  signal: new AbortController().signal,
  workers: 1,
  progress: () => undefined,
  now: () => clock,
  by: "Ada",
  pages: PAGES,
  seed: 1,
  resampling: false,
};
const options = { databaseUrl: null, doing: "test", threads: 1 };

let dir: string;
let workspace: Workspace;

async function take(name: string, content: string): Promise<void> {
  const path = join(inject("runFolder"), name);
  writeFileSync(path, content);
  const role = name.startsWith("prospects") ? { role: "universe" as const } : {};
  await importFiles(workspace.warehouse, [{ path, ...role }], {}, { ...effects, now: () => clock.toISOString() });
}

const draft = (document: IcpDocument) =>
  workspace.store.transaction((tx) =>
    addDraft(tx, {
      id: document.id,
      icp: MAIN,
      document: printIcp({ created_at: "2026-01-01", approved_by: null, document }),
      origin: "build",
      at: clock,
      by: "Ada",
    }),
  );
const asked = { icp: MAIN, version: null };
const inForce = async (): Promise<readonly number[]> =>
  (await toldVersions(workspace, MAIN)).filter(({ state }) => state === "approved").map(({ number }) => number);
const kindsOf = async (): Promise<readonly string[]> =>
  (await runLog(workspace, { kind: null, limit: 50, all: false })).map(({ kind }) => kind);

beforeAll(async () => {
  dir = join(mkdtempSync(join(inject("runFolder"), "loop-")), "here");
  await initWorkspace(dir, options, effects);
  workspace = await openWorkspace(dir, options, effects);
  await take("prospects.csv", PROSPECTS);
  await take("deals.csv", exported("2025-12-31"));
  await draft(profile(10));
});
afterAll(() => workspace?.close());

describe("changes, sign-offs and the narrative", () => {
  it("asks people about the claims of a draft, and tells who has not answered when it is published all the same", async () => {
    await ask(workspace, { ...asked, person: "Grace", team: "sales", claims: [] }, effects);
    await ask(workspace, { ...asked, person: "Edsger", team: "product", claims: ["attribute:industry"] }, effects);
    const told = await answer(
      workspace,
      { ...asked, person: "Grace", claim: "attribute:industry", answer: "disagree", comment: "Care buys" },
      effects,
    );
    expect(told.claims.map(({ id }) => id)).toEqual(["score", "attribute:industry"]);
    expect(told.asked.map(({ person, claim, answer: said }) => [person, claim, said])).toEqual([
      ["Grace", "score", null],
      ["Grace", "attribute:industry", "disagree"],
      ["Edsger", "attribute:industry", null],
    ]);
    await answer(workspace, { ...asked, person: "Grace", claim: null, answer: "agree", comment: null }, effects);
    expect((await tellSignOff(workspace, asked)).asked.map(({ answer: said }) => said)).toEqual([
      "agree",
      "disagree",
      null,
    ]);
    const nobody = answer(
      workspace,
      { ...asked, person: "Alan", claim: null, answer: "agree", comment: null },
      effects,
    );
    await expect(nobody).rejects.toThrow("Alan was not asked about version 1");
    const unknown = ask(workspace, { ...asked, person: "Alan", team: "sales", claims: ["attribute:size"] }, effects);
    await expect(unknown).rejects.toThrow(
      "version 1 makes no claim attribute:size: it makes score, attribute:industry",
    );
  });

  it("warns of a change until somebody has reviewed it", async () => {
    const change = { icp: MAIN, kind: "pricing" as const, date: "2025-12-15", note: "per seat" };
    const { id } = await addChange(workspace, change, effects);
    const { warnings } = await publish(workspace, { ...asked, why: null, force: true }, effects);
    expect(warnings).toContain("pricing of 2025-12-15 (per seat) has not been reviewed");
    expect(warnings).toContain("Edsger has not answered yet");
    expect(JSON.stringify(questionsBlock(await openQuestions(workspace, MAIN, clock)))).toContain(
      "openicp change review 1",
    );
    await markReviewed(workspace, MAIN, id, effects);
    expect(questionsBlock(await openQuestions(workspace, MAIN, clock))).toBeNull();
    await expect(markReviewed(workspace, MAIN, id, effects)).rejects.toThrow("was reviewed on 2026-01-01 by Ada");
    await expect(markReviewed(workspace, MAIN, 9, effects)).rejects.toThrow("there is no change 9");
  });

  it("keeps the narrative with its owner and review date", async () => {
    const words = { icp: MAIN, text: "They buy because auditors ask.", reviewDate: null };
    await expect(putNarrative(workspace, { ...words, owner: null }, effects)).rejects.toThrow("who answers");
    await putNarrative(workspace, { ...words, owner: "Ada" }, effects);
    const later = await putNarrative(workspace, { ...words, text: "They buy to pass audits.", owner: null }, effects);
    expect(later).toMatchObject({ narrative: { owner: "Ada", review_date: "2027-01-01" }, due: false, before: 1 });
    expect(await tellNarrative(workspace, MAIN, new Date("2027-01-01T00:00:00Z"))).toMatchObject({ due: true });
  });
});

describe("the loop", () => {
  it("does nothing before its time, then what is due, and not twice", async () => {
    expect(await tick(workspace, effects)).toEqual([]);
    clock = new Date("2026-01-02T02:30:00Z");
    expect(await tick(workspace, effects)).toMatchObject([
      { job: "score", done: { main: { nothing_new: true, stamped: 0 } } },
    ]);
    expect(await tick(workspace, effects)).toEqual([]);
    await take("prospects.csv", `${PROSPECTS.trimEnd()}\nProspect 30,Fintech,Spain\n`);
    clock = new Date("2026-01-03T02:30:00Z");
    const [ran] = await tick(workspace, effects);
    expect(ran).toMatchObject({ job: "score", state: "done", done: { main: { accounts: 31, changed: 1 } } });
    expect(readFileSync(join(dir, String(ran!.done.main!.report)), "utf8")).toContain("1 score is new or another");
    expect((await kindsOf()).slice(0, 2)).toEqual(["score-job", "score-job"]);
  });

  it("tells what cannot be done, and what failed", async () => {
    clock = new Date("2026-01-04T01:00:00Z");
    const refused = await runJob(workspace, "drift", effects);
    expect(refused).toMatchObject({
      state: "done",
      done: { main: { refused: expect.stringMatching(/no deal is newer than 2025-12-31/) } },
    });
    const [stands] = await runLog(workspace, { kind: jobKind("drift"), limit: 1, all: false });
    const sentence = expect.stringMatching(/no deal is newer than 2025-12-31/);
    const summary = { why: "asked", refused: sentence, main: { refused: sentence } };
    expect(stands).toMatchObject({ state: "failed", error: sentence, by: effects.by, summary });
    // It waits for its next time: a person has to mend something first.
    expect((await loopState(workspace)).last.drift).toMatchObject({ state: "refused" });
    clock = new Date("2026-01-04T01:30:00Z");
    expect((await tick(workspace, effects)).map(({ job }) => job)).not.toContain("drift");
    clock = new Date("2026-01-04T01:40:00Z");
    const broken = () => {
      throw new Error("the disk is gone");
    };
    const failed = await runJob(workspace, "drift", { ...effects, progress: broken });
    expect(failed).toMatchObject({ state: "failed", error: "the disk is gone" });
    const [line] = await runLog(workspace, { kind: jobKind("drift"), limit: 1, all: false });
    expect(line).toMatchObject({ state: "failed", error: "the disk is gone", by: effects.by });
    clock = new Date("2026-01-04T01:40:30Z");
    expect(await tick(workspace, effects)).toMatchObject([{ job: "drift", why: "failed", state: "done" }]);
  });

  it("runs a job again that a process left behind, and never two at once", async () => {
    clock = new Date("2026-01-05T03:00:00Z");
    await startRun(workspace.store.db, { kind: jobKind("score"), by: "schedule", at: clock, job: "x", attempt: 1 });
    expect(await tick(workspace, effects)).toEqual([]);
    await workspace.close();
    workspace = await openWorkspace(dir, options, effects);
    expect((await loopState(workspace)).last.score).toMatchObject({ state: "interrupted" });
    expect(await tick(workspace, effects)).toMatchObject([{ job: "score", why: "interrupted", state: "done" }]);
    let ticks = 0;
    const counting = { ...effects, now: () => new Date(clock.getTime() + ticks++) };
    await Promise.all([runJob(workspace, "strategy", counting), runJob(workspace, "score", counting)]);
    const [second, first] = await runLog(workspace, { kind: null, limit: 2, all: false });
    expect([first!.kind, second!.kind]).toEqual(["strategy-job", "score-job"]);
    expect(first!.finished_at!.getTime()).toBeLessThan(second!.started_at.getTime());
    const [task] = await openTasks(workspace.store.db);
    expect(task).toMatchObject({ kind: "strategic review", owner: "Ada" });
    expect(readFileSync(join(dir, String(task!.details!.report)), "utf8")).toContain("They buy to pass audits.");
  });

  it("takes other times, and refuses what is none", async () => {
    await changeSchedule(workspace, { job: "score", schedule: { at: "04:30" }, timeZone: "UTC" }, effects);
    expect((await readSchedules(workspace)).jobs.score).toMatchObject({ every: "day", at: "04:30" });
    const odd = changeSchedule(workspace, { job: "drift", schedule: { day: 31 } }, effects);
    await expect(odd).rejects.toThrow("on a --day from 1 to 28");
    await expect(changeSchedule(workspace, { timeZone: "Mars" }, effects)).rejects.toThrow("Mars is no time zone");
  });

  it("does what is due when it is at work, until it is told to stop", async () => {
    clock = new Date("2026-01-06T04:31:00Z");
    const stop = new AbortController();
    const told: string[] = [];
    await work(
      workspace,
      { ...effects, signal: stop.signal },
      {
        pollSeconds: 0.05,
        told: ({ job, state }) => {
          told.push(`${job} ${state}`);
          stop.abort();
        },
      },
    );
    expect(told).toEqual(["score done"]);
    expect(await tick(workspace, effects)).toEqual([]);
  });
});

describe("drift and refresh", () => {
  const refreshed = (why: string | null) => {
    const request = { icp: MAIN, build: defaultBuild(1, false), typed: {}, keep: false, why };
    return refreshWorkspace(workspace, request, effects, async ({ result }) => ({
      kind: "refresh",
      report: PAGES.refresh(result),
      json: {},
    }));
  };

  it("keeps a proposed candidate as a scored draft, and puts nothing in force", async () => {
    await take("deals.csv", exported("2026-02-10"));
    clock = new Date("2026-02-11T03:00:00Z");
    const done = await refreshed("the quarter");
    expect(done.result.contest.verdict).toBe("proposed");
    expect(done.draft).toMatchObject({ number: 2, isNew: true, state: "draft" });
    expect(await inForce()).toEqual([1]);
    const [candidate] = await toldVersions(workspace, MAIN);
    expect(candidate).toMatchObject({ number: 2, origin: "refresh", why: "the quarter", scored: true, approvals: 0 });
    expect(done.result.moves!.accounts).toBe(31);
    expect(done.result.moves!.top[0]!.account).toMatch(/^Prospect \d+$/);
    const kept = readFileSync(join(dir, done.report), "utf8");
    expect(kept).toContain("A candidate is proposed");
    expect(kept).not.toContain("Prospect ");
  });

  it("raises an alarm only when a look of a month before pointed to it, which the run log remembers", async () => {
    await take("deals.csv", exported("2026-06-30"));
    clock = new Date("2026-07-01T03:00:00Z");
    const request = { icp: MAIN, since: "2026-06-01", typed: {} };
    const first = await driftWorkspace(workspace, request, effects);
    const { run, before } = latestOf(first.summary.result);
    const moved = run.monitors.filter(({ material, rejected }) => material && rejected).map(({ id }) => id);
    expect(moved).toContain("attribute:industry");
    expect(before).toBeNull();
    expect(first.alarms).toEqual([]);
    expect(first.summary.result.changes).toMatchObject({
      given: true,
      since: [],
      within: [{ kind: "pricing", said: "pricing", note: "per seat" }],
    });
    const line = await startRun(workspace.store.db, { kind: "drift", by: "Ada", at: clock });
    const notes = [{ as_of: "2026-05-31", pointed: ["attribute:industry"] }];
    await finishRun(workspace.store.db, line, { at: clock, summary: { icp: MAIN, version: first.version, notes } });
    const second = await driftWorkspace(workspace, request, effects);
    expect(latestOf(second.summary.result)).toMatchObject({ before: "2026-05-31", alarms: ["attribute:industry"] });
    expect(second.alarms).toEqual(["Industry"]);
    expect(existsSync(join(dir, second.report))).toBe(true);
    const alarm = clock;
    clock = new Date("2026-07-01T03:30:00Z");
    expect((await driftWorkspace(workspace, request, effects)).alarms).toEqual(["Industry"]);
    expect((await loopState(workspace)).alarm).toEqual(alarm);
    expect((await openTasks(workspace.store.db)).map(({ title }) => title)).toContain(
      "The world has moved away from version 1 of main: Industry",
    );
  });

  it("keeps no candidate that is not proposed", async () => {
    const { result, draft: kept } = await refreshed(null);
    expect(result.contest).toMatchObject({ verdict: "not proposed", inverted: true });
    expect(kept).toBeNull();
    expect(await toldVersions(workspace, MAIN)).toHaveLength(2);
  });

  it("tells who moves level between versions, and by which attribute", async () => {
    await draft(profile(95));
    const wanted = { icp: MAIN, before: "1", after: "3", top: 3, moves: null };
    const none = await diffVersions(workspace, wanted, effects.signal);
    expect(none.moves).toBeNull();
    expect(none.notes[0]).toContain("version 3 has no scores");
    await scoreBoth(workspace, wanted, effects);
    const path = join(inject("runFolder"), "moves.csv");
    const { moves, before, after } = await diffVersions(workspace, { ...wanted, moves: path }, effects.signal);
    expect([before.number, after.number]).toEqual([1, 3]);
    expect(moves).toMatchObject({
      accounts: 31,
      moved: 10,
      up: 10,
      down: 0,
      by: [{ label: "Industry", accounts: 10 }],
    });
    expect(moves!.top[0]).toMatchObject({ account: expect.stringMatching(/^Prospect \d+$/), by: { points: 85 } });
    expect(readFileSync(path, "utf8").split("\n")[0]).toContain("account,source,key,fit_before,level_before");
    expect(await inForce()).toEqual([1]);
    expect((await doctor(workspace)).checks.flatMap(({ faults }) => faults)).toEqual([]);
  });
});
