import { describe, expect, it } from "vitest";
import {
  asRequest,
  bandsOf,
  cardOf,
  mostOf,
  type Trial,
  UNTOUCHED,
  weightOf,
  withLevels,
  withoutAttribute,
  withPoints,
  withWeight,
} from "../../web/src/what-if/card-edits.ts";
import { profile } from "../engine/workspace/small-workspace.ts";

/** Industry 60 (fintech 60, retail 30, agency 5, not known 20), country 40 (DE 40, FR 20, else 0, not known 10). */
const document = profile("one");
const points = (trial: Trial, attribute: string) => bandsOf(document, trial, attribute).map((band) => band.points);
const weights = (trial: Trial) => ["industry", "country"].map((name) => weightOf(document, trial, name));

describe("a card that is tried", () => {
  it("gives way where nothing is set, and always sums to 100", () => {
    const trial = withWeight(document, UNTOUCHED, "industry", 80);
    expect(weights(trial)).toEqual([80, 20]);
    expect(points(trial, "industry")).toEqual([80, 40, 7, 27]);
    expect(points(trial, "country")).toEqual([20, 10, 0, 5]);
    expect(mostOf(document, trial, "industry")).toBe(99);
    expect(mostOf(document, trial, "country")).toBe(20);
  });

  it("weighs an attribute by its best band once a band is set, and scales what was set with a weight", () => {
    const set = withPoints(document, UNTOUCHED, "industry", 1, 70);
    expect(weights(set)).toEqual([70, 30]);
    expect(points(set, "industry")).toEqual([60, 70, 5, 20]);
    const scaled = withWeight(document, set, "industry", 35);
    expect(weights(scaled)).toEqual([35, 65]);
    expect(points(scaled, "industry")).toEqual([30, 35, 3, 10]);
    const weighed = withPoints(document, withWeight(document, UNTOUCHED, "industry", 80), "industry", 1, 50);
    expect(points(weighed, "industry")).toEqual([80, 50, 7, 27]);
  });

  it("takes an attribute out at 0, and lets it go again", () => {
    const out = withWeight(document, UNTOUCHED, "country", 0);
    expect([weights(out), cardOf(document, out).attributes.length]).toEqual([[100, 0], 1]);
    expect(points(out, "country")).toEqual([0, 0, 0, 0]);
    expect(withoutAttribute(document, out, "country")).toBe(UNTOUCHED);
  });

  it("keeps what was there where the new cannot be kept, and says why", () => {
    const trial = withWeight(document, UNTOUCHED, "industry", 80);
    const odd = withWeight(document, trial, "country", 40);
    expect([weights(odd), odd.fault]).toEqual([[80, 20], expect.stringContaining("sums to 120")]);
    const crossed = withLevels(document, trial, { high: 30, medium: 40 });
    expect([crossed.edits.levels, crossed.fault]).toEqual([null, expect.stringContaining("high first")]);
    expect(withLevels(document, UNTOUCHED, { ...document.scorecard.levels })).toBe(UNTOUCHED);
    const same = withWeight(document, UNTOUCHED, "industry", 60);
    expect([same.edited, same.fault]).toEqual([null, null]);
  });

  it("is asked of the server by the names of its bands", () => {
    const trial = withLevels(document, withPoints(document, UNTOUCHED, "industry", 1, 70), { high: 60, medium: 30 });
    expect(asRequest(document, trial.edits)).toEqual({
      weights: [],
      points: ['{"in":["fintech"]}', '{"in":["retail"]}', '{"in":["agency"]}', "not known"].map((band, k) => ({
        ...{ attribute: "industry", band, points: [60, 70, 5, 20][k] },
      })),
      levels: { high: 60, medium: 30 },
    });
  });
});
