import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScorecardAttribute } from "../../src/icp/document.ts";
import { apportioned, type CardEdits, editCard } from "../../src/icp/edit.ts";
import { changesText } from "../../src/icp/page/edited.ts";
import { documentOf, missing } from "../compile/documents.ts";

const rule = { kind: "text", missing } as const;

/** A card whose best bands earn these weights; `floor`: what the worst earns. */
function cardOf(weights: readonly number[], middles: readonly number[] = [], floor = 0) {
  return documentOf({
    cards: weights.map((weight, k) => ({
      name: `a${k}`,
      rule,
      weight,
      bands: [
        [{ in: ["best"] }, weight],
        [{ in: ["middle"] }, Math.max(floor, Math.round((weight * (middles[k] ?? 50)) / 100))],
        [{ in: ["worst"] }, Math.min(floor, weight)],
        [{ missing: true }, Math.round(weight / 2)],
      ],
    })),
  });
}

const NOTHING: CardEdits = { weights: [], points: [], levels: null };
const pointsOf = ({ bands }: ScorecardAttribute): number[] => bands.map(({ points }) => points);
const byName = (all: readonly ScorecardAttribute[]) => new Map(all.map((one) => [one.attribute, one]));

/** Weights of 2 to 8 attributes that sum to 100, each at least 3. */
const weights = fc
  .array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 8 })
  .map((parts) => apportioned(parts, 100 - 2 * parts.length).map((weight) => weight + 2));

