import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { currentScores } from "../../../src/engine/workspace/current.ts";
import { whatIfSample } from "../../../src/engine/workspace/what-if-sample.ts";
import { readSample } from "../../../src/whatif/sample.ts";
import { whatIf } from "../../../src/whatif/what-if.ts";
import { account, accounts, profile, smallWorkspace } from "./small-workspace.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-what-if-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("gives the same levels as the scores in force, and the deals won and lost", async () => {
  const small = await smallWorkspace(folder);
  try {
    const range = Array.from({ length: 30 }, (_, i) => i + 1);
    const industries = ["fintech", "retail", "agency", "", "steel"];
    await small.bring(
      "accounts",
      accounts(...range.map((i) => account(i, { industry: industries[i % 5]!, country: i % 3 === 0 ? "DE" : "FR" }))),
    );
    await small.bring("deals", [
      ["Id", "AccountId", "Name", "StageName", "Amount", "CreatedDate", "CloseDate"],
      ...range
        .slice(0, 24)
        .map((i) => [
          `op-${String(i).padStart(6, "0")}`,
          `acc-${String(i).padStart(6, "0")}`,
          `Deal ${i}`,
          i % 4 === 0 ? "Closed Won" : "Closed Lost",
          1000 * i,
          "2025-01-01",
          "2025-03-01",
        ]),
    ]);
    const document = profile("one");
    await small.inForce(document);
    const decode = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "base64"));
    const sample = readSample(await whatIfSample(small.workspace, document, small.effects), decode);
    const told = whatIf(document.scorecard, sample);
    const database = await small.workspace.warehouse.work();
    const { sql } = await currentScores(small.workspace, database, "main");
    const scores = await database.rows<{ level: string; n: number }>(
      `SELECT level, count(*) AS n FROM (${sql}) GROUP BY 1`,
    );
    database.close();
    for (const { level, n } of scores) expect([level, told.accounts.levels[level as "high"]]).toEqual([level, n]);
    expect([told.accounts.rows, told.accounts.of]).toEqual([30, 30]);
    expect([told.deals.won, told.deals.lost]).toEqual([6, 18]);
  } finally {
    await small.workspace.close();
  }
});
