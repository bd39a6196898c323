import { existsSync } from "node:fs";
import { basename } from "node:path";
import { InputError } from "../../errors.ts";

/** What a person said about which sheet of a workbook is meant. */
export interface SheetChoice {
  /** Names given with `--sheet`: a workbook is read at the first of them that it has. */
  readonly named: readonly string[];
  /** By base name of the file, lower case, as a mapping file keeps it: used where no `--sheet` was given. */
  readonly byFile: Readonly<Record<string, string>>;
}

export const ANY_SHEET: SheetChoice = { named: [], byFile: {} };

/** A path as a person gives it: `crm.xlsx#Deals` names the sheet too, `export.zip#Deals.csv` the file within. A file of that very name goes before. */
export function splitSheet(path: string): { readonly path: string; readonly sheet: string | null } {
  const parts = /^(.*\.(?:xls[xm]|zip))#(.+)$/is.exec(path);
  return parts === null || existsSync(path) ? { path, sheet: null } : { path: parts[1]!, sheet: parts[2]! };
}

/** What people call the file of a path, with the sheet that it names. */
export function shownName(path: string): string {
  const { path: file, sheet } = splitSheet(path);
  return sheet === null ? basename(path) : `${basename(file)}#${sheet}`;
}

/** A sheet that a person named, and where they did: for the sentence when it is not there. */
export interface WantedSheet {
  readonly names: readonly string[];
  readonly where: string;
}

/** The sheet that is wanted of a file; null when nobody said. */
export function wantedSheet(file: string, sheet: string | null, choice: SheetChoice): WantedSheet | null {
  if (sheet !== null) return { names: [sheet], where: "#" };
  if (choice.named.length > 0) return { names: choice.named, where: "--sheet" };
  const kept = choice.byFile[file.toLowerCase()];
  return kept === undefined ? null : { names: [kept], where: "the mapping file" };
}

/** The one of these sheets that is wanted, by its name in any case. Throws `InputError` with all names when there is none. */
export function chooseSheet(file: string, sheets: readonly string[], wanted: WantedSheet): string {
  const key = (name: string): string => name.trim().toLowerCase();
  for (const name of wanted.names) {
    const found = sheets.find((one) => one === name) ?? sheets.find((one) => key(one) === key(name));
    if (found !== undefined) return found;
  }
  const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(", ");
  const how = wanted.where === "--sheet" && wanted.names.length === 1 ? `; for one file alone write ${file}#SHEET` : "";
  throw new InputError(
    `${file} has no sheet ${wanted.names.map((name) => `"${name}"`).join(" or ")} (said with ${wanted.where}); its sheets are ${quoted(sheets)}${how}`,
  );
}
