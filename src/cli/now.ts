import { eventWords } from "../engine/timing/event-words.ts";
import type { NowCounts } from "../engine/timing/now.ts";

const count = new Intl.NumberFormat("en-US");

/** A line about the events that were read; nothing without them. */
export function eventLines({ timing }: NowCounts): string {
  return timing === null ? "" : `${eventWords({ asOf: timing.as_of, rows: timing.events })}\n`;
}

/** Lines about timing and what to do. */
export function nowLines({ actions, timing, notes }: NowCounts): string {
  const listed = Object.entries(actions).map(([action, rows]) => `${action} ${count.format(rows)}`);
  const active =
    timing === null
      ? ""
      : `timing as of ${timing.as_of}: high ${count.format(timing.high)} · medium ${count.format(timing.medium)} · low ${count.format(timing.low)}${raised(timing.hand_raisers)}\n`;
  const what = listed.length === 0 ? "" : `action: ${listed.join(" · ")}\n`;
  return `${active}${what}${notes.map((note) => `${note}\n`).join("")}`;
}

function raised(rows: number): string {
  return rows === 0 ? "" : ` · ${count.format(rows)} raised a hand`;
}
