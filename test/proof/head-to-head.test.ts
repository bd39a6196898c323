import { describe, expect, it } from "vitest";
import { foldText } from "../../src/normalise/fold.ts";
import { parseNumber } from "../../src/normalise/parse-number.ts";
import { headToHead, winsAtTop } from "../../src/proof/head-to-head.ts";
import { otherScore } from "../../src/proof/other-score.ts";
import { normalQuantile } from "../../src/stats/normal.ts";
import { createRandom } from "../../src/stats/random.ts";

/** Deals whose odds go with `ours`; `theirs` as it is made of ours, the outcome and noise. */
function rivals(n: number, theirs: (ours: number, y: number, noise: number) => number) {
  const random = createRandom(7, 1);
  const normal = () => normalQuantile(Math.max(1e-12, random.next()));
  const rows = Array.from({ length: n }, () => {
    const z = normal();
    const y = random.next() < 1 / (1 + Math.exp(0.8 - 1.2 * z)) ? 1 : 0;
    return { ours: Math.round(50 + 20 * z), y, theirs: theirs(z, y, normal()) };
  });
  return {
    ours: Float64Array.from(rows, (row) => row.ours),
    theirs: Float64Array.from(rows, (row) => row.theirs),
    y: Uint8Array.from(rows, (row) => row.y),
    account: Int32Array.from(rows, (_, i) => i >> 1),
  };
}

describe("head to head", () => {
  it("a copy of our own score with noise loses", () => {
    const found = headToHead(
      rivals(800, (z, _, noise) => z + 1.2 * noise),
      1,
    );
    expect(found).toMatchObject({ verdict: "ours is better", needed: null, suspicion: null, n: 800, top: 160 });
    expect(found.top_lead).toBeGreaterThan(5);
    expect(found.difference_interval[0]).toBeGreaterThan(0);
  });

  it("a score that knows the outcome gets a warning and no verdict", () => {
    const late = headToHead(
      rivals(800, (z, y, noise) => z + 4 * y + noise),
      1,
    );
    expect(late).toMatchObject({ verdict: "no verdict" });
    expect(late.suspicion).toContain("hardly anything known beforehand");
  });

  it("the same score shows no difference; few deals say nothing and ask for more", () => {
    expect(
      headToHead(
        rivals(800, (z) => z),
        1,
      ),
    ).toMatchObject({ verdict: "no difference shown" });
    const few = headToHead(
      rivals(40, (_, __, noise) => noise),
      1,
    );
    expect(few.verdict).toBe("not enough data");
    expect(few.needed).toBeGreaterThan(40);
  });

  it("ties at the edge count in part", () => {
    const y = Uint8Array.from([1, 0, 1, 0, 1]);
    expect(winsAtTop(Float64Array.from([9, 5, 5, 5, 1]), y, 2)).toBeCloseTo(1 + 1 / 3, 10);
    expect(winsAtTop(Float64Array.from([9, 5, 5, 5, 1]), y, 9)).toBe(3);
  });
});

describe("another score", () => {
  const read = (texts: readonly string[], header = "Lead Score", order: readonly string[] = []) =>
    otherScore(texts, header, order, foldText, (text) => parseNumber(text, "."));

  it.each([
    [["12", "80", "55.5"], "Lead Score", "80", "12"],
    [["1", "2", "3"], "Tier", "1", "3"],
    [["1", "40", "99"], "Rank score", "99", "1"],
    [["A", "B", "C"], "Grade", "A", "C"],
    [["Hot", "cold", "Warm"], "Rating", "Hot", "cold"],
    [["Tier 2", "Tier 1"], "Segment", "Tier 1", "Tier 2"],
    [["medium", "High", "low"], "Fit", "High", "low"],
  ])("%s of %s: the best is %s, the worst %s", (texts, header, best, worst) => {
    const { place } = read(texts, header)!;
    const places = texts.map((text) => place(text)!);
    expect(place(best)).toBe(Math.max(...places));
    expect(place(worst)).toBe(Math.min(...places));
  });

  it("whose order nobody knows is refused, unless a person says it", () => {
    expect(read(["Plus", "Basic", "Pro"])).toBeNull();
    const said = read(["Plus", "Basic", "Pro"], "Plan", ["Pro", "Plus", "Basic"])!;
    expect(["pro", "Plus", "Basic"].map(said.place)).toEqual([3, 2, 1]);
    expect(said.place("Other")).toBeNull();
  });
});
