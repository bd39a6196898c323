import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { BrowserContext, Page, Request } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { keepReport } from "../../src/engine/workspace/keep-report.ts";
import type { Report } from "../../src/icp/page/report.ts";
import { firstRows, SAMPLE, scratch } from "../cli/openicp.ts";
import { needsChromium, sheets } from "../icp/page/browser.ts";
import { ROOT } from "../source.ts";
import { type App, expectSound, expectToFit, openApp } from "./app.ts";

const PASSWORD = "a few words in a row";
const folder = scratch();
/** Rows of the sample company's exports, so many that a build learns something in seconds. */
const FILES = [
  ["salesforce/Opportunity.csv", 160],
  ["salesforce/Account.csv", 1505],
  ["prospects.csv", 300],
  ["events.csv", 800],
  ["customers.csv", 300],
] as const;
let app: App;
let admin: Window;

/** A signed-in window, with what went wrong in it. */
interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Requests that failed since it was last asked. */
  failed(): readonly string[];
  /** Goes to a page within the app, and waits until nothing is on its way any more. */
  go(path: string, h1: string | RegExp): Promise<void>;
}

async function openWindow(): Promise<Window> {
  const context = await app.window({ acceptDownloads: true });
  const page = await context.newPage();
  const flying = new Set<Request>();
  const failed: string[] = [];
  context.on("request", (request) => {
    if (!request.url().endsWith("/api/stream")) flying.add(request);
  });
  context.on("requestfinished", (request) => flying.delete(request));
  context.on("requestfailed", (request) => flying.delete(request));
  context.on("response", (response) => {
    if (response.status() >= 400) failed.push(`${response.status()} ${response.request().method()} ${response.url()}`);
  });
  const rest = async (): Promise<void> => {
    for (let still = 0; still < 3; still = flying.size === 0 ? still + 1 : 0) await page.waitForTimeout(15);
  };
  return {
    context,
    page,
    failed: () => failed.splice(0),
    go: async (path, h1) => {
      // As a link of the app does, without loading the app anew.
      await page.evaluate(`history.pushState(null, "", ${JSON.stringify(path)})`);
      await page.getByRole("heading", { level: 1, name: h1 }).waitFor();
      await rest();
    },
  };
}

async function post<T>({ context }: Window, path: string, data: object): Promise<T> {
  const answer = await context.request.post(app.origin + path, { data, headers: { origin: app.origin } });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

/** A report as a job keeps one, so that there is one to show. */
const REPORT: Report = {
  ...{ kicker: "The quarterly review", name: "Calvanto", facts: [], support: [], charts: [], footer: [], blocks: [] },
  headline: [{ text: "Version 1 held what it promised", tone: "plain", hint: null }],
};

beforeAll(async () => {
  const opened = await openApp(async ({ workspace }) => {
    await keepReport(workspace, { kind: "review", run: 7, at: new Date("2026-07-06"), report: REPORT, json: {} });
  });
  if (opened === null) return;
  app = opened;
  admin = await openWindow();
});
afterAll(async () => app?.close());
beforeEach(needsChromium);

function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = ""]) => cell);
}

