import { stat } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import { InputError } from "../errors.ts";

/** Refuses, before any work is done, a file that could not be written at the end. */
export async function checkTargets(paths: readonly (string | undefined)[]): Promise<void> {
  for (const path of paths) {
    if (path === undefined) continue;
    const folder = dirname(resolve(path));
    const found = await stat(folder).catch(() => null);
    if (found === null || !found.isDirectory())
      throw new InputError(`cannot write ${path}: there is no folder ${folder}`);
    const there = await stat(path).catch(() => null);
    if (there?.isDirectory()) throw new InputError(`cannot write ${path}: it is a folder`);
  }
}

/** How a page file is to be written, by its ending. */
export function pageFormat(path: string): "html" | "md" | "terminal" {
  const ending = extname(path).toLowerCase();
  if (ending === ".html" || ending === ".htm") return "html";
  if (ending === ".md" || ending === ".markdown") return "md";
  if (ending === ".txt") return "terminal";
  throw new InputError(`cannot write the page as ${path}: its name must end in .html, .md or .txt`);
}
