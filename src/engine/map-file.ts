import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { InputError } from "../errors.ts";
import type { IcpDocument } from "../icp/document.ts";
import type { Facts } from "../ingest/facts.ts";
import { MAP_FILE, type MapFile, parseMapFile } from "../ingest/map-file.ts";
import type { IngestOptions } from "../ingest/options.ts";
import { printMapFile } from "../ingest/print-map.ts";
import { fileOf } from "./input-files.ts";

/** Which mapping file is read: a named one, the one found by its name, or none. */
export type MapSource = { readonly path: string } | "search" | "none";

/** A mapping file and where it lies. */
export interface FoundMap {
  readonly map: MapFile;
  readonly folder: string;
}

/** A mapping file beyond this is none. */
const MOST_BYTES = 8_000_000;

/** Reads the mapping file; null when there is none to read. Throws `InputError` for one that is named and not there, or faulty. */
export async function findMapFile(source: MapSource, deals: string | undefined): Promise<FoundMap | null> {
  if (source === "none") return null;
  if (source !== "search") return readMapFile(source.path);
  const places = [...(deals === undefined ? [] : [join(dirname(resolve(fileOf(deals))), MAP_FILE)]), resolve(MAP_FILE)];
  for (const path of places) if ((await stat(path).catch(() => null))?.isFile()) return readMapFile(path);
  return null;
}

async function readMapFile(path: string): Promise<FoundMap> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile())
    throw new InputError(`there is no mapping file ${path}: write one with --save-map ${basename(path)}`);
  if (found.size > MOST_BYTES) throw new InputError(`${path} is no mapping file: it is too large`);
  return { map: parseMapFile(await readFile(path, "utf8"), basename(path)), folder: dirname(resolve(path)) };
}

/** What was said and not guessed, as far as a mapping file keeps it. */
export interface Said {
  readonly ingest: IngestOptions;
  readonly allow: readonly string[];
  readonly about: "account" | "all" | null;
  /** What a high fit stands for; absent where no profile is built. */
  readonly goal?: IcpDocument["goal"];
  readonly rates: string | null;
}

/** The text of a mapping file that is to be written at `path`. */
export function mapText(facts: Facts, said: Said, path: string): string {
  const rates =
    said.rates === null ? null : relative(dirname(resolve(path)), resolve(said.rates)).replaceAll("\\", "/");
  return printMapFile(facts.mapping, { ...said, rates });
}
