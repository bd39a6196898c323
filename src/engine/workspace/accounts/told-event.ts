import { eventName, readEventType } from "../../../ingest/event-type.ts";
import { maskPersonal } from "../../../normalise/personal.ts";
import type { AccountEvent } from "./shapes.ts";

/** Calls of Segment: the event's own name says what happened. */
const CALLS = new Set(["track", "identify", "group", "alias"]);
const PAGES = new Set(["page", "screen"]);

/** An event as it is told of an account: no person is in it. */
export function companyEvent({
  day,
  type,
  name,
  topic,
  times,
}: {
  readonly day: string | null;
  readonly type: string | null;
  readonly name: string | null;
  readonly topic: string | null;
  readonly times: number | null;
}): AccountEvent {
  const kind = type?.toLowerCase() ?? null;
  const page = kind !== null && PAGES.has(kind) ? "page" : null;
  const called =
    page ?? name ?? (kind !== null && !CALLS.has(kind) ? type : null) ?? (times === null ? "" : "product usage");
  return {
    day,
    type: readEventType(called) ?? (eventName(maskPersonal(called)) || "other"),
    topic: topic === null ? null : maskPersonal(topic.replace(/^(https?:[^?#]*)[?#].*$/s, "$1")),
    times: times ?? 1,
  };
}
