import type { Deals } from "../../buyers/presence.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { Facts } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Effects } from "../effects.ts";
import { addBuyers } from "./add-buyers.ts";
import { addPainPoints, type TextSource } from "./add-pain-points.ts";
import { addSignals } from "./add-signals.ts";

const STEP = "counting who buys and what goes before";

/**
 * Adds to a document what contacts, events and notes say of won and lost deals: who was known, what had happened, what was written. Each
 * comparison passes a test of its own, so that it holds whatever the separation is.
 *
 * @param kinds deals of each of the document's segments
 */
export async function addInside(
  database: Database,
  document: IcpDocument,
  facts: Facts,
  deals: Deals,
  kinds: readonly Int32Array[],
  source: TextSource,
  effects: Pick<Effects, "progress">,
): Promise<IcpDocument> {
  effects.progress(STEP, 0, 3);
  const buyers = await addBuyers(database, document, facts, deals, kinds);
  effects.progress(STEP, 1, 3);
  const signals = await addSignals(database, buyers, facts, deals, kinds);
  effects.progress(STEP, 2, 3);
  const whole = await addPainPoints(database, signals, facts, deals, kinds, source);
  effects.progress(STEP, 3, 3);
  return whole;
}
