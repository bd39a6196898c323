import { describe, expect, test } from "vitest";
import { type Audit, auditLeakage, singleAuc } from "../../src/features/leakage.ts";
import type { CodedAttribute } from "../../src/features/matrix.ts";
import { auc } from "../../src/stats/auc.ts";
import { createRandom } from "../../src/stats/random.ts";
import { codedAttribute } from "../generators/coded.ts";
import { world } from "../generators/world.ts";

function outcomes(n: number, rate: number, seed = 1): Uint8Array {
  const random = createRandom(seed);
  const y = Uint8Array.from({ length: n }, () => (random.next() < rate ? 1 : 0));
  y[0] = 1;
  y[1] = 0;
  return y;
}

/** One attribute whose code is drawn by outcome. */
function drawn(
  y: Uint8Array,
  known: number,
  code: (won: boolean, next: () => number) => number,
  seed = 2,
): CodedAttribute {
  const random = createRandom(seed, 7);
  return codedAttribute(
    "x",
    "unordered",
    known,
    Array.from(y, (v) => code(v === 1, random.next)),
  );
}

const NO_TIMES = { closed: new Float64Array(0), counters: [] };

function audit(attribute: CodedAttribute, y: Uint8Array, name = "neutral"): Audit {
  return auditLeakage([attribute], [name], y, NO_TIMES)[0]!;
}

const pick = (next: () => number, known: number): number => 1 + Math.floor(next() * known);

describe("planted leaks under neutral names are caught", () => {
  const y = outcomes(400, 0.3);

  test("(a) by name, whatever the values", () => {
    const found = audit(
      drawn(y, 4, (_, next) => pick(next, 4)),
      y,
      "days_in_stage",
    );
    expect(found.kind).toBe("a");
    expect(found.reason).toMatch(/until the deal is over/);
  });

  test("(b) near-perfect alone", () => {
    const leak = drawn(y, 5, (won, next) => (won ? 4 + Math.floor(next() * 2) : 1 + Math.floor(next() * 3.03)));
    expect(audit(leak, y)).toMatchObject({ kind: "b" });
  });

  /** Two values; `wrong` won deals and as many lost ones carry the other side's. Its AUC is the share of right ones. */
  function nearlyTelling(n: number, wrong: number): { attribute: CodedAttribute; y: Uint8Array } {
    const y = Uint8Array.from({ length: n }, (_, i) => i % 2);
    const codes = Array.from(y, (v, i) => (Math.floor(i / 2) < wrong ? 2 - v : 1 + v));
    return { attribute: codedAttribute("x", "unordered", 2, codes), y };
  }

  test("(b) from AUC .95 on, not below", () => {
    const above = nearlyTelling(1000, 20);
    expect(audit(above.attribute, above.y)).toMatchObject({ kind: "b", auc: 0.96 });
    const below = nearlyTelling(1000, 30);
    expect(audit(below.attribute, below.y)).toMatchObject({ kind: null, auc: 0.94 });
  });

  test("(b) not below 100 deals: there near-perfect may be chance", () => {
    const few = nearlyTelling(98, 1);
    expect(audit(few.attribute, few.y).kind).toBeNull();
    const enough = nearlyTelling(100, 1);
    expect(audit(enough.attribute, enough.y).kind).toBe("b");
  });

  test("(b) values that only won deals have", () => {
    const leak = drawn(y, 4, (won, next) => (won && next() < 0.4 ? 4 : pick(next, 3)));
    const found = audit(leak, y);
    expect(found).toMatchObject({ kind: "b" });
    expect(found.reason).toMatch(/of won deals have a value that no lost deal has/);
  });

  test("(b) values that nearly all lost deals have and no won one", () => {
    const leak = drawn(y, 4, (won, next) => (won ? pick(next, 2) : next() < 0.9 ? 3 + Math.floor(next() * 2) : 0));
    expect(audit(leak, y).kind).toBe("b");
  });

  test("values that half of the lost deals have are evidence, not a leak", () => {
    const honest = drawn(y, 4, (won, next) => (!won && next() < 0.5 ? 4 : pick(next, 3)));
    expect(audit(honest, y).kind).toBeNull();
  });

  test("(c) filled for won only, and for lost only", () => {
    const won = drawn(y, 3, (w, next) => (next() < (w ? 0.9 : 0.1) ? pick(next, 3) : 0));
    const lost = drawn(y, 3, (w, next) => (next() < (w ? 0.05 : 0.85) ? pick(next, 3) : 0));
    expect(audit(won, y)).toMatchObject({ kind: "c" });
    expect(audit(lost, y)).toMatchObject({ kind: "c" });
  });

  test("(c) filled far more often for won, though many lost ones have it: companies that bought later", () => {
    const later = drawn(y, 3, (w, next) => (next() < (w ? 0.98 : 0.3) ? pick(next, 3) : 0));
    expect(audit(later, y)).toMatchObject({ kind: "c" });
  });

  test("filled for six in ten more of fifteen deals a side may be chance, and is warned of at most", () => {
    const few = Uint8Array.from({ length: 30 }, (_, i) => (i < 15 ? 1 : 0));
    const codes = Array.from(few, (w, i) => (i % 15 < (w ? 14 : 5) ? 1 + (i % 3) : 0));
    expect(audit(codedAttribute("x", "unordered", 3, codes), few).kind).toBeNull();
  });
});

