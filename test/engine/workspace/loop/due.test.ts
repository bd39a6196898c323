import { describe, expect, it } from "vitest";
import {
  due,
  type LastRun,
  type LoopState,
  lastTime,
  RETRIES,
  wallClock,
} from "../../../../src/engine/workspace/loop/due.ts";
import {
  cronOf,
  DEFAULT_SCHEDULES,
  type Schedule,
  scheduleWords,
} from "../../../../src/engine/workspace/loop/schedules.ts";

const at = (iso: string): Date => new Date(`${iso}Z`);
const ran = (started: string, more: Partial<LastRun> = {}): LastRun => ({
  started: at(started),
  finished: at(started),
  state: "done",
  attempt: 1,
  ...more,
});
const state = (more: Partial<LoopState> = {}): LoopState => ({
  schedules: DEFAULT_SCHEDULES,
  zone: "UTC",
  last: {},
  since: at("2026-05-14T10:00:00"),
  alarm: null,
  ...more,
});
const jobs = (given: LoopState, now: string): string[] =>
  due(given, at(now)).map(({ job, why, attempt }) => `${job} ${why} ${attempt}`);

/** All four as of a day on which all were done. */
const ALL = {
  score: ran("2026-05-15T02:00:00"),
  drift: ran("2026-05-15T03:00:00"),
  refresh: ran("2026-05-15T04:00:00"),
  strategy: ran("2026-05-15T05:00:00"),
};

describe("due", () => {
  it("has nothing to do before a version is in force, and nothing for the times before that", () => {
    expect(jobs(state({ since: null }), "2027-05-01T12:00:00")).toEqual([]);
    expect(jobs(state(), "2026-05-14T23:59:00")).toEqual([]);
    expect(jobs(state(), "2026-05-15T01:59:00")).toEqual([]);
    expect(jobs(state(), "2026-05-15T02:00:00")).toEqual(["score scheduled 1"]);
  });

  it("does each job once for each of its times, in order, however late", () => {
    expect(jobs(state({ last: ALL }), "2026-05-31T23:59:00")).toEqual(["score scheduled 1"]);
    expect(jobs(state({ last: ALL }), "2026-06-01T03:00:00")).toEqual(["score scheduled 1", "drift scheduled 1"]);
    expect(jobs(state({ last: ALL }), "2026-07-02T12:00:00")).toEqual([
      "score scheduled 1",
      "drift scheduled 1",
      "refresh scheduled 1",
    ]);
    expect(jobs(state({ last: ALL }), "2027-01-01T05:00:00")).toHaveLength(4);
    const after = { ...ALL, score: ran("2026-06-09T17:30:00"), drift: ran("2026-06-09T17:31:00") };
    expect(jobs(state({ last: after }), "2026-06-09T23:00:00")).toEqual([]);
    expect(jobs(state({ last: after }), "2026-06-10T02:00:00")).toEqual(["score scheduled 1"]);
  });

  it("begins no job that runs, runs an interrupted one again, and tries a failed one ever later, then at its next time", () => {
    const score = (more: Partial<LastRun>) => state({ last: { ...ALL, score: ran("2026-05-20T02:00:00", more) } });
    expect(jobs(score({ state: "running", finished: null }), "2026-05-22T02:00:00")).toEqual([]);
    expect(jobs(score({ state: "interrupted" }), "2026-05-20T02:00:01")).toEqual(["score interrupted 1"]);
    expect(jobs(score({ state: "failed" }), "2026-05-20T02:00:29")).toEqual([]);
    expect(jobs(score({ state: "failed" }), "2026-05-20T02:00:30")).toEqual(["score failed 2"]);
    expect(jobs(score({ state: "failed", attempt: 3 }), "2026-05-20T02:01:59")).toEqual([]);
    expect(jobs(score({ state: "failed", attempt: 3 }), "2026-05-20T02:02:00")).toEqual(["score failed 4"]);
    const given = { state: "failed", attempt: RETRIES + 1 } as const;
    expect(jobs(score(given), "2026-05-20T23:00:00")).toEqual([]);
    expect(jobs(score(given), "2026-05-21T02:00:00")).toEqual(["score scheduled 1"]);
  });

  it("learns a candidate on an alarm, once, unless told not to", () => {
    const alarm = at("2026-06-01T03:00:00");
    const last = { ...ALL, score: ran("2026-06-01T02:00:00"), drift: ran("2026-06-01T03:00:00") };
    expect(jobs(state({ last, alarm }), "2026-06-01T06:00:00")).toEqual(["refresh alarm 1"]);
    const after = { ...last, refresh: ran("2026-06-01T06:00:00") };
    expect(jobs(state({ last: after, alarm }), "2026-06-01T06:00:00")).toEqual([]);
    const schedules = { ...DEFAULT_SCHEDULES, refreshOnAlarm: false };
    expect(jobs(state({ last, alarm, schedules }), "2026-06-01T06:00:00")).toEqual([]);
  });

  it("leaves out what is off", () => {
    const off = { ...DEFAULT_SCHEDULES.jobs.score, on: false };
    const schedules = { ...DEFAULT_SCHEDULES, jobs: { ...DEFAULT_SCHEDULES.jobs, score: off } };
    expect(jobs(state({ schedules }), "2026-05-20T02:00:00")).toEqual([]);
  });

  it("goes by the clocks of its zone, in summer and in winter", () => {
    expect(wallClock(at("2026-07-01T00:30:00"), "Europe/Berlin")).toBe("2026-07-01T02:30");
    expect(wallClock(at("2026-12-31T23:30:00"), "Europe/Berlin")).toBe("2027-01-01T00:30");
    const berlin = state({ zone: "Europe/Berlin", last: { ...ALL, score: ran("2026-05-31T00:00:00") } });
    expect(jobs(berlin, "2026-05-31T23:59:00")).toEqual([]);
    expect(jobs(berlin, "2026-06-01T00:00:00")).toEqual(["score scheduled 1"]);
    expect(jobs(berlin, "2026-06-01T01:00:00")).toEqual(["score scheduled 1", "drift scheduled 1"]);
  });
});

describe("a schedule", () => {
  const of = (more: Partial<Schedule>): Schedule => ({
    on: true,
    every: "month",
    day: 15,
    month: 4,
    at: "06:05",
    ...more,
  });

  it("knows its newest time", () => {
    expect(lastTime(of({}), "2026-03-15T06:04")).toBe("2026-02-15T06:05");
    expect(lastTime(of({}), "2026-03-15T06:05")).toBe("2026-03-15T06:05");
    expect(lastTime(of({ every: "quarter" }), "2026-03-20T00:00")).toBe("2026-01-15T06:05");
    expect(lastTime(of({ every: "year" }), "2026-04-15T06:04")).toBe("2025-04-15T06:05");
    expect(lastTime(of({ every: "day" }), "2024-03-01T00:00")).toBe("2024-02-29T06:05");
  });

  it("is the same as a cron expression, and in words", () => {
    expect(
      ["day", "month", "quarter", "year"].map((every) => cronOf(of({ every: every as Schedule["every"] }))),
    ).toEqual(["5 6 * * *", "5 6 15 * *", "5 6 15 1,4,7,10 *", "5 6 15 4 *"]);
    expect(scheduleWords(of({ every: "year" }))).toBe("every year on 15 April at 06:05");
    expect(scheduleWords(of({ on: false }))).toBe("off");
  });
});
