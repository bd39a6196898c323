import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** A folder of this run of the tests alone, for `once`. */
    readonly runFolder: string;
  }
}

/** Vitest's global setup: the command line that the tests run is the one that is shipped. */
export async function setup(project: TestProject): Promise<() => void> {
  const { build } = (await import("../scripts/build.mjs" as string)) as { build: () => Promise<void> };
  await build();
  const folder = mkdtempSync(join(tmpdir(), "openicp-run-"));
  project.provide("runFolder", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
