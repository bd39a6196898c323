import { describe, expect, it } from "vitest";
import { type RateLine, readRateLines } from "../../src/ingest/rates.ts";

const line = (number: number, currency: string | null, rate: string | null, from: string | null = null): RateLine => ({
  line: number,
  currency,
  rate,
  from,
});

describe("the lines of a rates file", () => {
  it("are read oldest first, currencies in any case, a comma as decimal sign", () => {
    expect(
      readRateLines("rates.csv", [
        line(2, "usd", "0,92", "2024-06-01"),
        line(3, " GBP ", "1.17"),
        line(4, "USD", "0.9", "2024-01-01"),
      ]),
    ).toEqual([
      { code: "GBP", rate: 1.17, from: null },
      { code: "USD", rate: 0.9, from: "2024-01-01" },
      { code: "USD", rate: 0.92, from: "2024-06-01" },
    ]);
  });

  it.each<[string, readonly RateLine[]]>([
    ['rates.csv:2: "Dollar" is no currency', [line(2, "Dollar", "1")]],
    ['rates.csv:2: "" is no currency', [line(2, null, "1")]],
    ['rates.csv:5: "abc" is no rate of USD', [line(5, "USD", "abc")]],
    ['rates.csv:5: "0" is no rate of USD', [line(5, "USD", "0")]],
    ['rates.csv:5: "1,234.5" is no rate of USD', [line(5, "USD", "1,234.5")]],
    ['rates.csv:2: "1.1.2024" is no date', [line(2, "USD", "1", "1.1.2024")]],
    ['rates.csv:2: "2024-02-30" is no date', [line(2, "USD", "1", "2024-02-30")]],
    [
      "rates.csv:3: a rate of USD from 2024-01-01 stands in line 2",
      [line(2, "USD", "1", "2024-01-01"), line(3, "usd", "2", "2024-01-01")],
    ],
  ])("%s", (sentence, lines) => {
    expect(() => readRateLines("rates.csv", lines)).toThrow(sentence);
  });
});
