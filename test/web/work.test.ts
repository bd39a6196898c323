import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keepReport } from "../../src/engine/workspace/keep-report.ts";
import type { Report } from "../../src/icp/page/report.ts";
import { knownSpellings } from "../../src/ingest/aliases.ts";
import { addTask } from "../../src/store/tasks.ts";
import { FIELDS } from "../../web/src/import/roles.ts";
import { needsChromium } from "../icp/page/browser.ts";
import { type App, expectSound, expectToFit, openApp } from "./app.ts";

const PASSWORD = "a few words in a row";
const at = new Date("2026-01-05T09:00:00Z");
let app: App;
let ada: BrowserContext;
let page: Page;

const told = (text: string): Report["headline"] => [{ text, tone: "plain", hint: null }];

const idOf = (i: number): string => `001B000000${String(i).padStart(5, "0")}`;

/** Two of three fintechs and one of five agencies are won; the last row is broken off. */
function dealsFile(): string {
  const rows = Array.from({ length: 64 }, (_, i) => {
    const fintech = i % 2 === 0;
    const won = fintech ? i % 6 !== 0 : i % 10 === 5;
    const month = String((i % 12) + 1).padStart(2, "0");
    const deal = [`006B000000${String(i).padStart(5, "0")}`, idOf(i), `Deal ${i}`, fintech ? 200 + i : 20 + (i % 9)];
    return [...deal, "web", won ? "Closed Won" : "Closed Lost", `2025-${month}-03`, `2025-${month}-27`].join(",");
  });
  const head = "Opportunity ID,Account ID,Opportunity Name,Heads,Via,Stage,Created Date,Close Date";
  return [head, ...rows, "too,few"].join("\n");
}

/** The companies of these deals, and 20 more. */
function accountsFile(): string {
  const rows = Array.from({ length: 84 }, (_, i) =>
    [idOf(i), `Firm ${i}`, `firm${i}.example`, i % 2 === 0 ? "Fintech" : "Agency", "DE", "Bea"].join(","),
  );
  return ["Account ID,Account Name,Website,Industry,Country,Account Owner", ...rows].join("\n");
}

const bring = (name: string, text: string) =>
  page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

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
  ada = await app.window({ acceptDownloads: true });
  const token = app.setup.split("#token=")[1]!;
  const person = { token, name: "Ada", email: "ada@calvanto.example", password: PASSWORD };
  await ada.request.post(`${app.origin}/api/setup`, { data: person, headers: { origin: app.origin } });
  page = await ada.newPage();
});
afterAll(async () => app?.close());
beforeEach(needsChromium);

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const dialog = () => page.getByRole("dialog");

