import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keepReport } from "../../src/engine/workspace/keep-report.ts";
import type { Report } from "../../src/icp/page/report.ts";
import { knownSpellings } from "../../src/ingest/aliases.ts";
import { addTask } from "../../src/store/tasks.ts";
import { FIELDS } from "../../web/src/import/roles.ts";
import { needsChromium, sheets } from "../icp/page/browser.ts";
import { type App, expectSound, expectToFit, openApp } from "./app.ts";
import {
  cellsOf,
  DECISIONS,
  enter,
  FOR_ADMINS,
  FOR_EDITORS,
  linked,
  offeredOf,
  openWindow,
  PASSWORD,
  places,
  sampleFiles,
  type Window,
  walk,
} from "./walking.ts";

const at = new Date("2026-07-06T09:00:00Z");
const files = sampleFiles();
let app: App;
let admin: Window;
let page: Page;

const told = (text: string): Report["headline"] => [{ text, tone: "plain", hint: null }];

beforeAll(async () => {
  const opened = await openApp(async ({ workspace }) => {
    const { db } = workspace.store;
    await addTask(db, { key: "t", kind: "hand raised", title: "Call Firm 4", owner: "Vic", at, by: "schedule" });
    const report: Report = {
      ...{ kicker: "The quarterly review", name: "Calvanto", facts: told("of 64 deals") },
      ...{ headline: told("Version 1 held what it promised"), support: [], charts: [], footer: [] },
      blocks: [
        {
          ...{ id: "moved", title: "What moved", lead: [], facts: [], notes: [told("Agencies ask more often.")] },
          tables: [
            {
              ...{ title: "By industry", open: true, more: 0, rows: [[told("Agency"), told("31")]] },
              columns: [
                { head: "industry", number: false },
                { head: "deals", number: true },
              ],
            },
          ],
        },
      ],
    };
    await keepReport(workspace, { kind: "review", run: 7, at, report, json: { contest: "held" } });
  });
  if (opened === null) return;
  app = opened;
  admin = await openWindow(app);
  page = admin.page;
});
afterAll(async () => app?.close());
beforeEach(needsChromium);

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const dialog = () => page.getByRole("dialog");
const region = (name: string) => page.getByRole("region", { name });

/** The figures of a file in what was imported: rows, new, changed, the same, rejected, gone. */
async function imported(file: string): Promise<readonly number[]> {
  const row = page.getByRole("table", { name: "What was imported" }).getByRole("row", { name: new RegExp(file) });
  await row.waitFor();
  const cells = await row.getByRole("cell").allInnerTexts();
  return cells.map((text) => Number(/^[\d,]+/.exec(text)![0].replaceAll(",", "")));
}

/** Nothing went wrong since it was asked last, in the console or on the way to the server. */
function expectCalm(): void {
  expect([...admin.failed(), ...app.complaints()]).toEqual([]);
}

