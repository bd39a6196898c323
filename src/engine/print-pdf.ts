import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { InputError, InterruptedError } from "../errors.ts";
import { findBrowser } from "./find-browser.ts";

export type Paper = "A4" | "Letter";

const LONGEST_MS = 60_000;

/** Nothing of the person's own browser is used, and nothing is loaded: the page itself asks for nothing either. */
function options(folder: string, pdf: string): readonly string[] {
  const root = process.getuid?.() === 0;
  return [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    `--user-data-dir=${join(folder, "profile")}`,
    "--no-pdf-header-footer",
    `--print-to-pdf=${pdf}`,
    // Chromium refuses its sandbox to root; the page runs no script.
    ...(root ? ["--no-sandbox"] : []),
  ];
}

/**
 * A page printed to PDF, front and back, by a Chromium of this machine with a profile of its own that is thrown away.
 *
 * @throws InputError without a browser, or when it prints nothing
 */
export async function printPdf(
  html: string,
  paper: Paper,
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const browser = await findBrowser(environment);
  const folder = await mkdtemp(join(tmpdir(), "openicp-pdf-"));
  try {
    const [page, pdf] = [join(folder, "page.html"), join(folder, "page.pdf")];
    await writeFile(page, html.replace("@page{size:auto;", `@page{size:${paper};`));
    const said = await run(browser, [...options(folder, pdf), pathToFileURL(page).href], signal);
    const bytes = await readFile(pdf).catch(() => null);
    if (bytes === null || bytes.subarray(0, 5).toString("latin1") !== "%PDF-")
      throw new InputError(
        `${browser} printed no PDF${said === "" ? "" : ` (${said})`}: say which browser to use with CHROMIUM_PATH, or write --format html and print it from any browser`,
      );
    return bytes;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Runs to its end, however it ends; gives the last line it complained with. */
function run(browser: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(browser, [...args], { timeout: LONGEST_MS, signal, windowsHide: true }, (failed, _, stderr) => {
      if (signal.aborted) reject(new InterruptedError("interrupted"));
      else resolve(failed === null ? "" : (stderr.trim().split("\n").at(-1) ?? failed.message).slice(0, 200));
    });
  });
}
