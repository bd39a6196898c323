import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { findBrowser } from "../../src/engine/find-browser.ts";
import { printPdf } from "../../src/engine/print-pdf.ts";
import { renderHtml } from "../../src/icp/page/html/render-html.ts";
import { onePage } from "../../src/icp/page/one-page.ts";
import { FIXTURES } from "../icp/fixtures.ts";
import { needsChromium } from "../icp/page/browser.ts";

const folder = mkdtempSync(join(tmpdir(), "openicp-browser-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const never = new AbortController().signal;

function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

const left = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith("openicp-pdf-"));

it("finds the browser that is named before one on the PATH, and none where there is none", async () => {
  const own = program("google-chrome", "exit 0");
  const named = program("mine", "exit 0");
  expect(await findBrowser({ PATH: folder })).toBe(own);
  expect(await findBrowser({ PATH: folder, CHROMIUM_PATH: named })).toBe(named);
  await expect(findBrowser({ PATH: folder, CHROMIUM_PATH: join(folder, "gone") })).rejects.toThrow(
    /CHROMIUM_PATH is .*gone, which is no program/,
  );
  await expect(findBrowser({}, [])).rejects.toThrow(/install Chromium or Google Chrome .* or write --format html/);
});

it("says what a browser complains of that prints nothing, and leaves nothing behind", async () => {
  const before = left();
  const broken = program("broken", "echo 'no display' >&2; exit 3");
  await expect(printPdf("<p>x</p>", "A4", { CHROMIUM_PATH: broken }, never)).rejects.toThrow(
    /broken printed no PDF \(no display\): say which browser/,
  );
  const silent = program("silent", "exit 0");
  await expect(printPdf("<p>x</p>", "A4", { CHROMIUM_PATH: silent }, never)).rejects.toThrow(/silent printed no PDF:/);
  expect(left().filter((name) => !before.includes(name))).toEqual([]);
});

it("uses a profile of its own in a folder that is thrown away, and no network", async () => {
  const spy = program("spy", `printf '%s\\n' "$@" > "${folder}/args"; exit 1`);
  await expect(printPdf("<p>x</p>", "A4", { CHROMIUM_PATH: spy }, never)).rejects.toThrow();
  const args = readFileSync(join(folder, "args"), "utf8").split("\n");
  const profile = args.find((one) => one.startsWith("--user-data-dir="))!.split("=")[1]!;
  expect(dirname(profile)).toMatch(/openicp-pdf-/);
  expect(args).toContain("--host-resolver-rules=MAP * ~NOTFOUND");
  expect(args.at(-2)).toMatch(/^file:\/\/.*openicp-pdf-.*page\.html$/);
});

it("prints two pages of the paper that is asked for", async (context) => {
  needsChromium(context);
  const html = renderHtml(onePage(FIXTURES.weak!));
  const pdf = Buffer.from(await printPdf(html, "Letter", { PATH: process.env.PATH }, never)).toString("latin1");
  expect(pdf.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(2);
  expect(pdf).toMatch(/\/MediaBox \[0 0 612 792\]/);
});
