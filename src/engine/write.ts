import { realpath, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { InputError } from "../errors.ts";
import { isDiskFull } from "../warehouse/disk-full.ts";

/** Where a path leads: a link is written through, not replaced. */
function placeOf(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

/** A full disk is an `InputError` that names the file as the person did. */
async function writeText(partial: string, text: string, path: string): Promise<void> {
  try {
    await writeFile(partial, text);
  } catch (cause) {
    if (!isDiskFull(cause)) throw cause;
    throw new InputError(`cannot write ${path}: the disk is full; free some space or give another place`, { cause });
  }
}

/** Writes a text so that the file appears whole or not at all: beside its place, then renamed. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const target = await placeOf(path);
  const partial = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  try {
    await writeText(partial, text, path);
    await rename(partial, target);
  } finally {
    await rm(partial, { force: true });
  }
}

/** A text and where it goes. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes several texts, and whatever `between` writes whole, so that all appear or none of the texts does: everything is on disk beside its
 * place before the first name is given.
 */
export async function writeTogether(files: readonly TextFile[], between: () => Promise<void>): Promise<void> {
  const staged: { path: string; target: string; text: string; partial: string }[] = [];
  for (const { path, text } of files) {
    const target = await placeOf(path);
    staged.push({ path, target, text, partial: join(dirname(target), `.${basename(target)}.${process.pid}.part`) });
  }
  try {
    for (const { partial, text, path } of staged) await writeText(partial, text, path);
    await between();
    for (const { partial, target } of staged) await rename(partial, target);
  } finally {
    await Promise.all(staged.map(({ partial }) => rm(partial, { force: true })));
  }
}
