import { describe, expect, it } from "vitest";
import { hazardRatio } from "../../src/stats/hazard-ratio.ts";
import { logRank } from "../../src/stats/log-rank.ts";
import { createRandom } from "../../src/stats/random.ts";

const TIMES = Float64Array.from([6, 7, 10, 15, 19, 25, 3, 5, 8, 12, 14, 20]);
const ENDED = Uint8Array.from([1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1]);
const FIRST = [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0];

describe("the ratio of two hazards", () => {
  it("is (O - E) / V on the log scale, whose square over V is the log-rank statistic", () => {
    const { ratio, se, ended } = hazardRatio(TIMES, ENDED, FIRST);
    expect((Math.log(ratio) / se) ** 2).toBeCloseTo(logRank(TIMES, ENDED, FIRST).statistic, 10);
    expect(ended).toBe(9);
    expect(ratio).toBeLessThan(1);
  });

  it("turns over when the groups do", () => {
    const one = hazardRatio(TIMES, ENDED, FIRST);
    const other = hazardRatio(
      TIMES,
      ENDED,
      FIRST.map((x) => 1 - x),
    );
    expect(other.ratio * one.ratio).toBeCloseTo(1, 10);
    expect(other.low * one.high).toBeCloseTo(1, 10);
  });

  it("finds half the hazard in a large sample", () => {
    const random = createRandom(1, 2);
    const first = Array.from({ length: 4000 }, (_, i) => i % 2);
    const times = Float64Array.from(first, (one) => -Math.log(1 - random.next()) / (one === 1 ? 0.5 : 1));
    const watched = times.map((t) => Math.min(t, 1));
    const { ratio, low, high } = hazardRatio(
      watched,
      Uint8Array.from(times, (t) => (t <= 1 ? 1 : 0)),
      first,
    );
    expect(ratio).toBeGreaterThan(0.45);
    expect(ratio).toBeLessThan(0.56);
    expect(low < 0.5 && high > 0.5).toBe(true);
  });

  it("has no limits where nothing ended or all are of one group", () => {
    const none = { ratio: 1, low: 0, high: Number.POSITIVE_INFINITY, se: Number.POSITIVE_INFINITY };
    expect(hazardRatio(TIMES, new Uint8Array(12), FIRST)).toEqual({ ...none, ended: 0 });
    expect(
      hazardRatio(
        TIMES,
        ENDED,
        FIRST.map(() => 1),
      ),
    ).toEqual({ ...none, ended: 9 });
  });
});
