import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { shownName, splitSheet } from "./sheet-path.ts";

/** Files in the order of their names, those of one name by content: what is read does not depend on the order in which they are given. */
export async function inOrder(paths: readonly string[]): Promise<readonly string[]> {
  const names = paths.map((path) => shownName(path));
  const keyed: { path: string; key: string }[] = [];
  for (const [i, path] of paths.entries()) {
    const alone = names.indexOf(names[i]!) === names.lastIndexOf(names[i]!);
    keyed.push({ path, key: alone ? names[i]! : `${names[i]}\0${await hashOf(path)}` });
  }
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ path }) => path);
}

/** Of a file that cannot be read, nothing: its reader says what is wrong. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(splitSheet(path).path)) hash.update(chunk as Buffer);
  } catch {
    return "";
  }
  return hash.digest("hex");
}
