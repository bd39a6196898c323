import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";

/** What is done in the page, and what is true once it stands there. */
export type Step = readonly [act: string, done: string];

export interface Told {
  readonly what: string;
  readonly times: readonly number[];
}

/** The line about how many accounts there are. */
export const LEAD = `(document.querySelector("header h1 + div")?.textContent ?? "")`;

/** Ms in the page from an act until what it leads to is painted: asked in every frame, and told in the one after. */
export async function timed(
  page: Page,
  what: string,
  steps: readonly Step[],
  between: () => Promise<unknown> = async () => undefined,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (const [begin, done] of steps) {
    times.push(
      await page.evaluate(
        `new Promise((resolve, reject) => {
          const began = performance.now();
          const look = () => {
            if (${done}) return requestAnimationFrame(() => resolve(performance.now() - began));
            if (performance.now() - began > 20000) return reject(new Error(${JSON.stringify(what)} + ": nothing came of it"));
            requestAnimationFrame(look);
          };
          ${begin};
          requestAnimationFrame(look);
        })`,
      ),
    );
    await between();
  }
  return times;
}

/** The same, of which nobody wants to know how long it took. */
export async function act(page: Page, begin: string, done: string): Promise<void> {
  await page.evaluate(begin);
  await page.waitForFunction(done);
}

/** Ms from a navigation until a page is painted, each in a browser context of its own that knows who is signed in and nothing else. */
export async function firstPages(
  browser: Browser,
  signedIn: BrowserContext,
  address: string,
  done: string,
  times: number,
): Promise<readonly number[]> {
  const found: number[] = [];
  for (let i = 0; i < times; i++) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      bypassCSP: true,
      storageState: await signedIn.storageState(),
    });
    const page = await context.newPage();
    await page.addInitScript(`
      const look = () => {
        if (document.body !== null && ${done}) return requestAnimationFrame(() => { window.painted = performance.now(); });
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);`);
    await page.goto(address);
    await page.waitForFunction("window.painted !== undefined");
    found.push(await page.evaluate("window.painted"));
    await context.close();
  }
  return found;
}

/** The longest of requests that are sent one after the other while something goes on. */
export async function longestMs(ask: () => Promise<Response>, goesOn: () => boolean): Promise<number> {
  let longest = 0;
  while (goesOn()) {
    const began = performance.now();
    const answer = await ask();
    await answer.text();
    longest = Math.max(longest, performance.now() - began);
    await sleep(10);
  }
  return longest;
}
