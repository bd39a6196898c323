import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { InputError } from "../errors.ts";
import type { IcpEnvelope } from "../icp/document.ts";
import { parseIcp } from "../icp/parse.ts";

/** Reads an ICP document; `InputError` says which file, where in it, and what to do. */
export async function readIcp(path: string): Promise<IcpEnvelope> {
  const found = await stat(path).catch(() => null);
  if (found === null)
    throw new InputError(`there is no file ${path}: give the ICP document that 'openicp build --out' wrote`);
  if (found.isDirectory()) throw new InputError(`${path} is a folder: give the ICP document in it`);
  return parseIcp(await readFile(path, "utf8"), basename(path));
}
