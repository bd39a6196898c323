import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
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

interface Counted {
  readonly filled?: number;
  readonly read?: number;
  readonly file?: { readonly read: number };
  readonly files?: readonly { readonly read: number }[];
}

describe("the sheets of a mapping file", () => {
  const at = (name: string) => join(folder, name);
  const names = Array.from({ length: 240 }, (_, i) => `Maker ${i}`);
  const industry = (i: number) => (i % 2 === 0 ? "Retail" : "Banking");
  const list = [["Company", "Branch"], ...names.slice(0, 40).map((name, i) => [name, industry(i)])];
  const old = [["Company", "Branch"], ...names.slice(0, 9).map((name) => [name, "Mining"])];
  const run = async (...args: string[]) => {
    const ended = await openicp(args, { cwd: folder });
    expect(ended).toMatchObject({ code: 0 });
    return ended.stdout;
  };
  const readers: Readonly<Record<string, readonly string[]>> = {
    score: ["score", "list.xlsx", "--icp", "icp.json", "--out", "scores.csv", "--json"],
    filter: ["filter", "list.xlsx", "--icp", "icp.json", "--keep", "keep.csv", "--drop", "drop.csv", "--json"],
    audit: ["audit", "list.xlsx", "--icp", "icp.json", "--json"],
    compile: ["compile", "icp.json", "--to", "xlsx", "--accounts", "list.xlsx", "--out", "card.xlsx", "--json"],
  };

  beforeAll(async () => {
    const header = "Opportunity ID,Account Name,Stage,Created Date,Close Date,Industry";
    const lines = names.map((name, i) => {
      const won = (i % 2 === 0) === i % 10 < 8;
      return `D-${i},${name},${won ? "Closed Won" : "Closed Lost"},2025-01-05,2025-03-${10 + (i % 20)},${industry(i)}`;
    });
    writeFileSync(at("made.csv"), `${[header, ...lines].join("\n")}\n`);
    writeFileSync(at("list.xlsx"), workbook({ "Old list": old, Companies: list }));
    await run("build", "made.csv", "--no-resampling", "--force-score", "--no-map-file", "--out", "icp.json");
  });

  it.each(Object.entries(readers))("and its columns are honoured by %s", async (_, args) => {
    writeFileSync(at("lists.yaml"), "sheets:\n  list.xlsx: Companies\ncolumns:\n  Branch: industry\n");
    const rowsOf = (text: string): number => {
      const { filled, read, file, files } = JSON.parse(text) as Counted;
      return filled ?? file?.read ?? files?.[0]?.read ?? read ?? -1;
    };
    const said = await run(...args, "--map-file", "lists.yaml");
    expect(rowsOf(said)).toBe(40);
    expect(said).toContain("Read lists.yaml: Branch as industry.");
    expect(rowsOf(await run(...args, "--map-file", "lists.yaml", "--sheet", "Old list"))).toBe(9);
    writeFileSync(at("openicp.map.yaml"), "sheets:\n  list.xlsx: Companies\ncolumns:\n  Branch: industry\n");
    expect(rowsOf(await run(...args))).toBe(40);
    rmSync(at("openicp.map.yaml"));
  });
});

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