describe("honest attributes stay", () => {
  test("strong ones, AUC .65 to .8, stay without a warning", () => {
    for (let seed = 0; seed < 40; seed++) {
      const y = outcomes(500, 0.35, seed);
      // u^a against u^(1/a) has AUC 1/(1 + a^2): here .66 to .78.
      const a = 1 / (1.4 + 0.17 * (seed % 4));
      const strong = drawn(y, 6, (won, next) => pick(() => next() ** (won ? a : 1 / a), 6), seed);
      const found = audit(strong, y);
      expect(found.auc).toBeGreaterThan(0.6);
      expect(found.auc).toBeLessThan(0.84);
      expect(found).toMatchObject({ kind: null, warning: null, reason: "" });
    }
  });

  test("missingness that predicts is warned of, not quarantined", () => {
    const y = outcomes(500, 0.35);
    const patchy = drawn(y, 5, (won, next) => (next() < (won ? 0.1 : 0.35) ? 0 : pick(next, 5)));
    const found = audit(patchy, y);
    expect(found.kind).toBeNull();
    expect(found.warning).toMatch(/known for 9\d% of won and 6\d% of lost deals/);
  });

  test("noise: fewer than 1 in 200 quarantined, fewer than 1 in 20 warned, over base rates and sizes", () => {
    let quarantined = 0;
    let warned = 0;
    let all = 0;
    for (const n of [60, 300, 1500])
      for (const rate of [0.1, 0.35, 0.75])
        for (let seed = 0; seed < 8; seed++) {
          const y = outcomes(n, rate, seed);
          const attributes = Array.from({ length: 12 }, (_, j) =>
            drawn(
              y,
              [2, 5, 20][j % 3]!,
              (_won, next) => (next() < 0.2 ? 0 : pick(next, [2, 5, 20][j % 3]!)),
              1000 * seed + j,
            ),
          );
          for (const found of auditLeakage(
            attributes,
            attributes.map(() => "neutral"),
            y,
            NO_TIMES,
          )) {
            all++;
            if (found.kind !== null) quarantined++;
            if (found.warning !== null) warned++;
          }
        }
    expect(all).toBe(864);
    expect(quarantined / all).toBeLessThanOrEqual(1 / 200);
    expect(warned / all).toBeLessThanOrEqual(1 / 20);
  });

  test("a hundred towns of five deals each, where most deals are won: towns without a loss are chance", () => {
    const y = outcomes(500, 0.8);
    const towns = codedAttribute(
      "town",
      "unordered",
      100,
      Array.from({ length: 500 }, (_, i) => 1 + (i % 100)),
    );
    expect(audit(towns, y).kind).toBeNull();
  });

  test("(b) holds where most deals are won, too", () => {
    const y = outcomes(500, 0.75);
    const leak = drawn(y, 6, (won, next) => (won && next() < 0.5 ? 4 + Math.floor(next() * 3) : pick(next, 3)));
    expect(audit(leak, y).kind).toBe("b");
  });
});

describe("singleAuc", () => {
  test("noise is not above chance, a planted effect is near its in-sample AUC", () => {
    const noise = world(4, { accounts: 2000, attributes: 1, bins: 20 });
    expect(singleAuc(noise.attributes[0]!, noise.y)).toBeLessThan(0.53);
    const planted = world(5, { accounts: 2000, attributes: 1, bins: 5, missing: 0, effects: [2] });
    const own = auc(Float64Array.from(planted.attributes[0]!.codes), planted.y);
    expect(own).toBeGreaterThan(0.65);
    expect(Math.abs(singleAuc(planted.attributes[0]!, planted.y) - own)).toBeLessThan(0.02);
  });

  test("a value of its own for every deal tells nothing on held-out deals", () => {
    const y = outcomes(300, 0.4);
    const ids = codedAttribute(
      "id",
      "unordered",
      300,
      Array.from({ length: 300 }, (_, i) => i + 1),
    );
    expect(singleAuc(ids, y)).toBeLessThanOrEqual(0.55);
  });
});
