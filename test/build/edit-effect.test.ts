import { describe, expect, it } from "vitest";
import { type BothCards, calibrateCard, compareCards, type Reading } from "../../src/build/edit-effect.ts";
import { winsAtTop } from "../../src/proof/head-to-head.ts";
import { auc } from "../../src/stats/auc.ts";
import { logLoss } from "../../src/stats/log-loss.ts";
import { createRandom } from "../../src/stats/random.ts";
import { sigmoid } from "../../src/stats/sigmoid.ts";

/** Deals, two per account; the first fit tells the outcome, the second by its share. */
function dealsOf(n: number, share: number, seed = 1): BothCards {
  const random = createRandom(seed);
  const first = Float64Array.from({ length: n }, () => random.int(101));
  const second = first.map((fit) => Math.round(share * fit + (1 - share) * random.int(101)));
  return {
    before: { fit: first, known: first.map(() => 1) },
    after: { fit: second, known: first.map((_, i) => (i % 10 === 0 ? 0.4 : 1)) },
    y: Uint8Array.from(first, (fit) => (random.next() < sigmoid(-3 + 0.05 * fit) ? 1 : 0)),
    account: Int32Array.from(first, (_, i) => i >> 1),
  };
}

const p = Float64Array.from({ length: 101 }, (_, fit) => sigmoid(-3 + 0.05 * fit));
const reading: Reading = { levels: { high: 70, medium: 40 }, p };
const figureOf = (found: ReturnType<typeof compareCards>, measure: string) =>
  found.figures.find((one) => one.measure === measure)!;

describe("compareCards", () => {
  it("says for certain that the same card does the same", () => {
    const both = dealsOf(300, 1);
    const found = compareCards({ ...both, after: both.before }, reading, reading, 1);
    for (const { difference, interval } of found.figures) {
      expect(difference).toBe(0);
      expect(interval).toEqual([0, 0]);
    }
    expect(found.levels.after).toEqual(found.levels.before);
  });

  it("gives the figures of both cards as other functions do", () => {
    const both = dealsOf(300, 0.3);
    const found = compareCards(both, reading, reading, 1);
    expect([found.n, found.accounts]).toEqual([300, 150]);
    expect(figureOf(found, "auc").before).toBeCloseTo(auc(both.before.fit, both.y), 4);
    expect(figureOf(found, "auc").after).toBeCloseTo(auc(both.after.fit, both.y), 4);
    const loss = logLoss(
      both.after.fit.map((fit) => p[fit]!),
      both.y,
    );
    expect(figureOf(found, "log_loss").after).toBeCloseTo(loss, 4);
    expect(figureOf(found, "top_wins").after).toBeCloseTo(winsAtTop(both.after.fit, both.y, 60), 4);
    const high = both.after.fit.filter((fit, i) => fit >= 70 && both.after.known[i]! >= 0.5).length;
    expect(figureOf(found, "high_share").after).toBeCloseTo(high / 300, 4);
    expect(found.levels.after.map(({ level }) => level)).toEqual(["high", "medium", "low", "unknown"]);
    expect(found.levels.after.find(({ level }) => level === "unknown")!.n).toBe(30);
    expect(found.levels.after.reduce((sum, { n }) => sum + n, 0)).toBe(300);
  });

  it("shows that a card got worse, and by how much it may be", () => {
    const found = compareCards(dealsOf(600, 0.2), reading, reading, 1);
    for (const [measure, sign] of [
      ["auc", -1],
      ["log_loss", 1],
      ["top_wins", -1],
    ] as const) {
      const { difference, interval } = figureOf(found, measure);
      expect(sign * difference!).toBeGreaterThan(0);
      expect(Math.min(sign * interval![0], sign * interval![1])).toBeGreaterThan(0);
      expect(interval![0] <= difference! && difference! <= interval![1]).toBe(true);
    }
  });

  it("is the same for the same seed, claims no loss without win rates, and no limits where hardly anybody is high", () => {
    const both = dealsOf(60, 0.5);
    expect(compareCards(both, reading, reading, 3)).toEqual(compareCards(both, reading, reading, 3));
    const bare = compareCards(both, { ...reading, p: null }, { levels: { high: 101, medium: 40 }, p: null }, 1);
    expect(figureOf(bare, "log_loss")).toMatchObject({ before: null, after: null, difference: null, interval: null });
    expect(figureOf(bare, "high_rate")).toMatchObject({ after: null, difference: null, interval: null });
    expect(figureOf(bare, "high_share").after).toBe(0);
  });
});

describe("calibrateCard", () => {
  it("gives rising win rates with limits that widen when deals of an account go together", () => {
    const both = dealsOf(400, 0.5);
    const { p: rates, low, high } = calibrateCard(both, "after", 0.9, 1);
    for (let f = 1; f <= 100; f++) expect(rates[f]!).toBeGreaterThan(rates[f - 1]!);
    const twins = { ...both, y: both.y.map((_, i) => both.y[i - (i % 2)]!) };
    const wide = calibrateCard(twins, "after", 0.9, 1);
    expect(wide.high[50]! - wide.low[50]!).toBeGreaterThan(high[50]! - low[50]!);
  });
});
