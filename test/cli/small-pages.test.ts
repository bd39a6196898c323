import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { scorer } from "../../src/compile/scorer.ts";
import type { IcpEnvelope } from "../../src/icp/document.ts";
import { renderHtml } from "../../src/icp/page/html/render-html.ts";
import { onePage } from "../../src/icp/page/one-page.ts";
import { renderSummary } from "../../src/icp/page/summary.ts";
import { renderTerminal } from "../../src/icp/page/terminal/render-terminal.ts";
import { built, firstRows, SAMPLE, scratch } from "./openicp.ts";
import { readCsv } from "./read-csv.ts";

/** What people with little data get, built from a few rows of the sample company's own exports. */
const folder = scratch();
const at = (name: string): string => join(folder, name);
const ACCOUNTS = join(SAMPLE, "salesforce/Account.csv");

/** Rows of a file of the sample whose lines pass, as many as are wanted. */
function some(source: string, name: string, keep: (cells: readonly string[]) => boolean, most: number): string {
  const [head, ...rows] = readFileSync(join(SAMPLE, source), "utf8").trim().split("\n");
  const kept = rows.filter((row) => keep(row.split(","))).slice(0, most);
  writeFileSync(at(name), [head, ...kept].join("\n"));
  return at(name);
}

const paying = (cells: readonly string[]): boolean => cells[7] === "";

/** Twenty won and twenty lost deals that won new business. */
function fewDeals(): string {
  const header = readFileSync(join(SAMPLE, "salesforce/Opportunity.csv"), "utf8").split("\n")[0]!.split(",");
  const place = (name: string): number => header.indexOf(name);
  const counts = { won: 0, lost: 0 };
  const rows = readFileSync(join(SAMPLE, "salesforce/Opportunity.csv"), "utf8").trim().split("\n").slice(1);
  const kept = rows.filter((row) => {
    const cells = row.split(",");
    if (cells.length !== header.length || cells[place("Type")] !== "New Customer") return false;
    const stage = cells[place("StageName")];
    const side = stage === "Closed Won" ? "won" : stage === "Closed Lost" ? "lost" : null;
    return side !== null && (cells[place("CloseDate")] ?? "") > "2025-03" && counts[side]++ < 20;
  });
  writeFileSync(at("deals.csv"), [header.join(","), ...kept].join("\n"));
  return at("deals.csv");
}

const CASES = {
  "twelve-customers": () => [
    "--customers",
    some("customers.csv", "twelve.csv", paying, 12),
    "--declared",
    join(SAMPLE, "../declared.yaml"),
    "--accounts",
    ACCOUNTS,
  ],
  "customers-alone": () => ["--customers", some("customers.csv", "customers.csv", paying, 300), "--accounts", ACCOUNTS],
  "customers-and-universe": () => [
    "--customers",
    some("customers.csv", "customers-2.csv", paying, 300),
    "--accounts",
    ACCOUNTS,
    "--universe",
    firstRows(join(SAMPLE, "prospects.csv"), 900, folder),
  ],
  "twenty-and-twenty": () => [fewDeals(), "--accounts", ACCOUNTS],
} as const;

describe.each(Object.entries(CASES))("the page of %s", (name, args) => {
  let icp: IcpEnvelope;
  beforeAll(async () => {
    icp = (await built([...args()])).icp;
  });

  it("looks the same", async () => {
    const page = onePage(icp.document);
    const file = (ending: string): string => `../output/pages/small/${name}.${ending}`;
    await expect(renderHtml(page)).toMatchFileSnapshot(file("html"));
    await expect(renderTerminal(page, { width: 100, color: false })).toMatchFileSnapshot(file("txt"));
    await expect(renderSummary(page)).toMatchFileSnapshot(file("summary.txt"));
  });

  it("has a card whose agreement is what scoring every account by both gives", () => {
    const { seller_card: card, scorecard } = icp.document;
    const { agreement, levels } = card!;
    if (agreement!.on === "universe") return;
    const score = scorer(icp.document);
    const both = readCsv(ACCOUNTS).flatMap((row) => {
      const { level, reasons } = score(row);
      const total = card!.questions.reduce((sum, { attribute, yes, points }) => {
        const { bands } = scorecard.attributes.find((one) => one.attribute === attribute)!;
        const band = reasons.find((one) => one.attribute === attribute)!.band;
        return sum + (yes.some((place) => bands[place]!.label === band) ? points : 0);
      }, 0);
      const own = total >= levels.high ? "high" : total >= levels.medium ? "medium" : "low";
      return level === "unknown" || level === null ? [] : [{ level, own }];
    });
    const count = (holds: (one: (typeof both)[number]) => boolean): number => both.filter(holds).length;
    expect(agreement).toMatchObject({
      on: "accounts",
      n: both.length,
      same: count(({ level, own }) => level === own),
      high: {
        score: count(({ level }) => level === "high"),
        card: count(({ own }) => own === "high"),
        both: count(({ level, own }) => level === "high" && own === "high"),
      },
    });
    expect(both.length).toBeGreaterThan(1000);
  });
});
