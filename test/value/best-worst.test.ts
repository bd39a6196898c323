import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/stats/random.ts";
import { bestAgainstWorst } from "../../src/value/best-worst.ts";
import { composite } from "../../src/value/composite.ts";
import { featuresOf, world } from "../generators/world.ts";

describe("the composite", () => {
  const acv = { name: "acv", less: false } as const;
  const cycle = { name: "cycle_days", less: true } as const;

  it("ranks by all that is known, less being more where it is", () => {
    const found = composite([
      { ...acv, of: Float64Array.of(10, 20, 30) },
      { ...cycle, of: Float64Array.of(9, 5, 1) },
    ]);
    expect([...found].map((x) => Math.sign(x))).toEqual([-1, 0, 1]);
  });

  it("gives ties the same rank, and NaN to whom nothing is known of", () => {
    const found = composite([{ ...acv, of: Float64Array.of(5, 5, Number.NaN, 9) }]);
    expect(found[0]).toBe(found[1]);
    expect(found[2]).toBeNaN();
    expect(found[3]).toBeGreaterThan(found[0]!);
  });
});

describe("the best customers against the worst", () => {
  const matrix = world(5, { accounts: 240, attributes: 5, effects: [] });
  const features = featuresOf(matrix.attributes);
  const codes = matrix.attributes.map((a) => a.codes);
  const random = createRandom(5, 1);
  const noise = Float64Array.from({ length: 240 }, () => random.next());
  const acv = (of: Float64Array) => [{ name: "acv", less: false, of }] as const;

  it("differ in what makes customers worth more, and in nothing else", () => {
    const found = bestAgainstWorst(acv(noise.map((v, i) => v + codes[2]![i]! / 2)), features, codes)!;
    expect(found).toMatchObject({ share: 0.25, best: 60, worst: 60, by: ["acv"] });
    expect(new Set(found.rows.map(({ attribute }) => attribute))).toEqual(new Set(["a2"]));
    const [surest] = found.rows;
    expect(surest!.interval[0] > 1 || surest!.interval[1] < 1).toBe(true);
  });

  it("do not differ where worth is chance", () => {
    const found = bestAgainstWorst(acv(noise), features, codes)!;
    expect(found.rows).toEqual([]);
    expect(found.tested).toBeGreaterThan(10);
  });

  it("are taken wider when few, and not at all when fewer", () => {
    const first = (n: number) =>
      bestAgainstWorst(
        acv(noise.slice(0, n)),
        features,
        codes.map((c) => c.slice(0, n)),
      );
    expect(first(70)).toMatchObject({ share: 0.3, best: 21 });
    expect(first(66)).toBeNull();
  });
});
