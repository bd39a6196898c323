import { describe, expect, it } from "vitest";
import { type MarketCell, tamOf } from "../../src/build/tam.ts";

const cell = (fit: number, n: number, rest: Partial<MarketCell> = {}): MarketCell => ({
  fit,
  level: fit >= 70 ? "high" : fit >= 40 ? "medium" : "low",
  segment: null,
  disqualified: false,
  n,
  ...rest,
});

describe("the market", () => {
  const document = {
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
  const of = (value: number) => ({ value, interval: [0.8 * value, 1.3 * value] as const, n: 60 });
  const input = {
    document,
    market,
    won: 120,
    values: { high: of(22_000), medium: of(16_000) },
    ofSegments: [of(25_000)],
    currency: "EUR",
  };

  it("is accounts times value, without those that are disqualified or too little known", () => {
    const tam = tamOf({ ...input, counts: () => null });
    const [high, medium] = tam.levels;
    expect(tam).toMatchObject({ currency: "EUR", won: 120, disqualified: 7 });
    expect(high).toMatchObject({ level: "high", accounts: 400, accounts_interval: null, n: 60 });
    expect(medium).toMatchObject({ accounts: 500 });
    expect(high!.value).toBeCloseTo(400 * high!.acv, -1);
    expect(high!.value_interval[0] / high!.value).toBeCloseTo(high!.acv_interval[0] / high!.acv, 3);
    expect(tam.segments).toMatchObject([{ segment: "fintech", accounts: 300, acv: 25_000 }]);
  });

  it("is less certain the more the count of accounts strays under other cards", () => {
    const drawn = Array.from({ length: 200 }, (_, i) => ({ high: 300 + i, medium: 500 }));
    const high = tamOf({ ...input, counts: () => drawn }).levels[0]!;
    const sure = tamOf({ ...input, counts: () => null }).levels[0]!;
    expect(high.accounts_interval![0]).toBeLessThan(320);
    expect(high.accounts_interval![1]).toBeGreaterThan(480);
    expect(high.value_interval[0]).toBeLessThan(sure.value_interval[0]);
    expect(high.value_interval[1]).toBeGreaterThan(sure.value_interval[1]);
  });

  it("is nothing where nobody is at high", () => {
    const none = tamOf({ ...input, market: [cell(10, 5)], counts: () => [{ high: 3, medium: 0 }] }).levels[0]!;
    expect(none).toMatchObject({ accounts: 0, value: 0, accounts_interval: [0, 0] });
  });
});
