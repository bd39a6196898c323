import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { InputError } from "../errors.ts";

/** What the same browser is called on Linux; Windows adds `.exe`. */
const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "msedge",
  "brave-browser",
];

/** Where installers put them on a Mac and on Windows. */
const INSTALLED = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

async function runs(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/**
 * A Chromium of this machine: `CHROMIUM_PATH`, else one on the `PATH`, else `elsewhere`.
 *
 * @throws InputError that says what to install, or that `CHROMIUM_PATH` leads nowhere
 */
export async function findBrowser(
  environment: Readonly<Record<string, string | undefined>>,
  elsewhere: readonly string[] = INSTALLED,
): Promise<string> {
  const { CHROMIUM_PATH: said = "", PATH: path = "" } = environment;
  if (said !== "") {
    if (await runs(said)) return said;
    throw new InputError(`CHROMIUM_PATH is ${said}, which is no program that can be run: correct it or unset it`);
  }
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  const endings = process.platform === "win32" ? [".exe"] : [""];
  const onPath = NAMES.flatMap((name) =>
    folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))),
  );
  for (const candidate of [...onPath, ...elsewhere]) if (await runs(candidate)) return candidate;
  throw new InputError(
    "a PDF is printed by a browser, and there is none here: install Chromium or Google Chrome (Debian, Ubuntu: apt-get install chromium) or say where it is with CHROMIUM_PATH; or write --format html and print it from any browser",
  );
}
