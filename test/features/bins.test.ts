import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Binned, categoryBins, setTokens, tokenBins } from "../../src/features/bins.ts";
import { numberBins } from "../../src/features/number-bins.ts";
import { rangeLabel } from "../../src/features/number-label.ts";
import { MISSING_TEXTS, type NormaliseRule } from "../../src/normalise/rule.ts";
import { cycle, dictionaryOf } from "../generators/dictionary.ts";

const missing = [...MISSING_TEXTS];
const NUMBER: NormaliseRule = { kind: "number", missing, decimal: "." };
const SET: Extract<NormaliseRule, { kind: "set" }> = { kind: "set", missing, separators: ";" };

const amount = fc.oneof(
  fc.integer({ min: -50, max: 50 }),
  fc.integer({ min: 0, max: 100_000_000 }),
  fc.integer({ min: 1_000_000, max: 1_000_400 }),
  fc.double({ min: 0, max: 10, noNaN: true }).map((x) => Number(x.toFixed(3))),
  fc.constantFrom(0, 0, 0, 7),
);

function expectSoundBins({ bins, codeOf }: Binned): void {
  expect(bins[0]).toMatchObject({ label: "not known", values: [] });
  expect(new Set(bins.map((b) => b.label)).size, bins.map((b) => b.label).join(" | ")).toBe(bins.length);
  for (const code of codeOf) expect(code).toBeLessThan(bins.length);
}

describe("numberBins", () => {
  test("every number falls into the bin whose edges contain it; edges rise; labels differ; no bin is empty at the ends", () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 300 }), (numbers) => {
        const texts = numbers.map(String);
        const dictionary = dictionaryOf([...texts, "n/a", null]);
        const binned = numberBins(dictionary, NUMBER, false);
        expectSoundBins(binned);
        const { bins, codeOf } = binned;
        expect(bins[1]!.from).toBe(Number.NEGATIVE_INFINITY);
        expect(bins.at(-1)!.below).toBe(Number.POSITIVE_INFINITY);
        for (let c = 2; c < bins.length; c++) {
          expect(bins[c]!.from).toBe(bins[c - 1]!.below);
          expect(bins[c]!.from).toBeGreaterThan(bins[c - 1]!.from);
        }
        dictionary.texts.forEach((text, i) => {
          if (text === "n/a") {
            expect(codeOf[i]).toBe(0);
            return;
          }
          const bin = bins[codeOf[i]!]!;
          expect(codeOf[i]).toBeGreaterThan(0);
          expect(Number(text)).toBeGreaterThanOrEqual(bin.from);
          expect(Number(text)).toBeLessThan(bin.below);
        });
        expect(codeOf).toContain(1);
        expect(codeOf).toContain(bins.length - 1);
      }),
      { numRuns: 300 },
    );
  });

  test("at most 20 bins, and 50 from 3,000 rows on", () => {
    const spread = Array.from({ length: 2999 }, (_, i) => String(i * i + 1));
    expect(numberBins(dictionaryOf(spread), NUMBER, false).bins).toHaveLength(21);
    expect(numberBins(dictionaryOf([...spread, "9999999"]), NUMBER, false).bins).toHaveLength(51);
  });

  test("quantile bins hold alike many rows, within a third of a bin at each edge", () => {
    const cells = Array.from({ length: 2000 }, (_, i) => String((i * 7919) % 100_003));
    const { bins, codeOf } = numberBins(dictionaryOf(cells), NUMBER, false);
    const rows = new Array<number>(bins.length).fill(0);
    for (const code of codeOf) rows[code]!++;
    for (const n of rows.slice(1)) {
      expect(n).toBeGreaterThanOrEqual(0.3 * 100);
      expect(n).toBeLessThanOrEqual(1.7 * 100);
    }
  });

  test("cuts where people would cut", () => {
    const cells = Array.from({ length: 1000 }, (_, i) => String(10 + i));
    for (const { from } of numberBins(dictionaryOf(cells), NUMBER, false).bins.slice(2)) expect(from % 10).toBe(0);
  });

  test("brackets keep the words of the file, a lone amount with a unit does not name a range", () => {
    const brackets = numberBins(dictionaryOf(cycle(["11-50", "51-200", "500+", "10 or less"], 80)), NUMBER, false);
    expect(brackets.bins.map((b) => b.label)).toEqual(["not known", "10 or less", "11-50", "51-200", "500+"]);
    const amounts = numberBins(dictionaryOf(cycle(["12 people", "50 people", "900 people"], 90)), NUMBER, false);
    expect(amounts.bins.map((b) => b.label)).toEqual(["not known", "under 50", "50 to 499", "500 or more"]);
  });

  test("a scale keeps its order and words", () => {
    const rule: NormaliseRule = { kind: "scale", missing, order: ["low", "mid", "high"] };
    const dictionary = dictionaryOf([...cycle(["High", "low", "Mid", "Unknown"], 80), "HIGH"]);
    const { bins, codeOf } = numberBins(dictionary, rule, false);
    expect(bins.map((b) => b.label)).toEqual(["not known", "low", "Mid", "High"]);
    const codes = Object.fromEntries(dictionary.texts.map((t, i) => [t, codeOf[i]]));
    expect(codes).toEqual({ low: 1, Mid: 2, High: 3, HIGH: 3, Unknown: 0 });
  });

  test("years are written plainly", () => {
    const { bins } = numberBins(dictionaryOf(cycle(["1990", "2005", "2015"], 60)), NUMBER, true);
    expect(bins.map((b) => b.label)).toEqual(["not known", "under 2000", "2000 to 2009", "2010 or more"]);
  });

  test("all missing, and one number everywhere", () => {
    expect(numberBins(dictionaryOf(["n/a", "", null]), NUMBER, false).bins).toHaveLength(1);
    expect(numberBins(dictionaryOf(["5", "5"]), NUMBER, false).bins).toHaveLength(2);
  });
});