describe("the sample company, from the first start to an exported list", () => {
  it("is set up, imported, built and published", async () => {
    const { page } = admin;
    await page.goto(app.setup);
    await page.getByLabel("Your name").fill("Ada Moreau");
    await page.getByLabel("E-mail").fill("ada@calvanto.example");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Set up" }).click();
    await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    await page.getByRole("link", { name: "Import deals" }).click();
    const files = FILES.map(([file, rows]) => ({
      name: basename(file),
      mimeType: "text/csv",
      buffer: readFileSync(firstRows(join(SAMPLE, file), rows, folder)),
    }));
    await page.locator("input[type=file]").setInputFiles(files);
    // A list of companies may be a market as well as accounts: it is asked.
    const market = page.getByRole("region", { name: "prospects.csv" });
    await market.getByText("What is it?").waitFor();
    await market.getByLabel("It holds").selectOption("universe");
    await page.getByRole("button", { name: "Import 5 files" }).click();
    const imported = page.getByRole("table", { name: "What was imported" });
    await imported.waitFor();
    for (const [file, rows] of FILES) {
      const row = imported.getByRole("row", { name: new RegExp(basename(file)) });
      const [read, added, changed, same, rejected] = (await row.getByRole("cell").allInnerTexts()).map((text) =>
        Number(/^[\d,]+/.exec(text)![0].replaceAll(",", "")),
      );
      expect([file, read]).toEqual([file, rows]);
      expect(added).toBeGreaterThan(rows * 0.9);
      expect([changed, same, rejected! < rows * 0.1]).toEqual([0, 0, true]);
    }
    await page.getByRole("button", { name: "Build a draft" }).click();
    await page.getByRole("heading", { name: "Versions", level: 1 }).waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: "Approve" }).click();
    await page.getByRole("dialog").getByRole("checkbox").check();
    await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await page.getByText("Version 1 is in force.", { exact: true }).waitFor();
    expect(admin.failed()).toEqual([]);
    expect(app.complaints()).toEqual([]);
  });

  it("has a list made by way of the command field, and exported", async () => {
    const { page } = admin;
    await page.keyboard.press("Control+k");
    const field = page.getByRole("combobox", { name: /^Go to/ });
    await field.waitFor();
    expect(await page.getByRole("option").first().getAttribute("aria-selected")).toBe("true");
    await expectSound(page);
    await field.fill("make li");
    await page.getByRole("option", { name: "Make a list" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Make a list" }).waitFor();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: true }).fill("Autumn");
    await dialog.getByLabel("Accounts in tier A").fill("5");
    await dialog.getByRole("button", { name: "Make the list" }).click();
    await dialog.getByRole("rowheader", { name: "Tier A" }).waitFor();
    await dialog.getByRole("button", { name: "See the list" }).click();
    await page.getByRole("heading", { name: "Autumn", level: 1 }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Export CSV" }).click(),
    ]);
    const [head = [], ...rows] = readFileSync(await file.path(), "utf8")
      .trimEnd()
      .split("\n")
      .map(cellsOf);
    const column = (name: string) => rows.map((cells) => cells[head.indexOf(name)]);
    expect(column("tier").slice(0, 6)).toEqual(["A", "A", "A", "A", "A", "B"]);
    expect(column("fit").filter((fit) => !(Number(fit) >= 70))).toEqual([]);
    expect(column("name").filter((name) => name === "" || name === undefined)).toEqual([]);
    expect(await page.getByRole("button", { name: /^A 5 of 5$/ }).count()).toBe(1);
    expect(admin.failed()).toEqual([]);
    expect(app.complaints()).toEqual([]);
  });

  it("is found by the command field: an account by its name, a page of the guide, and nothing", async () => {
    const { page } = admin;
    const { items } = (await (await admin.context.request.get(`${app.origin}/api/accounts?limit=1`)).json()) as {
      items: { name: string }[];
    };
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
    expect(app.complaints()).toEqual([]);
  });

  it("tells its words: by the pointer, by the keys, with the way to the glossary", async () => {
    const { page } = admin;
    await admin.go("/accounts", "Accounts");
    await page.getByRole("columnheader", { name: "timing" }).getByRole("button").hover();
    const hint = page.getByRole("tooltip");
    expect(await hint.textContent()).toMatch(/^0-100 from decayed events/);
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
    expect(app.complaints()).toEqual([]);
  });

  it("is printed from the app: the one page on the front of one sheet, A4 and Letter", async () => {
    const { page } = admin;
    await page.addInitScript("window.print = () => { top.printed = [document.title, top.document.title]; }");
    await page.goto(`${app.origin}/icp`);
    await page.getByRole("button", { name: /Print or PDF/ }).click();
    await page.getByRole("menuitem", { name: /Print or save as PDF/ }).click();
    await page.waitForFunction("window.printed !== undefined");
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
    expect(admin.failed()).toEqual([]);
    expect(app.complaints()).toEqual([]);
  });
});

type Stop = readonly [path: string, h1: string | RegExp];

