import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reasonSentences } from "../../src/compile/reasons.ts";
import { documentOf, missing } from "./documents.ts";

const names = ["industry", "country", "ownership", "city", "state"];
const document = documentOf({
  cards: names.map((name) => ({
    name,
    rule: { kind: "text", missing },
    weight: 20,
    bands: [
      [{ in: ["a"] }, 20],
      [{ other: true }, 5],
      [{ missing: true }, 0],
    ],
  })),
});

const said = (values: readonly (string | null)[], most = 255): string =>
  reasonSentences(
    document,
    most,
  )(values.map((value) => ({ band: value === null ? null : value === "a" ? 0 : 1, value })));

describe("reasonSentences", () => {
  it("puts what is known before what is not, the most points first", () => {
    expect(said([null, "Peru", "a", null, "Lima"])).toBe(
      "a (+20), Peru (+5 of 20), Lima (+5 of 20), Industry not known (0 of 20), City not known (0 of 20); 30 in all",
    );
  });

  it("names the bracket whose middle decided between bands", () => {
    const sizes = documentOf({
      cards: [
        {
          name: "employees",
          rule: { kind: "number", missing, decimal: "." },
          weight: 100,
          bands: [
            [{ from: null, below: 50 }, 10],
            [{ from: 50, below: null }, 100],
          ],
        },
      ],
    });
    const sentence = reasonSentences(sizes, 255);
    expect(sentence([{ band: 1, value: "11-200" }])).toContain("(the middle of 11-200) employees (+100)");
    expect(sentence([{ band: 1, value: null }])).not.toContain("middle");
  });

  it("cuts whole reasons and counts them", () => {
    const text = said(["Insurance and reinsurance of ships", "Peru", "a", "Lima", "a"], 85);
    expect(text).toBe("a (+20), a (+20), Insurance and reinsurance of ships (+5 of 20) and 2 more; 55 in all");
    expect(said(["Peru", "a", "a", "a", "a"], 12)).toBe("85 in all");
  });

  it("cuts a long value between words, and leaves out one that is a single long word", () => {
    const long = "manufacture of machinery for food, beverage and tobacco processing, and more";
    expect(said([long, "a", "a", "a", "a"])).toContain("manufacture of machinery for food, beverage and tobacco… (+5");
    expect(said(["x".repeat(300), "a", "a", "a", "a"])).toBe(
      "a (+20), a (+20), a (+20), a (+20) and 1 more; 85 in all",
    );
  });

  it("is one line of at most that many UTF-16 code units, whatever the values", () => {
    const value = fc.option(fc.oneof(fc.string({ unit: "grapheme" }), fc.constant("a"), fc.lorem({ maxCount: 20 })), {
      nil: null,
    });
    fc.assert(
      fc.property(fc.tuple(value, value, value, value, value), fc.integer({ min: 12, max: 255 }), (values, most) => {
        const text = said(values, most);
        expect(text.length).toBeLessThanOrEqual(most);
        expect(text).not.toMatch(/[\n\r\t]/);
        expect(text).toMatch(/in all$/);
      }),
    );
  });
});
