import type { Deals } from "../../buyers/presence.ts";
import { DAYS, findSignals, type Signals } from "../../buyers/signals.ts";
import type { SignalPart } from "../../icp/buyers.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { Facts } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import { readHappened } from "./happened.ts";
import { contrastsOf } from "./to-document.ts";

/** Kinds of events that a note names. */
const MOST_LATER = 5;

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Rows kept, over all deals and per kind: those that pass their test, then the commonest. */
const MOST = 25;
const MOST_OF_KIND = 10;

/**
 * Adds to a document what had happened at the accounts in the 90 days before won and lost deals were created (triggers), and what was read about
 * (intent topics); over all deals and for each of its kinds of customers. Unchanged without events.
 *
 * @param kinds deals of each of the document's segments
 */
export async function addSignals(
  database: Database,
  document: IcpDocument,
  facts: Facts,
  deals: Deals,
  kinds: readonly Int32Array[],
): Promise<IcpDocument> {
  const happened = await readHappened(database, facts, deals);
  if (happened === null) return document;
  const { all, kinds: ofKinds, tested } = findSignals(happened, kinds);
  const rest = deals.y.length - happened.told.length;
  const notes =
    rest === 0
      ? []
      : [
          `${rest.toLocaleString("en-US")} ${rest === 1 ? "deal was" : "deals were"} not created while events were recorded (${DAYS} days of them before), or ${rest === 1 ? "has" : "have"} no creation date: what happened before cannot be told.`,
        ];
  const { later } = happened;
  if (later.length > 0)
    notes.push(
      `${capital(later.slice(0, MOST_LATER).join(", "))}${later.length > MOST_LATER ? ` and ${later.length - MOST_LATER} more` : ""}: recorded from later on than other events, so not compared; older deals would seem to lack them.`,
    );
  return {
    ...document,
    triggers: { days: DAYS, tested, ...partOf(all.triggers, MOST), notes },
    intent_topics: { days: DAYS, tested, ...partOf(all.topics, MOST), notes: [] },
    segments: document.segments.map((segment, k) => ({
      ...segment,
      triggers: partOf(ofKinds[k]!.triggers, MOST_OF_KIND),
      intent_topics: partOf(ofKinds[k]!.topics, MOST_OF_KIND),
    })),
  };
}

function partOf({ rows, ...deals }: Signals, most: number): SignalPart {
  return { ...deals, rows: contrastsOf(rows.slice(0, most)) };
}
