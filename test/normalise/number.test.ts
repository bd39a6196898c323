import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNumber } from "../../src/normalise/parse-number.ts";

describe("parseNumber with a decimal point", () => {
  it.each<[string, number]>([
    ["12", 12],
    [" -3.5 ", -3.5],
    ["1.2E+17", 1.2e17],
    ["2,300", 2300],
    ["1,234,567.89", 1234567.89],
    ["1,00,000", 100_000],
    ["1 000 000", 1e6],
    ["1\u00a0000", 1000],
    ["1\u202f000", 1000],
    ["1'000", 1000],
    ["1’000", 1000],
    ["$2,300", 2300],
    ["€ 5", 5],
    ["US$5k", 5000],
    ["5k$", 5000],
    ["USD 5k", 5000],
    ["12k EUR", 12_000],
    ["$.5M", 500_000],
    ["1.5M", 1.5e6],
    ["1.5 Mio. EUR", 1.5e6],
    ["1 mm usd", 1e6],
    ["3 mn", 3e6],
    ["3 bn", 3e9],
    ["3 billion dollars", 3e9],
    ["2 lakh", 200_000],
    ["2.01k", 2010],
    ["12%", 12],
    ["12.5 percent", 12.5],
    ["+5%", 5],
    ["-$500", -500],
    ["$-500", -500],
    ["− 5", -5],
    ["(500)", -500],
    ["($2,300)", -2300],
    ["$(500)", -500],
    ["0 (No business)", 0],
    ["50 (approx)", 50],
    ["~500", 500],
    ["about 500", 500],
    ["50 employees", 50],
    ["(3%)", -3],
    ["+12% YoY", 12],
    ["▲ 12%", 12],
    ["12% ↑", 12],
    ["↓ 3.5%", -3.5],
    ["NUMBER_51_200", 125.5],
  ])("%j is %d", (raw, value) => {
    expect(parseNumber(raw, ".")).toBe(value);
  });

  it.each<[string, number]>([
    ["11-50", 30.5],
    ["11–50", 30.5],
    ["50K to 100K", 75_000],
    ["10-50K", 30_000],
    ["500-1K", 750],
    ["0-1M", 500_000],
    ["1 to 5 million", 3e6],
    ["$50K – $100K", 75_000],
    ["10K - 50K USD", 30_000],
    ["between 50 and 100", 75],
    ["from 5 to 10", 7.5],
    ["51-200 employees", 125.5],
    ["10-20%", 15],
    ["250 to 500", 375],
  ])("the range %j has the middle %d", (raw, value) => {
    expect(parseNumber(raw, ".")).toBe(value);
  });

  it.each<[string, number]>([
    ["500+", 750],
    ["10,001+ employees", 15_001.5],
    ["$1B+", 1.5e9],
    ["More than 1M", 1.5e6],
    ["> 1M", 1.5e6],
    [">=10", 15],
    ["over 5", 7.5],
    ["at least 10", 15],
    ["not less than 10", 15],
    ["1,000 or above", 1500],
    ["10,001 employees or more", 15_001.5],
    ["10K or less", 5000],
    ["less than 10k", 5000],
    ["Less than $1M", 500_000],
    ["<10", 5],
    ["up to 100", 50],
    ["under 50 employees", 25],
    ["no more than 10", 5],
  ])("the open end %j is %d", (raw, value) => {
    expect(parseNumber(raw, ".")).toBe(value);
  });

  it.each([
    "",
    "abc",
    "n/a",
    "+",
    "-",
    "k",
    "1,5",
    "2,30",
    "1.234,56",
    "1.234.567",
    "12,34,56",
    "5 € 100",
    "1$5",
    "5|6",
    "1X2",
    "100-50",
    "10K-50",
    "1-2-3",
    "2024-01-15",
    "2024-05",
    "5 months",
    "5 min",
    "5 years",
    "$5 per seat",
    "between 50",
    "-5+",
    "more than 10 or less",
    "500 (in thousands)",
    "500 (K)",
    "500 (US$ m)",
    "self-employed",
    "inf",
    "NaN",
    "1e999",
    "1_000",
    "9".repeat(30),
    "+49 89 1234",
    "192.168.1.1",
  ])("%j is no number", (raw) => {
    expect(parseNumber(raw, ".")).toBeNull();
  });
});

describe("parseNumber with a decimal comma", () => {
  it.each<[string, number]>([
    ["2300", 2300],
    ["2.300", 2300],
    ["2.300,50 €", 2300.5],
    ["1,5", 1.5],
    ["1,5 Mio €", 1.5e6],
    ["12 345,67", 12_345.67],
    ["1.234.567", 1_234_567],
    ["10.000-50.000", 30_000],
  ])("%j is %d", (raw, value) => {
    expect(parseNumber(raw, ",")).toBe(value);
  });

  it.each(["1.5", "1,234,567", "12.34"])("%j is no number", (raw) => {
    expect(parseNumber(raw, ",")).toBeNull();
  });
});

describe("parseNumber", () => {
  const amount = fc.integer({ min: 0, max: 10 ** 12 }).map((cents) => cents / 100);
  const written = (locale: string, value: number) => value.toLocaleString(locale, { maximumFractionDigits: 2 });

  it.each<[string, "." | ","]>([
    ["en-US", "."],
    ["en-IN", "."],
    ["de-CH", "."],
    ["de-DE", ","],
    ["fr-FR", ","],
    ["pl-PL", ","],
  ])("reads what %s writes", (locale, decimal) => {
    fc.assert(
      fc.property(amount, (value) => parseNumber(written(locale, value), decimal) === value),
      { numRuns: 500 },
    );
  });

  it("reads the number with a unit as the nearest double", () => {
    const unit = fc.constantFrom<[string, number]>(["k", 3], ["M", 6], [" bn", 9], [" Million", 6]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), unit, (hundredths, [word, exponent]) => {
        const text = `${hundredths / 100}`;
        return parseNumber(text + word, ".") === Number(`${text}e${exponent}`);
      }),
    );
  });

  it("takes no long over long texts", () => {
    for (const raw of [
      "$".repeat(1e5),
      " $".repeat(5e4),
      "1,111".repeat(2e4),
      "(".repeat(1e5),
      `1${" or more".repeat(1e4)}`,
      "1-".repeat(5e4),
    ]) {
      const begin = performance.now();
      expect(parseNumber(raw, ".")).toBeNull();
      expect(performance.now() - begin).toBeLessThan(500);
    }
  });
});
