import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page, Request } from "playwright-core";
import { expect } from "vitest";
import { SAMPLE } from "../cli/openicp.ts";
import { ROOT } from "../source.ts";
import type { App } from "./app.ts";

export const PASSWORD = "a few words in a row";

/** A file as a person drops it, and the rows that it should have. */
export interface SampleFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
  readonly rows: number;
}

/** The lines of a CSV; a cell may go over several. */
function linesOf(file: string): readonly string[] {
  const text = readFileSync(join(SAMPLE, file), "utf8").trimEnd();
  return text.match(/(?:"[^"]*"|[^"\n])+/g) ?? [];
}

/** Deals, so many that a build learns something in seconds. */
const DEALS = 160;
/** Accounts beside those of the deals. */
const MORE = 200;

/** Exports of the sample company, cut short; the accounts have a column called by no usual name, and their last row is broken off. */
export function sampleFiles(): readonly SampleFile[] {
  const deals = linesOf("salesforce/Opportunity.csv").slice(0, DEALS + 1);
  const known = new Set(deals.map((line) => cellsOf(line)[1]));
  const [head = "", ...accounts] = linesOf("salesforce/Account.csv");
  const own = accounts.filter((line, place) => place < MORE || known.has(cellsOf(line)[0]));
  return [
    ["Opportunity.csv", deals] as const,
    ["Account.csv", [head.replace("NumberOfEmployees", "Heads"), ...own, "too,few"]] as const,
    ["prospects.csv", linesOf("prospects.csv").slice(0, 200)] as const,
    ["events.csv", linesOf("events.csv").slice(0, 400)] as const,
    ["customers.csv", linesOf("customers.csv").slice(0, 200)] as const,
  ].map(([name, lines]) => ({
    ...{ name, mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")), rows: lines.length - 1 },
  }));
}

/** The cells of a line of CSV. */
export function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = ""]) => cell);
}

/** A signed-in window, with what went wrong in it. */
export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the server says to a request of this window's person. */
  ask<T>(method: "GET" | "POST", path: string, data?: object): Promise<T>;
  /** Requests that failed since it was last asked. */
  failed(): readonly string[];
  /** Goes to a page within the app, and waits until nothing is on its way any more. */
  go(path: string, h1: string | RegExp): Promise<void>;
}

/** Opens one; nobody is signed in yet. */
export async function openWindow(app: App): Promise<Window> {
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
    ask: async (method, path, data) => {
      const headers = { origin: app.origin };
      const answer = await context.request.fetch(app.origin + path, { method, headers, ...(data ? { data } : {}) });
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
      return answer.json();
    },
    failed: () => failed.splice(0),
    go: async (path, h1) => {
      // As a link of the app does, without loading the app anew.
      await page.evaluate(`history.pushState(null, "", ${JSON.stringify(path)})`);
      await page.getByRole("heading", { level: 1, name: h1 }).waitFor();
      await rest();
    },
  };
}

/** The report that `keepReview` keeps. */
export const REPORT = "2026-07-06-review-7.html";

type Stop = readonly [path: string, h1: string | RegExp];

