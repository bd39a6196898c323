import { basename } from "node:path";
import { InputError } from "../../errors.ts";
import type { WantedSheet } from "./sheet-path.ts";
import type { ZipEntry } from "./zip.ts";

/** Names of an archive's files beyond which a sentence only counts them. */
const MOST_NAMES = 40;

/** What a person calls a file of an archive: its name without folders. */
export function entryName(entry: ZipEntry): string {
  return basename(entry.name.replaceAll("\\", "/"));
}

/** An archive's path without the file within that may stand behind it. */
export function archiveOf(file: string, wanted: WantedSheet | null): string {
  return wanted?.where === "#" ? file.slice(0, -1 - wanted.names[0]!.length) : file;
}

/**
 * The file of an archive that a person wants: by its name or path in it, in any case, with or without its ending. Null when nobody wants one, or
 * when `--sheet`, which may mean the sheets of workbooks, names none. Throws `InputError` with the names of all when it is not there.
 */
export function chooseEntry(file: string, entries: readonly ZipEntry[], wanted: WantedSheet | null): ZipEntry | null {
  if (wanted === null) return null;
  for (const name of wanted.names) {
    const found = entriesNamed(entries, name);
    if (found.length === 1) return found[0]!;
    if (found.length > 1)
      throw new InputError(
        `${archiveOf(file, wanted)} holds ${found.length} files named "${name}": name one with its folder (${found.map((one) => one.name).join(", ")})`,
      );
  }
  if (wanted.where === "--sheet" || (entries.length === 1 && wanted.where !== "#")) return null;
  throw new InputError(
    `${archiveOf(file, wanted)} holds no file "${wanted.names.join('" or "')}" (said with ${wanted.where}); it holds ${listNames(entries)}`,
  );
}

function entriesNamed(entries: readonly ZipEntry[], name: string): readonly ZipEntry[] {
  const key = (text: string): string => text.trim().toLowerCase();
  const bare = (text: string): string => key(text).replace(/\.[a-z0-9]{1,7}$/, "");
  const ways: readonly ((entry: ZipEntry) => boolean)[] = [
    (entry) => entry.name === name,
    (entry) => entryName(entry) === name,
    (entry) => key(entryName(entry)) === key(name) || key(entry.name) === key(name),
    (entry) => bare(entryName(entry)) === key(name),
  ];
  for (const way of ways) {
    const found = entries.filter(way);
    if (found.length > 0) return found;
  }
  return [];
}

/** The names of an archive's files for a sentence, those of the first folder first. */
export function listNames(entries: readonly ZipEntry[]): string {
  const names = entries.map(entryName);
  const shown = names.slice(0, MOST_NAMES).join(", ");
  return names.length <= MOST_NAMES ? shown : `${shown} and ${names.length - MOST_NAMES} more`;
}

/** How to name one file of an archive, with its own files as examples. */
export function namingAdvice(file: string, entries: readonly ZipEntry[]): string {
  const names = entries.map(entryName);
  const deals = names.find((name) => /opportunit|deal/i.test(name)) ?? names[0]!;
  const accounts = names.find((name) => name !== deals && /account|compan/i.test(name));
  const said = (name: string): string => (/[^\w.#-]/.test(`${file}#${name}`) ? `'${file}#${name}'` : `${file}#${name}`);
  const other = accounts === undefined ? "" : ` --accounts ${said(accounts)}`;
  return `name the one that is meant, such as ${said(deals)}${other}`;
}
