import type { IcpDocument } from "../../icp/document.ts";
import type { Timing } from "../../icp/timing.ts";
import type { Facts, RawTable } from "../../ingest/facts.ts";
import { keyKinds } from "../../ingest/key-columns.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { defaultTiming } from "../../timing/default-events.ts";
import { heldByFit } from "../../timing/fit-holds.ts";
import { judgeTiming } from "../../timing/judge.ts";
import type { Database } from "../../warehouse/database.ts";
import type { AlreadyRows } from "../already/already.ts";
import type { Effects } from "../effects.ts";
import { layFit } from "../match/lay-fit.ts";
import { lookAt } from "../match/list.ts";
import { readable } from "../match/readable.ts";
import { type Activity, dropEvents, layActivity, layEvents } from "./lay-activity.ts";
import { countCells } from "./now.ts";
import { readHistories } from "./read-histories.ts";

/** What timing is made from, beside the deals. */
export interface TimingSource {
  readonly tables: readonly RawTable[];
  /** The table of accounts; null without one. */
  readonly scored: RawTable | null;
  readonly options: IngestOptions;
  /** Who of the scored table is a customer already, or has a deal open; null where no file tells. */
  readonly already: AlreadyRows | null;
}

/**
 * Adds to a document what events count now: learned from the deals where that beats the default, else the default, with the reason; and, where
 * accounts and events are given, how many accounts there are at each level of fit and of timing.
 *
 * @param facts null where there are no deals to learn from
 */
export async function addTiming(
  database: Database,
  document: IcpDocument,
  facts: Facts | null,
  { tables, scored, options, already }: TimingSource,
  effects: Pick<Effects, "progress">,
): Promise<{ readonly document: IcpDocument; readonly activity: Activity | null }> {
  effects.progress("weighing what happens now", 0, 2);
  const timing = await timingOf(database, document, facts, tables);
  effects.progress("weighing what happens now", 1, 2);
  return addActivity(database, { ...document, timing }, { tables, scored, options, already });
}

/** Adds to a document how many accounts there are at each level of fit and of timing, where accounts and events are given. */
export async function addActivity<D extends IcpDocument & { readonly timing: Timing }>(
  database: Database,
  document: D,
  { tables, scored, options, already }: TimingSource,
): Promise<{ readonly document: D; readonly activity: Activity | null }> {
  const { timing } = document;
  const events = tables.filter(({ role }) => role === "events");
  if (events.length === 0 || scored === null) return { document, activity: null };
  const list = await lookAt(database, scored, scored.role === "deals" ? "deals" : "companies or people", options);
  if (keyKinds(list.keys).length === 0) {
    const note = `${scored.file} has no id, website or name of companies, so no event could be matched to its rows.`;
    return { document: { ...document, notes: [...document.notes, note] }, activity: null };
  }
  const laid = await layEvents(database, timing, events, options, document.as_of, scored.table);
  const activity = await layActivity(database, list, laid);
  await dropEvents(database, laid);
  if (activity.asOf === null || document.scorecard.attributes.length === 0) return { document, activity };
  const table = `${scored.table}_timed`;
  await database.run(`CREATE VIEW ${quoteIdentifier(table)} AS SELECT * FROM ${quoteIdentifier(scored.table)}`);
  const { scores } = await layFit(database, await readable(database, document, { ...scored, table }));
  const accounts = await countCells(database, document, activity, { scores, file: scored.file, already });
  return { document: { ...document, timing: { ...timing, accounts } }, activity };
}

async function timingOf(
  database: Database,
  document: IcpDocument,
  facts: Facts | null,
  tables: readonly RawTable[],
): Promise<Timing> {
  const held = heldByFit(document);
  if (!tables.some(({ role }) => role === "events"))
    return defaultTiming("No events were given, so the defaults stand.", held);
  if (document.goal !== "win")
    return defaultTiming("Weights are learned for profiles of who is won only, so the defaults stand.", held);
  if (facts === null) return defaultTiming("There are too few deals to learn from, so the defaults stand.", held);
  if (facts.events === null || facts.units === null || facts.events.matched === 0)
    return defaultTiming("No event is of an account with a deal, so the defaults stand.", held);
  return judgeTiming(await readHistories(database, document, facts), document.seed);
}
