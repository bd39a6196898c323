import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { inject } from "vitest";

/** Whether the folder was made by this call: of several test files that ask at the same time, one. */
function claimed(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * A folder with what `make` put into it, made once in a run of the tests, by the first test file that asks; the others wait for it.
 * It is read by all: never write into it. When `make` fails, so does that file, and the next one tries again.
 */
export async function once(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(inject("runFolder"), name);
  const done = join(folder, "done");
  while (!existsSync(done)) {
    if (claimed(folder)) {
      try {
        await make(folder);
        writeFileSync(done, "");
      } catch (error) {
        rmSync(folder, { recursive: true, force: true });
        throw error;
      }
    } else await setTimeout(50);
  }
  return folder;
}
