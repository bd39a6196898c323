import type { Deals, Presence } from "../../buyers/presence.ts";
import { DAYS, type Happened } from "../../buyers/signals.ts";
import type { Facts } from "../../ingest/facts.ts";
import { maskValue } from "../../normalise/masked-names.ts";
import type { Database } from "../../warehouse/database.ts";
import { readPresence } from "./read-presence.ts";

/** Kinds of events and topics that are counted: the commonest. */
const MOST_TYPES = 40;
const MOST_TOPICS = 200;

/** What is done about the product and not read about it, and what befalls a company: its topic says more of the event, and nothing of intent. */
const NOT_READ = "('product_usage', 'product_activation', 'job_posting', 'funding_round')";
/** Whose topic makes it another kind of event. */
const BY_TOPIC = "('job_posting', 'funding_round')";

/**
 * What happened at the deal's company in the 90 days before the day on which the deal was created. Deals count that were created when events had
 * been recorded for as long. Null without events.
 */
export async function readHappened(
  database: Database,
  { table: facts, events, units }: Pick<Facts, "table" | "events" | "units">,
  deals: Deals,
): Promise<Happened | null> {
  if (events === null || units === null) return null;
  const before = `${facts}_before`;
  await database.run(
    `CREATE TABLE ${before} AS SELECT DISTINCT f.deal, replace(e.type, '_', ' ') AS called, e.type, lower(trim(e.topic)) AS topic
     FROM ${facts} f JOIN ${units} u ON u.deal = f.deal JOIN ${events.table} e ON e.unit = u.unit AND e.day < f.created AND e.day >= f.created - ${DAYS}`,
  );
  const [told] = await database.numbers(
    `SELECT f.deal FROM ${facts} f JOIN ${units} u ON u.deal = f.deal, (SELECT min(day) AS first, max(day) AS last FROM ${events.table}) e
     WHERE f.created >= e.first + ${DAYS} AND f.created <= e.last + 1 ORDER BY f.deal`,
  );
  const kept = `SELECT deal, label FROM (SELECT deal, called AS label FROM ${before} WHERE type <> 'other'
    UNION ALL SELECT deal, called || ': ' || topic FROM ${before} WHERE type IN ${BY_TOPIC} AND topic IS NOT NULL)`;
  const about = `SELECT deal, topic AS label FROM ${before} WHERE topic IS NOT NULL AND topic <> '' AND type NOT IN ${NOT_READ}`;
  const triggers = await read(database, `${before}_types`, kept, MOST_TYPES);
  const topics = await read(database, `${before}_topics`, about, MOST_TOPICS);
  await database.run(`DROP TABLE ${before}`);
  return { deals, told: Int32Array.from(told!), triggers, topics };
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
function namesPerson(label: string): boolean {
  const titled = label.replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
  return maskValue(label) !== label || maskValue(titled) !== titled;
}
