import { describe, expect, it, test } from "vitest";
import { Evidence } from "../../src/build/bands.ts";
import { snapCuts } from "../../src/build/snap-cuts.ts";
import type { CodedAttribute } from "../../src/features/matrix.ts";
import { roundness } from "../../src/features/round.ts";

/** Bins that begin at the given numbers, after one below them all. */
function sizes(...from: number[]): CodedAttribute {
  const edges = [Number.NEGATIVE_INFINITY, ...from];
  const missing = { label: "not known", values: [], from: Number.NaN, below: Number.NaN };
  const bins = edges.map((low, i) => ({
    label: "",
    values: [],
    from: low,
    below: edges[i + 1] ?? Number.POSITIVE_INFINITY,
  }));
  return { name: "size", order: "ordered", bins: [missing, ...bins], codes: new Uint16Array(0), aboutAccount: true };
}

const SIZES = sizes(180, 200, 220, 500);
/** Cut at 220. */
const AT_220 = { bandOf: Uint8Array.of(0, 1, 1, 1, 2, 2), bands: 3 };
const AT_200 = { bandOf: Uint8Array.of(0, 1, 1, 2, 2, 2), bands: 3 };
const snap = (count: number[], won: number[], least = 5) =>
  snapCuts(
    SIZES,
    AT_220,
    { count: Float64Array.from(count), won: Float64Array.from(won) },
    new Evidence(2000, 0.3, 20),
    least,
  );

describe("snapCuts", () => {
  it("moves a cut to a rounder number where the few deals between say nothing against it", () => {
    expect(snap([0, 300, 300, 10, 300, 300], [0, 60, 60, 3, 120, 120])).toEqual(AT_200);
  });

  it("also where no deal lies between", () => {
    expect(snap([0, 300, 300, 0, 300, 300], [0, 60, 60, 0, 120, 120])).toEqual(AT_200);
  });

  it("leaves it where the deals between side with the lower band", () => {
    expect(snap([0, 300, 300, 50, 300, 300], [0, 60, 60, 8, 120, 120])).toEqual(AT_220);
  });

  it("leaves it where more than a twentieth of the deals would change sides, whatever they say", () => {
    expect(snap([0, 300, 300, 70, 300, 300], [0, 60, 60, 25, 120, 120])).toEqual(AT_220);
  });

  it("leaves no band under the fewest rows, and names alone", () => {
    expect(snap([0, 2, 2, 3, 300, 300], [0, 1, 0, 1, 120, 120])).toEqual(AT_220);
    const names: CodedAttribute = { ...SIZES, order: "unordered" };
    const counts = { count: Float64Array.of(0, 300, 300, 0, 300, 300), won: Float64Array.of(0, 60, 60, 0, 120, 120) };
    expect(snapCuts(names, AT_220, counts, new Evidence(2000, 0.3, 20), 5)).toBe(AT_220);
  });

  it("keeps every band, in order, whatever the counts", () => {
    const attribute = sizes(17, 20, 23, 48, 50, 55, 98, 100);
    const banding = { bandOf: Uint8Array.of(0, 1, 1, 1, 2, 2, 2, 3, 3, 3), bands: 4 };
    const count = Float64Array.of(4, 90, 5, 5, 90, 5, 5, 90, 5, 90);
    const won = Float64Array.of(1, 10, 1, 1, 30, 1, 1, 50, 3, 50);
    const { bandOf, bands } = snapCuts(attribute, banding, { count, won }, new Evidence(500, 0.4, 20), 5);
    expect(bands).toBe(4);
    expect([...bandOf].slice(1)).toEqual([...bandOf].slice(1).sort());
    expect(new Set(bandOf)).toEqual(new Set([0, 1, 2, 3]));
  });
});

test.each([
  [50, 0],
  [100, 0],
  [250, 0],
  [2_500_000, 0],
  [0.5, 0],
  [0, 0],
  [30, -1],
  [35_000_000, -2],
  [220, -2],
  [100_001, -6],
  [0.35, -2],
])("roundness of %d is %d", (x, digits) => {
  expect(roundness(x)).toBe(digits);
});
