import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeLoop } from "../../src/api/loop.ts";
import { keepReport } from "../../src/engine/workspace/keep-report.ts";
import { InputError } from "../../src/errors.ts";
import { finishRun, startRun } from "../../src/store/runs.ts";
import { account, accounts, profile } from "../engine/workspace/small-workspace.ts";
import { PASSWORD, testServer } from "./server.ts";

let now = new Date("2026-01-01T13:00:00Z");
const server = await testServer(
  async ({ bring, inForce }) => {
    await bring("accounts", accounts(...Array.from({ length: 12 }, (_, i) => account(i + 1))));
    await inForce(profile("one"));
    await bring("accounts", accounts(account(3, { industry: "agency" })));
  },
  { now: () => now },
);
const { admin, viewer, nobody, workspace, done, serving } = server;
const jobs = serving.server.jobs;

async function ended(kind: string): Promise<void> {
  await expect.poll(() => jobs.all().some((one) => one.kind === kind && one.finished_at === null)).toBe(false);
}

describe("the jobs of the loop", () => {
  it("run at their times in the server's queue, once, and stand in the run log", async () => {
    await admin("PUT", "/api/schedules", { time_zone: "UTC", jobs: { drift: { on: false } } });
    const loop = makeLoop(serving.server);
    await loop.look();
    expect(jobs.all()).toEqual([]);
    now = new Date("2026-01-02T02:00:00Z");
    await loop.look();
    await loop.look();
    expect(jobs.all().map(({ kind, by }) => [kind, by])).toEqual([["score-job", "schedule"]]);
    await ended("score-job");
    expect(jobs.all()[0]).toMatchObject({ state: "done", result: { why: "scheduled" } });
    await loop.look();
    expect(jobs.all()).toHaveLength(1);
    await loop.close();
    const { body } = await admin("GET", "/api/runs?kind=score-job");
    expect(body).toMatchObject({ total: 1, next: null, items: [{ kind: "score-job", state: "done", by: "schedule" }] });
    expect(body.items[0].summary.main).toMatchObject({ number: 1, changed: 1, accounts: 12 });
    expect((await admin("GET", `/api/runs/${body.items[0].id}`)).body).toEqual(body.items[0]);
    expect((await admin("GET", "/api/runs/4711")).status).toBe(404);
  });

  it("that a person stops wait for their next time", async () => {
    now = new Date("2026-01-03T02:00:00Z");
    const loop = makeLoop(serving.server);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    jobs.start("other", "Ada", () => held);
    await loop.look();
    const waiting = jobs.all().find(({ kind, finished_at }) => kind === "score-job" && finished_at === null)!;
    expect(waiting.state).toBe("queued");
    expect((await admin("POST", `/api/jobs/${waiting.id}/stop`)).status).toBe(200);
    release();
    await ended("score-job");
    expect(jobs.get(waiting.id)?.state).toBe("stopped");
    const before = jobs.all().length;
    await loop.look();
    expect(jobs.all()).toHaveLength(before);
    now = new Date("2026-01-04T02:00:00Z");
    await loop.look();
    expect(jobs.all()).toHaveLength(before + 1);
    await ended("score-job");
    await loop.close();
  });

  it("that erase are stopped by admins alone; what broke after a stop says how", async () => {
    const { body } = await admin("POST", "/api/invitations", { email: "ed@calvanto.example", role: "editor" });
    const token = body.url.split("#token=")[1];
    const joined = await nobody("POST", `/api/invitations/${token}/accept`, { name: "Ed", password: PASSWORD });
    const editor = server.as(joined.headers.getSetCookie()[0]!.split(";")[0]!);
    const broken = jobs.start("other", "Ada", ({ signal }) => {
      return new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(new InputError("the disk is full"))),
      );
    });
    const erasing = jobs.start("erase", "Ada", async () => null);
    await expect.poll(() => jobs.get(broken.id)?.state).toBe("running");
    expect((await editor("POST", `/api/jobs/${erasing.id}/stop`)).status).toBe(403);
    expect((await admin("POST", `/api/jobs/${erasing.id}/stop`)).status).toBe(200);
    expect((await editor("POST", `/api/jobs/${broken.id}/stop`)).status).toBe(200);
    await ended("erase");
    expect(jobs.get(broken.id)).toMatchObject({ state: "failed", error: "the disk is full" });
    expect(jobs.get(erasing.id)).toMatchObject({ state: "stopped", error: "it was stopped; nothing was changed" });
  });

  it("run when they are asked to; what a person must mend is a sentence", async () => {
    const result = await done(await admin("POST", "/api/jobs/run/score"));
    expect(result).toMatchObject({ job: "score", why: "asked" });
    const log = (await admin("GET", "/api/audit-log?limit=1")).body.items;
    expect(log).toMatchObject([{ who: "Ada", action: "run", subject: "score" }]);
    await expect(done(await admin("POST", "/api/jobs/run/drift"))).rejects.toThrow(/holds no deals/);
    const [line] = (await admin("GET", "/api/runs?kind=drift-job")).body.items;
    expect(line).toMatchObject({ state: "failed", by: "Ada", error: expect.stringContaining("holds no deals") });
    expect(line.summary.refused).toBe(line.error);
    expect((await viewer("POST", "/api/jobs/run/score")).status).toBe(403);
    expect((await admin("POST", "/api/jobs/run/lunch")).status).toBe(422);
  });
});

