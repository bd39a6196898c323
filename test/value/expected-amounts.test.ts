import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../src/stats/normal.ts";
import { createRandom } from "../../src/stats/random.ts";
import { expectedAmounts } from "../../src/value/expected-amounts.ts";
import { meanAmount, measuresOf } from "../../src/value/figures.ts";
import { atHeldOutLevel } from "../../src/value/widened.ts";

const N = 120;
const HIGH = Int32Array.from({ length: N / 2 }, (_, i) => 2 * i);
const LOW = Int32Array.from({ length: N / 2 }, (_, i) => 2 * i + 1);

/** Won deals of one account each, the even ones at about twice the others. */
function won(sd: number) {
  const random = createRandom(5);
  const normal = () => normalQuantile((random.next() * 0xfffffffe + 1) / 0x100000000);
  return {
    value: Float64Array.from({ length: N }, (_, i) => (i % 2 === 0 ? 20_000 : 10_000) * Math.exp(sd * normal())),
    cluster: Int32Array.from({ length: N }, (_, i) => i),
  };
}

describe("what the next won deal is worth", () => {
  it("is drawn to everyone's, back on the scale of money, and lies within its limits", () => {
    const [high, low] = expectedAmounts(won(0.5), [HIGH, LOW], true)!;
    const mean = Math.exp(0.125);
    expect(high!.value).toBeGreaterThan(15_000);
    expect(high!.value).toBeLessThan(20_500 * mean);
    expect(low!.value).toBeGreaterThan(9_500 * mean);
    expect(high!.interval[0]).toBeLessThan(20_000 * mean);
    expect(high!.interval[1]).toBeGreaterThan(20_000 * mean);
    expect([high!.n, low!.n]).toEqual([60, 60]);
  });

  it("is the figure that is told of the same deals elsewhere", () => {
    const amount = won(0.8);
    const outcomes = { amount, cycle: amount, customers: null };
    const told = atHeldOutLevel(measuresOf(outcomes, { deals: HIGH, customers: new Int32Array(0) })).acv!;
    const [level] = expectedAmounts(amount, [HIGH], true)!;
    expect([level!.value, ...level!.interval, level!.n]).toEqual([told.value, ...told.interval, told.n]);
    const [kind] = expectedAmounts(amount, [HIGH], false)!;
    const own = meanAmount(amount, HIGH)!;
    expect([kind!.value, ...kind!.interval]).toEqual([own.value, ...own.interval]);
  });

  it("of a group without deals is everyone's; amounts of nothing and below take no part", () => {
    const { value, cluster } = won(0);
    const amount = { value: value.map((a, i) => (i % 2 === 0 ? a : -a)), cluster };
    const found = expectedAmounts(amount, [HIGH, LOW], true)!;
    expect(found.map(({ n }) => n)).toEqual([60, 60]);
    expect(found[1]!.value).toBeCloseTo(20_000, 6);
    expect(expectedAmounts(amount, [new Int32Array(0)], false)![0]!.value).toBeCloseTo(20_000, 6);
  });

  it("is not told of fewer than ten", () => {
    const amount = { value: Float64Array.of(1, 2, 3, Number.NaN), cluster: Int32Array.of(0, 1, 2, 3) };
    expect(expectedAmounts(amount, [HIGH], true)).toBeNull();
  });

  it("is less certain where few accounts bought often", () => {
    const { value, cluster } = won(0.8);
    const together = { value, cluster: cluster.map((a) => a % 8) };
    const [alone, few] = [{ value, cluster }, together].map((one) => expectedAmounts(one, [HIGH], true)![0]!);
    expect(few!.value).toBeCloseTo(alone!.value, 6);
    expect(few!.interval).not.toEqual(alone!.interval);
  });
});
