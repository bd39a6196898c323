import type { Figure, Scale } from "../page.ts";

/** Characters of a chart. */
export const CHART = 24;

/** What fills a chart where nothing is. */
export const GROUND = "·";

/** A rate and its range as two cells. */
export function rate({ value, range }: Figure): readonly [string, string] {
  return [`**${value}**`, range];
}

/** What the ends and the line of a chart mean. */
export function axis({ baseText, maxText }: Scale): string {
  return `0 to ${maxText}, ┊ average ${baseText}`;
}

/** What follows the name of an attribute that a company without a deal does not have, or that is used with care. */
export function mark(aboutDeal: boolean, withCare = false): string {
  return `${aboutDeal ? " *about the deal*" : ""}${withCare ? " *use with care*" : ""}`;
}
