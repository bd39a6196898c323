import type { IcpDocument } from "../icp/document.ts";
import { scoredBy } from "../icp/scored-by.ts";
import type { Facts } from "../ingest/facts.ts";
import { fieldName } from "../ingest/field-name.ts";
import { quoteText } from "../sql/quote.ts";
import type { Database } from "../warehouse/database.ts";
import { inOwnStyle } from "./match/own-style.ts";

/** Attribute sources as columns of the deals table, whose columns are named by field. */
export function columnsOf(document: IcpDocument, facts: Facts): ReadonlyMap<string, string> {
  const there = new Set(facts.candidates.map((c) => c.name));
  const used = new Set(scoredBy(document.scorecard));
  const sources = document.attributes.filter((a) => used.has(a.name) && there.has(a.source)).map((a) => a.source);
  return new Map(sources.map((s) => [s, s]));
}

/** Labels of attributes of the scorecard that these deals have no column for. */
export function absentLabels(document: IcpDocument, columns: ReadonlyMap<string, string>): string[] {
  const used = new Set(scoredBy(document.scorecard));
  return document.attributes.filter((a) => used.has(a.name) && !columns.has(a.source)).map((a) => a.label);
}

/** The deals with their numbers written as the profile's are. */
export async function ownStyle(
  database: Database,
  document: IcpDocument,
  facts: Facts,
  decimal: "." | "," | null,
): ReturnType<typeof inOwnStyle> {
  const columns = [...columnsOf(document, facts).keys()];
  const given = { table: facts.table, order: "deal", columns, decimal };
  return inOwnStyle(database, document, given, new Map(columns.map((source) => [source, [source]])));
}

/** What tells deals the profile has not seen, as SQL on `d`, and in words; null where nothing does. */
export interface Unseen {
  readonly sql: string;
  readonly words: string;
}

/** Deals beyond the build's last value of the same `--order`, else closed after the last day it was built on. */
export function unseenDeals(document: IcpDocument, facts: Facts, order: string | null): Unseen | null {
  const { order: built, order_to } = document.input;
  if (built !== null && order_to !== null && order !== null && fieldName(order) === fieldName(built))
    return { sql: `d.ord > ${order_to}`, words: `deals beyond ${order_to} by ${built}` };
  const to = document.evidence.window.to;
  if (to === null || facts.evidence.asOf === null) return null;
  if (document.goal === "retention")
    return { sql: `d.created > CAST(${quoteText(to)} AS DATE)`, words: `customers who began after ${to}` };
  return { sql: `d.closed > CAST(${quoteText(to)} AS DATE)`, words: `deals closed after ${to}` };
}

/** Newer deals of accounts that have older ones in the same file: the profile has met these companies. */
export function metBefore(facts: Facts, { sql }: Unseen): string {
  return `d.account IN (SELECT d.account FROM ${facts.table} d WHERE NOT coalesce(${sql}, false))`;
}
