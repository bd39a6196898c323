import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { ROOT, SAMPLE } from "./openicp.ts";
import { sampleProfile } from "./sample.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `ulimit -f` counts blocks of 512 or 1024 bytes: either way less than the scores of 10,000 companies need. */
it("a disk without room for the output is one sentence, and nothing half-written is left", async () => {
  const deals = join(SAMPLE, "salesforce/Opportunity.csv");
  const icp = join(folder, "icp.json");
  copyFileSync((await sampleProfile()).icp, icp);
  const command = 'ulimit -f 20; exec "$0" "$@"';
  const run = (args: readonly string[]) =>
    spawnSync("bash", ["-c", command, process.execPath, join(ROOT, "bin/openicp.js"), ...args], { encoding: "utf8" });

  const scores = run(["score", join(SAMPLE, "prospects.csv"), "--icp", icp, "--out", join(folder, "scores.csv")]);
  expect(scores.stderr).toMatch(
    /^openicp: cannot write .*scores\.csv: the disk is full; free some space or give another place\n$/,
  );
  expect(scores.status).toBe(1);

  const page = run(["build", deals, "--no-resampling", "--quiet", "--page", join(folder, "icp.html")]);
  expect(page.stderr).toMatch(
    /^openicp: cannot write .*icp\.html: the disk is full; free some space or give another place\n$/,
  );
  expect(existsSync(join(folder, "icp.html"))).toBe(false);
  expect(readdirSync(folder)).toEqual(["icp.json"]);
});
