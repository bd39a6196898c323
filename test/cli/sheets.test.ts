import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { workbook } from "../warehouse/workbook.ts";
import { openicp, scratch } from "./openicp.ts";

const folder = scratch();
const firms = Array.from({ length: 24 }, (_, i) => `firm${i}`);
const deals = (won: string) => [
  ["Opportunity ID", "Account Name", "Stage", "Created Date", "Close Date", "Product"],
  ...firms.map((firm, i) => [
    `D-${100 + i}`,
    firm,
    i % 3 === 0 ? won : "Closed Lost",
    "2025-01-05",
    "2025-03-01",
    i % 2 === 0 ? "Core" : "Plus",
  ]),
];
const accounts = [["Account Name", "Industry"], ...firms.map((firm, i) => [firm, i % 2 === 0 ? "Retail" : "Banking"])];
const crm = join(folder, "crm.xlsx");
writeFileSync(
  crm,
  workbook({ "Deals 2024": deals("Closed Won"), "Deals 2025": deals("Closed Won"), Companies: accounts, Notes: [] }),
);

async function build(...args: string[]): Promise<{ report: string; stderr: string; code: number | null }> {
  const { stdout, stderr, code } = await openicp(["build", ...args, "--no-resampling"], { cwd: folder });
  return { report: stdout, stderr, code };
}

describe("a person chooses the sheet of a workbook", () => {
  it("with --sheet, which is kept by --save-map and read again", async () => {
    const guessed = await build("crm.xlsx", "--no-map-file");
    expect(guessed.report).toContain(
      'crm.xlsx: sheet "Deals 2024" is read; "Deals 2025", "Companies" are not: choose another with --sheet NAME, or crm.xlsx#NAME.',
    );
    const said = await build("crm.xlsx", "--sheet", "deals 2025", "--save-map", "openicp.map.yaml");
    expect(said.report).toContain("XLSX, sheet Deals 2025");
    expect(said.report).not.toContain("are not: choose");
    expect(readFileSync(join(folder, "openicp.map.yaml"), "utf8")).toContain(
      "sheets:\n  crm.xlsx: Deals 2025 # not read: Deals 2024, Companies\n",
    );
    const again = await build("crm.xlsx");
    expect(again.report).toContain("XLSX, sheet Deals 2025");
    expect(again.report).toContain("Read openicp.map.yaml: sheets, ");
  });

  it("for one file after a #, so that one workbook holds deals and accounts", async () => {
    const { report, stderr } = await build("crm.xlsx#Deals 2025", "--accounts", "crm.xlsx#Companies", "--no-map-file");
    expect(stderr).toBe("");
    expect(report).toContain("crm.xlsx#Deals 2025 (XLSX, sheet Deals 2025): 24 rows, 24 taken");
    expect(report).toContain("crm.xlsx#Companies (XLSX, sheet Companies): 24 rows, 24 taken");
    const over = await build("crm.xlsx#Deals 2025", "--out", "crm.xlsx", "--no-map-file");
    expect(over.stderr).toContain("cannot write crm.xlsx: it is read by this command");
  });

  it("and is told the sheets there are when it is none of them", async () => {
    const there = 'its sheets are "Deals 2024", "Deals 2025", "Companies", "Notes"';
    const option = await build("crm.xlsx", "--sheet", "Deals 2023");
    expect(option.stderr).toContain(`crm.xlsx has no sheet "Deals 2023" (said with --sheet); ${there}`);
    const sign = await build("crm.xlsx#Deals");
    expect(sign.stderr).toContain(`crm.xlsx has no sheet "Deals" (said with #); ${there}`);
    expect(sign.code).toBe(1);
    const empty = await build("crm.xlsx", "--sheet", "Notes");
    expect(empty.stderr).toContain('crm.xlsx: the sheet "Notes" holds no header with rows below it');
  });
});
