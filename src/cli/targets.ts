import { realpath, stat } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import { fileOf, type InputFiles } from "../engine/input-files.ts";
import { InputError } from "../errors.ts";

/** What a path leads to, links followed; the path itself where nothing is there yet. */
async function place(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

/** Refuses, before any work is done, a file that could not be written at the end, or that would replace another of this command's files. */
export async function checkTargets(
  paths: readonly (string | undefined)[],
  inputs: readonly (string | undefined)[] = [],
): Promise<void> {
  const taken = new Map<string, string>();
  for (const path of inputs) if (path !== undefined) taken.set(await place(fileOf(path)), "it is read by this command");
  for (const path of paths) {
    if (path === undefined) continue;
    const other = taken.get(await place(path));
    if (other !== undefined) throw new InputError(`cannot write ${path}: ${other}; give another name`);
    taken.set(await place(path), "another option writes there too");
    const folder = dirname(resolve(path));
    const found = await stat(folder).catch(() => null);
    if (found === null || !found.isDirectory())
      throw new InputError(`cannot write ${path}: there is no folder ${folder}`);
    const there = await stat(path).catch(() => null);
    if (there?.isDirectory()) throw new InputError(`cannot write ${path}: it is a folder`);
  }
}

/** Refuses one file given for two roles: deals are not accounts, and neither is the market. */
export async function checkInputs(roles: InputFiles): Promise<void> {
  const seen = new Map<string, string>();
  const given = Object.entries(roles).flatMap(([role, paths]: [string, readonly string[]]) =>
    paths.map((path) => ({ role, path })),
  );
  for (const { role, path } of given) {
    const at = await place(path);
    const other = seen.get(at);
    if (other === role) throw new InputError(`${path} is given twice: leave one out`);
    if (other !== undefined)
      throw new InputError(
        `${path} is given as the ${other} and as the ${role}: give each its own file, or leave one out`,
      );
    seen.set(at, role);
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