describe("the work of a team, from an export to a list", () => {
  it("looks at a file before it is imported, is told better, and says what it took", async () => {
    await page.goto(`${app.origin}/import`);
    await page.getByText("Nothing was imported yet.").waitFor();
    await bring("deals.csv", dealsFile());
    await button("Import deals.csv").waitFor();
    await bring("accounts.csv", accountsFile());
    const deals = page.getByRole("region", { name: "deals.csv" });
    await page.getByRole("region", { name: "accounts.csv" }).getByText("Rows are known by").waitFor();
    const holds = deals.getByLabel("It holds");
    await holds.waitFor();
    expect(await holds.inputValue()).toBe("deals");
    await page
      .getByText(/won is Closed Won/)
      .first()
      .waitFor();
    await deals.getByLabel("Heads is taken for").selectOption("employees");
    await deals.getByLabel("Via is taken for").selectOption({ label: "Leave it out" });
    await expectSound(page);
    await button("Import 2 files").click();
    await page.getByRole("heading", { name: "What was imported", level: 2 }).first().waitFor();
    await page.getByRole("button", { name: /rejected rows of deals.csv/ }).click();
    await dialog()
      .getByText(/row|cell|column/)
      .first()
      .waitFor();
    const [saved] = await Promise.all([page.waitForEvent("download"), button("Download as CSV").click()]);
    expect(readFileSync(await saved.path(), "utf8")).toMatch(/^file,line,column,reason\r\ndeals\.csv,/);
    await page.keyboard.press("Escape");
    await expectSound(page);
    expect(app.complaints()).toEqual([]);
  });

  it("builds a draft from it, which is approved", async () => {
    await button("Build a draft").click();
    await page.getByRole("heading", { name: "Versions", level: 1 }).waitFor({ timeout: 20_000 });
    await button("Approve").click();
    await dialog().getByRole("checkbox").check();
    await dialog().getByRole("button", { name: "Approve" }).click();
    await page.getByText("Version 1 is in force.", { exact: true }).waitFor();
    expect(app.complaints()).toEqual([]);
  });

  it("knows a file that comes again, and what is new in it", async () => {
    await page.goto(`${app.origin}/import`);
    await bring("deals.csv", dealsFile().replace("Deal 3,", "Deal three,"));
    await page.getByText("As deals.csv before").waitFor();
    await page.getByText("employees (as said before)").waitFor({ state: "attached" });
    await button("Import deals.csv").click();
    const row = page.getByRole("table", { name: "What was imported" }).getByRole("row", { name: /deals\.csv/ });
    await row.waitFor();
    expect(await row.getByRole("cell").allInnerTexts()).toEqual([
      "65",
      "0",
      "1",
      "63",
      expect.stringContaining("1"),
      "0",
    ]);
    await button("Score again").click();
    await page.getByText("Every account is scored with what was imported.").waitFor();
    expect(app.complaints()).toEqual([]);
  });

  it("makes a list, tells where everybody went, exports it and freezes it", async () => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Target lists" }).click();
    await page.getByText("There is no list yet.").waitFor();
    await page.locator("figure svg").waitFor();
    await expectSound(page);
    await button("As a table").click();
    await page.getByRole("cell", { name: "pursue" }).first().waitFor();
    await button("Make a list").first().click();
    await dialog().getByLabel("Name", { exact: true }).fill("first");
    await dialog().getByLabel("Accounts in tier A").fill("3");
    await dialog().getByText("Only some accounts, teams").click();
    await dialog().getByLabel("Leave out").fill("firm66.example");
    await expectSound(page);
    await dialog().getByRole("button", { name: "Make the list" }).click();
    await dialog().getByRole("rowheader", { name: "Tier A" }).waitFor();
    await button("See the list").click();
    await page.getByRole("heading", { name: "first", level: 1 }).waitFor();
    await page
      .getByRole("cell", { name: /Firm \d+/ })
      .first()
      .waitFor();
    const link = page.getByRole("link", { name: "Export CSV" });
    const [list] = await Promise.all([page.waitForEvent("download"), link.click()]);
    const csv = readFileSync(await list.path(), "utf8");
    expect(csv).toMatch(/^[^\n]*tier/);
    expect(csv).not.toContain("firm66.example");
    expect(csv.trim().split("\n").length).toBeGreaterThan(5);
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
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Target lists" }).click();
    await button("Make a list").click();
    await dialog().getByLabel("Name", { exact: true }).fill("first");
    await dialog().getByText("There is a list of this name.", { exact: false }).waitFor();
    await page.keyboard.press("Escape");
    expect(app.complaints()).toEqual([]);
  });

  it("tells how the workspace keeps itself up: changes, times, runs", async () => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Health" }).click();
    await page.getByText("Nobody has looked yet.").waitFor();
    await button("Look now: Look for drift").click();
    await page.getByText("Drift, asked for by Ada: it failed").waitFor();
    await page.getByRole("alert").getByText(/newer/).waitFor();
    await button("Close").click();
    await page.getByText("Drift, asked for by Ada: it failed").waitFor({ state: "detached" });
    await page.getByRole("tab", { name: "Changes" }).click();
    await button("Log a change").click();
    await dialog().getByLabel("Note").fill("The app is out");
    await dialog().getByRole("button", { name: "Log it" }).click();
    await button("I have looked at it").click();
    await page.getByText(/looked at by Ada/).waitFor();
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
    const invited = await ada.request.post(`${app.origin}/api/invitations`, {
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

it("offers as fields what the reading knows", () => {
  const known = new Set(knownSpellings().values());
  const offered = [...FIELDS.deals, ...FIELDS.accounts].map(([field]) => field);
  expect(offered.filter((field) => !known.has(field))).toEqual([]);
});
