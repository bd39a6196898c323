import { realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { InputError } from "../../errors.ts";
import { isDiskFull } from "../disk-full.ts";

/** A file to be written: where a person wants it, and what lays its content at the place it is told. */
export interface Staged {
  readonly path: string;
  readonly write: (partial: string) => Promise<unknown>;
}

/**
 * Writes files so that all appear or none does: each stands whole beside its place, and `between` is done, before the first gets its name. A link is
 * written through, not replaced. Throws `InputError` for a place that cannot be written to, and for a full disk.
 */
export async function writeStaged(
  files: readonly Staged[],
  between: () => Promise<void> = async () => undefined,
): Promise<void> {
  const staged: (Staged & { readonly target: string; readonly partial: string })[] = [];
  for (const file of files) {
    const target = await placeOf(file.path);
    staged.push({ ...file, target, partial: join(dirname(target), `.${basename(target)}.${process.pid}.part`) });
  }
  try {
    for (const { write, partial, path } of staged) await withRoom(path, () => write(partial));
    await between();
    for (const { partial, target } of staged) await rename(partial, target);
  } finally {
    await Promise.all(staged.map(({ partial }) => rm(partial, { force: true })));
  }
}

async function placeOf(path: string): Promise<string> {
  const target = await realpath(path).catch(() => resolve(path));
  const folder = await stat(dirname(target)).catch(() => null);
  if (folder === null || !folder.isDirectory())
    throw new InputError(`cannot write ${path}: there is no folder ${dirname(target)}`);
  const there = await stat(target).catch(() => null);
  if (there?.isDirectory()) throw new InputError(`cannot write ${path}: it is a folder`);
  return target;
}

async function withRoom(path: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    if (!isDiskFull(cause)) throw cause;
    throw new InputError(`cannot write ${path}: the disk is full; free some space or give another place`, { cause });
  }
}
