import { describe, expect, it } from "vitest";
import { cellStyle, columnStyle, restyled } from "../../src/normalise/number-style.ts";
import { parseNumber } from "../../src/normalise/parse-number.ts";

describe("the style of a cell", () => {
  it.each([
    ["$13,000,000", "."],
    ["13.000.000 €", ","],
    ["12,5 %", ","],
    ["1.5M", "."],
    ["1.234,5", ","],
    ["1,00,00,000", "."],
    ["2,300", "either"],
    ["2.300 EUR", "either"],
    ["1,000-2,500", "either"],
    ["0,125", ","],
    ["0.125", "."],
    ["2300", null],
    ["n/a", null],
    ["12.05.2024", null],
  ] as const)("%j is %j", (text, style) => {
    expect(cellStyle(text)).toBe(style);
  });
});

describe("the style of a column", () => {
  it.each([
    [["2,300", "13,000,000", "850"], ".", "one that tells"],
    [["2.300", "850", "1.200"], ",", "small numbers without the sign"],
    [["2,300", "850", "1,200"], ".", "small numbers without the sign"],
    [["2.300", "12500", "850", "1.200"], "either", "a large number without it"],
    [["2,300", "4,100"], "either", "nothing"],
    [["2,300", "4.100"], "either", "both signs"],
    [["12,5", "12.5", "2,300"], "either", "both styles"],
    [["850", "12000"], null, "no sign"],
  ] as const)("%j is %j: %s", (texts, style, _why) => {
    expect(columnStyle(texts)).toBe(style);
  });

  it("that counts heads groups thousands", () => {
    expect(columnStyle(["2,300", "4,100"], true)).toBe(".");
    expect(columnStyle(["2.300", "4.100"], true)).toBe(",");
  });
});

describe("a cell turned into the other style", () => {
  it.each([
    ["$13,000,000", ".", "$13.000.000"],
    ["2,300 - 4,100", ".", "2.300 - 4.100"],
    ["1.234,5 Mio. €", ",", "1,234.5 Mio. €"],
    ["$1.5M", ".", "$1,5M"],
    ["1,00,00,000", ".", "10000000"],
  ] as const)("%j says the same", (text, from, turned) => {
    const to = from === "." ? "," : ".";
    expect(restyled(text, from, to)).toBe(turned);
    expect(parseNumber(turned, to)).toBe(parseNumber(text, from));
    expect(parseNumber(text, to)).not.toBe(parseNumber(text, from));
  });

  it("stays when it speaks that style already or says the same in both", () => {
    expect(["12,5", "0,125", "850", "11-50", "unknown"].map((text) => restyled(text, ".", ","))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
