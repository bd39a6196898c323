import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { salesforceId } from "../../../examples/generator/salesforce-id.ts";
import { scorer } from "../../../src/compile/scorer.ts";
import { fieldsFile } from "../../../src/engine/crm/fields-file.ts";
import type { CrmRequest } from "../../../src/engine/crm/write.ts";
import { type ScoreSummary, scoreFile } from "../../../src/engine/score.ts";
import { actionOf, trustIn } from "../../../src/icp/action.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { printIcp } from "../../../src/icp/print.ts";
import { openDatabase } from "../../../src/warehouse/database.ts";
import { readFile } from "../../../src/warehouse/files/read.ts";
import { scratch } from "../../cli/openicp.ts";
import { documentOf, missing } from "../../compile/documents.ts";
import { learnedRule } from "../../generators/disqualifier.ts";

const folder = scratch();
const at = (name: string): string => join(folder, name);

const INDUSTRIES = [
  '=HYPERLINK("http://x.example","a, b")',
  "+1 Agency",
  "@home",
  'Banks "and" insurers, mutual',
  "Line\nbreak & Co",
  "Ümläute, 日本語 🏦",
  "Software",
];

const KIND = `=Ümläute, 日本語 🏦 ${"and more ".repeat(12)}`;

const document: IcpDocument = documentOf({
  id: "abcdef0123456789",
  segments: [{ name: KIND, rules: [{ attribute: "industry", is: { in: ["Ümläute, 日本語 🏦"] }, label: "" }] }],
  cards: [
    {
      name: "industry",
      columns: ["Industry"],
      rule: { kind: "text", missing },
      weight: 60,
      bands: [
        [{ in: INDUSTRIES.slice(0, 4) }, 60],
        [{ in: INDUSTRIES.slice(4, 6) }, 30],
        [{ in: ["software"] }, 0],
        [{ missing: true }, 20],
      ],
    },
    {
      name: "employees",
      columns: ["Employees"],
      rule: { kind: "number", missing, decimal: "." },
      weight: 30,
      bands: [
        [{ from: null, below: 50 }, 0],
        [{ from: 50, below: null }, 30],
        [{ missing: true }, 7],
      ],
    },
    {
      name: "tools_has_sap",
      source: "tools",
      columns: ["Tools"],
      rule: { kind: "set", missing, separators: ";" },
      weight: 10,
      bands: [
        [{ has: "sap" }, 10],
        [{ other: true }, 0],
        [{ missing: true }, 3],
      ],
    },
  ],
});
writeFileSync(at("icp.json"), printIcp({ created_at: null, approved_by: null, document }));

type Row = Readonly<Record<string, string>>;

function csv(name: string, rows: readonly Row[]): string {
  const headers = Object.keys(rows[0]!);
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = [headers, ...rows.map((row) => headers.map((header) => row[header]!))];
  writeFileSync(at(name), lines.map((line) => `${line.map(cell).join(",")}\r\n`).join(""));
  return at(name);
}

async function written(accounts: string, crm: Partial<CrmRequest>, raw = false): Promise<[ScoreSummary, Row[]]> {
  const request: CrmRequest = { crm: "salesforce", id: null, native: false, scoredAt: "2026-03-01", ...crm };
  const summary = await scoreFile(
    {
      accounts,
      icp: at("icp.json"),
      out: at("out.csv"),
      reading: {},
      map: [],
      mapFile: "none",
      raw,
      valueMap: null,
      crm: request,
    },
    { today: "2026-03-01", signal: new AbortController().signal, workers: 1, progress: () => {} },
  );
  return [summary, await readBack(at("out.csv"))];
}

/** The file as our own importer reads it. */
async function readBack(path: string): Promise<Row[]> {
  const database = await openDatabase({ threads: 1 });
  try {
    const { table, columns } = await readFile(database, path, "accounts", "back");
    const found = await database.rows<Record<string, string | null>>(`SELECT * FROM ${table} ORDER BY __row`);
    return found.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? ""])));
  } finally {
    database.close();
  }
}

/** Data rows 1 to `n` with every industry, with and without the rest. */
function companies(n: number): Row[] {
  return Array.from({ length: n }, (_, i) => ({
    "Account Name": `Company, "${i}"\nLtd`,
    "Account ID": i % 2 === 0 ? salesforceId("account", i) : salesforceId("account", i).slice(0, 15),
    "Record ID": String(9_000_000_000 + i),
    Website: `https://www.company-${i}.example/path`,
    Industry: i % 8 === 7 ? "" : INDUSTRIES[i % 8]!,
    Employees: i % 3 === 0 ? "" : String(i),
    Tools: ["", "SAP; Oracle", "Oracle"][i % 3]!,
  }));
}

