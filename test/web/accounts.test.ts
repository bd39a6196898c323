import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { account, accounts, deals, profile, type SmallWorkspace } from "../engine/workspace/small-workspace.ts";
import { needsChromium } from "../icp/page/browser.ts";
import { type App, expectSound, expectToFit, openApp } from "./app.ts";

const PASSWORD = "a few words in a row";
const MANY = 1_200;
const id = (i: number): string => `acc-${String(i).padStart(6, "0")}`;
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
let app: App;
let ada: BrowserContext;
let page: Page;

/** 400 accounts of each industry, owned by three people; one is named like a formula. Deals, contacts, events and customers are of the first. */
async function fill({ bring, inForce, day }: SmallWorkspace): Promise<void> {
  const kinds = ["fintech", "retail", "agency"];
  const rows = range(1, MANY).map((i) =>
    account(i, { industry: kinds[i % 3]!, country: i % 2 === 0 ? "DE" : "FR", owner: ["Ann", "Bea", "Cem"][i % 3]! }),
  );
  await bring(
    "accounts",
    accounts(...rows, [id(9_999), "=1+1", "formula.example", "fintech", "DE", "Ann", "Prospect"]),
  );
  await bring(
    "deals",
    deals(
      ...range(1, 24).map(
        (i) => [i, i * 3, i % 3 === 0 ? "Closed Won" : "Closed Lost", "2025-03-13", "2025-06-20"] as const,
      ),
    ),
  );
  await bring("contacts", [
    ["Contact ID", "Account ID", "Title", "Buying Role", "Created Date"],
    ...range(1, 10).map((i) => [`con-${i}`, id(i * 3), "VP Finance", i % 2 === 0 ? "Champion" : "User", "2025-01-13"]),
  ]);
  await bring("events", [
    ["domain", "event_type", "topic", "occurred_at"],
    ...range(10, 17).map((i) => ["firm6.example", "demo_request", "pricing", `2026-01-${i}`]),
    ["firm9.example", "web_visit", "home", "2026-01-12"],
  ]);
  await bring("customers", [
    ["account_id", "company", "start_date", "mrr", "currency", "expansion_mrr", "churn_date"],
    ...range(101, 120).map((i) => [
      id(i),
      `Firm ${i}`,
      "2025-01-01",
      400 + i,
      "EUR",
      i % 4 === 0 ? 100 : 0,
      i % 5 === 0 ? "2025-09-01" : "",
    ]),
  ]);
  day("2026-01-20");
  const segment = { name: "Fintech", rules: [{ attribute: "industry", is: { in: ["fintech"] }, label: "fintech" }] };
  await inForce(profile("one", 60, [segment]));
}

beforeAll(async () => {
  const opened = await openApp(fill);
  if (opened === null) return;
  app = opened;
  ada = await app.window();
  const token = new URL(app.setup).hash.replace("#token=", "");
  const done = await post(ada, "/api/setup", { token, name: "Ada", email: "ada@firm.example", password: PASSWORD });
  expect(done.user).toMatchObject({ email: "ada@firm.example", role: "admin" });
  page = await ada.newPage();
});
afterAll(async () => app?.close());
beforeEach(needsChromium);

async function post(window: BrowserContext, path: string, data: object) {
  const answer = await window.request.post(`${app.origin}${path}`, { data, headers: { origin: app.origin } });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return answer.json();
}

const h1 = (name: string | RegExp) => page.getByRole("heading", { level: 1, name });
const row = (name: string | RegExp) => page.getByRole("row", { name });

