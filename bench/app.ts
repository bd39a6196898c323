// How fast the app answers a person with many accounts in view: `npx tsx bench/app.ts [accounts] [folder]`. Writes bench/APP.md. Needs Chromium and a
// built dist/web. A folder that holds the workspace of an earlier run is used again.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openBrowser } from "../test/icp/page/browser.ts";

const MANY = Number(process.argv[2] ?? 100_000);
const given = process.argv[3];
const folder = given ?? mkdtempSync(join(tmpdir(), "openicp-bench-app-"));
const ROUNDS = 7;
const BAR = 100;

const child = spawn(process.execPath, ["--import", "tsx", "bench/api-server.ts", folder, String(MANY)], {
  stdio: ["ignore", "pipe", "inherit"],
});
const said = await new Promise<string>((resolve, reject) => {
  child.stdout.once("data", (chunk) => resolve(String(chunk)));
  child.once("exit", (code) => reject(new Error(`the server ended: ${code}`)));
});
const { origin, email, password } = JSON.parse(said) as { origin: string; email: string; password: string };
const browser = await openBrowser();
if (browser === null) throw new Error("there is no Chromium");

interface Told {
  readonly what: string;
  readonly times: readonly number[];
}
const all: Told[] = [];

/**
 * Ms in the page from an act until what it leads to is painted: `act` begins it, `done` is true once it stands there. Asked in every frame.
 */
async function timed(
  page: Page,
  what: string,
  steps: readonly (readonly [act: string, done: string])[],
  between: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  const times: number[] = [];
  for (const [act, done] of steps) {
    times.push(
      await page.evaluate(
        `new Promise((resolve, reject) => {
          const began = performance.now();
          const look = () => {
            if (${done}) return requestAnimationFrame(() => resolve(performance.now() - began));
            if (performance.now() - began > 10000) return reject(new Error(${JSON.stringify(what)} + ": nothing came of it"));
            requestAnimationFrame(look);
          };
          ${act};
          requestAnimationFrame(look);
        })`,
      ),
    );
    await between();
  }
  all.push({ what, times });
}

const key = (name: string): string =>
  `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: ${JSON.stringify(name)}, bubbles: true, cancelable: true }))`;
const type = (text: string): string =>
  `{ const field = document.querySelector("input[type=search]"); Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, ${JSON.stringify(text)}); field.dispatchEvent(new Event("input", { bubbles: true })); }`;
/** Each is in another number of names than the one before. */
const TYPED = ["7", "77", "777", "3", "33", "333", "5"];
const AT = "document.activeElement.dataset.row";
const LEAD = `(document.querySelector("header h1 + div")?.textContent ?? "")`;
const rounds = <T>(make: (round: number) => T): T[] => Array.from({ length: ROUNDS }, (_, i) => make(i));

try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
  await context.request.post(`${origin}/api/auth/sign-in/email`, { data: { email, password }, headers: { origin } });
  const page = await context.newPage();
  await page.goto(`${origin}/accounts`);
  await page.locator("tbody tr a").first().waitFor();
  const total = Number((await page.locator("header h1 + div").textContent())?.replace(/\D/g, ""));
  // The first time of each is paid by whoever comes first after a start: let it be us.
  await page.waitForLoadState("networkidle");
  await page.locator("tbody tr[tabindex='0']").focus();

  await timed(
    page,
    "arrow down: the next row has the focus",
    rounds((i) => [key("ArrowDown"), `${AT} === "${i + 1}"`] as const),
  );
  await timed(
    page,
    "End, Home: the last row has the focus and its name, then the first",
    rounds((i) => {
      const last = i % 2 === 0;
      const at = last ? total - 1 : 0;
      return [
        key(last ? "End" : "Home"),
        `${AT} === "${at}" && document.activeElement.querySelector("a") !== null`,
      ] as const;
    }),
  );
  const scroller = `document.querySelector("table").parentElement`;
  await timed(
    page,
    "scrolled to another place by the bar: its rows stand there",
    rounds(
      (i) =>
        [
          `${scroller}.scrollTop = ${scroller}.scrollHeight * ${(i + 1) / (ROUNDS + 2)}`,
          `Number(document.querySelector("tbody tr[data-row]").dataset.row) > ${Math.floor((total * (i + 1)) / (ROUNDS + 2)) - 60} && document.querySelectorAll("tbody tr[data-row] a").length > 20`,
        ] as const,
    ),
  );
  const view = (name: string): string =>
    `[...document.querySelectorAll("nav[aria-label=Views] a")].find((one) => one.textContent === ${JSON.stringify(name)}).click()`;
  await timed(
    page,
    "another view: its accounts stand there",
    rounds((i) => {
      const name = i % 2 === 0 ? "Fits, waiting" : "All";
      const has = `${LEAD}.replace(/\\D/g, "") ${i % 2 === 0 ? "!==" : "==="} "${total}"`;
      return [view(name), `${has} && document.querySelectorAll("tbody tr[data-row] a").length > 10`] as const;
    }),
  );
  await page.evaluate(view("All"));
  await page.waitForFunction(`${LEAD}.replace(/\\D/g, "") === "${total}"`);
  const head = (id: string): string =>
    `[...document.querySelectorAll("thead button")].find((one) => one.textContent === ${JSON.stringify(id)}).click()`;
  const first = `document.querySelector("tbody tr[data-row='0'] a")?.textContent`;
  await timed(
    page,
    "sorted by name, up and down: other accounts come first",
    rounds(
      () =>
        [
          `window.before = ${first}; ${head("account")}`,
          `${first} !== undefined && ${first} !== window.before`,
        ] as const,
    ),
  );
  await page.evaluate(view("All"));
  await timed(
    page,
    "typed: what fits stands there (120 ms of it are the pause waited for)",
    rounds(
      (i) =>
        [
          `window.before = ${LEAD}; ${type(TYPED[i] ?? "")}`,
          `${LEAD} !== window.before && ${LEAD} !== "\\u00a0"`,
        ] as const,
    ),
  );
  await page.evaluate(type(""));
  await page.waitForFunction(`${LEAD}.replace(/\\D/g, "") === "${total}"`);
  await timed(
    page,
    "an account opened: its name and its points stand there",
    rounds(
      (i) =>
        [
          `document.querySelectorAll("tbody tr[data-row] a")[${i}].click()`,
          `document.querySelector("tfoot") !== null`,
        ] as const,
    ),
    async () => {
      await page.goBack();
      await page.locator("tbody tr[data-row] a").nth(ROUNDS).waitFor();
    },
  );

  const line = ({ what, times }: Told): string => {
    const sorted = [...times].sort((a, b) => a - b);
    const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
    return `| ${what} | ${Math.round(middle)} | ${Math.round(sorted.at(-1) ?? 0)} | ${times.length} |`;
  };
  const text = `# The app with ${total.toLocaleString("en-US")} accounts in view

Written by \`npx tsx bench/app.ts ${MANY}\`: headless Chromium and the server on one machine of 2 cores (load ${loadavg()[0]!.toFixed(1)} while it ran), ms in the page
from what a person does until what it leads to is painted, the answer of the server among it. The bar is ${BAR} ms.

| what | median ms | longest ms | times |
| --- | ---: | ---: | ---: |
${all.map(line).join("\n")}
`;
  writeFileSync("bench/APP.md", text);
  process.stdout.write(text);
} finally {
  await browser.close();
  child.removeAllListeners("exit");
  child.kill("SIGTERM");
  if (given === undefined) rmSync(folder, { recursive: true, force: true });
}
