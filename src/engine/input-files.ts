import { splitSheet } from "../warehouse/files/sheet-path.ts";

/** The files of a command by role, complete: an empty list where none is given. */
export interface InputFiles {
  readonly deals: readonly string[];
  readonly accounts: readonly string[];
  readonly universe: readonly string[];
  readonly customers: readonly string[];
  readonly contacts: readonly string[];
  readonly leads: readonly string[];
  readonly events: readonly string[];
  /** Field histories: what was changed when. */
  readonly history: readonly string[];
}

export const NO_FILES: InputFiles = {
  deals: [],
  accounts: [],
  universe: [],
  customers: [],
  contacts: [],
  leads: [],
  events: [],
  history: [],
};

/** The file that a path names, without the sheet that may stand behind it (`crm.xlsx#Deals`). */
export function fileOf(path: string): string {
  return splitSheet(path).path;
}