test("rangeLabel", () => {
  const any = { plain: false, whole: false };
  expect(rangeLabel(Number.NEGATIVE_INFINITY, 50, any)).toBe("under 50");
  expect(rangeLabel(50, 20_000, any)).toBe("50 to under 20K");
  expect(rangeLabel(20_000, Number.POSITIVE_INFINITY, any)).toBe("20K or more");
  const whole = { plain: false, whole: true };
  expect(rangeLabel(40, 100, whole)).toBe("40 to 99");
  expect(rangeLabel(7, 8, whole)).toBe("7");
  expect(rangeLabel(5_000, 10_001, whole)).toBe("5,000 to 10K");
  expect(rangeLabel(10_001, 15_000, whole)).toBe("over 10K to under 15K");
  expect(rangeLabel(10_000, 10_001, whole)).toBe("10K");
  expect(rangeLabel(50_001, Number.POSITIVE_INFINITY, whole)).toBe("over 50K");
  expect(rangeLabel(1992, 2020, { plain: true, whole: true })).toBe("1992 to 2019");
});

test("a value that many rows share is a bin of its own, whatever lies beside it", () => {
  const spread = Array.from({ length: 400 }, (_, i) => String(1000 + 53 * i));
  const { bins, codeOf } = numberBins(dictionaryOf([...spread, ...cycle(["0", "10000"], 200)]), NUMBER, false);
  for (const value of [0, 10_000]) {
    const bin = bins.find((b) => value >= b.from && value < b.below)!;
    const inside = [...spread, "0", "10000"].filter((t) => Number(t) >= bin.from && Number(t) < bin.below);
    expect(new Set(inside)).toEqual(new Set([String(value)]));
  }
  expect(bins.map((b) => b.label)).toContain("10K");
  expect(codeOf.length).toBe(402);
});

