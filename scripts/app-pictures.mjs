// Photographs every page of the app on the sample company, light and dark, into docs/images/app. Needs Debian's chromium and a built dist/.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { root } from "./ensure.mjs";

const into = join(root, "docs/images/app");
const folder = mkdtempSync(join(tmpdir(), "openicp-pictures-"));
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

/** The places of the navigation, as the app names them. */
function places() {
  const text = readFileSync(join(root, "web/src/app/navigation.ts"), "utf8");
  return [...text.matchAll(/\{ to: "([^"]+)", name:/g)].map(([, to]) => to);
}

/** Starts the demo; gives the address that lets in. */
function demo() {
  const child = spawn(
    process.execPath,
    [join(root, "bin/openicp.js"), "demo", "--serve", "--json", "--port", "0", "--dir", folder],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
      if (text.includes("\n")) resolve({ child, ...JSON.parse(text.split("\n")[0]) });
    });
    child.on("exit", (code) => reject(new Error(`openicp demo ended with ${code}`)));
  });
}

const { child, origin, entry } = await demo();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args });
try {
  mkdirSync(into, { recursive: true });
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme });
    const page = await context.newPage();
    await page.goto(entry);
    await page.waitForSelector("nav");
    for (const place of places()) {
      await page.goto(origin + place);
      await page.waitForSelector("h1");
      await page.waitForLoadState("networkidle").catch(() => undefined);
      await page.waitForTimeout(500);
      const name = place.slice(1).replaceAll("/", "-");
      await page.screenshot({ path: join(into, `${name}-${colorScheme}.jpg`), type: "jpeg", quality: 80 });
      console.log(`docs/images/app/${name}-${colorScheme}.jpg`);
    }
    await context.close();
  }
} finally {
  await browser.close();
  child.removeAllListeners("exit");
  child.kill("SIGINT");
  rmSync(folder, { recursive: true, force: true });
}
