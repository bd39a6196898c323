import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bringIn } from "./bring-in.ts";
import { textAt } from "./given-events.ts";
import { csvText } from "./list/csv.ts";
import { passingFolder } from "./passing-folder.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/** What was done with leads that were sent. */
export interface TakenLeads {
  /** Kept, or kept before. */
  readonly accepted: number;
  /** Of them those that were not there before. */
  readonly fresh: number;
  /** Leads that got the score of their account by the version in force, by profile. */
  readonly stamped: Readonly<Record<string, number>>;
  readonly rejected: readonly { readonly index: number; readonly reason: string }[];
}

/** Our columns, and where else a program may have put what belongs there. */
const COLUMNS = {
  lead_id: ["lead_id", "id", "leadId"],
  email: ["email", "work_email"],
  company: ["company", "company_name", "account_name"],
  website: ["website", "domain", "company_domain"],
  title: ["title", "job_title", "jobtitle"],
  country: ["country", "country_code"],
  lead_source: ["lead_source", "source"],
  status: ["status", "lead_status"],
  created_date: ["created_date", "created_at", "createdAt", "createdate"],
} as const;
type Cells = Readonly<Record<keyof typeof COLUMNS, string | null>>;
const DATE = /^\d{4}-\d\d-\d\d/;

/**
 * Keeps leads that a program sent; the same lead twice, by its id, is one. Each gets the score that its account has by the version in force, once.
 * A lead without a day came today.
 *
 * @throws InputError for leads that cannot be kept with those that are there
 */
export async function takeLeads(
  workspace: Workspace,
  leads: readonly unknown[],
  effects: WorkspaceEffects,
): Promise<TakenLeads> {
  const rejected: { index: number; reason: string }[] = [];
  const taken = new Map<string, Cells>();
  let accepted = 0;
  for (const [index, lead] of leads.entries()) {
    const cells = cellsOf(lead, effects.today);
    if (typeof cells === "string") rejected.push({ index, reason: cells });
    else {
      accepted++;
      taken.set(cells.lead_id!, cells);
    }
  }
  if (taken.size === 0) return { accepted, fresh: 0, stamped: {}, rejected };
  const folder = await passingFolder(workspace);
  try {
    const path = join(folder.path, "leads sent.csv");
    const names = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
    const rows = [...taken.values()].map((cells) => names.map((name) => cells[name]));
    await writeFile(path, csvText([names, ...rows], true), { mode: 0o600 });
    const { imports, stamped } = await bringIn(workspace, [{ path, role: "leads", options: {} }], effects);
    const [done] = imports;
    return {
      ...{ accepted, fresh: done!.import === null ? 0 : done!.new, rejected },
      stamped: Object.fromEntries(stamped.filter(({ role }) => role === "leads").map((one) => [one.icp, one.stamped])),
    };
  } finally {
    await folder.remove();
  }
}

/** The cells of a lead; a sentence where it cannot be kept. */
function cellsOf(lead: unknown, today: string): Cells | string {
  if (typeof lead !== "object" || lead === null || Array.isArray(lead)) return "a lead is an object";
  const found = Object.fromEntries(
    Object.entries(COLUMNS).map(([name, places]) => [
      name,
      places.map((place) => textAt(lead, place)).find((text) => text !== null) ?? null,
    ]),
  ) as Cells;
  const cells = { ...found, created_date: found.created_date ?? today };
  if (cells.lead_id === null) return "lead_id is missing (or id): without it the same lead would count twice";
  if (cells.email === null && cells.website === null && cells.company === null)
    return "email, website or company is missing: nobody knows whose lead it is";
  if (!DATE.test(cells.created_date) || Number.isNaN(Date.parse(cells.created_date)))
    return "created_date is no ISO date";
  return cells;
}
