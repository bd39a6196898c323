import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { built, SAMPLE, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

const folder = scratch();
const at = (name: string): string => join(folder, name);

it("a founder's three deals are matched to their accounts by name", async () => {
  writeFileSync(
    at("deals.csv"),
    "Deal Name,Account Name,Stage,Close Date\nA1,Acme,Closed Won,2026-03-01\nB1,Borealis,Closed Lost,2026-03-05\nC1,Cobalt,Closed Lost,2026-04-01\n",
  );
  writeFileSync(
    at("accounts.csv"),
    "Account Name,Industry,Employees\nAcme,Fintech,200\nBorealis,Banking,900\nCobalt,Retail,50\nDelta,Retail,300\n",
  );
  const declared = join(SAMPLE, "../declared.yaml");
  const files = [at("deals.csv"), "--accounts", at("accounts.csv"), "--declared", declared];
  const { icp } = await built([...files, "--scores", at("scores.csv")]);
  expect(icp.document.evidence).toMatchObject({ won: 1, lost: 2 });
  expect(icp.document.maturity).toBe("hypothesis");
  const fits = readCsv(at("scores.csv")).map((row) => [row["Account Name"], Number(row.fit)] as const);
  expect(fits[0]![1]).toBeGreaterThan(fits[2]![1]);
});
