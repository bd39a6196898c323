import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { needs } from "../../need.ts";

/** Debian's; Playwright downloads none here. */
const CHROMIUM = "/usr/bin/chromium";
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Skips a test on a machine without Chromium. */
export const needsChromium: ReturnType<typeof needs> = needs(
  existsSync(CHROMIUM),
  "Chromium",
  "apt-get install chromium",
);

/** A headless Chromium, null where there is none; the caller closes it. */
export async function openBrowser(): Promise<Browser | null> {
  return existsSync(CHROMIUM) ? chromium.launch({ executablePath: CHROMIUM, args: QUIET }) : null;
}

/** A tab that shows the given HTML in a window `width` pixels wide. */
export async function show(browser: Browser, html: string, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  await page.setContent(html);
  return page;
}

/** Sheets that a page takes on paper of the given size. */
export async function sheets(page: Page, format: "A4" | "Letter"): Promise<number> {
  const pdf = await page.pdf({ format, printBackground: true, preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
}
