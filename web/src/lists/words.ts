import { countText, dayText } from "../app/words.ts";
import { CAPACITY, type List, type Spec } from "./types.ts";

export const BY_WORDS: Readonly<Record<Spec["by"], string>> = {
  rank: "By rank among those that fit",
  criteria: "By criteria met",
  share: "Of the best fifth by fit",
};

/** What the list was made of last, in a line. */
export function madeText({ made, made_at, frozen_at }: List): string {
  if (made === null || made_at === null) return "not made yet";
  return [
    `made ${dayText(made_at)} by version ${made.number}`,
    `${countText(made.high, "account")} of ${made.accounts.toLocaleString()} at high`,
    ...(frozen_at === null ? [] : [`frozen since ${dayText(frozen_at)}`]),
  ].join(" · ");
}

/** How it is made, each part that was chosen in a few words. */
export function specTexts(spec: Spec): readonly string[] {
  const { by, capacity, per_owner, per_team, where, segments, control, readmit_churned, exclude, exclude_files } = spec;
  const [a, b] = capacity ?? CAPACITY;
  const excluded = exclude.length;
  return [
    BY_WORDS[by],
    `A holds ${a.toLocaleString()}, B ${b.toLocaleString()}`,
    ...(per_owner === null ? [] : [`${per_owner} per owner`]),
    ...(per_team === null ? [] : [`${per_team} per team`]),
    ...where.map((one) => one.replaceAll("|", " or ")),
    ...(segments.length === 0 ? [] : [`only ${segments.join(", ")}`]),
    ...(control === 0 ? [] : [`${control.toLocaleString()} kept aside to compare with`]),
    ...(readmit_churned ? ["customers who left may come back"] : []),
    ...(excluded + exclude_files.length === 0
      ? []
      : [`${[...(excluded === 0 ? [] : [countText(excluded, "name")]), ...exclude_files].join(", ")} excluded`]),
  ];
}

/** An ISO day, so many days ago. */
export function daysAgo(days: number, now: Date): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}
