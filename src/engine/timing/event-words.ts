import type { Activity } from "./lay-activity.ts";

const count = new Intl.NumberFormat("en-US");

/** `events.csv: 120 events read, 80 of companies of this list, 30 of other companies, 10 after 2026-06-30`. */
export function eventWords({ asOf, rows }: Pick<Activity, "asOf" | "rows">): string {
  const { files, read, counted, ...rest } = rows;
  const words: Readonly<Record<keyof typeof rest, string>> = {
    unmatched: "of other companies",
    after: `after ${asOf}`,
    nameless: "naming no company",
    undated: "without a date",
    repeated: "repeated",
    rejected: "rejected",
    copied: "in a file that repeats another",
  };
  const others = (Object.keys(words) as (keyof typeof rest)[])
    .filter((key) => rest[key] > 0)
    .map((key) => `, ${count.format(rest[key])} ${words[key]}`);
  return `${files.join(", ")}: ${count.format(read)} ${read === 1 ? "event" : "events"} read, ${count.format(counted)} of companies of this list${others.join("")}`;
}
