import type { Feature } from "../../features/assemble.ts";
import { segmentAttribute } from "../../segments/attribute.ts";
import { ruleCondition } from "../../segments/condition.ts";
import type { AttributeMix } from "../rows.ts";

/**
 * An attribute as it is watched: up to 5 ranges of about equal weight, or up to 12 common categories and the rest, finer than the bands that earn points;
 * a category common among new opportunities only has a value of its own.
 *
 * @param former rows of the time that the document learned from @param now new ones
 */
export function valuesOf(
  feature: Feature,
  former: Int32Array,
  now: Int32Array,
  label: string,
  scored: boolean,
): AttributeMix {
  const { codes } = feature.coded;
  const at = (rows: Int32Array): Uint16Array => Uint16Array.from(rows, (i) => codes[i]!);
  const told = segmentAttribute(feature, at(former), at(now));
  const levels = told.levels.filter((bins) => bins.length > 0);
  const valueAt = new Map(levels.flatMap((bins, l) => bins.map((bin) => [bin, l] as const)));
  return {
    attribute: feature.name,
    label,
    scored,
    values: [...levels.map((_, l) => ruleCondition(told, { attribute: 0, levels: [l] }).label), "not known"],
    codes: Uint8Array.from(codes, (code) => valueAt.get(code) ?? levels.length),
    known: null,
  };
}
