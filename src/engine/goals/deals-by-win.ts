import type { DealColumns } from "../../features/matrix-of.ts";
import type { Facts } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Prepared } from "../prepare.ts";

/** The deals with `y` for winning, whatever the goal: who was known, what happened before and what was written are told of won against lost. */
export async function dealsByWin(
  database: Database,
  { table, goal }: Facts,
  { deals }: Prepared,
): Promise<DealColumns> {
  if (goal === undefined || goal.won === null) return deals;
  const [won] = await database.numbers(`SELECT ${goal.won} FROM ${table} ORDER BY deal`);
  return { ...deals, y: Uint8Array.from(won!) };
}

/** 1 per won deal, whatever the goal; null where the rows are customers. */
export async function wonOf(database: Database, facts: Facts, prepared: Prepared): Promise<Uint8Array | null> {
  return facts.goal !== undefined && facts.goal.won === null ? null : (await dealsByWin(database, facts, prepared)).y;
}
