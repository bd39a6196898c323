import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { writeWhole } from "../../write.ts";
import type { Workspace } from "../workspace.ts";
import { csvText } from "./csv.ts";

const FOLDER = "exclude";
/** Shown as the reason why somebody is left out. */
const FILE = "names not to touch.csv";

function pathOf({ dir }: Workspace, list: string): string {
  return join(dir, FOLDER, createHash("sha256").update(list).digest("hex").slice(0, 16), FILE);
}

/** Keeps the websites and names that a list leaves out, in a file of the workspace; gives its path as a list remembers it. */
export async function keepExcluded(
  workspace: Workspace,
  list: string,
  names: readonly string[],
): Promise<readonly string[]> {
  const wanted = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ""))];
  if (wanted.length === 0) return [];
  const path = pathOf(workspace, list);
  await mkdir(join(path, ".."), { recursive: true });
  const rows = wanted.map((name) => (/^\S+\.\S+$/.test(name) ? [name, null] : [null, name]));
  // Read back by nobody but us: a name that begins with a sign stays as it is.
  await writeWhole(path, csvText([["Website", "Account Name"], ...rows], true));
  return [path];
}

/** Websites and names that a list leaves out, and the files that it was told of elsewhere. */
export async function toldExcluded(
  workspace: Workspace,
  list: string,
  exclude: readonly string[],
): Promise<{ readonly names: readonly string[]; readonly files: readonly string[] }> {
  const own = pathOf(workspace, list);
  const text = exclude.includes(own) ? await readFile(own, "utf8").catch(() => "") : "";
  const names = text
    .split("\n")
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => {
      const bare = line.replace(/^,|,$/, "");
      return bare.startsWith('"') ? bare.slice(1, -1).replaceAll('""', '"') : bare;
    });
  return { names, files: exclude.filter((path) => path !== own).map((path) => basename(path)) };
}
