import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Crm } from "../../../compile/crm-fields.ts";
import { filterPlan } from "../../../icp/filters/filters.ts";
import { renderFilters } from "../../../icp/filters/render.ts";
import { TOOLS, type Tool } from "../../../icp/filters/tools.ts";
import { parseIcp } from "../../../icp/parse.ts";
import type { List } from "../../../store/lists.ts";
import { askedVersion } from "../in-force-file.ts";
import { passingFolder } from "../passing-folder.ts";
import type { Workspace, WorkspaceEffects } from "../workspace.ts";
import { listCsvPieces } from "./export.ts";
import { type ListForCrm, writeListForCrm } from "./for-crm.ts";

const CRMS = ["salesforce", "hubspot"] as const satisfies readonly Crm[];

/** What a list can be taken away as: a table, a file that a CRM takes back, or the settings by which a tool finds more such companies. */
export const LIST_FORMATS = ["csv", ...CRMS, ...TOOLS] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];

/** A list on its way out. */
export interface ListExport {
  /** What its file name ends in, after the list's name. */
  readonly ending: string;
  readonly type: "text/csv" | "text/plain";
  readonly pieces: AsyncIterable<string | Uint8Array>;
  /** What became of whom it holds; null where everybody is in it, and where it holds settings. */
  readonly crm: ListForCrm | null;
}

/**
 * Opens a list in a format, piece by piece; no cell of a table is a formula to a spreadsheet. A file for a CRM lies within the workspace until
 * the last piece was taken.
 *
 * @throws InputError where the list has nobody who is in the CRM, and where the profile has no scorecard
 */
export async function openListExport(
  workspace: Workspace,
  list: List,
  format: ListFormat,
  effects: WorkspaceEffects,
): Promise<ListExport> {
  if (format === "csv") return { ending: ".csv", type: "text/csv", pieces: listCsvPieces(workspace, list), crm: null };
  if (isCrm(format)) return crmExport(workspace, list, format, effects);
  const pieces = once(await settingsText(workspace, list, format));
  return { ending: `-${format}.txt`, type: "text/plain", pieces, crm: null };
}

function isCrm(format: ListFormat): format is Crm {
  return (CRMS as readonly string[]).includes(format);
}

async function crmExport(workspace: Workspace, list: List, crm: Crm, effects: WorkspaceEffects): Promise<ListExport> {
  const folder = await passingFolder(workspace);
  try {
    const out = join(folder.path, "list.csv");
    const told = await writeListForCrm(workspace, list, { crm, out }, effects);
    return { ending: `-${crm}.csv`, type: "text/csv", pieces: passing(out, folder.path), crm: told };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

/** A file as it is read. It stays open from the start, so that its folder can go at once. */
function passing(path: string, folder: string): AsyncIterable<Uint8Array> {
  const stream = createReadStream(path);
  stream.once("open", () => void rm(folder, { recursive: true, force: true }));
  return stream as AsyncIterable<Uint8Array>;
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

/** How a tool finds more companies such as those on the list, by the version in force. */
async function settingsText({ store }: Workspace, list: List, tool: Tool): Promise<string> {
  const { document, number } = await askedVersion(store, list.icp, null);
  const plan = filterPlan(parseIcp(document, `version ${number}`).document, tool);
  return `${renderFilters(plan, "Then filter the batch that you found: it drops whom not to touch, and says why.")}`;
}
