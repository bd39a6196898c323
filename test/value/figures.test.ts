import { describe, expect, it } from "vitest";
import type { Drawn } from "../../src/stats/drawn.ts";
import { differencesOf } from "../../src/value/differences.ts";
import { lifetimeValue, type Measures, measuresOf, paybackMonths } from "../../src/value/figures.ts";
import type { Outcomes } from "../../src/value/outcomes.ts";
import { stayedFirstYear, yearsAtRisk } from "../../src/value/stay.ts";

const drawn = (value: number, low: number, high: number, n = 50, se = 0.1): Drawn => ({
  value,
  interval: [low, high],
  n,
  own: { at: value, se },
});
const NONE: Measures = {
  acv: null,
  cycle_days: null,
  churn: null,
  expansion: null,
  nrr: null,
  cost: null,
  others: [],
};
const ALL = { margin: 1, cac: null };

describe("lifetime value", () => {
  it("is ACV x margin of five years, each less those who left before", () => {
    const found = lifetimeValue(
      { ...NONE, acv: drawn(10_000, 9_000, 11_000), churn: drawn(0.5, 0.4, 0.75) },
      { margin: 0.8, cac: null },
    )!;
    const years = 1 + 0.5 + 0.25 + 0.125 + 0.0625;
    expect(found.value).toBeCloseTo(8_000 * years);
    const longest = 1 + 0.6 + 0.6 ** 2 + 0.6 ** 3 + 0.6 ** 4;
    expect(found.interval[1]).toBeCloseTo(
      8_000 * years * Math.exp(Math.hypot(Math.log(1.1), Math.log(longest / years))),
      6,
    );
    expect(found.interval[0]).toBeLessThan(8_000 * years * 0.8);
  });

  it("counts five years where nobody leaves, and less than five where few do", () => {
    const acv = drawn(10_000, 9_000, 11_000);
    expect(lifetimeValue({ ...NONE, acv, churn: drawn(0, 0, 0) }, ALL)!.value).toBe(50_000);
    expect(lifetimeValue({ ...NONE, acv, churn: drawn(0.14, 0.11, 0.17) }, ALL)!.value).toBeCloseTo(37_827, 0);
  });

  it("is not known without both", () => {
    expect(lifetimeValue({ ...NONE, acv: drawn(1, 1, 1) }, ALL)).toBeNull();
    expect(lifetimeValue({ ...NONE, churn: drawn(0.1, 0.05, 0.2) }, ALL)).toBeNull();
  });
});

describe("payback", () => {
  const acv = drawn(12_000, 10_000, 15_000);

  it("is the months until a sale's cost is earned back", () => {
    const said = paybackMonths({ ...NONE, acv }, { margin: 0.5, cac: 6_000 })!;
    expect(said.value).toBeCloseTo(12);
    expect(said.interval[0]).toBeCloseTo(9.6);
    expect(said.interval[1]).toBeCloseTo(14.4);
  });

  it("takes the cost of a column, and what was said before it", () => {
    const cost = drawn(3_000, 2_500, 3_500);
    expect(paybackMonths({ ...NONE, acv, cost }, ALL)!.value).toBeCloseTo(3);
    expect(paybackMonths({ ...NONE, acv, cost }, { margin: 1, cac: 6_000 })!.value).toBeCloseTo(6);
    expect(paybackMonths({ ...NONE, acv }, ALL)).toBeNull();
  });
});

