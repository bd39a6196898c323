import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { toJavaScript } from "../../src/compile/javascript.ts";
import { parseIcp } from "../../src/icp/parse.ts";
import { printIcp } from "../../src/icp/print.ts";
import { fieldName } from "../../src/ingest/field-name.ts";
import { type Built, built, headersOf, openicp, SAMPLE, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

const SALESFORCE = [join(SAMPLE, "salesforce/Opportunity.csv"), "--accounts", join(SAMPLE, "salesforce/Account.csv")];
const HUBSPOT = [join(SAMPLE, "hubspot/deals.csv"), "--accounts", join(SAMPLE, "hubspot/companies.csv")];
const ABOUT = ["--about", "account", "--goal", "win"];

describe("the sample company", () => {
  const folder = scratch();
  const at = (name: string): string => join(folder, name);
  let salesforce: Built;
  let flat: Built;
  let hubspot: Built;

  beforeAll(async () => {
    const universe = ["--universe", join(SAMPLE, "prospects.csv")];
    salesforce = await built([
      ...SALESFORCE,
      ...ABOUT,
      "--out",
      at("icp.json"),
      "--page",
      at("icp.html"),
      "--scores",
      at("scores.csv"),
      ...universe,
    ]);
    flat = await built([join(SAMPLE, "flat/deals.csv"), ...ABOUT, ...universe]);
    hubspot = await built([...HUBSPOT, ...ABOUT, ...universe]);
  });

  it("gives the same attributes, bands, weights and points from all three formats", () => {
    for (const { icp } of [flat, hubspot]) {
      const { scorecard, evidence, separation, breadth } = icp.document;
      expect(scorecard.attributes).toEqual(salesforce.icp.document.scorecard.attributes);
      expect(evidence).toEqual(salesforce.icp.document.evidence);
      expect(separation).toEqual(salesforce.icp.document.separation);
      expect(breadth).toEqual(salesforce.icp.document.breadth);
    }
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
    const { document } = salesforce.icp;
    expect(document.separation.verdict).toBe("reliable");
    expect(document.maturity).toBe("data-driven");
    expect(document.evidence.base_rate).toBeGreaterThan(0.3);
    expect(document.evidence.base_rate).toBeLessThan(0.34);
    expect(document.validation.cross_fit!.auc).toBeGreaterThan(0.75);
    expect(document.validation.forward!.verdict).toBe("confirmed");
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
    const rows = readCsv(at("scores.csv"));
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
    const scores = readCsv(at("scores.csv"));
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

  it("gives byte-identical documents with 1, 2 and 7 workers, and parse then print is the identity", async () => {
    const texts: string[] = [];
    for (const workers of ["1", "2", "7"]) {
      const out = at(`icp-${workers}.json`);
      const ended = await openicp(["build", ...SALESFORCE, ...ABOUT, "--out", out, "--workers", workers, "--quiet"]);
      expect(ended).toEqual({ code: 0, stdout: "", stderr: "" });
      texts.push(readFileSync(out, "utf8"));
    }
    expect(texts[1]).toBe(texts[0]);
    expect(texts[2]).toBe(texts[0]);
    expect(printIcp(parseIcp(texts[0]!, "icp.json"))).toBe(texts[0]);
  });

  it("scores the prospects, whose headers differ, and says how broad the profile is", async () => {
    const ended = await openicp([
      "score",
      join(SAMPLE, "prospects.csv"),
      "--icp",
      at("icp.json"),
      "--out",
      at("prospects.csv"),
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

function plain(header: string): string {
  return fieldName(header).replace(/_date$/, "");
}
