import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LEAST_KNOWN as compiled } from "../../src/compile/program.ts";
import { auc } from "../../src/stats/auc.ts";
import { NO_BAND, readSample } from "../../src/whatif/sample.ts";
import { type Card, LEAST_KNOWN, scoreSample, whatIf } from "../../src/whatif/what-if.ts";

const CARD: Card = {
  attributes: [
    {
      attribute: "industry",
      weight: 60,
      bands: [
        { points: 60, match: { in: ["insurance"] } },
        { points: 10, match: { in: ["retail"] } },
        { points: 30, match: { missing: true } },
      ],
    },
    {
      attribute: "employees",
      weight: 40,
      bands: [
        { points: 0, match: { below: 50 } },
        { points: 40, match: { from: 50 } },
      ],
    },
  ],
  levels: { high: 70, medium: 40 },
};
const bands = (industry: readonly number[], employees: readonly number[]) => ({
  rows: industry.length,
  bands: new Map([
    ["industry", Uint8Array.from(industry)],
    ["employees", Uint8Array.from(employees)],
  ]),
});

describe("a card on a sample", () => {
  it("gives the points of the bands, of the missing where there is none, and says when too little is known", () => {
    const sample = bands([0, 1, NO_BAND, NO_BAND], [1, 0, 1, NO_BAND]);
    const { fit, unknown } = scoreSample(CARD, sample);
    expect([...fit]).toEqual([100, 10, 70, 30]);
    // Only 40 of 100 is known of the third, nothing of the fourth.
    expect([...unknown]).toEqual([0, 0, 1, 1]);
    expect(LEAST_KNOWN).toBe(compiled);
  });

  it("counts levels of the market, and won and lost deals by level", () => {
    const accounts = bands([0, 1, NO_BAND, 0], [1, 0, 1, 0]);
    const deals = { ...bands([0, 0, 1, 1, NO_BAND], [1, 1, 0, 1, 0]), y: Uint8Array.from([1, 0, 0, 1, 0]) };
    const told = whatIf(CARD, { accounts, of: 400, deals });
    expect(told.accounts).toMatchObject({
      rows: 4,
      of: 400,
      levels: { high: 1, medium: 1, low: 1, unknown: 1 },
      share: 0.25,
    });
    expect([...told.accounts.byFit].flatMap((n, fit) => (n > 0 ? [[fit, n]] : []))).toEqual([
      [10, 1],
      [60, 1],
      [100, 1],
    ]);
    expect(told.deals.levels.map(({ level, n, won }) => [level, n, won])).toEqual([
      ["high", 2, 1],
      ["medium", 1, 1],
      ["low", 1, 0],
      ["unknown", 1, 0],
    ]);
    expect(told.deals.levels[1]!.rate).toBe(1);
    expect(told.deals.levels[1]!.interval![0]).toBeCloseTo(0.2065, 3);
  });

  it("ranks as the statistics do, and says nothing where one side is missing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(0, 1, NO_BAND), fc.constantFrom(0, 1, NO_BAND), fc.constantFrom(0, 1)), {
          minLength: 1,
          maxLength: 40,
        }),
        (rows) => {
          const own = bands(
            rows.map(([industry]) => industry),
            rows.map(([, employees]) => employees),
          );
          const y = Uint8Array.from(rows.map(([, , won]) => won));
          const { deals } = whatIf(CARD, { accounts: own, of: rows.length, deals: { ...own, y } });
          const expected = auc(Float64Array.from(scoreSample(CARD, own).fit), y);
          expect(deals.auc).toBe(Number.isNaN(expected) ? null : expected);
          expect(deals.levels.reduce((sum, { n }) => sum + n, 0)).toBe(rows.length);
        },
      ),
    );
  });
});

describe("a written sample", () => {
  const written = {
    accounts: { rows: 2, bands: { a: "AAE=" } },
    of: 2,
    deals: { rows: 1, bands: { a: "/w==" }, y: "AQ==" },
  };
  const decode = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "base64"));

  it("is read byte by byte", () => {
    const { accounts, deals } = readSample(written, decode);
    expect([...accounts.bands.get("a")!]).toEqual([0, 1]);
    expect([...deals.bands.get("a")!, ...deals.y]).toEqual([NO_BAND, 1]);
  });

  it("that lost bytes on its way is told", () => {
    expect(() => readSample({ ...written, accounts: { rows: 3, bands: { a: "AAE=" } } }, decode)).toThrow(
      "a column of the sample has 2 bytes for 3 rows",
    );
  });
});