describe("years at risk", () => {
  const year = 365.25;
  it.each([
    ["who is still here", 0, Number.NaN, 2.5 * year, { years: 2.5, left: 0 }],
    ["who left in the second year", 0, 1.5 * year, 5 * year, { years: 2, left: 1 }],
    ["who left on the first day", 0, 1, 5 * year, { years: 1, left: 1 }],
    ["who will leave, as is known later", 0, 3 * year, 2 * year, { years: 2, left: 0 }],
    ["who left before it was won", 100, 50, 5 * year, { years: 0, left: 0 }],
    ["of whom no beginning is known", Number.NaN, Number.NaN, 5 * year, { years: 0, left: 0 }],
  ])("of one %s", (_, from, to, asOf, expected) => {
    expect(yearsAtRisk(from, to, asOf)).toEqual(expected);
  });

  it.each([
    ["who is still there", false, 100, Number.NaN, 465, 1],
    ["who began less than a year ago, whatever became of it", true, 100, 150, 464, Number.NaN],
    ["who left within the year", true, 100, 464, 1000, 0],
    ["who left after it", true, 100, 465, 1000, 1],
    ["who left on an unknown day", true, 100, Number.NaN, 1000, Number.NaN],
    ["of whom no beginning is known", false, Number.NaN, Number.NaN, 1000, Number.NaN],
  ])("whether one %s stayed its first year", (_, gone, from, to, asOf, expected) => {
    expect(stayedFirstYear(gone, from, to, asOf)).toEqual(expected);
  });
});

describe("measures", () => {
  const n = 40;
  const cluster = Int32Array.from({ length: n }, (_, i) => i);
  const outcomes: Outcomes = {
    amount: { value: Float64Array.from({ length: n }, (_, i) => 1000 * (1 + (i % 5))), cluster },
    cycle: { value: Float64Array.from({ length: n }, (_, i) => 30 + (i % 7)), cluster },
    customers: {
      leaving: true,
      stay: { trials: new Float64Array(n).fill(1), events: Uint8Array.from(cluster, (i) => (i % 8 === 0 ? 1 : 0)) },
      paid: {
        now: Float64Array.from(cluster, (i) => (i % 8 === 0 ? 0 : 110)),
        before: new Float64Array(n).fill(100),
        cluster,
      },
      support: null,
      others: [{ name: "nps", of: { value: Float64Array.from(cluster, (i) => i % 11), cluster } }],
      cost: null,
    },
  };

  it("are told of everyone", () => {
    const all = measuresOf(outcomes, null);
    expect(all.acv!.value).toBeCloseTo(3000, 6);
    expect(all.expansion!.value).toBeCloseTo(0.1);
    expect(all.nrr!.value).toBeCloseTo(1.1 * (35 / 40));
    expect(all.others.map(({ name }) => name)).toEqual(["nps"]);
  });

  it("of fewer than five rows are not told", () => {
    const few = Int32Array.of(0, 1, 2, 3);
    expect(measuresOf(outcomes, { deals: few, customers: few })).toMatchObject({
      acv: null,
      cycle_days: null,
      churn: null,
    });
  });

  it("say neither churn nor revenue kept where nobody is seen to leave", () => {
    const here = { ...outcomes, customers: { ...outcomes.customers!, leaving: false } };
    const all = measuresOf(here, null);
    expect([all.churn, all.nrr]).toEqual([null, null]);
    expect(all.expansion).not.toBeNull();
  });
});

describe("differences", () => {
  it("are a finding where limits leave none out, which grow with the number of measures", () => {
    const high: Measures = { ...NONE, cycle_days: drawn(40, 38, 42, 50, 1) };
    const low: Measures = { ...NONE, cycle_days: drawn(43, 41, 45, 50, 1) };
    expect(differencesOf(high, low)).toMatchObject([{ measure: "cycle_days", value: -3, finding: true }]);
    const more = (of: Measures): Measures => ({ ...of, churn: drawn(0.1, 0.05, 0.2), nrr: drawn(1, 0.9, 1.1) });
    expect(differencesOf(more(high), more(low)).map(({ finding }) => finding)).toEqual([false, false, false]);
  });

  it("are not looked for among fewer than ten", () => {
    expect(differencesOf({ ...NONE, acv: drawn(9, 8, 10, 9) }, { ...NONE, acv: drawn(5, 4, 6, 90) })).toEqual([]);
  });
});