describe("the sample company, from the first start to an exported list", () => {
  it("is set up, its files are looked at before they are imported, and told better", async () => {
    await page.goto(app.setup);
    await page.getByLabel("Your name").fill("Ada Moreau");
    await page.getByLabel("E-mail").fill("ada@calvanto.example");
    await page.getByLabel("Password").fill(PASSWORD);
    await button("Set up").click();
    await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    await page.getByRole("link", { name: "Import deals" }).click();
    await page.getByText("Nothing was imported yet.").waitFor();
    await page.locator("input[type=file]").setInputFiles([...files]);
    await region("Account.csv").getByText("Rows are known by").waitFor();
    const deals = region("Opportunity.csv");
    expect(await deals.getByLabel("It holds").inputValue()).toBe("deals");
    await deals.getByText(/won where IsWon is true/).waitFor();
    await deals.getByLabel("LeadSource is taken for").selectOption({ label: "Leave it out" });
    await region("Account.csv")
      .getByText(/more columns, each of which may become/)
      .click();
    await region("Account.csv").getByLabel("Heads is taken for").selectOption("employees");
    // A list of companies may be a market as well as accounts: it is asked.
    await region("prospects.csv").getByText("What is it?").waitFor();
    await expectSound(page);
    await region("prospects.csv").getByLabel("It holds").selectOption("universe");
    await button("Import 5 files").click();
    for (const { name, rows } of files) {
      const [read, added = 0, changed, same, rejected] = await imported(name);
      expect([name, read, changed, same]).toEqual([name, rows, 0, 0]);
      expect(added).toBeGreaterThan(rows * 0.9);
      if (name === "Account.csv") expect(rejected).toBe(1);
    }
    await page.getByRole("button", { name: /rejected rows of Account.csv/ }).click();
    await dialog()
      .getByText(/row|cell|column/)
      .first()
      .waitFor();
    const [saved] = await Promise.all([page.waitForEvent("download"), button("Download as CSV").click()]);
    expect(readFileSync(await saved.path(), "utf8")).toMatch(/^file,line,column,reason\r\nAccount\.csv,/);
    await page.keyboard.press("Escape");
    await expectSound(page);
    expectCalm();
  });

  it("is learned from: a draft, which is approved", async () => {
    await button("Build a draft").click();
    await page.getByRole("heading", { name: "Versions", level: 1 }).waitFor({ timeout: 60_000 });
    await button("Approve").click();
    await dialog().getByRole("checkbox").check();
    await dialog().getByRole("button", { name: "Approve" }).click();
    await page.getByText("Version 1 is in force.", { exact: true }).waitFor();
    expectCalm();
  });

  it("has a file come again, and what is new in it is known", async () => {
    const again = files.find(({ name }) => name === "Account.csv")!;
    const text = again.buffer.toString().replace("Norbrook Assurance", "Norbrook Cover");
    await admin.go("/import", "Import");
    await page.locator("input[type=file]").setInputFiles({ ...again, buffer: Buffer.from(text) });
    await page.getByText("As Account.csv before").waitFor();
    await page.getByText("employees (as said before)").waitFor({ state: "attached" });
    await button("Import Account.csv").click();
    const [read, added, changed, same = 0, rejected] = await imported("Account.csv");
    expect([read, added, changed, rejected]).toEqual([again.rows, 0, 1, 1]);
    expect(same).toBeGreaterThan(again.rows * 0.9);
    await button("Score again").click();
    await page.getByText("Every account is scored with what was imported.").waitFor();
    expectCalm();
  });

  it("has a list made by way of the command field, exported and frozen", async () => {
    const { items } = await admin.ask<{ items: { website: string | null }[] }>(
      "GET",
      "/api/accounts?limit=50&action=watch",
    );
    const outside = items.find(({ website }) => website !== null)!.website!;
    await page.keyboard.press("Control+k");
    const field = page.getByRole("combobox", { name: /^Go to/ });
    await field.waitFor();
    expect(await page.getByRole("option").first().getAttribute("aria-selected")).toBe("true");
    await expectSound(page);
    await field.fill("make li");
    await page.getByRole("option", { name: "Make a list" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Make a list" }).waitFor();
    await dialog().getByLabel("Name", { exact: true }).fill("first");
    await dialog().getByLabel("Accounts in tier A").fill("3");
    await dialog().getByText("Only some accounts, teams").click();
    await dialog().getByLabel("Leave out").fill(outside);
    await expectSound(page);
    await dialog().getByRole("button", { name: "Make the list" }).click();
    await dialog().getByRole("rowheader", { name: "Tier A" }).waitFor();
    await button("See the list").click();
    await page.getByRole("heading", { name: "first", level: 1 }).waitFor();
    const choose = async (name: string | RegExp): Promise<void> => {
      await button(/Export$/).click();
      await page.getByRole("menuitem", { name }).click();
    };
    const [list] = await Promise.all([page.waitForEvent("download"), choose(/^Table/)]);
    const csv = readFileSync(await list.path(), "utf8");
    const [head = [], ...rows] = csv.trimEnd().split("\n").map(cellsOf);
    const column = (name: string) => rows.map((cells) => cells[head.indexOf(name)]);
    expect(column("tier").slice(0, 4)).toEqual(["A", "A", "A", "B"]);
    expect(column("fit").filter((fit) => !(Number(fit) >= 70))).toEqual([]);
    expect(column("name").filter((name) => name === "" || name === undefined)).toEqual([]);
    expect(column("website")).not.toContain(outside);
    expect(rows.length).toBeGreaterThan(5);
    const [crm] = await Promise.all([page.waitForEvent("download"), choose("Salesforce")]);
    expect(crm.suggestedFilename()).toBe("first-salesforce.csv");
    expect(readFileSync(await crm.path(), "utf8")).toMatch(/^Id,OpenICP_Fit__c/);
    await page
      .getByText(/The file holds \d+ of \d+ accounts in tiers\./)
      .first()
      .waitFor();
    await button("Freeze").click();
    await page.getByText("first is frozen", { exact: false }).first().waitFor();
    await button("Thaw").waitFor();
    expect(await button("Make it again").isDisabled()).toBe(true);
    await button("Undo: first is frozen: nobody enters and nobody leaves.").or(button("Undo")).first().click();
    await button("Freeze").waitFor();
    for (const tab of ["Owners", "Who came and went", "Against another list"]) {
      await page.getByRole("tab", { name: tab }).click();
      await expectToFit(page);
    }
    await page.getByText("There is no other list of this profile.").waitFor();
    await admin.go("/lists", "Target lists");
    await page.locator("figure svg").waitFor();
    await button("As a table").click();
    await page
      .getByRole("cell", { name: /^(pursue|watch)$/ })
      .first()
      .waitFor();
    await button("Make a list").click();
    await dialog().getByLabel("Name", { exact: true }).fill("first");
    await dialog().getByText("There is a list of this name.", { exact: false }).waitFor();
    await page.keyboard.press("Escape");
    expect(app.complaints()).toEqual([]);
  });

  it("has a live test set up with the list, which says how it stands, and is ended", async () => {
    await admin.go("/proof", "How we know");
    await page.getByRole("tab", { name: "Live test" }).click();
    await button("Set up a live test").click();
    await dialog().getByText("there is nothing to compare with yet", { exact: false }).waitFor();
    expect(await dialog().getByRole("button", { name: "Begin the test" }).isDisabled()).toBe(true);
    await dialog().getByLabel("Difference worth knowing, in points").fill("60");
    await expectSound(page);
    await dialog()
      .getByRole("button", { name: /^Keep \d+ aside$/ })
      .click();
    await dialog().getByText("60 points would show", { exact: false }).waitFor();
    // What cannot be is said, and never taken for what is usual.
    const usual = dialog().getByLabel("Expected of the control, in %");
    await usual.fill("97");
    await dialog().getByText("From 0.01% to 95%").waitFor();
    expect(await dialog().getByRole("button", { name: "Begin the test" }).isDisabled()).toBe(true);
    await usual.fill("");
    await dialog().getByRole("button", { name: "Begin the test" }).click();
    await button("Look how it stands").click();
    await page.getByText("Too early to tell").waitFor();
    await page.getByText("By the deals of the workspace, looked at on", { exact: false }).waitFor();
    await expectSound(page);
    await button("End it").click();
    await dialog().getByRole("button", { name: "End the test" }).click();
    await page.getByText("ended on", { exact: false }).first().waitFor();
    // The test froze it, so that both sides stay as they were.
    await admin.go("/lists/first", "first");
    await button("Thaw").click();
    await button("Freeze").waitFor();
    expect(app.complaints()).toEqual([]);
  });

  it("is found by the command field: an account by its name, a page of the guide, and nothing", async () => {
    const { items } = await admin.ask<{ items: { name: string }[] }>("GET", "/api/accounts?limit=1");
    const { name } = items[0]!;
    await page.getByRole("button", { name: "Go to" }).click();
    const field = page.getByRole("combobox", { name: /^Go to/ });
    await field.fill("hlth");
    await page.getByRole("option", { name: 'Check "hlth"' }).waitFor();
    await field.fill("glossary");
    await page.getByRole("option", { name: "Glossary" }).first().waitFor();
    // Enter comes before the answer, and waits for it.
    await field.fill(name);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page.keyboard.press("Control+k");
    await field.waitFor();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await page.getByRole("option", { selected: true }).textContent()).toBe("Make a list");
    await page.keyboard.press("Escape");
    await field.waitFor({ state: "detached" });
    expectCalm();
  });

  it("tells its words: by the pointer, by the keys, with the way to the glossary", async () => {
    await admin.go("/accounts", "Accounts");
    await page.getByRole("columnheader", { name: "timing" }).getByRole("button").hover();
    const hint = page.getByRole("tooltip");
    expect(await hint.textContent()).toMatch(/^0-100 from decayed events/);
    // Pressed and left: it is in nobody's way.
    await page.getByRole("columnheader", { name: "timing" }).getByRole("button").click();
    await page.getByRole("heading", { level: 1, name: "Accounts" }).hover();
    await hint.waitFor({ state: "detached" });
    await page.getByRole("columnheader", { name: "timing" }).getByRole("button").hover();
    // The pointer comes from the word to what is told of it.
    await hint.getByRole("link").hover();
    await hint.getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "Guide" }).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe("/docs/glossary#timing");
    await page.locator("tr#timing[data-here]").waitFor();
    await admin.go("/overview", "Overview");
    const word = page.locator("abbr[data-hint]", { hasText: /^level$/ });
    await word.focus();
    expect(await word.getAttribute("aria-describedby")).toBe(await hint.getAttribute("id"));
    await page.keyboard.press("Escape");
    expect(await hint.count()).toBe(0);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await hint.waitFor();
    await page.keyboard.press("Enter");
    await page.locator("tr#level[data-here]").waitFor();
    expectCalm();
  });

  it("is printed from the app: the one page on the front of one sheet, A4 and Letter", async () => {
    await page.goto(`${app.origin}/icp`);
    // Before the app hears that the frame is there, its print dialog is taken away.
    await page.evaluate(`document.addEventListener("load", ({ target: { contentWindow, contentDocument } }) => {
      if (contentWindow) contentWindow.print = () => { window.printed = [contentDocument.title, document.title]; };
    }, true)`);
    await page.getByRole("button", { name: /Print or PDF/ }).click();
    await page.getByRole("menuitem", { name: /Print or save as PDF/ }).click();
    // Asked from outside: the page's policy lets nobody evaluate a text within it.
    await expect.poll(() => page.evaluate("window.printed")).toBeDefined();
    const [inside, named] = (await page.evaluate("window.printed")) as [string, string];
    expect(inside).toMatch(/^Ideal customer profile/);
    expect(named).toMatch(/, version 1$/);
    const tab = await admin.context.newPage();
    await tab.goto(`${app.origin}/api/icp/page.html`);
    for (const format of ["A4", "Letter"] as const) {
      expect([format, await sheets(tab, format)]).toEqual([format, 2]);
      // The width that the paper has between its margins, in px of CSS.
      const width = Math.floor(((format === "A4" ? 210 : 215.9) - 20) * (96 / 25.4));
      await tab.setViewportSize({ width, height: 900 });
      await tab.emulateMedia({ media: "print" });
      await expectToFit(tab);
    }
    await tab.close();
    expectCalm();
  });

  it("tells how the workspace keeps itself up: changes, times, runs", async () => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Health" }).click();
    await page.getByText("Nobody has looked yet.").waitFor();
    await button("Look now: Look for drift").click();
    await page.getByText("Drift, asked for by Ada Moreau: it failed").waitFor();
    await page.getByRole("alert").getByText(/newer/).waitFor();
    await button("Close").click();
    await page.getByText("Drift, asked for by Ada Moreau: it failed").waitFor({ state: "detached" });
    await page.getByRole("tab", { name: "Changes" }).click();
    await button("Log a change").click();
    await dialog().getByLabel("Note").fill("The app is out");
    await dialog().getByRole("button", { name: "Log it" }).click();
    await button("I have looked at it").click();
    await page.getByText(/looked at by Ada Moreau/).waitFor();
    await page.getByRole("tab", { name: "Schedule" }).click();
    await button("Change when: Look for drift").click();
    await dialog().getByLabel("Day of the month").fill("9");
    await dialog().getByRole("button", { name: "Keep it" }).click();
    await page.getByText("every month on day 9 at 03:00", { exact: true }).waitFor();
    await page.getByRole("tab", { name: "Runs" }).click();
    await page.getByRole("row", { name: /Build/ }).first().press("Enter");
    await dialog()
      .getByText(/Done; begun/)
      .waitFor();
    await page.keyboard.press("Escape");
    await expectToFit(page);
    expect(app.complaints()).toEqual([]);
  });

  it("shows a report, and shows it to a meeting by the keys", async () => {
    await page.getByRole("tab", { name: "Reports" }).click();
    await page.getByRole("link", { name: /Review: the pack/ }).click();
    await page.getByRole("heading", { name: "The quarterly review", level: 1 }).waitFor();
    await page.getByRole("link", { name: "Show it to a meeting" }).click();
    await dialog().getByText("1 of 2").waitFor();
    await page.keyboard.press("ArrowRight");
    await dialog().getByRole("cell", { name: "31" }).waitFor();
    await expectSound(page);
    await page.keyboard.press("ArrowLeft");
    await dialog().getByText("Version 1 held what it promised").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "The quarterly review", level: 1 }).waitFor();
    expect(app.complaints()).toEqual([]);
  });

  it("gives a seller their own tasks on a phone, done and taken back", async () => {
    const invited = await admin.context.request.post(`${app.origin}/api/invitations`, {
      ...{ data: { email: "vic@calvanto.example", role: "viewer" }, headers: { origin: app.origin } },
    });
    const { url } = (await invited.json()) as { url: string };
    const vic = await app.window({ viewport: { width: 375, height: 740 } });
    await vic.request.post(`${app.origin}/api/invitations/${url.split("#token=")[1]}/accept`, {
      ...{ data: { name: "Vic", password: PASSWORD }, headers: { origin: app.origin } },
    });
    const phone = await vic.newPage();
    await phone.goto(`${app.origin}/tasks`);
    await phone.getByRole("button", { name: "Done: Call Firm 4" }).click();
    await phone.getByText("Nothing is yours to do.").waitFor();
    await phone.getByRole("button", { name: "Undo" }).click();
    await phone.getByRole("button", { name: "Done: Call Firm 4" }).waitFor();
    await expectSound(phone);
    await vic.close();
    expect(app.complaints()).toEqual([]);
  });
});

