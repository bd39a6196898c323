import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { sheetOf } from "../../../src/icp/page/html/print-size.ts";
import { renderHtml } from "../../../src/icp/page/html/render-html.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { manyBlocks } from "../fixtures/blocks.ts";
import { fullest } from "../fixtures/fullest.ts";
import { FIXTURES } from "../fixtures.ts";
import { poisoned } from "../poison.ts";
import { faultsIn } from "./accessibility.ts";
import { needsChromium, openBrowser, sheets, show } from "./browser.ts";

const DOCUMENTS: Readonly<Record<string, IcpDocument>> = { ...FIXTURES, fullest };
let browser: Browser;

beforeAll(async () => {
  const opened = await openBrowser();
  if (opened !== null) browser = opened;
});
afterAll(() => browser?.close());
beforeEach(needsChromium);

/** Counts as wide as those of the sample company, and a command longer than a phone is wide. */
const telling: IcpDocument = {
  ...FIXTURES.inside!,
  notes: [
    "Run `openicp score prospects.csv --icp icp.json --open-deals Opportunity.csv --customers customers.csv --capacity 30,100`.",
  ],
};

function htmlOf(document: IcpDocument): string {
  return renderHtml(onePage(document));
}

describe.each(Object.entries(DOCUMENTS))("the %s page in Chromium", (_, document) => {
  it("prints on the front and the back of one sheet, A4 or Letter, does not scroll sideways, and can be read by all", async () => {
    const page = await show(browser, htmlOf(document), 1200);
    expect(await sheets(page, "A4")).toBe(2);
    expect(await sheets(page, "Letter")).toBe(2);
    for (const width of [420, 800, 1200]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    }
    expect(await faultsIn(page)).toEqual([]);
    await page.context().close();
  });
});

describe("the page in Chromium", () => {
  it.each([
    [3, 6],
    [4, 30],
  ])("prints on front and back with %i more parts, of %i rows each", async (parts, rows) => {
    const page = await show(browser, renderHtml({ ...onePage(fullest), blocks: manyBlocks(parts, rows) }), 1200);
    expect(await sheets(page, "A4")).toBe(2);
    expect(await sheets(page, "Letter")).toBe(2);
    await page.context().close();
  });

  it("does not scroll sideways on a phone with all its evidence open, wide counts and long commands", async () => {
    const page = await show(browser, htmlOf(telling), 400);
    await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(400);
    await page.context().close();
  });

  it("adds up the ticked points without a script", async () => {
    const page = await show(browser, htmlOf(FIXTURES.rich!), 1200);
    const tick = async (name: string): Promise<void> => page.getByLabel(name, { exact: true }).check();
    const total = async (): Promise<string> => {
      const session = await page.context().newCDPSession(page);
      const { nodes } = (await session.send("Accessibility.getFullAXTree" as never)) as { nodes: AxNode[] };
      return readTotal(nodes);
    };
    expect(await total()).toBe("0");
    await tick("Number of employees: 100–200, 19 points");
    await tick("Industry: fintech, insurance, 21 points");
    expect(await total()).toBe("40");
    await tick("Number of employees: 200–500, 25 points");
    expect(await total()).toBe("46");
    await page.getByRole("button", { name: "Clear" }).click();
    expect(await total()).toBe("0");
    await page.context().close();
  });

  it("lets no value of a document become an element, a handler or a link", async () => {
    const page = await show(browser, htmlOf(poisoned(FIXTURES.rich!)), 1200);
    const found = await page.evaluate(`[...document.querySelectorAll("*")].flatMap((one) => [
      ...(["SCRIPT", "IMG", "A", "IFRAME", "OBJECT", "LINK"].includes(one.tagName) ? [one.tagName] : []),
      ...one.getAttributeNames().filter((name) => name.startsWith("on") || name === "src" || name === "href"),
    ])`);
    expect(found).toEqual([]);
    await page.context().close();
  });
});

it("the check of what all can read finds what is wrong", async () => {
  const bad = `<h1>a</h1><h3>b</h3><p style="color:#888">grey</p><input type="radio"><svg></svg><table></table><i id="x"></i><i id="x"></i><div aria-labelledby="none"></div>`;
  const page = await show(browser, bad, 800);
  expect((await faultsIn(page)).filter((fault) => fault.startsWith("light"))).toEqual([
    "light: contrast 3.54: grey",
    "light: id twice: x",
    "light: nothing has the id none",
    "light: a INPUT without a name",
    "light: a table without a caption",
    "light: a chart without words",
    "light: a heading of level 3 below 1",
    "light: no language",
    "light: only 3 texts looked at",
  ]);
  await page.context().close();
});

describe("the layout in Chromium", () => {
  it("keeps the ranges of the score in a narrow window, below the rates", async () => {
    const page = await show(browser, htmlOf(FIXTURES.rich!), 420);
    const ranges = await page.evaluate(
      `[...document.querySelectorAll(".cards tbody .under")].filter((one) => one.offsetHeight > 0).length`,
    );
    const bands = FIXTURES.rich!.scorecard.attributes.flatMap((one) => one.bands).length;
    expect(ranges).toBe(bands);
    await page.context().close();
  });

  it("gives the labels of the score more room than its chart", async () => {
    const page = await show(browser, htmlOf(FIXTURES.dense!), 1200);
    const widths = (await page.evaluate(
      `["label", ".chart"].map((one) => document.querySelector(".cards tbody tr:nth-child(2) " + one).offsetWidth)`,
    )) as number[];
    expect(widths[0]).toBeGreaterThan(180);
    expect(widths[1]).toBeLessThan(120);
    await page.context().close();
  });

  it.each(["none", "forced"])("leaves no half of the %s page empty", async (name) => {
    const page = await show(browser, htmlOf(FIXTURES[name]!), 1200);
    const bottoms = (await page.evaluate(
      `[".tried", ".next"].map((one) => document.querySelector(one).getBoundingClientRect().bottom)`,
    )) as number[];
    const sure = (await page.evaluate(`document.querySelector(".sure").getBoundingClientRect().top`)) as number;
    expect(sure).toBeGreaterThan(Math.max(...bottoms));
    expect(Math.abs(bottoms[0]! - bottoms[1]!)).toBeLessThan(110);
    await page.context().close();
  });

  it.each(["A4", "Letter"] as const)("chooses the type size of %s", async (format) => {
    const { size, a4 } = sheetOf(onePage(FIXTURES.rich!));
    const probe = `<style>p{display:none}@media print and (max-aspect-ratio:29/40){p{display:block;break-before:page}}</style><b>x</b><p>x</p>`;
    const page = await show(browser, probe, 1200);
    expect(await sheets(page, format)).toBe(format === "A4" && a4 > size ? 2 : 1);
    await page.context().close();
  });
});

interface AxNode {
  readonly nodeId: string;
  readonly childIds?: readonly string[];
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
}

/** The number that a screen reader says after "Total". */
function readTotal(nodes: readonly AxNode[]): string {
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const texts = (node: AxNode | undefined): string[] => {
    if (node === undefined) return [];
    if (node.role?.value === "StaticText") return [node.name?.value ?? ""];
    return (node.childIds ?? []).flatMap((id) => texts(byId.get(id)));
  };
  return texts(nodes.find((node) => node.role?.value === "status"))
    .join("")
    .trim();
}