it("a look within a job tells who asked for the job; the name stands in the run log alone", async () => {
  const { db } = workspace.store;
  const outer = await startRun(db, { kind: "drift-job", by: "Ada", at: now, job: "x", attempt: 1 });
  const run = await startRun(db, { kind: "drift", by: "schedule", at: now });
  const words = (text: string) => [{ text, tone: "plain", hint: null }] as const;
  const page = { kicker: "Drift", name: "main", facts: [], headline: words("Nothing moved"), support: [] };
  const kept = { ...page, charts: [], blocks: [], footer: [] };
  const report = await keepReport(workspace, { kind: "drift", run, at: now, report: kept, json: { runs: [] } });
  await finishRun(db, run, { at: now, summary: { icp: "main", number: 1, alarms: [], report, within: outer } });
  await finishRun(db, outer, { at: now });
  expect((await viewer("GET", "/api/icp/drift")).body).toMatchObject({ run, by: "Ada", figures: { runs: [] } });
  const [told] = (await viewer("GET", "/api/reports?kind=drift")).body.items;
  expect(told).toMatchObject({ run, asked_by: "Ada" });
  const json = told.name.replace(".html", ".json");
  expect((await viewer("GET", `/api/reports/${json}`)).body).toMatchObject({ asked_by: "Ada" });
  expect(readFileSync(join(workspace.dir, "reports", json), "utf8")).not.toContain("Ada");
});

describe("schedules", () => {
  it("tell when what is due, and change", async () => {
    const before = (await viewer("GET", "/api/schedules")).body;
    expect(before).toMatchObject({ zone: "UTC", working: false, refresh_on_alarm: true });
    expect(before.jobs[0]).toMatchObject({ job: "score", words: "every day at 02:00", next: "2026-01-05T02:00" });
    expect(before.jobs[1]).toMatchObject({ job: "drift", words: "off", next: null });
    const after = await admin("PUT", "/api/schedules", { jobs: { refresh: { every: "month", day: 15, at: "04:30" } } });
    expect(after.body.jobs[2]).toMatchObject({ words: "every month on day 15 at 04:30", next: "2026-01-15T04:30" });
    expect((await admin("GET", "/api/audit-log")).body.items[0]).toMatchObject({
      action: "schedule",
      subject: "refresh",
    });
  });

  it("refuse what cannot be", async () => {
    expect((await admin("PUT", "/api/schedules", { time_zone: "Mars/Olympus" })).status).toBe(422);
    expect((await admin("PUT", "/api/schedules", { jobs: { score: { day: 31 } } })).status).toBe(422);
    expect((await viewer("PUT", "/api/schedules", { refresh_on_alarm: false })).status).toBe(403);
  });
});

describe("reports", () => {
  it("are listed, and shown without running anything", async () => {
    const { items } = (await viewer("GET", "/api/reports?kind=score")).body;
    expect(items[0]).toMatchObject({ kind: "score", asked_by: "schedule" });
    const page = await viewer("GET", `/api/reports/${items[0].name}`);
    expect(page.body).toContain("<!doctype html>");
    expect(page.headers.get("content-security-policy")).toMatch(/^sandbox/);
    expect(page.headers.get("x-frame-options")).toBe("SAMEORIGIN");
    const json = await viewer("GET", `/api/reports/${items[0].name.replace(".html", ".json")}`);
    expect(json.body).toMatchObject({ icp: "main", number: 1 });
  });

  it("are no way to other files", async () => {
    mkdirSync(join(workspace.dir, "reports"), { recursive: true });
    writeFileSync(join(workspace.dir, "reports", "notes.html"), "private");
    for (const name of [
      "notes.html",
      "..%2Fworkspace.json",
      "2026-01-02-score-1.html%2F..%2Fnotes.html",
      "%2Fetc%2Fpasswd",
    ])
      expect((await admin("GET", `/api/reports/${name}`)).status).toBe(404);
    expect((await nobody("GET", "/api/reports")).status).toBe(401);
  });
});
