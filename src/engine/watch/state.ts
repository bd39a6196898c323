import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { InputError } from "../../errors.ts";
import type { RunNote } from "../../watch/drift/alarms.ts";
import { keptText, readKept } from "../../watch/drift/kept.ts";
import { writeWhole } from "../write.ts";

/** Notes of earlier runs of a document; none where the file is not there yet, or is of another document. @throws InputError for a file that is something else */
export async function readState(
  path: string,
  icp: string,
): Promise<{ readonly runs: readonly RunNote[]; readonly other: boolean }> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw new InputError(`cannot read ${path}: ${error.message}`);
  });
  if (text === null) return { runs: [], other: false };
  const kept = readKept(text);
  if (kept === null)
    throw new InputError(
      `${basename(path)} is not what drift --state keeps: give another name, or the file of an earlier run`,
    );
  return kept.icp === icp ? { runs: kept.runs, other: false } : { runs: [], other: true };
}

/** Keeps the notes for the next run. */
export async function writeState(path: string, icp: string, runs: readonly RunNote[]): Promise<void> {
  await writeWhole(path, keptText(icp, runs));
}
