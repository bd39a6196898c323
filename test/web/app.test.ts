import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { needsChromium } from "../icp/page/browser.ts";
import { ROOT } from "../source.ts";
import { type App, expectSound, expectToFit, openApp } from "./app.ts";

const PASSWORD = "a few words in a row";
let app: App;
let ada: BrowserContext;
let page: Page;

beforeAll(async () => {
  const opened = await openApp();
  if (opened === null) return;
  app = opened;
  ada = await app.window();
  page = await ada.newPage();
});
afterAll(async () => app?.close());
beforeEach(needsChromium);

function heading(name: string | RegExp, level = 1) {
  return page.getByRole("heading", { level, name });
}

/** What a choice of a chart's download menu saves. */
async function downloaded(choice: string, chart: string): Promise<string> {
  await page.getByRole("button", { name: `${chart}: Download` }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: choice }).click(),
  ]);
  return readFileSync(await file.path(), "utf8");
}

describe("the app, walked in a browser from the first start on", () => {
  it("leads whoever comes first to set it up, and refuses another token", async () => {
    await page.goto(`${app.origin}/icp`);
    await heading("Set up this workspace").waitFor();
    await page.getByLabel("Token").fill("wrong");
    await page.getByLabel("Your name").fill("Ada Moreau");
    await page.getByLabel("E-mail").fill("ada@calvanto.example");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Set up" }).click();
    await page.getByText("This is not the token that the terminal shows.").waitFor();
    await expectSound(page);
    expect(app.complaints([401, 403])).toEqual([]);
  });

  it("sets it up by the address of the terminal, and lands on the overview", async () => {
    // The part after the # alone makes no new page.
    await page.goto("about:blank");
    await page.goto(app.setup);
    await page.getByLabel("Your name").fill("Ada Moreau");
    await page.getByLabel("E-mail").fill("ada@calvanto.example");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Set up" }).click();
    await heading("Overview").waitFor();
    await page.getByText(/newer deals it had not seen/).waitFor();
    await page.getByRole("link", { name: "Draft 2" }).waitFor();
    expect(await page.getByRole("table", { name: "Accounts by level" }).textContent()).toMatch(/\d/);
    expect(app.complaints()).toEqual([]);
  });

  it("shows the ICP whole: every part of the page, a score that adds up, hints by keyboard, a chart as a table", async () => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "ICP" }).click();
    await heading("The score", 2).waitFor();
    const { page: told } = (await (await ada.request.get(`${app.origin}/api/icp/page`)).json()) as {
      page: Record<string, { title?: string } | null> & {
        blocks: { title: string }[];
        worth: { heading: string; title: string };
      };
    };
    const parts = ["kinds", "winners", "losers", "score", "notSell", "inside", "breadth", "sure", "leftOut", "card"];
    const titles = [...parts.flatMap((part) => told[part]?.title ?? []), ...told.blocks.map(({ title }) => title)];
    const shown = await page.getByRole("heading", { level: 2 }).allInnerTexts();
    expect([...titles, told.worth.heading].filter((title) => !shown.includes(title))).toEqual([]);
    expect(shown.length).toBeGreaterThan(14);

    const groups = await page
      .locator("input[type=radio]")
      .evaluateAll((all) => [...new Set(all.map((one) => (one as unknown as { name: string }).name))]);
    for (const name of groups) {
      const labels = await page
        .locator(`input[name="${name}"]`)
        .evaluateAll((all) => all.map((one) => (one as unknown as { ariaLabel: string }).ariaLabel));
      const points = labels.map((label) => Number(/, (\d+) points$/.exec(label)?.[1]));
      await page
        .locator(`input[name="${name}"]`)
        .nth(points.indexOf(Math.max(...points)))
        .check();
    }
    await page.getByText(`${groups.length} of ${groups.length} ticked`).waitFor();
    expect(await page.getByText(/^100 of 100 \w+ \d/).textContent()).toMatch(/high/);

    const hinted = page.locator("abbr[data-hint]").first();
    await hinted.focus();
    expect(await page.getByRole("tooltip").textContent()).toBe(await hinted.getAttribute("data-hint"));
    await page.keyboard.press("Escape");
    expect(await page.getByRole("tooltip").count()).toBe(0);

    const chart = page.locator("figure", { has: page.getByRole("button", { name: "As a table" }) });
    await chart.locator("svg[role=img] path").first().waitFor();
    const picture = await downloaded("Picture (SVG)", told.worth.title);
    expect(picture).toMatch(/^<svg/);
    expect(picture).not.toMatch(/="var\(/);
    expect(await downloaded("Table (CSV)", told.worth.title)).toMatch(/^points,expected,range\r\n\d/);
    await chart.getByRole("button", { name: "As a table" }).click();
    expect(await chart.getByRole("row").count()).toBeGreaterThan(3);
    await expectSound(page);
    expect(app.complaints()).toEqual([]);
  });

  it("has what an admin sets and erases, and shows what an erasure would take before it does", async () => {
    await page.goto(`${app.origin}/settings?part=profile`);
    await page.getByLabel("Accounts in tier A").fill("40");
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByText("Kept. The next build and new lists go by it.", { exact: true }).waitFor();
    await heading("Half-lives", 2).waitFor();
    await expectSound(page);
    await page.getByRole("tab", { name: "Danger zone" }).click();
    await page.getByText("Nobody was erased from this workspace.").waitFor();
    await page.getByRole("button", { name: "Erase a company" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Website, or id in the CRM").fill("nobody.example");
    await dialog.getByRole("button", { name: "See what would go" }).click();
    await page.getByText("Nothing here is about them").waitFor();
    expect(await dialog.getByRole("button", { name: "Erase this company" }).isDisabled()).toBe(true);
    await dialog.getByLabel("Type nobody.example once more").fill("nobody.example");
    await expectSound(page);
    await dialog.getByRole("button", { name: "Erase this company" }).click();
    await page.getByText("Nothing here was about them").waitFor();
    await dialog.getByRole("button", { name: "Done" }).click();
    await page.getByText("1 name of a company").waitFor();
    expect(app.complaints()).toEqual([]);
  });

  it("tells what a draft changes, brings it into force with its reason, and puts the old one back", async () => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Versions" }).click();
    await page.getByRole("button", { name: "What is different" }).click();
    await heading("From version 1, in force, to version 2", 2).waitFor();
    await page.getByText("What changed").waitFor();
    await page.getByRole("button", { name: "Approve" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Why").fill("it has a better name");
    await dialog.getByRole("checkbox").check();
    await expectSound(page);
    await dialog.getByRole("button", { name: "Approve" }).click();
    await page.getByText("Version 2 is in force.", { exact: true }).waitFor();
    await page.getByRole("listitem").filter({ hasText: "Version 2 in force" }).waitFor();
    await page.getByRole("button", { name: "Put back in force" }).click();
    await dialog.getByRole("button", { name: "Put it back" }).click();
    await page.getByText("Version 1 is in force again.", { exact: true }).waitFor();
    await page.getByRole("listitem").filter({ hasText: "Version 1 in force" }).waitFor();
    expect(app.complaints()).toEqual([]);
  });

  it("lets an admin make a key, which is shown once, and end it", async () => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Settings" }).click();
    await page.getByRole("tab", { name: "API keys" }).click();
    await page.getByText("There is no key.").waitFor();
    await page.getByRole("button", { name: "Make a key" }).click();
    await page.getByLabel("Name").fill("CRM");
    await page.getByRole("button", { name: "Make the key" }).click();
    const key = await page.getByRole("textbox", { name: "Key" }).inputValue();
    const asked = await fetch(`${app.origin}/api/icp/versions`, { headers: { "x-api-key": key } });
    expect(asked.status).toBe(403);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByText("CRM", { exact: true }).waitFor();
    expect(await page.content()).not.toContain(key);
    await expectSound(page);
    await page.getByRole("button", { name: "End it" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "End it" }).click();
    await page.getByText("There is no key.").waitFor();
    await page.getByRole("tab", { name: "Who did what" }).click();
    await page
      .getByRole("row", { name: /ada@calvanto.example/ })
      .first()
      .waitFor();
    expect(app.complaints()).toEqual([]);
  });

  it("lets in whom an admin invites, as what they are", async () => {
    await page.getByRole("tab", { name: "People" }).click();
    await page.getByRole("button", { name: "Invite somebody" }).click();
    await page.getByLabel("E-mail").fill("ben@calvanto.example");
    await page.getByRole("button", { name: "Make the link" }).click();
    const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByText("Invited, not here yet").waitFor();
    await expectSound(page);

    const ben = await app.window({ viewport: { width: 375, height: 740 } });
    const phone = await ben.newPage();
    await phone.goto(link);
    await phone.getByLabel("Your name").fill("Ben Okafor");
    await phone.getByLabel("Password").fill(PASSWORD);
    await expectToFit(phone);
    await phone.getByRole("button", { name: "Join" }).click();
    await phone.getByRole("heading", { level: 1, name: "Check" }).waitFor();
    const go = async (name: string): Promise<void> => {
      await phone.getByRole("button", { name: "Menu" }).click();
      await phone.getByRole("navigation", { name: "All pages" }).getByRole("link", { name, exact: true }).click();
    };
    await go("ICP");
    await phone.getByRole("heading", { level: 2, name: "The score" }).waitFor();
    await go("Settings");
    await phone.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
    expect(await phone.getByRole("dialog").count()).toBe(0);
    expect(await phone.getByRole("tab").allInnerTexts()).toEqual(["You", "Appearance"]);
    await go("Versions");
    await phone.getByRole("heading", { level: 1, name: "Versions" }).waitFor();
    expect(await phone.getByRole("button", { name: "Approve" }).count()).toBe(0);
    await ben.close();

    await page.reload();
    await page.getByLabel("Role of Ben Okafor").selectOption("editor");
    await page.getByText("Ben Okafor is editor now.", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Ben Okafor is viewer now.", { exact: true }).waitFor();
    expect(await page.getByLabel("Role of Ben Okafor").inputValue()).toBe("viewer");
    expect(app.complaints()).toEqual([]);
  });

  it("keeps the theme that was chosen, before anything is painted", async () => {
    await page.getByRole("tab", { name: "Appearance" }).click();
    await page.getByRole("radio", { name: /^Dark/ }).check();
    const paper = "getComputedStyle(document.documentElement).backgroundColor";
    expect(await page.evaluate(paper)).toBe("rgb(18, 23, 26)");
    await page.reload({ waitUntil: "commit" });
    await expect.poll(() => page.evaluate(paper)).toBe("rgb(18, 23, 26)");
    await heading("Settings").waitFor();
    await page.getByRole("tab", { name: "Appearance" }).click();
    await page.getByRole("radio", { name: /^As the system/ }).check();
    expect(await page.evaluate(paper)).toBe("rgb(255, 255, 255)");
  });

  it("signs out, says what is wrong with a password, and goes on where somebody was going", async () => {
    await page.getByRole("button", { name: /Ada Moreau/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await heading("Sign in").waitFor();
    await page.goto(`${app.origin}/versions`);
    await heading("Sign in").waitFor();
    await page.getByLabel("E-mail").fill("ada@calvanto.example");
    await page.getByLabel("Password").fill("not this one");
    await page.keyboard.press("Enter");
    await page.getByText("The e-mail address or the password is not right.").waitFor();
    await expectSound(page);
    await page.getByLabel("Password").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await heading("Versions").waitFor();
    expect(app.complaints([401])).toEqual([]);
  });

  it("lets whoever started the demo in by its address, and nobody by another", async () => {
    const demo = await app.demo();
    const window = await app.window();
    const tab = await window.newPage();
    await tab.goto(`${demo.origin}/demo#token=wrong`);
    await tab.getByText("The demo was started again: open the address that the terminal shows now.").waitFor();
    await tab.goto("about:blank");
    await tab.goto(demo.entry!);
    await tab.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    await window.close();
    await demo.close();
    expect(app.complaints([403])).toEqual([]);
  });

  it("says so where an address leads nowhere", async () => {
    await page.goto(`${app.origin}/no/such/page`);
    await heading("There is no such page").waitFor();
    await page.getByRole("link", { name: "Go to where you were last" }).click();
    await heading("Versions").waitFor();
  });

  it("shows no layout before its time and moves nothing after", async () => {
    await page.addInitScript(
      "window.moved = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value; }).observe({ type: 'layout-shift', buffered: true });",
    );
    for (const path of ["/overview", "/icp"]) {
      await page.goto(app.origin + path, { waitUntil: "networkidle" });
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(await page.evaluate("window.moved"), path).toBeLessThan(0.1);
    }
  });
});

describe("what a browser loads first", () => {
  const html = readFileSync(join(ROOT, "dist/web/index.html"), "utf8");

  it("is under 250 kB compressed, without the charts", () => {
    const named = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
    const size = named.reduce((sum, path) => sum + gzipSync(readFileSync(join(ROOT, "dist/web", path))).length, 0);
    expect(named.length).toBeGreaterThan(2);
    expect(size).toBeGreaterThan(50_000);
    expect(size).toBeLessThan(250_000);
  });

  it("holds no script of its own, as the server allows none", () => {
    expect([...html.matchAll(/<script\b[^>]*>([^<]*)<\/script>/g)].map(([, own]) => own!.trim())).toEqual(
      [...html.matchAll(/<script\b/g)].map(() => ""),
    );
  });
});
