import type { IcpDocument } from "../../icp/document.ts";
import { testsOf } from "../../icp/tests-of.ts";
import type { Known } from "./readings.ts";
import type { Reading } from "./stand-ins.ts";

/** Growth is written as a share (0.12) or in percent (12, 12%). */
export type GrowthUnit = "share" | "percent";

/** Beyond that a share would be a company that trebled. */
const LARGEST_SHARE = 2;
/** Most companies grow by less than half; in percent, hardly any grows by less than a half. */
const USUAL_SHARE = 0.5;
/** Least part of the cells that must look like a unit. */
const MOST = 0.9;
/** Growth in percent that never leaves the decimals would be none at all. */
const LEAST_PERCENT = 3;

/** The unit of a profile's growth, by the limits of its bands; null where these do not tell, such as a lone 0. */
export function profileUnit(document: IcpDocument, source: string): GrowthUnit | null {
  const names = document.attributes.filter((attribute) => attribute.source === source).map(({ name }) => name);
  const tests = names.flatMap((name) => testsOf(document).get(name) ?? []);
  const limits = tests.flatMap((test) => [
    ...("from" in test && test.from !== undefined ? [test.from] : []),
    ...("below" in test && test.below !== undefined ? [test.below] : []),
  ]);
  const largest = Math.max(...limits.map((limit) => Math.abs(Number(limit))), 0);
  if (largest === 0) return null;
  return largest >= LEAST_PERCENT ? "percent" : largest < 1 ? "share" : null;
}

/** The unit of the cells of a list; null where they do not tell. */
export function cellsUnit(texts: readonly string[], known: Known): GrowthUnit | null {
  if (texts.some((text) => text.includes("%"))) return "percent";
  const sizes = texts.flatMap((text) => {
    const value = known.value(text);
    return typeof value === "number" && value !== 0 ? [Math.abs(value)] : [];
  });
  if (sizes.length === 0) return null;
  const part = (fits: (size: number) => boolean) => sizes.filter(fits).length / sizes.length;
  const small = part((size) => size <= LARGEST_SHARE) >= MOST && part((size) => size <= USUAL_SHARE) >= 0.5;
  if (small && part((size) => !Number.isInteger(size)) >= MOST) return "share";
  return part((size) => size >= LEAST_PERCENT) >= 0.5 ? "percent" : null;
}

/** How cells of one unit are read where the profile has another. */
export function growthReading(profile: GrowthUnit | null, cells: GrowthUnit | null): Reading {
  if (profile === null || cells === null || profile === cells) return "as it is";
  return cells === "share" ? "shares" : "percentages";
}
