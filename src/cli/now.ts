import type { Already } from "../engine/already/already.ts";
import { eventWords } from "../engine/timing/event-words.ts";
import type { NowCounts } from "../engine/timing/now.ts";

const WORDS: Readonly<Record<Already, string>> = {
  customer: "customers",
  "open deal": "already open",
  churned: "customers that left",
};
const count = new Intl.NumberFormat("en-US");

/** A line about the events that were read; nothing without them. */
export function eventLines({ timing }: NowCounts): string {
  return timing === null ? "" : `${eventWords({ asOf: timing.as_of, rows: timing.events })}\n`;
}

/** Lines about timing and what to do. */
export function nowLines({ actions, already, timing, notes }: NowCounts): string {
  const listed = Object.entries(actions).map(([action, rows]) => `${action} ${count.format(rows)}`);
  const active =
    timing === null
      ? ""
      : `timing as of ${timing.as_of}: high ${count.format(timing.high)} · medium ${count.format(timing.medium)} · low ${count.format(timing.low)}${raised(timing.hand_raisers)}\n`;
  const what = listed.length === 0 ? "" : `action: ${listed.join(" · ")}\n`;
  const known = Object.entries(already ?? {}).filter(([, rows]) => rows > 0);
  const others =
    known.length === 0
      ? ""
      : `not pursued: ${known.map(([is, rows]) => `${WORDS[is as Already]} ${count.format(rows)}`).join(" · ")}\n`;
  return `${active}${what}${others}${notes.map((note) => `${note}\n`).join("")}`;
}

function raised(rows: number): string {
  return rows === 0 ? "" : ` · ${count.format(rows)} raised a hand`;
}