const sum = (sentence: string): number =>
  [...sentence.matchAll(/\(\+?(\d+)(?: of \d+)?\)/g)].reduce((total, [, points]) => total + Number(points), 0);

describe("score --for", () => {
  const rows = companies(1000);
  const accounts = csv("accounts.csv", rows);
  const score = scorer(document);

  it.each(["salesforce", "hubspot"] as const)(
    "%s: 1,000 rows read back by our own importer are the same",
    async (crm) => {
      const [summary, back] = await written(accounts, { crm });
      expect(summary.for_crm).toMatchObject({ written: 1000, without_id: 0, repeated: 0 });
      expect(back).toHaveLength(1000);
      const names =
        crm === "salesforce"
          ? (part: string) => `OpenICP_${part}__c`
          : (part: string) => `openicp_${part.toLowerCase()}`;
      back.forEach((row, i) => {
        const { fit, level } = score(rows[i]!);
        const id = crm === "salesforce" ? row.Id : row["Record ID"];
        expect(id).toBe(crm === "salesforce" ? salesforceId("account", i) : rows[i]!["Record ID"]);
        expect(row[names("Fit")]).toBe(String(fit));
        expect(row[names("Level")]).toBe(level);
        expect(row[names("Version")]).toBe("abcdef01 Test");
        expect(row[names("Scored_At")]).toBe("2026-03-01");
        const kind = row[names("Segment")]!;
        if (rows[i]!.Industry === "Ümläute, 日本語 🏦") expect(KIND).toMatch(new RegExp(`^${kind.slice(1)}`));
        else expect(kind).toBe("");
        expect(kind).toMatch(/^($|'=)/);
        expect(kind.length).toBeLessThanOrEqual(80);
        expect(row[names("Action")]).toBe(actionOf(level, null, trustIn(document)) ?? "");
        expect(row[names("Timing")]).toBe("");
        const reasons = row[names("Reasons")]!;
        expect(reasons).not.toMatch(/^[=+@\t\r-]|\n/);
        expect(reasons.length).toBeLessThanOrEqual(255);
        expect(reasons.endsWith(`; ${fit} in all`)).toBe(true);
        expect(sum(reasons)).toBe(fit);
      });
    },
  );

  it("words the reasons from the row's own values, the known first, the most points first", async () => {
    const [, back] = await written(accounts, {});
    expect(back[54]!.OpenICP_Reasons__c).toBe(
      "Software (0 of 60), Employees not known (+7 of 30), Tools has sap not known (+3 of 10); 10 in all",
    );
    expect(back[61]!.OpenICP_Reasons__c).toMatch(
      /^Ümläute, 日本語 🏦 \(\+30 of 60\), .* employees \(\+30\), has Tools/,
    );
  });

  it("--raw keeps a leading formula sign as the CRM has it", async () => {
    const [, back] = await written(accounts, {}, true);
    expect(back[0]!.OpenICP_Reasons__c).toMatch(/^=HYPERLINK/);
    const [, safe] = await written(accounts, {});
    expect(safe[0]!.OpenICP_Reasons__c).toMatch(/^'=HYPERLINK/);
  });

  it("writes each id once, the last row of it, and counts rows without an id", async () => {
    const some = companies(12).map((row, i) => ({
      ...row,
      "Account ID":
        i === 3
          ? ""
          : i === 4
            ? "not an id"
            : i === 7
              ? companies(12)[2]!["Account ID"]!.slice(0, 15)
              : row["Account ID"]!,
    }));
    const [summary, back] = await written(csv("some.csv", some), {});
    expect(summary.for_crm).toMatchObject({ written: 9, without_id: 2, rows_without_id: [4, 5], repeated: 1 });
    expect(back).toHaveLength(9);
    const third = back.filter(({ Id }) => Id === salesforceId("account", 2));
    expect(third).toHaveLength(1);
    expect(third[0]!.OpenICP_Fit__c).toBe(String(score(some[7]!).fit));
  });

  it("takes the domain where HubSpot's Record ID is missing, with its subdomain, never a shared host", async () => {
    const bare = companies(6).map(({ "Record ID": _, "Account ID": __, ...row }, i) => ({
      ...row,
      Website: i === 1 ? "shop.company-1.example" : i === 2 ? "gmail.com" : row.Website!,
    }));
    const [summary, back] = await written(csv("bare.csv", bare as Row[]), { crm: "hubspot", native: true });
    expect(summary.for_crm).toMatchObject({ written: 5, without_id: 1, rows_without_id: [3] });
    expect(back.map((row) => row["Company domain name"])).toEqual([
      "company-0.example",
      "shop.company-1.example",
      "company-3.example",
      "company-4.example",
      "company-5.example",
    ]);
    for (const row of back) {
      const level = row.openicp_level!;
      expect(row.hs_ideal_customer_profile).toBe(
        { high: "tier_1", medium: "tier_2", low: "tier_3", unknown: "" }[level],
      );
      expect(row.hs_is_target_account).toBe({ high: "true", medium: "false", low: "false", unknown: "" }[level]);
    }
  });

  it("refuses a file without ids, a column that does not hold them, and a profile without a scorecard", async () => {
    const nameless = csv("nameless.csv", [{ Industry: "Software", Company: "A" }]);
    await expect(written(nameless, {})).rejects.toThrow("no column with Salesforce ids");
    await expect(written(nameless, { crm: "hubspot" })).rejects.toThrow("HubSpot's Record ID or a company domain");
    await expect(written(accounts, { id: "Acount ID" })).rejects.toThrow('did you mean "Account ID"');
    await expect(written(accounts, { id: "Industry" })).rejects.toThrow('"Industry" of accounts.csv does not hold');
    writeFileSync(
      at("icp.json"),
      printIcp({ created_at: null, approved_by: null, document: documentOf({ cards: [] }) }),
    );
    await expect(written(accounts, {})).rejects.toThrow("nothing to write into the CRM");
    writeFileSync(at("icp.json"), printIcp({ created_at: null, approved_by: null, document }));
  });

  it("says when the ids are those of another object", async () => {
    const leads = companies(3).map((row) => ({ ...row, "Account ID": row["Account ID"]!.replace(/^001/, "00Q") }));
    const [summary] = await written(csv("leads.csv", leads), {});
    expect(summary.warnings.join(" ")).toContain("those of the object Lead");
  });
});

describe("--fields", () => {
  it("is a Salesforce package, HubSpot's API body, or a table", () => {
    const members = unzipSync(fieldsFile("salesforce", "f.zip") as Uint8Array);
    const texts = Object.fromEntries(
      Object.entries(members).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
    );
    expect(texts["package.xml"]).toContain("<members>Account.OpenICP_Reasons__c</members>");
    expect(texts["objects/Account.object"]).toContain("<fullName>OpenICP_Fit__c</fullName>");
    expect(fieldsFile("salesforce", "f.zip")).toEqual(fieldsFile("salesforce", "f.zip"));
    const { inputs } = JSON.parse(fieldsFile("hubspot", "f.json") as string) as {
      inputs: { name: string; options?: object[] }[];
    };
    expect(inputs.map(({ name }) => name)).toContain("openicp_reasons");
    expect(inputs.find(({ name }) => name === "openicp_level")!.options).toHaveLength(4);
    expect(fieldsFile("hubspot", "f.csv")).toMatch(/^internal name,label,type,values,description\n/);
    expect(() => fieldsFile("hubspot", "f.zip")).toThrow("must end in .json");
  });

  it("has a field for every column of the file but the id", async () => {
    const header = readFileSync(at("out.csv"), "utf8").split("\n")[0]!.trim().split(",").slice(1);
    const table = (fieldsFile("salesforce", "f.csv") as string)
      .split("\n")
      .slice(1)
      .map((line) => line.split(",")[0]);
    expect(table.slice(0, -1)).toEqual(header);
  });
});

describe("score --for with a confirmed disqualifier", () => {
  const rows = companies(40);
  const who = `Companies in Software with ${"many, ".repeat(60)}tools`;
  const score = scorer(document);
  const rule = learnedRule([{ attribute: "industry", is: { in: ["software"] } }], { status: "confirmed", who });

  it("says to suppress, and begins the reasons with it, within the field", async () => {
    const accounts = csv("disqualified.csv", rows);
    writeFileSync(
      at("icp.json"),
      printIcp({ created_at: null, approved_by: null, document: { ...document, disqualifiers: [rule] } }),
    );
    for (const crm of ["salesforce", "hubspot"] as const) {
      const [, back] = await written(accounts, { crm });
      const [action, reasons] =
        crm === "salesforce" ? ["OpenICP_Action__c", "OpenICP_Reasons__c"] : ["openicp_action", "openicp_reasons"];
      rows.forEach(({ Industry }, i) => {
        const software = Industry === "Software";
        const usual = actionOf(score(rows[i]!).level, null, trustIn(document)) ?? "";
        expect(back[i]![action]).toBe(software ? "suppress" : usual);
        expect(back[i]![reasons]!.startsWith("Disqualified: companies in Software")).toBe(software);
        expect(back[i]![reasons]).toMatch(/\d+ in all$/);
        expect(back[i]![reasons]!.length).toBeLessThanOrEqual(255);
      });
    }
    writeFileSync(at("icp.json"), printIcp({ created_at: null, approved_by: null, document }));
  });
});