/** Every place of the navigation, as `PLACES` of web/src/app/navigation.ts declares them. */
function places(): readonly { readonly to: string; readonly name: string; readonly least: string }[] {
  const text = readFileSync(join(ROOT, "web/src/app/navigation.ts"), "utf8");
  return [...text.matchAll(/\{ to: "([^"]+)", name: "([^"]+)", group: "\w+", least: "(\w+)"/g)].map(
    ([, to = "", name = "", least = ""]) => ({ to, name, least }),
  );
}

/** Every page that somebody who is signed in can come to: the places, and what lies behind them. */
async function stops(): Promise<readonly Stop[]> {
  const { items } = (await (await admin.context.request.get(`${app.origin}/api/accounts?limit=1`)).json()) as {
    items: { source: string; key: string; name: string }[];
  };
  const { source, key, name } = items[0]!;
  const { page } = (await (await admin.context.request.get(`${app.origin}/api/icp/page`)).json()) as {
    page: { title: { name: string } };
  };
  const titles: Readonly<Record<string, string>> = { "/icp": page.title.name };
  return [
    ...places().map(({ to, name: place }): Stop => [to, titles[to] ?? place]),
    ["/icp/what-if", "What if"],
    ["/icp/sign-off?version=1", "Sign-off of version 1"],
    [`/accounts/${encodeURIComponent(source)}/${encodeURIComponent(key)}`, name],
    [`/check?q=${encodeURIComponent(name)}`, "Check"],
    ["/lists/Autumn", "Autumn"],
    ...["owners", "moves", "compare"].map((part): Stop => [`/lists/Autumn?part=${part}`, "Autumn"]),
    ["/tasks?part=all", "Tasks"],
    ...["reports", "changes", "schedule", "runs"].map((part): Stop => [`/health?part=${part}`, "Health"]),
    ...["appearance", "people", "keys", "log"].map((part): Stop => [`/settings?part=${part}`, "Settings"]),
    ["/docs/list", "Guide"],
    ["/reports/2026-07-06-review-7.html", "The quarterly review"],
  ];
}

/** What changes the work of all, by the words on its button: each is offered to an editor somewhere, and nowhere to a viewer. */
const FOR_EDITORS = [
  ...["Make a list", "Make it again", "How it is made", "Freeze", "Make a draft", "Share", "Ask somebody", "Write it"],
  ...["Choose files", "Log a change", "Look now", "Change when", "Make the draft"],
];
/** Of the same kind, where there is something to decide; the walk of this profile may offer an editor none. */
const DECISIONS = ["Confirm", "Reject", "Approve", "Put back in force", "Hold it", "Look again", "Keep it", "Take it"];
/** The same for admins. */
const FOR_ADMINS = ["People", "API keys", "Who did what", "Make a key", "Invite somebody"];

/** Walks every page in a window; gives the words on all that can be pressed, and calls `look` on each page. */
async function walk(window: Window, look: (path: string) => Promise<void>): Promise<ReadonlySet<string>> {
  const { page } = window;
  const offered = new Set<string>();
  const wrong: string[] = [];
  for (const [path, h1] of await stops()) {
    await window.go(path, h1);
    await look(path);
    const main = page.locator("#main :is(button, [role=tab], a)");
    for (const text of await main.allInnerTexts()) offered.add(text.trim());
    wrong.push(...[...window.failed(), ...app.complaints()].map((fault) => `${path}: ${fault}`));
  }
  await page.evaluate('history.pushState(null, "", "/meeting/2026-07-06-review-7.html")');
  await page.getByRole("dialog").getByText("Version 1 held what it promised").waitFor();
  await look("/meeting");
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { level: 1, name: "The quarterly review" }).waitFor();
  expect([...wrong, ...window.failed(), ...app.complaints()]).toEqual([]);
  return offered;
}

/** Somebody of a role, let in by an invitation. */
async function enter(role: string, width: number): Promise<Window> {
  const { url } = await post<{ url: string }>(admin, "/api/invitations", { email: `${role}@calvanto.example`, role });
  const window = await openWindow();
  const token = url.split("#token=")[1];
  await post(window, `/api/invitations/${token}/accept`, { name: `The ${role}`, password: PASSWORD });
  await window.page.setViewportSize({ width, height: 800 });
  await window.page.goto(`${app.origin}/settings`);
  return window;
}

const told = (offered: ReadonlySet<string>, words: readonly string[]): readonly string[] =>
  words.filter((word) => [...offered].some((text) => text.startsWith(word)));

const linked = async ({ page }: Window): Promise<readonly (string | null)[]> =>
  page.locator("nav[aria-label=Main] a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));

describe("every page", () => {
  it("is sound to an admin, in light and in dark, at a desk and on a phone", async () => {
    const { page } = admin;
    const offered = await walk(admin, async () => {
      await expectSound(page);
      await page.setViewportSize({ width: 375, height: 800 });
      await expectToFit(page);
      await page.setViewportSize({ width: 1280, height: 900 });
    });
    expect(told(offered, FOR_ADMINS)).toEqual(FOR_ADMINS);
    expect(await linked(admin)).toEqual(places().map(({ to }) => to));
  });

  it("offers an editor what editors do, and nothing of what admins do", async () => {
    const editor = await enter("editor", 1280);
    const offered = await walk(editor, async () => undefined);
    expect(told(offered, FOR_EDITORS)).toEqual(FOR_EDITORS);
    expect(told(offered, FOR_ADMINS)).toEqual([]);
    expect(await linked(editor)).toEqual(places().flatMap(({ to, least }) => (least === "admin" ? [] : [to])));
    await editor.context.close();
  });

  it("offers a viewer to read and to try, on a phone, and nothing that changes the work of all", async () => {
    const viewer = await enter("viewer", 375);
    const offered = await walk(viewer, () => expectToFit(viewer.page));
    expect(told(offered, [...FOR_EDITORS, ...DECISIONS, ...FOR_ADMINS])).toEqual([]);
    expect(told(offered, ["As it was", "Export CSV", "Keep this view"])).toEqual(["As it was", "Export CSV"]);
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
    const { url } = await post<{ url: string }>(admin, "/api/shares", { version: null, days: 1 });
    const anybody = await openWindow();
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
