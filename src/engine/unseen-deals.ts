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

/** Deals beyond the build's last value of the same `--order`, else closed after the last day it was built on, or edited by hand. */
export function unseenDeals(document: IcpDocument, facts: Facts, order: string | null): Unseen | null {
  const { order: built } = document.input;
  const order_to = lastOrder(document);
  if (built !== null && order_to !== null && order !== null && fieldName(order) === fieldName(built))
    return { sql: `d.ord > ${order_to}`, words: `deals beyond ${order_to} by ${built}` };
  const to = knownTo(document);
  if (to === null || facts.evidence.asOf === null) return null;
  if (document.goal === "retention")
    return { sql: `d.created > CAST(${quoteText(to)} AS DATE)`, words: `customers who began after ${to}` };
  return { sql: `d.closed > CAST(${quoteText(to)} AS DATE)`, words: `deals closed after ${to}${inView(document, to)}` };
}

/** The last day of the deals that a document knows: it learned from them, or whoever edited it could look at them. */
export function knownTo({ evidence, edited }: IcpDocument): string | null {
  const days = [evidence.window.to, edited?.seen.to ?? null].filter((day) => day !== null);
  return days.length === 0 ? null : days.sort().at(-1)!;
}

function inView({ evidence, edited }: IcpDocument, to: string): string {
  return edited !== undefined && evidence.window.to !== to
    ? ", the last that were in view when it was edited by hand"
    : "";
}

function lastOrder({ input: { order_to }, edited }: IcpDocument): number | null {
  return order_to === null ? null : Math.max(order_to, edited?.seen.order_to ?? order_to);
}

/** Newer deals of accounts that have older ones in the same file: the profile has met these companies. */
export function metBefore(facts: Pick<Facts, "table">, { sql }: Unseen): string {
  return `d.account IN (SELECT d.account FROM ${facts.table} d WHERE NOT coalesce(${sql}, false))`;
}
