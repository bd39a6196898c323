import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { renderHtml } from "../../../src/icp/page/html/render-html.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { sampleDemo } from "../../cli/sample.ts";
import { FIXTURES } from "../fixtures.ts";
import { violationsIn } from "./axe.ts";
import { needsChromium, openBrowser, show } from "./browser.ts";

/** Pages that test/cli/small-pages.test.ts builds and compares. */
const SMALL = join(import.meta.dirname, "../../output/pages/small");

const PAGES: Readonly<Record<string, () => Promise<string> | string>> = {
  "the sample company": async () => readFileSync((await sampleDemo()).page, "utf8"),
  "no score": () => renderHtml(onePage(FIXTURES.none!)),
  "a hypothesis": () => readFileSync(join(SMALL, "twelve-customers.html"), "utf8"),
  "customers alone": () => readFileSync(join(SMALL, "customers-alone.html"), "utf8"),
  "customers and a universe": () => readFileSync(join(SMALL, "customers-and-universe.html"), "utf8"),
};

let browser: Browser;

beforeAll(async () => {
  const opened = await openBrowser();
  if (opened !== null) browser = opened;
});
afterAll(() => browser?.close());
beforeEach(needsChromium);

describe("axe-core finds nothing wrong, in light and in dark, on the page of", () => {
  it.each(Object.keys(PAGES))(
    "%s",
    async (name) => {
      const page = await show(browser, await PAGES[name]!(), 1200);
      expect(await violationsIn(page)).toEqual([]);
      await page.context().close();
    },
    300_000,
  );
});

it("axe-core is there, and finds what is wrong", async () => {
  const page = await show(browser, `<main><h1>a</h1><p style="color:#999">grey</p><input></main>`, 800);
  const found = (await violationsIn(page)).join("\n");
  for (const id of ["light: serious: color-contrast", "dark: critical: label", "serious: html-has-lang"])
    expect(found).toContain(id);
  await page.context().close();
});
