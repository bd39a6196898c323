import { describe, expect, test } from "vitest";
import { buildDraft } from "../../src/build/draft.ts";
import { learn } from "../../src/build/learn.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { featuresOf, world } from "../generators/world.ts";

const pause = async (): Promise<void> => {};

function draft(matrix: CodedMatrix) {
  const features = featuresOf(matrix.attributes);
  const input = { matrix, features, seed: 1, orderName: null, matured: () => true, forceScore: true };
  return buildDraft(input, { permuter: null, resampler: null, batch: 1, progress: () => {}, pause });
}

/** Deals of 40 accounts, won where `won` says so. */
function noise(seed: number, won: (account: number, i: number, created: number) => boolean): CodedMatrix {
  const matrix = world(seed, { accounts: 40, deals: 6, attributes: 6 });
  return {
    ...matrix,
    y: Uint8Array.from(matrix.y, (_, i) => (won(matrix.account[i]!, i, matrix.created[i]!) ? 1 : 0)),
  };
}

describe("all wins in one account", () => {
  test("are scored by nothing, and claim nothing", async () => {
    for (let seed = 1; seed <= 5; seed++) {
      const matrix = noise(seed, (account) => account === 3);
      const { held, unscored, calibration } = await learn(matrix, seed, pause);
      expect(unscored).toBeGreaterThan(0);
      expect(held.y.includes(1)).toBe(false);
      expect(calibration.p.every((p) => p > 0 && p < 0.2)).toBe(true);
      const { validation } = await draft(matrix);
      expect(validation.cross_fit).toMatchObject({ auc: null, verdict: "not enough data" });
      expect(validation.cross_fit!.cut).toContain("left out, because the others had one outcome only");
    }
  });
});

describe("few older wins, of accounts that go on", () => {
  test("leave out newer deals that nothing can score", async () => {
    let left = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const matrix = noise(seed, (account, i, created) => (created < 19_500 ? account === 3 : i % 3 === 0));
      const { forward } = (await draft(matrix)).validation;
      if (forward === null) continue;
      expect(Number.isFinite(forward.log_loss)).toBe(true);
      expect(forward.log_loss).toBeLessThan(4);
      if (/could not be scored/.test(forward.reason)) left++;
    }
    expect(left).toBeGreaterThan(0);
  });
});