describe("editCard", () => {
  it("sums to 100, keeps what was typed, and keeps the order of points in what was not", () => {
    fc.assert(
      fc.property(
        weights,
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 40 }),
        fc.boolean(),
        fc.constantFrom(0, 2),
        (list, middles, weight, points, both, floor) => {
          const document = cardOf(list, middles, floor);
          // A weight for the first; for the second the points of its middle band, which may then be its best.
          const second = both && list.length > 2;
          fc.pre(weight + (second ? Math.max(list[1]!, points) + list.length - 2 : list.length - 1) <= 100);
          const edits: CardEdits = {
            weights: [{ attribute: "a0", weight }],
            points: second ? [{ attribute: "a1", band: 1, points }] : [],
            levels: { high: 66, medium: 31 },
          };
          const after = editCard(document, edits);
          const found = byName(after.attributes);
          expect(after.attributes.reduce((sum, one) => sum + one.weight, 0)).toBe(100);
          expect(found.get("a0")?.weight ?? 0).toBe(weight);
          if (second) expect(found.get("a1")!.bands[1]!.points).toBe(points);
          expect(after.levels).toEqual({ high: 66, medium: 31 });
          for (const one of after.attributes) {
            expect(Math.max(...pointsOf(one))).toBe(one.weight);
            expect(pointsOf(one).every((p) => Number.isInteger(p) && p >= 0)).toBe(true);
            const old = pointsOf(document.scorecard.attributes.find(({ attribute }) => attribute === one.attribute)!);
            if (second && one.attribute === "a1") continue;
            const now = pointsOf(one);
            old.forEach((p, i) => {
              old.forEach((q, j) => {
                if (p < q) expect(now[i]!).toBeLessThanOrEqual(now[j]!);
              });
              if (p === 0) expect(now[i]).toBe(0);
            });
          }
          const again = { ...document, scorecard: { ...document.scorecard, ...after } };
          if (weight > 0) expect(() => editCard(again, edits)).toThrow("nothing changes");
        },
      ),
      { numRuns: 150 },
    );
  });

  it("shares what is left in proportion, by largest remainder", () => {
    const { attributes, changes } = editCard(cardOf([40, 30, 20, 10]), {
      ...NOTHING,
      weights: [{ attribute: "a1", weight: 50 }],
    });
    expect(attributes.map(({ attribute, weight }) => [attribute, weight])).toEqual([
      ["a1", 50],
      ["a0", 29],
      ["a2", 14],
      ["a3", 7],
    ]);
    expect(changesText(changes)).toBe("A1 30 → 50; other weights gave way");
    expect(changes.filter((one) => one.kind === "weight" && !one.typed)).toHaveLength(3);
  });

  it("leaves every attribute of which nothing was typed at least a point", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 9 }),
        fc.nat(91),
        (list, more) => {
          const total = list.length + more;
          const shares = apportioned(list, total);
          expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
          expect(Math.min(...shares)).toBeGreaterThanOrEqual(1);
          list.forEach((x, i) => {
            list.forEach((y, j) => {
              if (x > y) expect(shares[i]!).toBeGreaterThanOrEqual(shares[j]!);
            });
          });
        },
      ),
      { numRuns: 200 },
    );
    expect(apportioned([25, 15, 60], 100)).toEqual([25, 15, 60]);
  });

  it("takes an attribute out at 0, and keeps a floor above 0 that a person declared", () => {
    const out = editCard(cardOf([60, 40]), { ...NOTHING, weights: [{ attribute: "a1", weight: 0 }] });
    expect(out.attributes.map(({ attribute, weight }) => [attribute, weight])).toEqual([["a0", 100]]);
    expect(changesText(out.changes)).toBe("A1 out (had 40); other weights gave way");
    const floor = editCard(cardOf([60, 40], [], 8), { ...NOTHING, weights: [{ attribute: "a0", weight: 50 }] });
    expect(floor.attributes.map(pointsOf)).toEqual([
      [50, 25, 7, 25],
      [50, 25, 10, 25],
    ]);
  });

  it("changes levels alone and leaves the points as they are", () => {
    const document = cardOf([60, 40]);
    const { attributes, levels } = editCard(document, { ...NOTHING, levels: { high: 65, medium: 35 } });
    expect(attributes).toEqual(document.scorecard.attributes);
    expect(levels).toEqual({ high: 65, medium: 35 });
  });

  const refused: readonly (readonly [string, Partial<CardEdits>, string])[] = [
    [
      "over 100",
      {
        weights: [
          { attribute: "a0", weight: 70 },
          { attribute: "a1", weight: 40 },
        ],
      },
      "sums to 110",
    ],
    [
      "under 100 with nothing left",
      {
        weights: [
          { attribute: "a0", weight: 50 },
          { attribute: "a1", weight: 45 },
        ],
      },
      "add 5",
    ],
    ["nothing for the others", { weights: [{ attribute: "a0", weight: 100 }] }, "leaves 0 for A1"],
    [
      "points above the weight",
      { weights: [{ attribute: "a0", weight: 50 }], points: [{ attribute: "a0", band: 1, points: 60 }] },
      "raise the weight",
    ],
    [
      "a weight that no band earns",
      { weights: [{ attribute: "a0", weight: 50 }], points: [{ attribute: "a0", band: 0, points: 10 }] },
      "its best band would earn 25",
    ],
    ["not known above all", { points: [{ attribute: "a0", band: 3, points: 90 }] }, "what is not known would earn 90"],
    [
      "points for what is out",
      { weights: [{ attribute: "a0", weight: 0 }], points: [{ attribute: "a0", band: 0, points: 9 }] },
      "takes A0 out",
    ],
    ["halves", { weights: [{ attribute: "a0", weight: 12.5 }] }, "whole number"],
    ["levels upside down", { levels: { high: 30, medium: 40 } }, "high first"],
    [
      "twice",
      {
        weights: [
          { attribute: "a0", weight: 50 },
          { attribute: "a0", weight: 60 },
        ],
      },
      "set twice",
    ],
  ];
  it.each(refused)("refuses %s in a sentence", (_, edits, sentence) => {
    expect(() => editCard(cardOf([60, 40]), { ...NOTHING, ...edits })).toThrow(sentence);
  });

  it("refuses a card of parts, and a profile without one", () => {
    const document = cardOf([60, 40]);
    const { attributes } = document.scorecard;
    const cards = ["x", "y"].map((label) => ({ label, when: { in: [label] }, n: 1, won: 0, attributes }));
    const parted = { ...document, scorecard: { ...document.scorecard, parts: { attribute: "a0", cards } } };
    expect(() => editCard(parted, { ...NOTHING, weights: [{ attribute: "a0", weight: 50 }] })).toThrow(
      "without --parts",
    );
    expect(() => editCard({ ...document, scorecard: { ...document.scorecard, attributes: [] } }, NOTHING)).toThrow(
      "no scorecard",
    );
  });
});