test("brackets are cut at the edges that they name, so raw numbers earn what the label promises", () => {
  const cells = cycle(
    ["0 (No business)", "1 to 25,000", "25,000 to 50,000", "50,000 to 100,000", "More than 100,000"],
    100,
  );
  const { bins } = numberBins(dictionaryOf(cells), NUMBER, false);
  expect(bins.slice(2).map((b) => b.from)).toEqual([1, 25_000, 50_000, 100_001]);
  const overlapping = numberBins(
    dictionaryOf(cycle(["0 (No business)", "0–25,000", "25,000–50,000", "More than 50,000"], 100)),
    NUMBER,
    false,
  );
  expect(overlapping.bins.slice(2).map((b) => b.from)).toEqual([1, 25_000, 50_001]);
  const strict = numberBins(dictionaryOf(cycle(["up to 10", "10 to 20", ">20"], 90)), NUMBER, false);
  expect(strict.bins.slice(2).map((b) => b.from)).toEqual([10, 21]);
  const sizes = numberBins(dictionaryOf(cycle(["1-10", "11-50", "51-200", "201+"], 80)), NUMBER, false);
  expect(sizes.bins.slice(2).map((b) => b.from)).toEqual([11, 51, 201]);
});

describe("categoryBins", () => {
  test("every text is in the bin that lists its folded value; rare values share the last bin; labels differ", () => {
    const word = fc.constantFrom(
      "Fintech",
      " fintech ",
      "FINTECH",
      "Retail",
      "N/A",
      "unknown",
      "a",
      "b",
      "c",
      "d",
      "é",
    );
    fc.assert(
      fc.property(fc.array(fc.option(word), { maxLength: 200 }), (cells) => {
        const dictionary = dictionaryOf(cells);
        const binned = categoryBins(dictionary, { kind: "text", missing });
        expectSoundBins(binned);
        const rows = new Array<number>(binned.bins.length).fill(0);
        dictionary.texts.forEach((text, i) => {
          const folded = text.trim().toLowerCase();
          const bin = binned.bins[binned.codeOf[i]!]!;
          if (missing.includes(folded)) expect(binned.codeOf[i]).toBe(0);
          else expect(bin.values).toContain(folded);
          rows[binned.codeOf[i]!]! += dictionary.counts[i]!;
        });
        const rare = Math.min(5, Math.max(2, 0.01 * cells.length));
        binned.bins.slice(1).forEach((bin, b) => {
          if (b < binned.bins.length - 2) expect(bin.values).toHaveLength(1);
          if (bin.values.length === 1 && b < binned.bins.length - 2) expect(rows[b + 1]).toBeGreaterThanOrEqual(rare);
        });
      }),
    );
  });

  test.each([
    [100, 1, true],
    [100, 2, false],
    [300, 2, true],
    [300, 3, false],
    [10_000, 4, true],
    [10_000, 5, false],
  ])("of %d rows a value with %d is pooled: %s (max(2, 1%% n), at most 5)", (rows, times, pooled) => {
    const cells = [...new Array(times).fill("X"), "lone", ...new Array(rows - times - 1).fill("common")];
    const { bins } = categoryBins(dictionaryOf(cells), { kind: "text", missing });
    expect(bins.some((b) => b.values.length === 2)).toBe(pooled);
    expect(bins.at(-1)!.label).toBe(pooled ? "2 rare values" : "lone");
  });

  test("the commonest spelling is the label", () => {
    const { bins } = categoryBins(dictionaryOf(["retail", "Retail", "Retail", "RETAIL"]), { kind: "text", missing });
    expect(bins.map((b) => [b.label, b.values])).toEqual([
      ["not known", []],
      ["Retail", ["retail"]],
    ]);
  });
});

describe("sets", () => {
  const dictionary = dictionaryOf(["AWS; SAP", "sap;SAP", "Jira", " aws ;", "Unknown", null, ";"]);

  test("a token is counted once a row, however often it is written", () => {
    expect([...setTokens(dictionary, SET)].map(([token, { count }]) => [token, count])).toEqual([
      ["aws", 2],
      ["sap", 2],
      ["jira", 1],
    ]);
  });

  test("has, has not, not known", () => {
    const { bins, codeOf } = tokenBins(dictionary, SET, "sap", "SAP");
    expect(bins.map((b) => b.label)).toEqual(["not known", "without SAP", "has SAP"]);
    const codes = Object.fromEntries(dictionary.texts.map((t, i) => [t, codeOf[i]]));
    expect(codes).toEqual({ "AWS; SAP": 2, "sap;SAP": 2, Jira: 1, " aws ;": 1, Unknown: 0, ";": 1 });
  });
});
