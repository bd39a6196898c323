import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "vitest";
import { ROOT } from "./source.ts";

/** In CI nothing is skipped: what is missing there is a fault of `.ci/run`. */
const strict = process.env.OPENICP_CI === "1";

/**
 * Skips a test that needs something this machine lacks, and says how to get it; with OPENICP_CI=1 the test fails instead.
 * `beforeEach(needs(existsSync("/usr/bin/chromium"), "Chromium", "apt-get install chromium"))`, or called with a test's context.
 *
 * @param there whether the machine has it @param what its name @param get the command or step that gets it
 */
export function needs(there: boolean, what: string, get: string): (context: Pick<TestContext, "skip">) => void {
  return (context) => {
    if (there) return;
    const text = `needs ${what}, get it with: ${get}`;
    if (strict) throw new Error(text);
    console.warn(`skipped: ${text}`);
    context.skip(text);
  };
}

/** Path of a file or folder of the public data sets, which lie beside the checkout and are never copied into it. */
export function datasetPath(name: string): string {
  return join(ROOT, "../shared/datasets", name);
}

/** `beforeEach(needsDataset("ibm-win-loss"))`: see `needs`. */
export function needsDataset(folder: string): ReturnType<typeof needs> {
  return needs(existsSync(datasetPath(folder)), `the data set ${folder}`, `put it into ${datasetPath(folder)}`);
}
