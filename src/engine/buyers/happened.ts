import type { Deals, Presence } from "../../buyers/presence.ts";
import { DAYS, type Happened } from "../../buyers/signals.ts";
import type { Facts } from "../../ingest/facts.ts";
import { maskValue } from "../../normalise/masked-names.ts";
import { quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { readPresence } from "./read-presence.ts";

/** Kinds of events and topics that are counted: the commonest. */
const MOST_TYPES = 40;
const MOST_TOPICS = 200;

/** What is done about the product and not read about it, and what befalls a company: its topic says more of the event, and nothing of intent. */
const NOT_READ = "('product_usage', 'product_activation', 'job_posting', 'funding_round')";
/** Whose topic makes it another kind of event. */
const BY_TOPIC = "('job_posting', 'funding_round')";

/** Kinds of events that begin to be recorded within so many days of each other begin together. */
const TOGETHER = 30;
/** Share of the events that were recorded from the day on from which deals are compared. */
const MOSTLY = 0.8;

/** Fewer events of a kind do not say when it began to be recorded. */
const LEAST_EVENTS = 20;

/** When events were recorded, and what began later. */
export interface Recorded {
  /** Days since 1970. */
  readonly from: number;
  readonly to: number;
  /** Kinds of events that were not recorded from the first day on: deals before theirs would seem to lack them. */
  readonly later: readonly string[];
}

/** A stray day (one event of 1970) begins nothing: each kind begins where 1 in 100 of its events has happened. */
export async function recorded(database: Database, table: string): Promise<Recorded> {
  const day = "day - DATE '1970-01-01'";
  const often = `FROM ${table} GROUP BY type HAVING count(*) >= ${LEAST_EVENTS} ORDER BY type`;
  const [types] = await database.texts(`SELECT type ${often}`);
  const [counts, firsts] = await database.numbers(`SELECT count(*), quantile_disc(${day}, 0.01) ${often}`);
  const [first, last] = await database.numbers(
    `SELECT quantile_disc(${day}, 0.01), quantile_disc(${day}, 0.999) FROM ${table}`,
  );
  const all = counts!.reduce((a, b) => a + b, 0);
  const heldBy = (start: number): number => counts!.reduce((sum, n, i) => sum + (firsts![i]! <= start ? n : 0), 0);
  const mostly = Math.min(...firsts!.filter((start) => heldBy(start) >= MOSTLY * all));
  const kept = firsts!.filter((start) => start <= mostly + TOGETHER);
  return {
    from: kept.length === 0 ? first![0]! : Math.max(...kept),
    to: last![0]!,
    later: (types ?? []).filter((_, i) => firsts![i]! > mostly + TOGETHER).map(String),
  };
}

/**
 * What happened at the deal's company in the 90 days before the day on which the deal was created. Deals count that were created when events had
 * been recorded for as long; kinds of events that began to be recorded later are left out. Null without events.
 */
export async function readHappened(
  database: Database,
  { table: facts, events, units }: Pick<Facts, "table" | "events" | "units">,
  deals: Deals,
): Promise<Happened | null> {
  if (events === null || units === null) return null;
  const before = `${facts}_before`;
  const { from, to, later } = await recorded(database, events.table);
  const known = later.length === 0 ? "true" : `e.type NOT IN (${later.map(quoteText).join(", ")})`;
  await database.run(
    `CREATE TABLE ${before} AS SELECT DISTINCT f.deal, replace(e.type, '_', ' ') AS called, e.type, lower(trim(e.topic)) AS topic
     FROM ${facts} f JOIN ${units} u ON u.deal = f.deal JOIN ${events.table} e ON e.unit = u.unit AND e.day < f.created AND e.day >= f.created - ${DAYS} AND ${known}`,
  );
  const [told] = await database.numbers(
    `SELECT f.deal FROM ${facts} f JOIN ${units} u ON u.deal = f.deal
     WHERE f.created >= DATE '1970-01-01' + ${from + DAYS} AND f.created <= DATE '1970-01-01' + ${to + 1} ORDER BY f.deal`,
  );
  const kept = `SELECT deal, label FROM (SELECT deal, called AS label FROM ${before} WHERE type <> 'other'
    UNION ALL SELECT deal, called || ': ' || topic FROM ${before} WHERE type IN ${BY_TOPIC} AND topic IS NOT NULL)`;
  const about = `SELECT deal, topic AS label FROM ${before} WHERE topic IS NOT NULL AND topic <> '' AND type NOT IN ${NOT_READ}`;
  const triggers = await read(database, `${before}_types`, kept, MOST_TYPES);
  const topics = await read(database, `${before}_topics`, about, MOST_TOPICS);
  await database.run(`DROP TABLE ${before}`);
  return {
    deals,
    told: Int32Array.from(told!),
    triggers,
    topics,
    later: later.map((type) => type.replaceAll("_", " ")),
  };
}

async function read(database: Database, table: string, select: string, most: number): Promise<Presence> {
  await database.run(`CREATE TABLE ${table} AS SELECT DISTINCT * FROM (${select})`);
  const presence = impersonal(await readPresence(database, table, most));
  await database.run(`DROP TABLE ${table}`);
  return presence;
}

/** Without labels that hold a person's name, e-mail or phone number. */
function impersonal({ labels, rows }: Presence): Presence {
  const kept = labels.map((_, i) => i).filter((i) => !namesPerson(labels[i]!));
  return { labels: kept.map((i) => labels[i]!), rows: kept.map((i) => rows[i]!) };
}

/** Names are told by their capitals, which folding took. */
export function namesPerson(label: string): boolean {
  const titled = label.replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
  return maskValue(label) !== label || maskValue(titled) !== titled;
}
