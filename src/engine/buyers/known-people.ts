import type { Deals } from "../../buyers/presence.ts";
import type { KnownPeople } from "../../buyers/who-buys.ts";
import type { Facts } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import { readPresence } from "./read-presence.ts";

/** Share of the contacts that must have a creation date to look at those who were there before the deal. */
const DATED = 0.5;
/** Functions, levels and both together: 15 x 7 and their margins. */
const MOST_TITLES = 150;

/**
 * Who was known at the account before the day on which each deal was created: contacts of the deal's company, never those tied to the deal
 * only. Where most contacts have no creation date: whoever is there now. Null without contacts.
 */
export async function readKnownPeople(
  database: Database,
  { table: facts, people, units }: Facts,
  deals: Deals,
): Promise<KnownPeople | null> {
  if (people === null || units === null) return null;
  const dated = await database.value<number | null>(`SELECT avg((created IS NOT NULL)::INTEGER) FROM ${people.table}`);
  const atCreation = (dated ?? 0) >= DATED;
  const known = `${facts}_known`;
  const join = atCreation
    ? `JOIN ${people.table} p ON p.unit = u.unit AND p.created < f.created AND p.matched_by <> 'deal'`
    : `JOIN ${people.table} p ON p.unit = u.unit`;
  await database.run(
    `CREATE TABLE ${known} AS SELECT f.deal, p.function, p.seniority FROM ${facts} f JOIN ${units} u ON u.deal = f.deal ${join}`,
  );
  const labels = ["function || '|'", "'|' || seniority", "function || '|' || seniority"].map(
    (label) => `SELECT deal, ${label} AS label FROM ${known}`,
  );
  await database.run(
    `CREATE TABLE ${known}_titles AS SELECT DISTINCT deal, label FROM (${labels.join(" UNION ALL ")}) WHERE label IS NOT NULL`,
  );
  const titles = await readPresence(database, `${known}_titles`, MOST_TITLES);
  const [told] = await database.numbers(
    `SELECT f.deal FROM ${facts} f JOIN ${units} u ON u.deal = f.deal ${atCreation ? "WHERE f.created IS NOT NULL" : ""} ORDER BY f.deal`,
  );
  const [who, people_] = await database.numbers(`SELECT deal, count(*) FROM ${known} GROUP BY deal ORDER BY deal`);
  const size = new Int32Array(deals.y.length);
  for (let i = 0; i < who!.length; i++) size[who![i]!] = people_![i]!;
  await database.run(`DROP TABLE ${known}; DROP TABLE ${known}_titles`);
  return { deals, told: Int32Array.from(told!), size, titles, atCreation };
}
