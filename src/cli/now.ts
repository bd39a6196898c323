import type { EventRows } from "../engine/timing/lay-activity.ts";
import type { NowCounts } from "../engine/timing/now.ts";

const count = new Intl.NumberFormat("en-US");

/** Lines about the events that were read; nothing without them. */
export function eventLines({ timing }: NowCounts): string {
  if (timing === null) return "";
  const { files, read, counted, ...rest } = timing.events;
  const words: Readonly<Record<keyof typeof rest, string>> = {
    after: `after ${timing.as_of}`,
    unmatched: "of other companies",
    nameless: "naming no company",
    undated: "without a date",
    repeated: "repeated",
    rejected: "rejected",
    copied: "in a file that repeats another",
  };
  const others = (Object.keys(words) as (keyof typeof rest)[])
    .filter((key) => rest[key] > 0)
    .map((key) => `, ${count.format(rest[key])} ${words[key]}`);
  return `${files.join(", ")}: ${events(read)} read, ${count.format(counted)} of companies of this list${others.join("")}\n`;
}

function events(n: EventRows["read"]): string {
  return `${count.format(n)} ${n === 1 ? "event" : "events"}`;
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
