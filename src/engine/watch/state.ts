import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { z } from "zod";
import { InputError } from "../../errors.ts";
import type { RunNote } from "../../watch/drift/alarms.ts";
import { writeWhole } from "../write.ts";

const state = z.strictObject({
  schema: z.literal("openicp/drift-state@1"),
  /** Id of the document that the runs are of. */
  icp: z.string(),
  runs: z.array(z.strictObject({ as_of: z.iso.date(), rejected: z.array(z.string()) })),
});

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
  const read = state.safeParse(parsed(text));
  if (!read.success)
    throw new InputError(
      `${basename(path)} is not what drift --state keeps: give another name, or the file of an earlier run`,
    );
  return read.data.icp === icp ? { runs: read.data.runs, other: false } : { runs: [], other: true };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Keeps the notes for the next run. */
export async function writeState(path: string, icp: string, runs: readonly RunNote[]): Promise<void> {
  const kept: z.infer<typeof state> = {
    schema: "openicp/drift-state@1",
    icp,
    runs: runs.map(({ as_of, rejected }) => ({ as_of, rejected: [...rejected] })),
  };
  await writeWhole(path, `${JSON.stringify(kept, null, 2)}\n`);
}
