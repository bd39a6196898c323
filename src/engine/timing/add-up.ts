import type { Timing } from "../../icp/timing.ts";
import { quoteText } from "../../sql/quote.ts";
import { lineOf } from "../../timing/line-of.ts";
import { MICRO, microPoints } from "../../timing/points.ts";
import type { Database } from "../../warehouse/database.ts";
import { lookupTable } from "../gather/lookup.ts";

/** Parts of timing that are named. */
const MOST_REASONS = 3;
/** Between the type and the topic of a key. */
const CUT = "\u001f";
const HALF = MICRO / 2;

/** What events count on a day, company by company; the same for every list. */
export interface CountedEvents {
  /** ISO date, on which or before which all events happened. */
  readonly day: string;
  readonly hands: Timing["hand_raisers"];
  /** Tables of `countEvents`. */
  readonly ages: string;
  readonly lines: string;
  readonly points: string;
}

/**
 * Counts events by company, line and age, in tables named after `into`. JavaScript says, once per line and age, what an event counts.
 *
 * @param taken table of `other`, `type`, `topic`, `day`
 */
export async function countEvents(
  database: Database,
  { events, hand_raisers }: Timing,
  taken: string,
  into: string,
  day: string,
): Promise<CountedEvents> {
  const [kinds, lines, ages, points] = ["kinds", "lines", "ages", "points"].map((end) => `${into}_${end}`) as [
    string,
    string,
    string,
    string,
  ];
  const lineIn = (text: string): number | null => {
    const [type, topic] = text.split(CUT);
    return lineOf(events, type!, topic === "" ? null : topic!);
  };
  await lookupTable(database, kinds, `SELECT type || chr(31) || topic FROM ${taken}`, lineIn, "DOUBLE");
  await database.create(lines, [
    { name: "line", type: "DOUBLE", values: events.map((_, k) => k) },
    { name: "cap", type: "DOUBLE", values: events.map(({ cap }) => cap * MICRO) },
    { name: "label", type: "VARCHAR", values: events.map(lineLabel) },
  ]);
  const raises = [...hand_raisers.types, ""].map(quoteText).join(", ");
  await database.run(`CREATE TABLE ${ages} AS SELECT t.other, k.value::INTEGER AS line, (DATE ${quoteText(day)} - t.day)::INTEGER AS age, t.type IN (${raises}) AS raised, count(*) AS times
    FROM ${taken} t LEFT JOIN ${kinds} k ON k.text = t.type || chr(31) || t.topic GROUP BY ALL; DROP TABLE ${kinds}`);
  const worth = (text: string): number => {
    const [line, age] = text.split(" ").map(Number);
    return microPoints(events[line!]!, age!);
  };
  const different = `SELECT line || ' ' || age FROM (SELECT DISTINCT line, age FROM ${ages})`;
  await lookupTable(database, `${points}_texts`, different, worth, "DOUBLE");
  await database.run(`CREATE TABLE ${points} AS SELECT split_part(text, ' ', 1)::INTEGER AS line, split_part(text, ' ', 2)::INTEGER AS age, value::BIGINT AS micro FROM ${points}_texts;
    DROP TABLE ${points}_texts`);
  return { day, hands: hand_raisers, ages, lines, points };
}

/**
 * Creates `into` (`__row`, `timing` INTEGER, `timing_reasons`, `hand_raised` VARCHAR) with what events count at each row of a list. SQL sums whole
 * numbers, so that the order is nothing.
 *
 * @param pairs table of `row`, `other`
 */
export async function addUp(
  database: Database,
  { day, hands, ages, lines, points }: CountedEvents,
  pairs: string,
  into: string,
): Promise<void> {
  await database.run(`CREATE TABLE ${into} AS
    WITH of_row AS (SELECT p."row" AS __row, a.* EXCLUDE (other) FROM ${pairs} p JOIN ${ages} a ON a.other = p.other),
    sums AS (SELECT __row, line, sum(times * m.micro) AS micro FROM of_row JOIN ${points} m USING (line, age) GROUP BY ALL),
    capped AS (SELECT __row, line, least(micro, cap::BIGINT)::BIGINT AS micro, label FROM sums JOIN ${lines} USING (line)),
    named AS (SELECT *, (micro + ${HALF}) // ${MICRO} AS points, row_number() OVER (PARTITION BY __row ORDER BY micro DESC, line) AS turn FROM capped),
    timed AS (SELECT __row, least(100, (sum(micro) + ${HALF}) // ${MICRO})::INTEGER AS timing,
      string_agg(label || ' +' || points, '; ' ORDER BY turn) FILTER (points > 0 AND turn <= ${MOST_REASONS}) AS timing_reasons FROM named GROUP BY __row),
    hands AS (SELECT __row, min(age) AS age FROM of_row WHERE raised AND age <= ${hands.days} GROUP BY __row)
    SELECT r.__row, coalesce(t.timing, 0) AS timing, t.timing_reasons, CAST(DATE ${quoteText(day)} - h.age AS VARCHAR) AS hand_raised
    FROM (SELECT DISTINCT __row FROM of_row) r LEFT JOIN timed t ON t.__row = r.__row LEFT JOIN hands h ON h.__row = r.__row`);
}

/** `demo request`, `page view (pricing)`. */
export function lineLabel({ type, topic }: Timing["events"][number]): string {
  const words = type.replaceAll("_", " ");
  return topic === null ? words : `${words} (${topic})`;
}
