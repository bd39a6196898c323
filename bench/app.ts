// How fast the app answers a person with many accounts in view: `npx tsx bench/app.ts [accounts] [folder]`; the environment's OPENICP_ACCOUNTS says
// how many too. Writes a part of bench/APP.md for the size. Needs Chromium and a built dist/web. A folder that holds the workspace of an earlier
// run is used again.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { openBrowser } from "../test/icp/page/browser.ts";
import { act, firstPages, LEAD, longestMs, type Step, type Told, timed } from "./app-measure.ts";
import { writeSection } from "./section.ts";

const MANY = Number(process.argv[2] ?? process.env.OPENICP_ACCOUNTS ?? 100_000);
const given = process.argv[3];
const folder = given ?? mkdtempSync(join(tmpdir(), "openicp-bench-app-"));
const ROUNDS = 7;
const BAR = 100;
const PAGE_BAR = 1500;

const child = spawn(process.execPath, ["--import", "tsx", "bench/api-server.ts", folder, String(MANY)], {
  stdio: ["ignore", "pipe", "inherit"],
});
const said = await new Promise<string>((resolve, reject) => {
  child.stdout.once("data", (chunk) => resolve(String(chunk)));
  child.once("exit", (code) => reject(new Error(`the server ended: ${code}`)));
});
const { origin, key, email, password } = JSON.parse(said) as Record<"origin" | "key" | "email" | "password", string>;
const browser = await openBrowser();
if (browser === null) throw new Error("there is no Chromium");

/** MiB of the server's process: now, and the most so far. */
function memory(): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  const of = (name: string): number => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { now: of("VmRSS"), most: of("VmHWM") };
}

/** Seconds until the accounts are first ready after a start, and the longest that a request beside waited meanwhile, ms. */
async function firstAccounts(): Promise<{ readonly seconds: number; readonly beside: number }> {
  const headers = { "x-api-key": key };
  const began = performance.now();
  let ready = false;
  const asked = fetch(`${origin}/api/accounts?limit=1`, { headers }).then((answer) => {
    ready = true;
    if (!answer.ok) throw new Error(`accounts: ${answer.status}`);
  });
  const beside = await longestMs(
    () => fetch(`${origin}/api/session`, { headers }),
    () => !ready,
  );
  await asked;
  return { seconds: (performance.now() - began) / 1000, beside };
}

const AT = "document.activeElement.dataset.row";
const keyDown = (name: string): string =>
  `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: ${JSON.stringify(name)}, bubbles: true, cancelable: true }))`;
const type = (text: string): string =>
  `{ const field = document.querySelector("input[type=search]"); Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, ${JSON.stringify(text)}); field.dispatchEvent(new Event("input", { bubbles: true })); }`;
/** Each is in another number of names than the one before. */
const TYPED = ["7", "77", "777", "3", "33", "333", "5"];
const rounds = (make: (round: number) => Step): Step[] => Array.from({ length: ROUNDS }, (_, i) => make(i));
const link = (name: string, within: string): string =>
  `[...document.querySelectorAll("${within} a")].find((one) => one.textContent.trim() === ${JSON.stringify(name)}).click()`;
const view = (name: string): string => link(name, "nav[aria-label=Views]");
const head = (name: string): string =>
  `[...document.querySelectorAll("thead button")].find((one) => one.textContent === ${JSON.stringify(name)}).click()`;
const FIRST = `document.querySelector("tbody tr[data-row='0'] a")?.textContent`;
const SCROLLER = `document.querySelector("table").parentElement`;
const ROWS = `document.querySelectorAll("tbody tr[data-row] a").length`;
const FROM = `Number(document.querySelector("tbody tr[data-row]").dataset.row)`;

