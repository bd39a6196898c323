import { describe, expect, it } from "vitest";
import { measuredIdentity } from "./identity-truth.ts";

describe("merges of accounts, against a generated truth", () => {
  it.each([1, 2, 3, 4, 5])(
    "seed %i: nothing is merged that should not be, and nine in ten duplicates are found",
    async (seed) => {
      const { precision, recall, truePairs } = await measuredIdentity(seed, 4000);
      expect(truePairs).toBeGreaterThan(500);
      expect(precision).toBeGreaterThanOrEqual(0.99);
      expect(recall).toBeGreaterThanOrEqual(0.9);
    },
  );
});
