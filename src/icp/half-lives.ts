import { InputError } from "../errors.ts";
import type { TimedEvent, Timing } from "./timing.ts";

/** Days after which an event of this type, and topic, counts half. */
export interface HalfLife {
  readonly type: string;
  readonly topic: string | null;
  readonly days: number;
}

/** Days that a half-life may have: ten years. */
export const LONGEST_HALF_LIFE = 3650;

type Change = NonNullable<Timing["set"]>["changes"][number];

/**
 * Timing with half-lives as a person set them: what they were by the deals or by default is kept beside, for which alone `reason` and
 * `check` speak.
 *
 * @param from id of the document whose timing it is
 * @throws InputError for a line that is not there, days that are none, and where nothing changes
 */
export function withHalfLives(timing: Timing, wanted: readonly HalfLife[], from: string, why: string | null): Timing {
  for (const { type, topic, days } of wanted) {
    if (!Number.isInteger(days) || days < 1 || days > LONGEST_HALF_LIFE)
      throw new InputError(`a half-life is a whole number of days from 1 to ${LONGEST_HALF_LIFE}, not ${days}`);
    if (!timing.events.some((line) => isLine(line, { type, topic })))
      throw new InputError(
        `no event called ${lineName({ type, topic })} counts; those that do are ${timing.events.map(lineName).join(", ")}`,
      );
  }
  const events = timing.events.map((line): TimedEvent => {
    const days = wanted.find((one) => isLine(line, one))?.days ?? line.half_life_days;
    if (days === line.half_life_days) return line;
    const first = changeOf(timing, line);
    return { ...line, half_life_days: days, source: first?.before === days ? first.source : "hand" };
  });
  if (events.every((line, k) => line === timing.events[k]))
    throw new InputError("nothing changes: the half-lives are like this already");
  const changes = events.flatMap((line, k): Change[] => {
    const was = timing.events[k]!;
    if (line.source !== "hand") return [];
    const first = changeOf(timing, line);
    return [
      {
        ...{ type: line.type, topic: line.topic, after: line.half_life_days },
        before: first?.before ?? was.half_life_days,
        source: first?.source ?? (was.source === "learned" ? "learned" : "default"),
      },
    ];
  });
  const { set: _, ...rest } = timing;
  const made = { ...rest, events, accounts: null };
  if (changes.length === 0) return made;
  return { ...made, set: { from, why, changes, before: null } };
}

/** Why these weights and half-lives, in a sentence. */
export function timingReason({ reason, set }: Pick<Timing, "reason" | "set">): string {
  return set === undefined ? reason : `Half-lives were set by hand, and not measured. What was before: ${reason}`;
}

/** What a line was before any hand. */
function changeOf({ set }: Timing, line: Pick<TimedEvent, "type" | "topic">): Change | undefined {
  return set?.changes.find((one) => isLine(line, one));
}

function isLine(
  line: { readonly type: string; readonly topic: string | null },
  other: { readonly type: string; readonly topic: string | null },
): boolean {
  return line.type === other.type && line.topic === other.topic;
}

/** `demo_request`, `intent_surge:pricing`. */
export function lineName({ type, topic }: { readonly type: string; readonly topic: string | null }): string {
  return topic === null ? type : `${type}:${topic}`;
}