const all: Told[] = [];
try {
  const laid = await firstAccounts();
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, bypassCSP: true });
  await context.request.post(`${origin}/api/auth/sign-in/email`, { data: { email, password }, headers: { origin } });
  const cold = [
    await firstPages(browser, context, `${origin}/overview`, `document.querySelector("#actions") !== null`, ROUNDS),
    await firstPages(browser, context, `${origin}/accounts`, `${ROWS} > 10`, ROUNDS),
  ];
  const page = await context.newPage();
  await page.goto(`${origin}/accounts`);
  await page.locator("tbody tr a").first().waitFor();
  const total = Number((await page.locator("header h1 + div").textContent())?.replace(/\D/g, ""));
  const isAll = `${LEAD}.replace(/\\D/g, "") === "${total}"`;
  // The first time of each is paid by whoever comes first after a start: let it be us.
  await page.waitForLoadState("networkidle");
  const measure = async (what: string, steps: readonly Step[], between?: () => Promise<unknown>): Promise<void> => {
    all.push({ what, times: await timed(page, what, steps, between) });
  };

  const toOverview = () =>
    act(page, link("Overview", "nav[aria-label=Main]"), `document.querySelector("#actions") !== null`);
  await toOverview();
  await measure(
    "the table opened from another page: its rows stand there",
    rounds(() => [link("Accounts", "nav[aria-label=Main]"), `${ROWS} > 10 && ${isAll}`]),
    toOverview,
  );
  await act(page, link("Accounts", "nav[aria-label=Main]"), `${ROWS} > 10 && ${isAll}`);
  await page.locator("tbody tr[tabindex='0']").focus();
  await measure(
    "arrow down: the next row has the focus",
    rounds((i) => [keyDown("ArrowDown"), `${AT} === "${i + 1}"`]),
  );
  await measure(
    "End, Home: the last row has the focus and its name, then the first",
    rounds((i) => {
      const last = i % 2 === 0;
      return [
        keyDown(last ? "End" : "Home"),
        `${AT} === "${last ? total - 1 : 0}" && document.activeElement.querySelector("a") !== null`,
      ];
    }),
  );
  const jump = (share: number): Step => [
    `${SCROLLER}.scrollTop = ${SCROLLER}.scrollHeight * ${share}`,
    `Math.abs(${FROM} - ${Math.floor(total * share)}) < ${Math.max(60, total / 1000)} && ${ROWS} > 20`,
  ];
  await measure(
    "scrolled to another place by the bar: its rows stand there",
    rounds((i) => jump((i + 1) / (ROUNDS + 2))),
  );
  await measure(
    "another view: its accounts stand there",
    rounds((i) => [
      view(i % 2 === 0 ? "Fits, waiting" : "All"),
      `${i % 2 === 0 ? `!(${isAll})` : isAll} && ${LEAD} !== "\\u00a0" && ${ROWS} > 10`,
    ]),
  );
  await act(page, view("All"), isAll);
  await page.locator("search button", { hasText: "Level" }).click();
  await page.locator("[role=menuitemcheckbox]").first().waitFor();
  await measure(
    "a level picked, then another beside it: its accounts stand there",
    rounds((i) => [
      `window.before = ${LEAD}; document.querySelectorAll("[role=menuitemcheckbox]")[${i % 3}].click()`,
      `${LEAD} !== window.before && ${LEAD} !== "\\u00a0"`,
    ]),
  );
  await page.keyboard.press("Escape");
  await act(page, view("All"), isAll);
  await measure(
    "sorted by name, up and down: other accounts come first",
    rounds(() => [
      `window.before = ${FIRST}; ${head("account")}`,
      `${FIRST} !== undefined && ${FIRST} !== window.before`,
    ]),
  );
  await measure(
    "the same, scrolled to another place: its rows stand there",
    rounds((i) => jump((i + 1) / (ROUNDS + 1))),
  );
  await act(page, view("All"), isAll);
  await measure(
    "typed a sign: what fits stands there",
    rounds((i) => [
      `window.before = ${LEAD}; ${type(TYPED[i] ?? "")}`,
      `${LEAD} !== window.before && ${LEAD} !== "\\u00a0"`,
    ]),
  );
  await act(page, type(""), `${isAll} && ${ROWS} > 20`);
  // The table goes back to where it was left, and fetches the rows that are there.
  await page.waitForLoadState("networkidle");
  await page
    .locator("tbody tr[data-row] a")
    .nth(3 * ROUNDS - 1)
    .waitFor();
  const opened: readonly (readonly [string, string])[] = [
    [
      "an account opened: its name, what to do, its fit and its level stand there",
      `document.querySelector("h1")?.textContent === window.wanted && document.querySelector("#points") !== null`,
    ],
    ["an account opened: its name and its points stand there", `document.querySelector("tfoot") !== null`],
    [
      "an account opened: everything stands there, its record at the end too",
      `document.querySelector("#record") !== null`,
    ],
  ];
  for (const [which, [what, there]] of opened.entries())
    await measure(
      what,
      rounds((i) => [
        `{ const link = document.querySelectorAll("tbody tr[data-row] a")[${which * ROUNDS + i}]; window.wanted = link.textContent; link.click(); }`,
        there,
      ]),
      async () => {
        await page.goBack();
        await page
          .locator("tbody tr[data-row] a")
          .nth(ROUNDS * opened.length - 1)
          .waitFor();
        await page.waitForLoadState("networkidle");
      },
    );
  const used = memory();

  const n = (value: number): string => Math.round(value).toLocaleString("en-US");
  const line = ({ what, times }: Told): string => {
    const sorted = [...times].sort((a, b) => a - b);
    const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
    return `| ${what} | ${n(middle)} | ${n(sorted.at(-1) ?? 0)} | ${times.length} |`;
  };
  writeSection(
    "bench/APP.md",
    `The app with ${n(total)} accounts in view`,
    `Written by \`npx tsx bench/app.ts ${MANY}\`: headless Chromium and the server on one machine of 2 cores (load ${loadavg()[0]!.toFixed(1)} while it ran), ms in the page
from what a person does until what it leads to is painted, the answer of the server among it. The bar is ${BAR} ms.

| what | median ms | longest ms | times |
| --- | ---: | ---: | ---: |
${all.map(line).join("\n")}

The first page, signed in, nothing of the app in the browser yet: ms from the navigation until it is painted. The bar is ${n(PAGE_BAR)} ms.

| page | median ms | longest ms | times |
| --- | ---: | ---: | ---: |
${cold.map((times, i) => line({ what: i === 0 ? "Overview: what to do stands there" : "Accounts: the rows stand there", times })).join("\n")}

After a start the accounts are ready in ${laid.seconds.toFixed(1)} s; a request beside waited ${n(laid.beside)} ms at most meanwhile. The server's process had
${n(used.now)} MiB in the end, ${n(used.most)} MiB at most.`,
  );
  process.stdout.write(readFileSync("bench/APP.md", "utf8"));
} finally {
  await browser.close();
  child.removeAllListeners("exit");
  child.kill("SIGTERM");
  if (given === undefined) rmSync(folder, { recursive: true, force: true });
}