describe("accounts in the app, walked in a browser", () => {
  it("lists all of them, and the keyboard reaches the last one and opens it", async () => {
    await page.goto(`${app.origin}/accounts`);
    await page.getByText(`${(MANY + 1).toLocaleString("en-US")} accounts`, { exact: true }).waitFor();
    await row(/^Firm 6 /).click({ trial: true });
    await page.locator("tbody tr[tabindex='0']").focus();
    await page.keyboard.press("End");
    const last = page.locator(`tr[data-row="${MANY}"]`);
    await last.getByRole("link").waitFor();
    expect(await page.evaluate("document.activeElement.dataset.row")).toBe(String(MANY));
    await page.keyboard.press("ArrowUp");
    expect(await page.evaluate("document.activeElement.dataset.row")).toBe(String(MANY - 1));
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    const name = await page.evaluate("document.activeElement.querySelector('a').textContent");
    await page.keyboard.press("Enter");
    await h1(String(name)).waitFor();
    await page.goBack();
    await row(new RegExp(`^${name} `)).waitFor();
    expect(app.complaints()).toEqual([]);
  });

  it("picks and sorts, keeps that in the address, and exports what is picked without formulas", async () => {
    await page.getByRole("button", { name: "Level", exact: true }).click();
    await page.getByRole("menuitemcheckbox", { name: /^high/ }).click();
    await page.getByRole("menuitemcheckbox", { name: /^low/ }).click();
    await page.keyboard.press("Escape");
    await page
      .getByRole("button", { name: "name" })
      .or(page.getByRole("button", { name: "account", exact: true }))
      .click();
    await page.getByRole("searchbox").fill("firm 1");
    await page.waitForURL(/q=firm/);
    expect(new URL(page.url()).search).toMatch(/level=.*sort=name|sort=name.*level=/);
    await page.reload();
    await row(/^Firm 102 /).waitFor();
    expect(await page.getByRole("columnheader", { name: "account" }).getAttribute("aria-sort")).toBe("ascending");
    await page.getByRole("button", { name: "Keep this view" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Firms with a 1");
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByRole("link", { name: "Sell to now" }).click();
    await page.getByRole("link", { name: "Firms with a 1" }).click();
    await page.getByRole("button", { name: "Forget this view" }).click();
    await page.getByText('The view "Firms with a 1" is gone.').first().waitFor();
    expect(await page.getByRole("link", { name: "Firms with a 1" }).count()).toBe(0);
    await page.getByRole("button", { name: "Keep this view" }).click();
    await page.getByLabel("Name", { exact: true }).fill("All of ours");
    await page.getByLabel("For everybody of this workspace").check();
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByRole("link", { name: /^All of ours.*everybody's/ }).waitFor();

    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByRole("searchbox").fill("formula");
    await page.getByText("1 account", { exact: true }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export as CSV" }).click(),
    ]);
    const [head, only, ...more] = readFileSync(await file.path(), "utf8")
      .trimEnd()
      .split("\n");
    expect(head).toMatch(/^account,AccountId,name,website,owner,fit,level/);
    expect(only).toContain(",'=1+1,formula.example,Ann,100,high,");
    expect(more).toEqual([]);
    await page.getByRole("searchbox").fill("nothing like this");
    await page.getByText("No account is like that.").waitFor();
    await page.getByRole("button", { name: "Show all accounts" }).click();
    expect(app.complaints()).toEqual([]);
  });

  it("shows whose accounts they are to whoever says who they are", async () => {
    await page.getByRole("button", { name: "My accounts" }).click();
    await page.getByLabel("The owner's name in the CRM").selectOption("Bea");
    await page.getByRole("button", { name: "Show my accounts" }).click();
    await page.getByText("400 accounts", { exact: true }).waitFor();
    await page.reload();
    await page.getByRole("link", { name: "My accounts" }).waitFor();
    await page.getByRole("button", { name: "I am not Bea" }).waitFor();
  });

  it("tells of an account what to do, why, when, and what is kept of it; its points add up", async () => {
    await page.goto(`${app.origin}/accounts/accounts_1/${encodeURIComponent(`id:${id(6)}`)}`);
    await h1("Firm 6").waitFor();
    await page.getByText("Sell to them now.").waitFor();
    const points = page.getByRole("table", { name: /points that add up/ });
    const cells = await points.locator("tbody td.number strong").allInnerTexts();
    const total = await points.locator("tfoot strong").textContent();
    expect(cells.map(Number).reduce((sum, one) => sum + one, 0)).toBe(Number(total));
    await page.getByText(/^Place/).waitFor();
    await page.locator("figure svg[role=img]").waitFor();
    expect(await page.locator("figcaption").textContent()).toMatch(/^(Very active|Active): \d+ of 100/);
    await row(/^demo request/)
      .first()
      .waitFor();
    await row(/^Deal 2 lost/).waitFor();
    await row(/^champion/).waitFor();
    await page.getByText("All bands and their points", { exact: true }).first().click();
    expect(await page.getByRole("row", { name: /\(this one\)/ }).count()).toBe(2);
    await expectSound(page);
    await page.setViewportSize({ width: 375, height: 740 });
    await expectToFit(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(app.complaints()).toEqual([]);
    await page.goto(`${app.origin}/accounts/accounts_1/nobody`);
    await page.getByText("There is no such account", { exact: true }).waitFor();
    expect(app.complaints([404])).toEqual([]);
  });

  it("tells of the customers who stays and what a kind pays, each with how many stand behind it", async () => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
    await page.getByText("20 customers, by version 1").waitFor();
    const stays = await page.getByRole("table", { name: "Who stays" }).locator("tbody tr").allInnerTexts();
    expect(stays.length).toBeGreaterThan(0);
    for (const line of stays) expect(line).toMatch(/n \d+|too few to say/);
    expect(app.complaints()).toEqual([]);
  });

  it("filters a list that is sent, and holds it against the profile", async () => {
    const rows = [
      "Company,Website,Industry,Country",
      ...range(1, 30).map((i) => `Firm ${i},firm${i}.example,${i % 2 === 0 ? "fintech" : "agency"},DE`),
    ];
    const list = { name: "out bound.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) };
    await page.goto(`${app.origin}/filter`);
    await page.getByLabel("The list").setInputFiles(list);
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    const said = (await page.getByText(/rows of 30 kept/).textContent()) ?? "";
    const [kept = 0, dropped = 0] = [/^(\d+) rows/, /(\d+) dropped/].map((part) => Number(part.exec(said)?.[1]));
    expect([kept + dropped, dropped > 0]).toEqual([30, true]);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download those kept" }).click(),
    ]);
    expect(
      readFileSync(await file.path(), "utf8")
        .trimEnd()
        .split("\n").length,
    ).toBe(kept + 1);
    await expectSound(page);
    await page.goto(`${app.origin}/audit`);
    await page.getByLabel("A list").setInputFiles(list);
    await page.getByLabel("Split by a column").fill("Industry");
    await page.getByRole("button", { name: "Audit", exact: true }).click();
    await page.getByText(/^\d+ of 30 rows are of a kind that scores low/).waitFor();
    await page.getByRole("heading", { level: 2, name: "agency" }).waitFor();
    await expectSound(page);
    await page.setViewportSize({ width: 375, height: 740 });
    await expectToFit(page);
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(app.complaints()).toEqual([]);
  });

  it("lands a seller on the check, who scores a company by answers on a phone, or by its name", async () => {
    const { url } = await post(ada, "/api/invitations", { email: "bea@firm.example", role: "viewer" });
    const bea = await app.window({ viewport: { width: 375, height: 740 } });
    const token = new URL(url).hash.replace("#token=", "");
    await post(bea, `/api/invitations/${token}/accept`, { name: "Bea", password: PASSWORD });
    const phone = await bea.newPage();
    const old = JSON.stringify([{ name: "Of old", filters: { level: ["low"] } }]);
    await phone.goto(`${app.origin}/icon.svg`);
    await phone.evaluate(`localStorage.setItem("openicp.account-views", ${JSON.stringify(old)})`);
    await phone.goto(app.origin);
    await phone.getByRole("heading", { level: 1, name: "Check" }).waitFor();
    expect(await phone.getByRole("navigation", { name: "Most used" }).getByRole("link").allInnerTexts()).toEqual([
      "Check",
      "Accounts",
      expect.any(String),
    ]);
    await phone.getByText(`{"in":["fintech"]}`).click();
    await phone.getByRole("heading", { name: "What to ask" }).waitFor();
    await phone.getByText(`{"in":["de"]}`).first().click();
    await phone.getByRole("link", { name: /^100 of 100 high/ }).waitFor();
    expect(await phone.getByRole("heading", { name: "What to ask" }).count()).toBe(0);
    await expectSound(phone);
    await phone.getByRole("searchbox").fill("https://www.firm6.example/pricing");
    await phone.getByRole("button", { name: "Check", exact: true }).click();
    await phone.getByText("Sell to them now.").waitFor();
    await phone.getByRole("heading", { name: "Most like it" }).waitFor();
    expect(await phone.getByText(/alike in \d+% of what is known/).count()).toBeGreaterThan(0);
    await expectToFit(phone);
    await phone.getByRole("searchbox").fill("firm 11");
    await phone.keyboard.press("Enter");
    await phone.getByRole("link", { name: "All about Firm 11" }).click();
    await phone.getByRole("heading", { level: 1, name: "Firm 11" }).waitFor();
    await phone.getByRole("link", { name: "Accounts", exact: true }).click();
    await phone.getByRole("link", { name: "My accounts" }).click();
    await phone.getByText("400 accounts", { exact: true }).waitFor();
    await expectToFit(phone);
    // What an earlier version kept in the browser is hers wherever she signs in; what is everybody's she leaves as it is.
    await phone.getByRole("link", { name: "Of old" }).click();
    await phone.getByRole("button", { name: "Forget this view" }).waitFor();
    expect(await phone.evaluate("localStorage.getItem('openicp.account-views')")).toBeNull();
    await phone.getByRole("link", { name: /^All of ours.*everybody's/ }).click();
    await phone.getByRole("button", { name: "Forget this view" }).waitFor({ state: "detached" });
    expect(await phone.getByRole("button", { name: "Show it to everybody" }).count()).toBe(0);
    await bea.close();
    expect(app.complaints()).toEqual([]);
  });
});
