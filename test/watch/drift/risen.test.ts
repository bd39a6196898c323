import { describe, expect, it } from "vitest";
import type { Feature } from "../../../src/features/assemble.ts";
import { createRandom } from "../../../src/stats/random.ts";
import { risenKind } from "../../../src/watch/drift/risen.ts";
import { codedAttribute } from "../../generators/coded.ts";
import { featuresOf } from "../../generators/world.ts";

const EARLIER = 400;
const NEW = 160;

/** Companies with six attributes of four values; `rising` of the new ones, and 12% of all others, have value 1 in the first two. */
function companies(seed: number, rising: number): { features: Feature[]; now: Int32Array; before: Int32Array } {
  const random = createRandom(seed, 11);
  const rows = Array.from({ length: EARLIER + NEW }, (_, i) => {
    const kind = random.next() < (i >= EARLIER ? rising : 0.12);
    return Array.from({ length: 6 }, (_, j) => (kind && j < 2 ? 1 : 1 + random.int(4)));
  });
  const features = featuresOf(
    Array.from({ length: 6 }, (_, j) =>
      codedAttribute(
        `a${j}`,
        "unordered",
        4,
        rows.map((row) => row[j]!),
      ),
    ),
  );
  const from = (first: number, count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => first + i);
  return { features, now: from(EARLIER, NEW), before: from(0, EARLIER) };
}

describe("risenKind", () => {
  it("names the kind that has risen, by what it is, with shares of companies that its rules were made without", () => {
    const { features, now, before } = companies(1, 0.5);
    const found = risenKind(features, now, before, 1)!;
    expect(found.rules.map(({ attribute }) => attribute).sort()).toEqual(["a0", "a1"]);
    expect(found.now[0] / found.now[1]).toBeGreaterThan(0.4);
    expect(found.before[0] / found.before[1]).toBeLessThan(0.25);
    const held = Array.from(now).filter(found.holds).length;
    expect(held / now.length).toBeGreaterThan(0.4);
  });

  it("names none where nothing rises", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { features, now, before } = companies(seed, 0.12);
      expect(risenKind(features, now, before, seed)).toBeNull();
    }
  });

  it("names none without companies", () => {
    const { features, before } = companies(1, 0.5);
    expect(risenKind(features, new Int32Array(0), before, 1)).toBeNull();
    expect(risenKind([], before, before, 1)).toBeNull();
  });
});
