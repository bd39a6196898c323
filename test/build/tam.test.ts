import { describe, expect, it } from "vitest";
import { expectedValues } from "../../src/build/expected-values.ts";
import { type MarketCell, tamOf } from "../../src/build/tam.ts";
import { normalQuantile } from "../../src/stats/normal.ts";
import { createRandom } from "../../src/stats/random.ts";

/** 60 won deals of high at about twice those of low. */
function won(sd: number) {
  const random = createRandom(5);
  const group = Array.from({ length: 120 }, (_, i) => i % 2);
  const normal = () => normalQuantile((random.next() * 0xfffffffe + 1) / 0x100000000);
  return {
    amount: group.map((g) => (g === 0 ? 20_000 : 10_000) * Math.exp(sd * normal())),
    account: group.map((_, i) => i),
    group,
  };
}

const cell = (fit: number, n: number, rest: Partial<MarketCell> = {}): MarketCell => ({
  fit,
  level: fit >= 70 ? "high" : fit >= 40 ? "medium" : "low",
  segment: null,
  disqualified: false,
  n,
  ...rest,
});

describe("what the next won deal is worth", () => {
  it("is drawn to everyone's, back on the scale of money, and lies within its limits", () => {
    const [high, low] = expectedValues(won(0.5), 2, 1)!;
    const mean = Math.exp(0.125);
    expect(high!.value).toBeGreaterThan(15_000);
    expect(high!.value).toBeLessThan(20_500 * mean);
    expect(low!.value).toBeGreaterThan(9_500 * mean);
    expect(high!.interval[0]).toBeLessThan(20_000 * mean);
    expect(high!.interval[1]).toBeGreaterThan(20_000 * mean);
    expect([high!.n, low!.n]).toEqual([60, 60]);
  });

  it("of a group without deals is everyone's; amounts of nothing and below take no part", () => {
    const deals = won(0);
    const found = expectedValues({ ...deals, amount: deals.amount.map((a, i) => (i % 2 === 0 ? a : -a)) }, 3, 1)!;
    expect(found.map(({ n }) => n)).toEqual([60, 0, 0]);
    expect(found[2]!.value).toBeCloseTo(20_000, 6);
  });

  it("is not told of fewer than ten", () => {
    expect(expectedValues({ amount: [1, 2, 3], account: [0, 1, 2], group: [0, 0, 0] }, 1, 1)).toBeNull();
  });

  it("is less certain where few accounts bought often", () => {
    const deals = won(0.8);
    const alone = expectedValues(deals, 2, 1)![0]!;
    const together = expectedValues({ ...deals, account: deals.account.map((a) => a % 8) }, 2, 1)![0]!;
    const width = ([low, high]: readonly [number, number]) => Math.log(high / low);
    expect(width(together.interval)).not.toBe(width(alone.interval));
    expect(together.value).toBeCloseTo(alone.value, 6);
  });
});

describe("the market", () => {
  const document = {
    seed: 1,
    segments: [{ id: "fintech", name: "Fintech" }],
  } as unknown as Parameters<typeof tamOf>[0]["document"];
  const market = [
    cell(80, 300, { segment: "Fintech" }),
    cell(75, 100),
    cell(72, 7, { disqualified: true }),
    cell(50, 500),
    cell(10, 900),
    cell(90, 33, { level: "unknown" }),
  ];
  const input = { document, market, byLevel: won(0.5), bySegment: won(0.5), currency: "EUR" };

  it("is accounts times value, without those that are disqualified or too little known", () => {
    const tam = tamOf({ ...input, counts: () => null })!;
    const [high, medium] = tam.levels;
    expect(tam).toMatchObject({ currency: "EUR", won: 120, disqualified: 7 });
    expect(high).toMatchObject({ level: "high", accounts: 400, accounts_interval: null, n: 60 });
    expect(medium).toMatchObject({ accounts: 500 });
    expect(high!.value).toBeCloseTo(400 * high!.acv, -1);
    expect(high!.value_interval[0] / high!.value).toBeCloseTo(high!.acv_interval[0] / high!.acv, 3);
    expect(tam.segments).toMatchObject([{ segment: "fintech", accounts: 300 }]);
  });

  it("is less certain the more the count of accounts strays under other cards", () => {
    const drawn = Array.from({ length: 200 }, (_, i) => ({ high: 300 + i, medium: 500 }));
    const high = tamOf({ ...input, counts: () => drawn })!.levels[0]!;
    const sure = tamOf({ ...input, counts: () => null })!.levels[0]!;
    expect(high.accounts_interval![0]).toBeLessThan(320);
    expect(high.accounts_interval![1]).toBeGreaterThan(480);
    expect(high.value_interval[0]).toBeLessThan(sure.value_interval[0]);
    expect(high.value_interval[1]).toBeGreaterThan(sure.value_interval[1]);
  });

  it("is null without amounts, and nothing where nobody is at high", () => {
    expect(tamOf({ ...input, byLevel: { amount: [], account: [], group: [] }, counts: () => null })).toBeNull();
    const none = tamOf({ ...input, market: [cell(10, 5)], counts: () => [{ high: 3, medium: 0 }] })!.levels[0]!;
    expect(none).toMatchObject({ accounts: 0, value: 0, accounts_interval: [0, 0] });
  });
});
