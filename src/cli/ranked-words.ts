import { formatFor } from "../icp/page/format.ts";
import { light, type Phrase, phrase, strong } from "../icp/page/phrase.ts";

const format = formatFor("en");
const TENTHS = 10;

type Limits = readonly [number, number];

/** `12`, `12.5`: wins of a group that ties are parted over. */
export function wins(n: number): string {
  return Number.isInteger(Number(n.toFixed(1))) ? format.count(n) : n.toFixed(1);
}

/** A rate with its limits. */
export function rate(value: number, interval: Limits): Phrase {
  return phrase(strong(format.percent(value)), light(` (${format.range(...interval)})`));
}

/** What a group is called. */
export function part(groups: readonly unknown[]): string {
  return groups.length === TENTHS ? "tenth" : "fifth";
}
