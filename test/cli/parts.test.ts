import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scorer } from "../../src/compile/scorer.ts";
import { parseIcp } from "../../src/icp/parse.ts";
import { turnedDeals } from "../generators/turned-deals.ts";
import { openicp, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

const folder = scratch();
const deals = join(folder, "turned.csv");
writeFileSync(deals, turnedDeals(1, 600));
const READ = [deals, "--outcome", "Stage=Closed Won/Closed Lost", "--about", "all", "--no-resampling"];

describe("build --parts", () => {
  it("keeps a card for each part where it wins, and scores every row by the card of its part", async () => {
    const [out, page, scores] = ["icp.json", "icp.md", "scores.csv"].map((name) => join(folder, name));
    const files = ["--out", out!, "--page", page!, "--scores", scores!];
    const ended = await openicp(["build", ...READ, "--parts", "employees", ...files]);
    expect([ended.code, ended.stderr]).toEqual([0, ""]);
    const { document } = parseIcp(readFileSync(out!, "utf8"), out!);
    const { parts, by_fit } = document.scorecard;
    expect(parts!.attribute).toBe("employees");
    expect(parts!.cards.length).toBe(4);
    expect(document.validation.parts).toMatchObject({ kept: true, attribute: "employees", chosen: false, n: 600 });
    expect(document.validation.parts!.auc).toBe(document.validation.cross_fit!.auc);
    expect(document.engine.parameters.parts).toBe("employees");
    const used = document.attributes.filter(({ status }) => status === "used").map(({ name }) => name);
    expect(used.sort()).toEqual(["audited", "employees", "industry", "lead_source"]);

    const score = scorer(document);
    const rows = readCsv(deals);
    const cards = new Set<string>();
    readCsv(scores!).forEach((row, i) => {
      const own = score(Object.fromEntries(Object.entries(rows[i]!).map(([name, cell]) => [name, cell || null])));
      const points = Object.keys(row).filter((name) => name.startsWith("points_"));
      expect(points.reduce((sum, name) => sum + Number(row[name]), 0)).toBe(Number(row.fit));
      expect([own.fit, own.level, own.p_win!.value]).toEqual([Number(row.fit), row.level, Number(row.p_win)]);
      expect(own.p_win!.value).toBe(by_fit[own.fit!]!.p);
      cards.add(own.reasons.map(({ attribute, of }) => `${attribute} ${of}`).join());
    });
    expect(cards.size).toBe(5);

    for (const text of [ended.stdout, readFileSync(page!, "utf8")]) {
      expect(text).toContain("A card for each part");
      expect(text).toMatch(/For companies whose Employees is\s+not known/);
      for (const { label } of parts!.cards) expect(text).toContain(`${label} (`);
      expect(text).toMatch(/won one\s+first/);
    }
  });

  it("refuses a column that takes no part, and says which do", async () => {
    const { code, stderr } = await openicp(["build", ...READ, "--parts", "Industri"]);
    expect(code).toBe(1);
    expect(stderr).toContain('--parts: there is no attribute "Industri"; did you mean "Industry"?');
  });
});
