import type { IcpDocument } from "../../icp/document.ts";
import { type HalfLife, withHalfLives } from "../../icp/half-lives.ts";
import type { Timing } from "../../icp/timing.ts";
import type { RawTable } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { timingIn } from "../../timing/default-events.ts";
import type { Database } from "../../warehouse/database.ts";
import type { AlreadyRows } from "../already/already.ts";
import { layAlready } from "../already/lay-already.ts";
import { sealed } from "../document.ts";
import type { Effects } from "../effects.ts";
import { layCustomers } from "../filter/customers.ts";
import { type List, lookAt } from "../match/list.ts";
import { addActivity } from "../timing/add-timing.ts";
import type { HeldOptions } from "./held-against.ts";

export interface HalfLivesOptions extends HeldOptions {
  readonly wanted: readonly HalfLife[];
  /** Why, in a person's words; null where nothing was said. */
  readonly why: string | null;
}

export interface HalfLivesResult {
  readonly before: IcpDocument;
  readonly document: IcpDocument;
  /** Rows by level of timing by the half-lives before and after, on the same events; null without accounts or events. */
  readonly counts: { readonly before: TimingCounts; readonly after: TimingCounts } | null;
}

type TimingCounts = NonNullable<NonNullable<Timing["set"]>["before"]>;

/**
 * A document whose events count for as long as a person says, with how many accounts are active by the old half-lives and by the new, on the same
 * events. The score stays as it is, and so does what is proven of it.
 *
 * @param tables raw tables by role: accounts and events, both optional, and deals and customers, who have no action
 * @throws InputError for an event that does not count, days that are none, and where nothing changes
 */
export async function halfLivesOn(
  database: Database,
  before: IcpDocument,
  tables: readonly RawTable[],
  { wanted, why, ingest }: HalfLivesOptions,
  effects: Effects,
): Promise<HalfLivesResult> {
  const timing = timingIn(before);
  const after = { ...before, timing: withHalfLives(timing, wanted, before.id, why) };
  const scored = tables.find(({ role, rowsRead }) => role === "accounts" && rowsRead > 0) ?? null;
  const has = (role: RawTable["role"]): boolean => tables.some((one) => one.role === role && one.rowsRead > 0);
  if (scored === null || !has("events")) return { before, document: sealed(after), counts: null };
  effects.progress("counting who is active", 0, 2);
  const already = await alreadyOf(database, scored, tables, ingest, before.input.outcome);
  const source = { tables, options: ingest, already };
  // A list of its own for each: what is laid of a list is named after it.
  const old = `${scored.table}_until_now`;
  await database.run(`CREATE VIEW ${quoteIdentifier(old)} AS SELECT * FROM ${quoteIdentifier(scored.table)}`);
  const was = await addActivity(database, { ...before, timing }, { ...source, scored: { ...scored, table: old } });
  effects.progress("counting who is active", 1, 2);
  const now = await addActivity(database, after, { ...source, scored });
  const { set } = now.document.timing;
  const counted = set === undefined ? {} : { set: { ...set, before: countsOf(was.document.timing) } };
  const [one, two] = [countsOf(was.document.timing), countsOf(now.document.timing)];
  return {
    before,
    document: sealed({ ...now.document, timing: { ...now.document.timing, ...counted } }),
    counts: one === null || two === null ? null : { before: one, after: two },
  };
}

/** Who is a customer already, or has a deal open, and so is met with no action; null where nothing tells. */
async function alreadyOf(
  database: Database,
  list: RawTable,
  tables: readonly RawTable[],
  options: IngestOptions,
  outcome: string,
): Promise<AlreadyRows | null> {
  const lists = async (role: "deals" | "customers"): Promise<List[]> => {
    const found = [];
    for (const raw of tables.filter((one) => one.role === role && one.rowsRead > 0))
      found.push(await lookAt(database, raw, role === "deals" ? "deals" : "companies or people", options));
    return found;
  };
  const [deals, customers] = [await lists("deals"), await lists("customers")];
  if (deals.length + customers.length === 0) return null;
  const known = customers.length === 0 ? null : await layCustomers(database, customers, options);
  return layAlready(database, list, { deals, customers: known?.table ?? null }, options, outcome);
}

/** Rows by level of timing; null where none were counted. */
function countsOf({ accounts }: Pick<Timing, "accounts">): TimingCounts | null {
  if (accounts === null) return null;
  const rows = (level: "high" | "medium" | "low"): number =>
    accounts.cells.filter(({ timing }) => timing === level).reduce((sum, cell) => sum + cell.rows, 0);
  return { high: rows("high"), medium: rows("medium"), low: rows("low") };
}
