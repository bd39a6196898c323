import { describe, expect, it } from "vitest";
import { editDistance, nearest } from "../../src/ingest/nearest.ts";

describe("editDistance", () => {
  // Optimal string alignment distances as computed by R's stringdist(method = "osa"): ca/abc 3, kitten/sitting 3.
  it.each([
    ["kitten", "sitting", 3],
    ["ca", "abc", 3],
    ["stage", "satge", 1],
    ["", "abc", 3],
    ["same", "same", 0],
  ])("%s to %s is %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe("nearest", () => {
  it("offers what was probably meant, best first, and nothing far", () => {
    const names = ["Opportunity Result", "Region", "Result Date", "Stage", "Amount"];
    expect(nearest("Opportunity Reslut", names)).toEqual(["Opportunity Result"]);
    expect(nearest("stagename", names)).toEqual(["Stage"]);
    expect(nearest("Wonderful", names)).toEqual([]);
  });
});
