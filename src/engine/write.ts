import { rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

/** Writes a text so that the file appears whole or not at all: beside its place, then renamed. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const target = resolve(path);
  const partial = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  try {
    await writeFile(partial, text);
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
  const staged = files.map(({ path, text }) => {
    const target = resolve(path);
    return { target, text, partial: join(dirname(target), `.${basename(target)}.${process.pid}.part`) };
  });
  try {
    for (const { partial, text } of staged) await writeFile(partial, text);
    await between();
    for (const { partial, target } of staged) await rename(partial, target);
  } finally {
    await Promise.all(staged.map(({ partial }) => rm(partial, { force: true })));
  }
}
