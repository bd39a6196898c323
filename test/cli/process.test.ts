import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { PROFILE } from "../engine/filtering.ts";
import { openicp, scratch, spawned } from "./openicp.ts";

const folder = scratch();
const icp = join(folder, "icp.json");
const list = join(folder, "list.csv");

beforeAll(() => {
  writeFileSync(icp, JSON.stringify({ created_at: null, approved_by: null, document: PROFILE }));
  writeFileSync(list, "Company,Website,Industry\nA,a.com,Fintech\nB,b.com,Agency\n");
});

/** Other tests run commands within their own process (`openicp`); this holds that against processes as users start them. */
it.each([
  ["a product on stdout", 0, ["show", icp]],
  ["one JSON value", 0, ["score", list, "--icp", icp, "--out", join(folder, "scores.csv"), "--json"]],
  ["the help", 0, ["build", "--help"]],
  ["the version", 0, ["--version"]],
  ["a verb that there is not", 2, ["biuld"]],
  ["an option that there is not", 2, ["score", list, "--ipc", icp]],
  ["a file that is not there", 1, ["show", join(folder, "nowhere.json")]],
] as const)("%s is the same within a process and as one: exit %i", async (_, code, args) => {
  const own = await spawned(args);
  expect(own.code).toBe(code);
  expect(own.stdout + own.stderr).not.toBe("");
  expect(await openicp(args)).toEqual(own);
});
