import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { type ServeOptions, type Serving, serve } from "../../src/api/serve.ts";
import { PAGES } from "../../src/cli/workspace/pages.ts";
import type { IcpEnvelope } from "../../src/icp/document.ts";
import { addDraft } from "../../src/store/versions.ts";
import { sampleProfile } from "../cli/sample.ts";
import { account, accounts, type SmallWorkspace, smallWorkspace } from "../engine/workspace/small-workspace.ts";
import { openBrowser } from "../icp/page/browser.ts";
import { ROOT } from "../source.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A served workspace with the sample company's profile in force and a draft of it, and a browser to walk through it. */
export interface App {
  readonly origin: string;
  /** The address that the terminal shows. */
  readonly setup: string;
  readonly browser: Browser;
  /** The same workspace served as the demo. */
  demo(): Promise<Serving>;
  /** A window of its own, with its own cookies. */
  window(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** What the console complained of since it was last asked, but for refusals that a test provoked: their status is `allowed`. */
  complaints(allowed?: readonly number[]): readonly string[];
  close(): Promise<void>;
}

/** The sample company's profile in force, and a draft of it; `more` puts more into the workspace between the two. */
export async function fillSample(
  small: SmallWorkspace,
  more?: (small: SmallWorkspace) => Promise<void>,
): Promise<void> {
  const { workspace, inForce, bring } = small;
  const { document } = JSON.parse(readFileSync((await sampleProfile()).icp, "utf8")) as IcpEnvelope;
  await bring("accounts", accounts(...Array.from({ length: 40 }, (_, i) => account(i))));
  await inForce(document);
  await more?.(small);
  const draft = { ...document, id: `${document.id.slice(0, -4)}0002`, name: "The other draft" };
  await workspace.store.transaction((tx) =>
    addDraft(tx, {
      ...{ id: draft.id, icp: "main", origin: "hand", at: new Date("2026-01-02T12:00:00Z"), by: "test", why: "a name" },
      document: JSON.stringify({ created_at: null, approved_by: null, document: draft }),
    }),
  );
}

/** Serves one, and opens a browser; null where there is no Chromium. */
export async function openApp(fill: (small: SmallWorkspace) => Promise<void> = fillSample): Promise<App | null> {
  const browser = await openBrowser();
  if (browser === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "openicp-app-"));
  const small = await smallWorkspace(folder);
  const { workspace } = small;
  await fill(small);
  const options: ServeOptions = {
    ...{ host: "127.0.0.1", port: 0, origin: null, app: join(ROOT, "dist/web"), pages: PAGES },
    ...{ logLevel: "silent", logTo: new Writable({ write: (_chunk, _encoding, done) => done() }) },
    now: () => new Date(),
  };
  const served: Serving = await serve(workspace, options);
  const said: string[] = [];
  return {
    origin: served.origin,
    setup: served.entry ?? "",
    browser,
    demo: () => serve(workspace, { ...options, demo: true }),
    window: async (options = {}) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
      context.setDefaultTimeout(15_000);
      context.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) said.push(message.text());
      });
      context.on("weberror", (error) => said.push(error.error().message));
      return context;
    },
    complaints: (allowed = []) =>
      said.splice(0).filter((text) => !allowed.some((status) => text.includes(`status of ${status} `))),
    close: async () => {
      await browser.close();
      await served.close();
      await workspace.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What axe finds serious in a page as it stands; `only` one of its rules. The page's rules allow no script but its own, so axe runs beside them. */
async function seriousFaults(page: Page, only?: string): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: `window.axe === undefined && (() => { ${AXE} })()` });
  const options = only === undefined ? {} : { runOnly: [only] };
  const { result } = await session.send("Runtime.evaluate", {
    expression: `axe.run(document, ${JSON.stringify({ ...options, resultTypes: ["violations"], preload: false })}).then(({ violations }) => violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 200)).join(" | ")))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  return result.value as string[];
}

/** Holds a page against axe, in light as a whole and in dark by its contrast, and its width against the window's. */
export async function expectSound(page: Page, dark = true): Promise<void> {
  if (dark) {
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await seriousFaults(page, "color-contrast"), `${page.url()}, dark`).toEqual([]);
    await page.emulateMedia({ colorScheme: "light" });
  }
  expect(await seriousFaults(page), `${page.url()}, light`).toEqual([]);
  await expectToFit(page);
}

/** Nothing is wider than the window. */
export async function expectToFit(page: Page): Promise<void> {
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), page.url()).toBeLessThanOrEqual(0);
}