describe("every page", () => {
  it("is sound to an admin, in light and in dark", async () => {
    const templates = new Set(places().map(({ to }) => to));
    const offered = await walk(app, admin, async (path) => {
      // What lies behind a place is made of the same parts: its colours are those of the light.
      await expectSound(page, templates.has(path));
      if (!path.startsWith("/settings")) return;
      await page.setViewportSize({ width: 375, height: 800 });
      await expectToFit(page);
      await page.setViewportSize({ width: 1280, height: 900 });
    });
    expect(offeredOf(offered, FOR_ADMINS)).toEqual(FOR_ADMINS);
    expect(await linked(admin)).toEqual(places().map(({ to }) => to));
  });

  it("offers an editor what editors do, on a phone, and nothing of what admins do", async () => {
    const editor = await enter(app, admin, "editor", 375);
    const offered = await walk(app, editor, () => expectToFit(editor.page));
    expect(offeredOf(offered, FOR_EDITORS)).toEqual(FOR_EDITORS);
    expect(offeredOf(offered, FOR_ADMINS)).toEqual([]);
    expect(await linked(editor)).toEqual(places().flatMap(({ to, least }) => (least === "admin" ? [] : [to])));
    await editor.context.close();
  });

  it("offers a viewer to read and to try, on a phone, and nothing that changes the work of all", async () => {
    const viewer = await enter(app, admin, "viewer", 375);
    const offered = await walk(app, viewer, () => expectToFit(viewer.page));
    expect(offeredOf(offered, [...FOR_EDITORS, ...DECISIONS, ...FOR_ADMINS])).toEqual([]);
    expect(offeredOf(offered, ["As it was", "Export", "Keep this view"])).toEqual(["As it was", "Export"]);
    expect(await linked(viewer)).toEqual(places().flatMap(({ to, least }) => (least === "viewer" ? [to] : [])));
    await viewer.go("/start", "What you believe");
    await viewer.page.getByText("Editors and admins write it.").waitFor();
    await viewer.page.getByRole("button", { name: "Go to" }).click();
    await viewer.page.getByRole("option", { name: "Check a company" }).waitFor();
    const things = await viewer.page.getByRole("option").allInnerTexts();
    expect(things.filter((text) => /^(Make|Import files|Invite|Look at drafts|What you believe)/.test(text))).toEqual(
      [],
    );
    await expectSound(viewer.page);
    await viewer.context.close();
  });

  it("that is shared is sound to whoever has its link, and names nobody", async () => {
    const { url } = await admin.ask<{ url: string }>("POST", "/api/shares", { version: null, days: 1 });
    const anybody = await openWindow(app);
    await anybody.page.goto(url);
    await anybody.page.getByRole("heading", { level: 1 }).waitFor();
    await expectSound(anybody.page);
    await anybody.page.setViewportSize({ width: 375, height: 800 });
    await expectToFit(anybody.page);
    expect(await anybody.page.textContent("body")).not.toContain("Calvanto");
    expect([...anybody.failed(), ...app.complaints()]).toEqual([]);
    await anybody.context.close();
  });
});

it("offers as fields what the reading knows", () => {
  const known = new Set(knownSpellings().values());
  const offered = [...FIELDS.deals, ...FIELDS.accounts].map(([field]) => field);
  expect(offered.filter((field) => !known.has(field))).toEqual([]);
});
