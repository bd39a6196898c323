import { InputError } from "../../errors.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { RawTable } from "../../ingest/facts.ts";
import { fieldName } from "../../ingest/field-name.ts";
import { assignmentIn, type IngestOptions } from "../../ingest/options.ts";
import { timingIn } from "../../timing/default-events.ts";
import type { Database } from "../../warehouse/database.ts";
import { type List, lookAt, requireKeys } from "../match/list.ts";
import { type Activity, dropEvents, layActivity, layEvents } from "./lay-activity.ts";

/** Files of events as they were read, and the day to look from; null: the newest of theirs. */
export interface GivenEvents {
  readonly tables: readonly RawTable[];
  readonly options: IngestOptions;
  readonly asOf: string | null;
}

/**
 * How active the companies of a list are; null without events. Throws `InputError` where the list names no company, or no event has a date.
 */
export async function layGiven(
  database: Database,
  document: IcpDocument,
  raw: RawTable,
  given: GivenEvents,
): Promise<Activity | null> {
  const [activity] = await layGivenLists(database, document, [raw], given);
  return activity ?? null;
}

/** The same for several lists, the events read once: how active each is, in their order; none without events. */
export async function layGivenLists(
  database: Database,
  document: IcpDocument,
  raws: readonly RawTable[],
  { tables, options, asOf }: GivenEvents,
): Promise<readonly Activity[]> {
  const [first] = raws;
  if (tables.length === 0 || first === undefined) return [];
  const lists: List[] = [];
  for (const raw of raws) {
    const list = await lookAt(database, raw, raw.role === "deals" ? "deals" : "companies or people", options);
    requireKeys(list);
    lists.push(list);
  }
  const events = await layEvents(database, timingIn(document), tables, options, asOf, first.table);
  if (events.asOf === null)
    throw new InputError(
      `no event of ${tables.map(({ file }) => file).join(", ")} has a date that can be read: name its column with --map 'COLUMN=occurred_at'`,
    );
  const activities: Activity[] = [];
  for (const list of lists) activities.push(await layActivity(database, list, events));
  await dropEvents(database, events);
  return activities;
}

/** Fields that only a file of events has. */
const OF_EVENTS: ReadonlySet<string> = new Set([
  "event_id",
  "event_type",
  "event",
  "event_name",
  "topic",
  "occurred_at",
  "email",
]);

/** `COLUMN=field` as typed, by the file it is about: what the list has no column for, and fields of events, go to these. */
export function splitMap(
  map: readonly string[],
  list: readonly string[],
  events: readonly RawTable[],
): { readonly own: readonly string[]; readonly ofEvents: readonly string[] } {
  const headers = events.flatMap(({ columns }) => columns);
  const isOfEvents = (text: string): boolean => {
    const found = assignmentIn(text, headers);
    return found !== null && (assignmentIn(text, list) === null || OF_EVENTS.has(fieldName(found.rest)));
  };
  return { own: map.filter((text) => !isOfEvents(text)), ofEvents: map.filter(isOfEvents) };
}
