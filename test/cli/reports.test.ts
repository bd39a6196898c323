import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isoOf } from "../../src/watch/drift/days.ts";
import { needsChromium, openBrowser, show } from "../icp/page/browser.ts";
import { plantedDeals } from "../watch/drift/planted.ts";
import { openicp, SAMPLE, scratch } from "./openicp.ts";

const folder = scratch();
const at = (name: string): string => join(folder, name);

/** A made-up business whose market moves in February 2026: its export of the end of June, and what it knows that it changed. */
function writeInputs(): void {
  const end = Date.parse("2026-06-30T00:00:00Z") / 86_400_000;
  const rows = plantedDeals(1, "2026-02-01", 8).map((deal, i) => {
    const { company, industry, country, employees, created, closed, won } = deal;
    const open = closed > end;
    const grade = "ABC"[(i * 7 + (industry === "Fintech" ? 0 : 1)) % 3];
    const cells = [company, industry, country, employees, isoOf(created), isoOf(closed)];
    const control = industry === "Care" && i % 3 === 0 ? "control" : "";
    return [
      `D${i}`,
      ...cells,
      open ? "Demo" : won ? "Closed Won" : "Closed Lost",
      4000 + employees * 40,
      grade,
      control,
    ];
  });
  const header = "Deal ID,Account Name,Industry,Country,Employees,Created Date,Close Date,Stage,Amount,Grade,Control";
  writeFileSync(at("deals.csv"), [header, ...rows.map((row) => row.join(","))].join("\n"));
  const companies = rows.map(([, ...cells]) => cells.slice(0, 4).join(","));
  writeFileSync(at("accounts.csv"), ["Account Name,Industry,Country,Employees", ...companies].join("\n"));
  writeFileSync(
    at("changes.csv"),
    "date,kind,note\n2025-06-01,integration,Slack app\n2026-02-01,geography,Sales team in Stockholm\n2026-06-20,pricing,Annual plans only\n",
  );
}

const OUTCOME = ["--outcome", "Stage=Closed Won/Closed Lost"];
const REPORTS = ["validate", "against", "drift-changes", "refresh", "review", "diff-moves", "compare"] as const;
/** What each command prints. */
const printed: Record<string, string> = {};

/** Ids change with every version of the program: no part of how a report reads. */
function steady(text: string): string {
  return text
    .replace(/\b[0-9a-f]{64}\b/g, "0".repeat(64))
    .replace(/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8}\b/g, "00000000")
    .replaceAll(folder, "FOLDER");
}

async function ran(name: string, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await openicp(args);
  if (code !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  printed[name] = stdout;
}

let browser: Browser | null = null;
afterAll(() => browser?.close());

beforeAll(async () => {
  writeInputs();
  const [deals, icp] = [at("deals.csv"), at("icp.json")];
  const out = (name: string, option = "--out"): string[] => [option, at(`${name}.html`)];
  const learn = ["--as-of", "2025-12-31", "--no-resampling", "--name", "Calvanto", "--out", icp];
  await ran("build", ["build", deals, ...OUTCOME, ...learn]);
  const held = [deals, ...OUTCOME, "--icp", icp];
  await ran("validate", ["validate", ...held, ...out("validate")]);
  await ran("against", ["validate", ...held, "--against", "Grade=A|B|C", ...out("against")]);
  await ran("drift-changes", ["drift", ...held, "--changes", at("changes.csv"), ...out("drift-changes")]);
  const both = [...out("refresh", "--report"), ...out("review", "--review"), "--out", at("candidate.json")];
  const refresh = [
    "--accounts",
    at("accounts.csv"),
    "--changes",
    at("changes.csv"),
    "--no-resampling",
    "--recency",
    "180d",
  ];
  await ran("refresh", ["refresh", ...held, ...refresh, ...both]);
  await ran("diff-moves", ["diff", icp, at("candidate.json"), "--accounts", at("accounts.csv"), ...out("diff-moves")]);
  const lists = ["list.csv", "control.csv"].map((name) => join(SAMPLE, "../live-test", name));
  const span = ["--since", "2026-07-06", "--until", "2026-09-30", "--as-of", "2026-10-01"];
  const log = join(SAMPLE, "../live-test/log.csv");
  await ran("compare", ["compare", ...lists, "--outcomes", log, ...span, ...out("compare")]);
  browser = await openBrowser();
});

describe.each(REPORTS)("the report of %s", (name) => {
  it("reads as it did", async () => {
    const page = readFileSync(at(`${name}.html`), "utf8");
    expect(page).not.toMatch(/<script|<link|<img|https?:|NaN|undefined|Infinity|\[object/);
    await expect(steady(page)).toMatchFileSnapshot(`../output/reports/${name}.html`);
    if (printed[name] === undefined) return;
    expect(printed[name]!.length).toBeGreaterThan(500);
    expect(printed[name]).not.toMatch(/NaN|undefined|Infinity|\[object/);
    await expect(steady(printed[name])).toMatchFileSnapshot(`../output/reports/${name}.txt`);
  });
});

interface Violation {
  readonly impact: string;
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds that is serious or critical in a narrow window, and of the contrast in the dark, in a wide one; and what is wider than its window. */
async function violations(html: string): Promise<readonly string[]> {
  const page = await show(browser!, html, 400);
  const found: string[] = [];
  const look = async (options: string): Promise<void> => {
    const [width, wide] = (await page.evaluate("[innerWidth, document.documentElement.scrollWidth]")) as [
      number,
      number,
    ];
    if (wide > width) found.push(`scrolls sideways: ${wide} of ${width}`);
    const axe = (await page.evaluate(`axe.run(document, ${options})`)) as {
      readonly violations: readonly Violation[];
      readonly passes: readonly unknown[];
    };
    expect(axe.passes.length).toBeGreaterThan(0);
    const serious = axe.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    found.push(...serious.map(({ impact, id, nodes }) => `${impact}: ${id}: ${nodes[0]?.html}`));
  };
  await page.evaluate(`for (const one of document.querySelectorAll("details")) one.open = true`);
  await page.evaluate(AXE);
  await look("{ resultTypes: ['violations'] }");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "dark" });
  await look("{ runOnly: ['color-contrast'] }");
  await page.context().close();
  return found;
}

describe("in Chromium", () => {
  beforeEach(needsChromium);
  it.each(REPORTS)("%s can be read by all, in light and in dark, wide and narrow", async (name) => {
    const html = readFileSync(at(`${name}.html`), "utf8");
    expect(await violations(html)).toEqual([]);
  });

  it("would find what is wrong", async () => {
    const bad = `<!doctype html><html lang="en"><title>x</title><main><h1 style="color:#bbb">Grey</h1><p>${"word ".repeat(20)}</p><img src="data:,"><table><tr><th>a</th></tr></table><ul><li>b</li></ul><button></button></main></html>`;
    const found = await violations(bad);
    expect(found.map((one) => one.split(": ")[1])).toEqual(
      expect.arrayContaining(["button-name", "color-contrast", "image-alt"]),
    );
  });
});