/** Every place of the navigation, as `PLACES` of web/src/app/navigation.ts declares them. */
export function places(): readonly { readonly to: string; readonly name: string; readonly least: string }[] {
  const text = readFileSync(join(ROOT, "web/src/app/navigation.ts"), "utf8");
  return [...text.matchAll(/\{ to: "([^"]+)", name: "([^"]+)", group: "\w+", least: "(\w+)"/g)].map(
    ([, to = "", name = "", least = ""]) => ({ to, name, least }),
  );
}

/** Every page that somebody who is signed in can come to: the places, and what lies behind them. */
async function stops({ ask }: Window): Promise<readonly Stop[]> {
  const { items } = await ask<{ items: { source: string; key: string; name: string }[] }>(
    "GET",
    "/api/accounts?limit=1",
  );
  const { source, key, name } = items[0]!;
  const { page } = await ask<{ page: { title: { name: string } } }>("GET", "/api/icp/page");
  const titles: Readonly<Record<string, string>> = { "/icp": page.title.name };
  return [
    ...places().map(({ to, name: place }): Stop => [to, titles[to] ?? place]),
    ["/icp/what-if", "What if"],
    ["/icp/sign-off?version=1", "Sign-off of version 1"],
    [`/accounts/${encodeURIComponent(source)}/${encodeURIComponent(key)}`, name],
    [`/check?q=${encodeURIComponent(name)}`, "Check"],
    ["/lists/first", "first"],
    ...["owners", "moves", "compare"].map((part): Stop => [`/lists/first?part=${part}`, "first"]),
    ["/tasks?part=all", "Tasks"],
    ...["reports", "changes", "schedule", "runs"].map((part): Stop => [`/health?part=${part}`, "Health"]),
    ...["appearance", "people", "keys", "log"].map((part): Stop => [`/settings?part=${part}`, "Settings"]),
    ["/docs/list", "Guide"],
    [`/reports/${REPORT}`, "The quarterly review"],
  ];
}

/** What changes the work of all, by the words on its button: each is offered to an editor somewhere, and nowhere to a viewer. */
export const FOR_EDITORS = [
  ...["Make a list", "Make it again", "How it is made", "Freeze", "Make a draft", "Share", "Ask somebody", "Write it"],
  ...["Choose files", "Log a change", "Look now", "Change when", "Make the draft"],
];
/** Of the same kind, where there is something to decide; the walk of this profile may offer an editor none. */
export const DECISIONS = [
  "Confirm",
  "Reject",
  "Approve",
  "Put back in force",
  "Hold it",
  "Look again",
  "Keep it",
  "Take it",
];
/** The same for admins. */
export const FOR_ADMINS = ["People", "API keys", "Who did what", "Make a key", "Invite somebody"];

/** Walks every page in a window; gives the words on all that can be pressed, and calls `look` on each page. */
export async function walk(
  app: App,
  window: Window,
  look: (path: string) => Promise<void>,
): Promise<ReadonlySet<string>> {
  const { page } = window;
  const offered = new Set<string>();
  const wrong: string[] = [];
  for (const [path, h1] of await stops(window)) {
    await window.go(path, h1);
    await look(path);
    const main = page.locator("#main :is(button, [role=tab], a)");
    for (const text of await main.allTextContents()) offered.add(text.trim());
    wrong.push(...[...window.failed(), ...app.complaints()].map((fault) => `${path}: ${fault}`));
  }
  await page.evaluate(`history.pushState(null, "", "/meeting/${REPORT}")`);
  await page.getByRole("dialog").getByText("1 of 2").waitFor();
  await look("/meeting");
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { level: 1, name: "The quarterly review" }).waitFor();
  expect([...wrong, ...window.failed(), ...app.complaints()]).toEqual([]);
  return offered;
}

/** Somebody of a role, let in by an invitation. */
export async function enter(app: App, admin: Window, role: string, width: number): Promise<Window> {
  const { url } = await admin.ask<{ url: string }>("POST", "/api/invitations", {
    ...{ email: `${role}@calvanto.example`, role },
  });
  const window = await openWindow(app);
  const path = `/api/invitations/${url.split("#token=")[1]}/accept`;
  await window.ask("POST", path, { name: `The ${role}`, password: PASSWORD });
  await window.page.setViewportSize({ width, height: 800 });
  await window.page.goto(`${app.origin}/settings`);
  return window;
}

/** Those of the words with which something begins that was offered. */
export const offeredOf = (offered: ReadonlySet<string>, words: readonly string[]): readonly string[] =>
  words.filter((word) => [...offered].some((text) => text.startsWith(word)));

/** Where the navigation leads. */
export const linked = async ({ page }: Window): Promise<readonly (string | null)[]> =>
  page.locator("nav[aria-label=Main] a").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
