import type { Column } from "./column.ts";
import { eventName } from "./event-type.ts";
import { anyOfSql, knownSql, matchesSql } from "./text.ts";

/** What a company or person that was written to may do, the easiest first. */
export const LIVE_OUTCOMES = ["open", "reply", "meeting", "opportunity", "win"] as const;
export type LiveOutcome = (typeof LIVE_OUTCOMES)[number];

const STEM: Readonly<Record<LiveOutcome, string>> = {
  open: "open(s|ed)?|views?|viewed",
  reply: "repl(y|ies|ied)|responses?|responded|answer(s|ed)?",
  meeting: "(booked_)?(meetings?|demos?|calls?)(_booked|_held|_set|_scheduled)?|met|booked",
  opportunity: "(opportunit(y|ies)|opps?|deals?)(_created|_opened)?|pipeline",
  win: "(closed_)?won|wins?|(became_)?customers?|closed_won",
};

const AROUND: readonly [string, string] = [
  "^(?:e_?mails?_|first_|last_|has_|is_|was_|number_of_|num_|total_)*(?:",
  ")(?:_(?:e_?mail|count|counts|date|at|on|time|day|total|yn))*$",
];

/** The outcome that a column is named after; null for none. */
export function outcomeOfField(field: string): LiveOutcome | null {
  return LIVE_OUTCOMES.find((one) => new RegExp(AROUND[0] + STEM[one] + AROUND[1]).test(field)) ?? null;
}

/** Words in the name of what happened; the surest first. */
const WORDS: readonly (readonly [LiveOutcome, RegExp])[] = [
  ["win", /\b(closed )?won\b|\bwin\b|\bnew customer\b|\bbecame (a )?customer\b/],
  ["opportunity", /\b(opportunity|deal)\b/],
  ["meeting", /\bmeeting|\bdemo\b|\bcall (booked|held|scheduled)\b|\bbooked\b|\bappointment/],
  ["reply", /\brepl|\brespon|\banswered\b/],
  ["open", /\bopen(ed|s)?\b|\bviewed\b/],
];

/** Refused, missed, negative: it says that something did not happen. */
const NOT = /\b(not|no|never|lost|cancell?ed|declined|no show|bounced?|unsubscribed?|auto ?reply|out of office)\b/;

/** The outcome that a row of a log says; null for none of ours. */
export function outcomeOfEvent(text: string): LiveOutcome | null {
  const words = eventName(text).replaceAll("_", " ");
  return NOT.test(words) ? null : (WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? null);
}

const TYPE_FIELDS = [
  "event_type",
  "type",
  "activity_type",
  "outcome",
  "result",
  "event",
  "event_name",
  "activity",
  "status",
  "kind",
];

/** The column of a log that says what happened; null where none of its values is an outcome. */
export function typeColumn(columns: readonly Column[]): Column | null {
  const named = TYPE_FIELDS.flatMap((field) => columns.filter((column) => column.field === field));
  return named.find(({ profile }) => profile.top.some(({ shown }) => outcomeOfEvent(shown) !== null)) ?? null;
}

/** The columns of a table that each count one outcome. */
export function outcomeColumns(
  columns: readonly Column[],
): { readonly column: Column; readonly outcome: LiveOutcome }[] {
  return columns.flatMap((column) => {
    const outcome = column.profile.filled === 0 ? null : outcomeOfField(column.field);
    return outcome === null ? [] : [{ column, outcome }];
  });
}

const NO = ["false", "no", "n", "f", "nein", "non", "none", "never", "not yet", "lost", "open", "pending", "-"];

/** SQL boolean: the cell says that it happened: a count above 0, a day, a yes. */
export function happenedSql(header: string): string {
  const value = knownSql(header);
  return `coalesce(${value} IS NOT NULL AND NOT ${anyOfSql(value, NO)} AND NOT ${matchesSql(value, "^[0.,]+$")}, false)`;
}
