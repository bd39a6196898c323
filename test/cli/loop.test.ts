import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { refusalOf } from "../../src/engine/workspace/loop/refusal.ts";
import { openicp } from "./openicp.ts";

let dir: string;
const on = (...args: readonly string[]) => openicp([...args, "--workspace", dir, "--by", "Ada"]);
const said = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await on(...args);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return stdout;
};

beforeAll(async () => {
  dir = join(mkdtempSync(join(inject("runFolder"), "cli-loop-")), "here");
  await said("init");
});

describe("the commands of the loop", () => {
  it("log what changed, until somebody has reviewed it", async () => {
    expect(await said("change", "list")).toContain("Nothing was logged yet");
    expect(await said("change", "add", "--kind", "pricing", "--date", "2026-03-01", "--note", "per seat")).toContain(
      "Logged as change 1.",
    );
    expect(await said("change", "list")).toContain('1  2026-03-01  pricing      NOT REVIEWED  "per seat"  (Ada)');
    expect(await said("change", "review", "1")).toBe("pricing of 2026-03-01 is reviewed.\n");
    const odd = await on("change", "add", "--kind", "weather", "--date", "2026-03-01");
    expect([odd.code, odd.stderr]).toEqual([2, expect.stringContaining("Allowed choices are launch, pricing")]);
  });

  it("change when what is due, and have nothing to do before a version is in force", async () => {
    expect(await said("schedule", "refresh", "--every", "month", "--day", "15", "--time-zone", "UTC")).toMatch(
      /refresh +every month on day 15 at 04:00[\s\S]*Times are those of UTC/,
    );
    expect(await said("schedule", "strategy", "--off")).toMatch(/strategy +off/);
    expect((await on("schedule", "--day", "3")).stderr).toContain("which job? Say score, drift, refresh or strategy");
    expect(await said("work", "--once")).toBe("Nothing is due.\n");
    expect(await said("run", "score")).toBe("score: no version is in force, so there is nothing to do\n");
    expect(await said("runs")).toMatch(/^ +\d+ +\S+ \S+ +score-job +done +\S+ s +(?!schedule)\S/);
  });

  it("keep the narrative, and say what is missing for a sign-off", async () => {
    expect(await said("narrative", "write", "--text", "They buy to pass audits.", "--owner", "Grace")).toMatch(
      /They buy to pass audits\.\n\nOwner: Grace; to be looked at on \d{4}-/,
    );
    expect(JSON.parse(await said("narrative", "show", "--json"))).toMatchObject({
      narrative: { owner: "Grace" },
      before: 0,
    });
    const { code, stderr } = await on("signoff", "show");
    expect([code, stderr]).toEqual([1, expect.stringContaining("there is no draft of main to sign off")]);
  });

  it("fail where a job could be done for no profile, and tell it where one was", () => {
    const refused = { refused: "no deal is newer" };
    expect(refusalOf({ done: {} })).toBeNull();
    expect(refusalOf({ done: { main: refused, other: refused } })).toBe("no deal is newer");
    expect(refusalOf({ done: { main: refused, other: { alarms: [] } } })).toBeNull();
  });

  it("tell files from a workspace", async () => {
    const bare = await openicp(["drift"]);
    expect([bare.code, bare.stderr]).toEqual([
      2,
      expect.stringContaining("missing required argument 'deals', or a workspace"),
    ]);
    expect((await openicp(["refresh", "deals.csv"])).stderr).toContain("required option '--icp <file>' not specified");
    expect((await openicp(["diff", "a.json"])).stderr).toContain("missing required argument 'after', or a workspace");
    expect((await on("drift")).stderr).toContain("no version of main is in force");
    expect((await on("drift", "--accounts", "a.csv")).stderr).toContain("missing required argument 'deals'");
    expect((await on("drift", "--changes", "c.csv")).stderr).toContain("leave out --changes");
    expect((await on("drift", "--icp", "x.json")).stderr).toContain("leave out --icp and --state");
  });
});
