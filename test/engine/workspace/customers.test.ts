import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { customersTold } from "../../../src/engine/workspace/customers.ts";
import { customersCsv } from "../../../src/engine/workspace/customers-csv.ts";
import { account, accounts, profile, smallWorkspace } from "./small-workspace.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-customers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const id = (i: number): string => `acc-${String(i).padStart(6, "0")}`;

it("tells who is off the profile, who looks like those that expanded, and what a kind pays", async () => {
  const small = await smallWorkspace(folder);
  try {
    await small.bring(
      "accounts",
      accounts(
        ...range(1, 14).map((i) => account(i)),
        ...range(15, 20).map((i) => account(i, { industry: "agency", country: "US" })),
      ),
    );
    const told = () => customersTold(small.workspace, "main", small.effects);
    await expect(told()).rejects.toThrow("no version of main is in force");
    await small.inForce(profile("alone"));
    await expect(told()).rejects.toThrow("the workspace holds no customers");
    await small.bring("customers", [
      ["account_id", "company", "start_date", "mrr", "currency", "expansion_mrr", "churn_date"],
      // 1 to 5 expanded, 6 to 12 did not, 13 left; 15 to 17 are at low fit, of whom 17 left.
      ...range(1, 5).map((i) => [id(i), `Firm ${i}`, "2025-01-01", 1000 + i, "EUR", 200, ""]),
      ...range(6, 12).map((i) => [id(i), `Firm ${i}`, "2025-01-01", 100 * i, "EUR", 0, ""]),
      [id(13), "Firm 13", "2025-01-01", 500, "EUR", 0, "2025-09-01"],
      [id(15), "Firm 15", "2025-01-01", 300, "EUR", 0, ""],
      [id(16), "=Firm()", "2025-01-01", 900, "EUR", 0, ""],
      [id(17), "Firm 17", "2025-01-01", 300, "EUR", 0, "2025-08-01"],
      ["acc-999999", "Nobody knows", "2025-01-01", 300, "EUR", 0, ""],
    ]);
    const segment = { name: "Fintech", rules: [{ attribute: "industry", is: { in: ["fintech"] }, label: "fintech" }] };
    await small.inForce(profile("one", 60, [segment]));
    const found = await told();
    expect(found.levels.map(({ level, customers, left }) => `${level} ${left}/${customers}`)).toEqual([
      "high 1/13",
      "low 1/3",
    ]);
    expect([found.customers, found.unscored]).toEqual([17, 1]);
    expect(found.off_icp.map(({ customer }) => customer)).toEqual(["=Firm()", "Firm 15"]);
    expect(found.kinds).toEqual([
      expect.objectContaining({
        segment: "Fintech",
        currency: "EUR",
        customers: 12,
        usual: 1150,
        told: 12,
        expanded: 5,
      }),
    ]);
    expect(found.look_alikes.map(({ customer }) => customer)).toEqual(range(6, 11).map((i) => `Firm ${i}`));
    expect(customersCsv(found, false)).toContain("off profile,'=Firm(),");
  } finally {
    await small.workspace.close();
  }
});
