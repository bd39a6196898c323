import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { toJavaScript } from "../../src/compile/javascript.ts";
import { parseIcp } from "../../src/icp/parse.ts";
import { printIcp } from "../../src/icp/print.ts";
import { fieldName } from "../../src/ingest/field-name.ts";
import { type Built, built, headersOf, openicp, SAMPLE, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";
import { sampleDemo, sampleFrom, sampleProfile, type Written } from "./sample.ts";

const ABOUT = ["--about", "account", "--goal", "win"];
/** Most of a build's time; weights, points and rates are the same without. */
const WITHOUT_RESAMPLING = "--no-resampling";

type IcpDocument = Built["icp"]["document"];

/** The scorecard's attributes without what only resampling tells: the range of each weight and how often it was chosen. */
function chosen({ scorecard }: IcpDocument): unknown {
  return scorecard.attributes.map(({ weight_range, inclusion, ...rest }) => rest);
}

/** The same without the market beside it. */
function learned({ scorecard }: IcpDocument): unknown {
  return scorecard.attributes.map(({ weight_range, inclusion, bands, ...rest }) => ({
    ...rest,
    bands: bands.map(({ universe_share, ...band }) => band),
  }));
}

/** How well it separates, without the shuffles. */
function measured({ separation: { auc, auc_interval } }: IcpDocument): unknown {
  return { auc, auc_interval };
}

describe("the sample company", () => {
  const folder = scratch();
  let salesforce: Built;
  let written: Written;
  /** What `openicp demo` says of the same files: with resampling. */
  let resampled: IcpDocument;
  let flat: Built;
  let hubspot: Built;

  beforeAll(async () => {
    ({ built: salesforce, ...written } = await sampleProfile());
    const demo = await sampleDemo();
    resampled = parseIcp(readFileSync(demo.icp, "utf8"), demo.icp).document;
    flat = await sampleFrom("flat");
    hubspot = await sampleFrom("hubspot");
  }, 300_000);

  it("gives the same attributes, bands, weights and points from all three formats", () => {
    for (const document of [flat.icp.document, hubspot.icp.document, resampled]) {
      const { evidence, breadth } = document;
      expect(chosen(document)).toEqual(chosen(salesforce.icp.document));
      expect(evidence).toEqual(salesforce.icp.document.evidence);
      expect(measured(document)).toEqual(measured(salesforce.icp.document));
      expect(breadth).toEqual(salesforce.icp.document.breadth);
    }
  });

  it.each([
    ["a German Excel's CSV: decimal commas, Windows-1252, day numbers", ["flat/deals-german-excel.csv"]],
    [
      "an Excel workbook of two sheets",
      ["salesforce/crm.xlsx#Opportunities", "--accounts", "salesforce/crm.xlsx#Accounts"],
    ],
    ["HubSpot's zips of several files", ["hubspot/all-deals.zip", "--accounts", "hubspot/all-companies.zip"]],
  ])("gives the same from %s", async (_, files) => {
    const paths = files.map((file) => (file.startsWith("--") ? file : join(SAMPLE, file)));
    const { icp, files: read } = await built([...paths, ...ABOUT, WITHOUT_RESAMPLING]);
    expect(learned(icp.document)).toEqual(learned(salesforce.icp.document));
    expect(icp.document.evidence).toEqual(salesforce.icp.document.evidence);
    expect(measured(icp.document)).toEqual(measured(salesforce.icp.document));
    expect(read[0]!.read).toBe(2482);
    expect(read.flatMap(({ rejected }) => rejected)).toEqual([]);
  });

  it("gives the same scorecard from a report grouped by owner, whose rows stand in another order", async () => {
    const report = join(SAMPLE, "salesforce/report-by-owner.csv");
    const { icp, files: read } = await built([report, ...ABOUT, WITHOUT_RESAMPLING]);
    expect(learned(icp.document)).toEqual(learned(salesforce.icp.document));
    expect(icp.document.evidence).toEqual(salesforce.icp.document.evidence);
    expect(read[0]!.read).toBe(2482);
    const told = icp.document.notes.join("\n");
    expect(told).toMatch(/report-by-owner\.csv is a report: .*subtotal rows and 2 footer lines/);
    expect(told).toMatch(/"Opportunity Owner" is written once per group: filled down to the 2,4\d\d rows below/);
  });

  it("leaves the scorecard alone with the history of fields that the handover fills", async () => {
    const files = ["Opportunity.csv", "--accounts", "Account.csv", "--history", "OpportunityFieldHistory.csv"];
    const paths = files.map((file) => (file.startsWith("--") ? file : join(SAMPLE, "salesforce", file)));
    const { icp, files: read } = await built([...paths, WITHOUT_RESAMPLING]);
    expect(learned(icp.document)).toEqual(learned(salesforce.icp.document));
    expect(read.find(({ role }) => role === "history")!.taken).toBeGreaterThan(1000);
  });

  it("quarantines every planted leak of the deals and accounts, and no honest column", () => {
    const truth = JSON.parse(readFileSync(join(SAMPLE, "truth.json"), "utf8")) as {
      leaks: { header: string }[];
      honest_but_suspicious: { header: string }[];
    };
    for (const result of [salesforce, flat, hubspot]) {
      const { attributes } = result.icp.document;
      const used = attributes
        .filter((a) => a.status === "used" || a.status === "unused")
        .flatMap((a) => a.columns.map(plain));
      const quarantined = headersOf(result, "quarantined").map(plain);
      for (const { header } of truth.leaks) {
        expect(used).not.toContain(plain(header));
        expect([
          ...quarantined,
          ...result.set_aside.map((s) => plain(s.header)),
          ...headersOf(result, "ignored").map(plain),
        ]).toContain(plain(header));
      }
      expect(quarantined).toContain(plain("Handover_Score__c"));
      expect(quarantined).toContain(plain("Contract_Tier__c"));
      expect(quarantined).toContain(plain("Kickoff_Region__c"));
      for (const { header } of truth.honest_but_suspicious) expect(quarantined).not.toContain(plain(header));
    }
  });

  it("quarantines HubSpot's lifecycle stage, which turns to Customer with the win", () => {
    expect(headersOf(hubspot, "quarantined")).toContain("Lifecycle Stage");
  });

  it("separates reliably, near the planted base rate, close to the oracle", () => {
    expect(resampled.separation.verdict).toBe("reliable");
    expect(resampled.maturity).toBe("data-driven");
    expect(resampled.evidence.base_rate).toBeGreaterThan(0.3);
    expect(resampled.evidence.base_rate).toBeLessThan(0.34);
    expect(resampled.validation.cross_fit!.auc).toBeGreaterThan(0.75);
    expect(resampled.validation.forward!.verdict).toBe("confirmed");
  });

  it("earns the planted poor-fit kind few points and the planted best kinds many", () => {
    const industry = salesforce.icp.document.scorecard.attributes.find((a) => a.attribute === "industry");
    expect(industry).toBeDefined();
    const bandOf = (value: string) => industry!.bands.find((b) => "in" in b.match && b.match.in.includes(value));
    expect(bandOf("insurance")!.points).toBeGreaterThan(
      bandOf("marketing agency")?.points ?? bandOf("marketing agencies")?.points ?? 0,
    );
  });

  it("writes scores whose points add up to the fit in every row", () => {
    const rows = readCsv(written.scores);
    expect(rows.length).toBe(1505);
    for (const row of rows) {
      const points = Object.entries(row).filter(([name]) => name.startsWith("points_"));
      expect(points.reduce((sum, [, value]) => sum + Number(value), 0)).toBe(Number(row.fit));
    }
  });

  it("scores the raw rows alike in SQL and in the generated JavaScript module", async () => {
    const document = salesforce.icp.document;
    const source = Buffer.from(toJavaScript(document)).toString("base64");
    const { score } = (await import(`data:text/javascript;base64,${source}`)) as {
      score: (row: Record<string, string>) => { fit: number; level: string; known: number; p_win: { value: number } };
    };
    const scores = readCsv(written.scores);
    const raw = readCsv(join(SAMPLE, "salesforce/Account.csv"));
    raw.forEach((row, i) => {
      const { fit, level, known, p_win } = score(row);
      expect({ fit, level, known, p: p_win.value }).toEqual({
        fit: Number(scores[i]!.fit),
        level: scores[i]!.level,
        known: Number(scores[i]!.known),
        p: Number(scores[i]!.p_win),
      });
    });
  });

  it("scores the prospects, whose headers differ, and says how broad the profile is", async () => {
    const ended = await openicp([
      "score",
      join(SAMPLE, "prospects.csv"),
      "--icp",
      written.icp,
      "--out",
      join(folder, "prospects.csv"),
      "--json",
    ]);
    expect(ended.code).toBe(0);
    const summary = JSON.parse(ended.stdout);
    expect(summary.levels.rows).toBe(10_000);
    const { breadth } = salesforce.icp.document;
    expect(breadth!.universe).toBe(10_000);
    expect(breadth!.high + breadth!.medium + breadth!.low + breadth!.unknown).toBe(10_000);
    expect(summary.levels.high).toBe(breadth!.high);
    expect(summary.warnings.join(" ")).not.toMatch(/has no column/);
  });

  it("adds up what became of every row of every file", () => {
    for (const { files } of [salesforce, flat, hubspot])
      for (const f of files)
        expect(f.taken + f.merged + f.rejected.length + f.outOfScope.reduce((a, o) => a + o.rows, 0)).toBe(f.read);
  });
});

describe("a part of the sample company, with resampling", () => {
  const folder = scratch();
  let salesforce: readonly string[];
  let hubspot: readonly string[];
  /** The document as one worker makes it. */
  let text: string;

  /** The newest rows of companies with several deals, so that families share folds. Every export has the same order. */
  const deals = readCsv(join(SAMPLE, "flat/deals.csv")).map((row) => row["Account ID"]!);
  const several = new Set(deals.filter((account, i) => account !== "" && deals.indexOf(account) < i));
  const part = deals.flatMap((account, i) => (several.has(account) ? [i] : [])).slice(-700);

  function written(path: string, rows: readonly Record<string, string>[]): string {
    const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
    const lines = [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))];
    const file = join(folder, path.replace("/", "-"));
    writeFileSync(file, `${lines.map((cells) => cells.map(quoted).join(",")).join("\n")}\n`);
    return file;
  }

  function partOf(path: string): string {
    const rows = readCsv(join(SAMPLE, path));
    return written(
      path,
      part.map((i) => rows[i]!),
    );
  }

  async function textWith(workers: string): Promise<string> {
    const out = join(folder, `icp-${workers}.json`);
    const ended = await openicp(["build", ...salesforce, ...ABOUT, "--out", out, "--workers", workers, "--quiet"]);
    expect(ended).toEqual({ code: 0, stdout: "", stderr: "" });
    return readFileSync(out, "utf8");
  }

  beforeAll(async () => {
    const ids = new Set(part.map((i) => deals[i]!));
    const accounts = readCsv(join(SAMPLE, "salesforce/Account.csv"));
    const companies = readCsv(join(SAMPLE, "hubspot/companies.csv"));
    const isOwn = accounts.map((account) => ids.has(account.Id!));
    const own = (rows: typeof accounts) => rows.filter((_, i) => isOwn[i]);
    salesforce = [partOf("salesforce/Opportunity.csv"), "--accounts", written("Account.csv", own(accounts))];
    hubspot = [partOf("hubspot/deals.csv"), "--accounts", written("companies.csv", own(companies))];
    text = await textWith("1");
  });

  it("gives the same document, byte for byte, with 1 and 7 workers", async () => {
    expect(await textWith("7")).toBe(text);
  });

  it("is printed as it was parsed", () => {
    expect(printIcp(parseIcp(text, "icp.json"))).toBe(text);
  });

  it("gives the same scorecard, steadiness and separation from the HubSpot export", async () => {
    const { scorecard, separation, evidence } = parseIcp(text, "icp.json").document;
    expect(separation.permutations).toBe(200);
    expect(scorecard.attributes.length).toBeGreaterThan(3);
    expect(scorecard.attributes.every((a) => a.weight_range !== null && a.inclusion !== null)).toBe(true);
    const { document } = (await built([...hubspot, ...ABOUT])).icp;
    expect(document.scorecard).toEqual(scorecard);
    expect(document.separation).toEqual(separation);
    expect(document.evidence).toEqual(evidence);
  });
});

function plain(header: string): string {
  return fieldName(header).replace(/_date$/, "");
}
