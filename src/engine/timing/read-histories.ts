import { toSql } from "../../compile/sql.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { Facts } from "../../ingest/facts.ts";
import { duckdb } from "../../sql/dialects/duckdb.ts";
import { quoteText } from "../../sql/quote.ts";
import { logit } from "../../stats/sigmoid.ts";
import { DEFAULT_EVENTS } from "../../timing/default-events.ts";
import { DAYS, type Histories } from "../../timing/histories.ts";
import { type About, lineOf } from "../../timing/line-of.ts";
import { isSellersEvent } from "../../timing/sellers-events.ts";
import type { Database } from "../../warehouse/database.ts";
import { namesPerson, recorded } from "../buyers/happened.ts";
import { lookupTable } from "../gather/lookup.ts";

/** Deals that are learned from at most; of more an even choice. */
const MOST_DEALS = 20_000;
/** Types of events under names of their own that are judged, the commonest. */
const MOST_OWN = 12;
/** Between the type and the topic of a key. */
const CUT = "\u001f";

/**
 * What had happened at the deals' companies in the 90 days before the day on which the deals were created; what happened on that day or later never
 * counts. Deals count that were created while events were recorded. Sellers' own doings, and types that began to be recorded later, are left out.
 */
export async function readHistories(database: Database, document: IcpDocument, facts: Facts): Promise<Histories> {
  const { events, units, table } = facts;
  const { from, to, later } = await recorded(database, events!.table);
  const [deals, before, kinds] = ["timed", "before", "kinds"].map((end) => `${table}_${end}`) as [
    string,
    string,
    string,
  ];
  const day = (days: number): string => `DATE '1970-01-01' + ${days}`;
  await database.run(`CREATE TABLE ${deals} AS SELECT deal, unit, created, y, account, (row_number() OVER (ORDER BY deal) - 1)::INTEGER AS place FROM (
      SELECT f.deal, u.unit, f.created, f.y, f.account, row_number() OVER (ORDER BY f.deal) AS turn, count(*) OVER () AS of
      FROM ${table} f JOIN ${units} u ON u.deal = f.deal WHERE f.created >= ${day(from + DAYS)} AND f.created <= ${day(to + 1)})
      WHERE (turn - 1) % greatest(1, ceil(of / ${MOST_DEALS})::INTEGER) = 0`);
  const late = later.length === 0 ? "" : `AND e.type NOT IN (${later.map(quoteText).join(", ")})`;
  await database.run(`CREATE TABLE ${before} AS SELECT d.place, e.type, coalesce(e.topic, '') AS topic, (d.created - e.day)::INTEGER AS age, count(*) AS times
    FROM ${deals} d JOIN ${events!.table} e ON e.unit = d.unit AND e.day < d.created AND e.day >= d.created - ${DAYS} AND e.type <> 'other' ${late} GROUP BY ALL`);
  const lines = await linesIn(database, before);
  const work = (text: string): number | null => {
    const [type, topic] = text.split(CUT);
    return lineOf(lines, type!, topic === "" ? null : topic!);
  };
  await lookupTable(database, kinds, `SELECT type || chr(31) || topic FROM ${before}`, work, "DOUBLE");
  const [place, line, age, times] = await database.numbers(
    `SELECT b.place, k.value, b.age, sum(b.times) FROM ${before} b JOIN ${kinds} k ON k.text = b.type || chr(31) || b.topic GROUP BY ALL ORDER BY 2, 1, 3`,
  );
  const [y, account] = await database.numbers(`SELECT y, account FROM ${deals} ORDER BY place`);
  const offset = await offsets(database, document, facts, deals);
  await database.run([deals, before, kinds].map((one) => `DROP TABLE ${one};`).join(" "));
  return {
    y: Uint8Array.from(y!),
    account: Int32Array.from(account!),
    offset,
    lines: lines.flatMap((about, k) => {
      const start = line!.indexOf(k);
      if (start < 0) return [];
      const end = line!.lastIndexOf(k) + 1;
      const part = (values: Float64Array): Int32Array => Int32Array.from(values.subarray(start, end));
      return [{ about, deal: part(place!), age: part(age!), times: part(times!) }];
    }),
  };
}

/** The default's lines, then the commonest types that go by names of their own. */
async function linesIn(database: Database, before: string): Promise<readonly About[]> {
  const known = new Set(DEFAULT_EVENTS.map(({ type }) => type));
  const [types = []] = await database.texts(
    `SELECT type FROM ${before} GROUP BY type ORDER BY count(DISTINCT place) DESC, type`,
  );
  const own = types.map(String).filter((type) => !known.has(type) && !isSellersEvent(type) && !namesPerson(type));
  return [
    ...DEFAULT_EVENTS.map(({ type, topic }) => ({ type, topic })),
    ...own.slice(0, MOST_OWN).map((type) => ({ type, topic: null })),
  ];
}

/** Logit of the win rate that the score gives each deal; 0 where it gives none. */
async function offsets(database: Database, document: IcpDocument, facts: Facts, deals: string): Promise<Float64Array> {
  const there = new Set(facts.candidates.map(({ name }) => name));
  const sources = document.attributes.map(({ source }) => source).filter((source) => there.has(source));
  const scores = toSql(document, duckdb, {
    table: facts.table,
    idColumns: ["deal"],
    columns: new Map(sources.map((source) => [source, source])),
  });
  const [p] = await database.numbers(
    `SELECT coalesce(s.p_win, 0.5) FROM ${deals} d LEFT JOIN (${scores}) s ON s.deal = d.deal ORDER BY d.place`,
  );
  return p!.map((share) => logit(Math.min(0.999, Math.max(0.001, share))));
}
