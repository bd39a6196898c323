// Photographs the sample company's page for the README: docs/images/calvanto.png. Needs Debian's chromium and a built dist/.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { root } from "./ensure.mjs";

const folder = mkdtempSync(join(tmpdir(), "openicp-picture-"));
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
try {
  execFileSync(process.execPath, [join(root, "bin/openicp.js"), "demo", "--dir", folder, "--quiet"], { cwd: root });
  const context = await browser.newContext({ viewport: { width: 1120, height: 900 }, colorScheme: "light" });
  const page = await context.newPage();
  await page.goto(`file://${join(folder, "icp.html")}`);
  mkdirSync(join(root, "docs/images"), { recursive: true });
  await page.screenshot({ path: join(root, "docs/images/calvanto.png"), fullPage: true });
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
