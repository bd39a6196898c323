import { describe, expect, it } from "vitest";
import { recoder } from "../../src/features/recode.ts";
import { segmentAttribute } from "../../src/segments/attribute.ts";
import { matches, ruleCondition } from "../../src/segments/condition.ts";
import { heldOutRules } from "../../src/segments/held-out-rules.ts";
import { withoutNearDuplicates } from "../../src/segments/near-duplicates.ts";
import { findRule, holdsFor } from "../../src/segments/rule.ts";
import { settingApart } from "../../src/segments/setting-apart.ts";
import { createRandom } from "../../src/stats/random.ts";
import { codedAttribute } from "../generators/coded.ts";
import { featuresOf } from "../generators/world.ts";

function feature(name: string, order: "ordered" | "unordered", known: number) {
  return featuresOf([codedAttribute(name, order, known, [0])])[0]!;
}

function uniform(n: number, levels: number, seed: number): Uint16Array {
  const random = createRandom(seed);
  return Uint16Array.from({ length: n }, () => 1 + random.int(levels));
}

describe("levels", () => {
  it("of a number are at most five neighbouring ranges of about equal weight that hold every pre-bin", () => {
    const a = segmentAttribute(feature("n", "ordered", 20), uniform(400, 20, 1), uniform(400, 20, 2));
    expect(a.levels).toHaveLength(5);
    expect(a.levels.flat()).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    for (const bins of a.levels) expect(Math.abs(bins.length - 4)).toBeLessThanOrEqual(1);
  });

  it("of a category are the common ones, the rest pooled, and what no deal had by itself", () => {
    const rare = Uint16Array.from({ length: 200 }, (_, i) => (i < 120 ? 1 : i < 197 ? 2 : 3 + (i % 3)));
    const market = Uint16Array.from({ length: 200 }, (_, i) => (i === 0 ? 99 : i % 2 === 0 ? 1 : 2));
    const a = segmentAttribute(feature("c", "unordered", 5), rare, market);
    expect(a.levels).toEqual([[1], [2], [3, 4, 5], []]);
    expect(a.market[0]).toBe(4);
    expect(a.won[199]).toBe(3);
  });

  it("leave missing cells missing", () => {
    const a = segmentAttribute(feature("c", "unordered", 2), Uint16Array.of(0, 1, 2), Uint16Array.of(0, 2, 1));
    expect([...a.won]).toEqual([0, 1, 2]);
    expect([...a.market]).toEqual([0, 2, 1]);
  });
});

describe("near duplicates", () => {
  const [size, place] = [uniform(2000, 4, 3), uniform(2000, 4, 4)];
  const random = createRandom(9);
  const revenue = size.map((s) => (random.next() < 0.75 ? s : 1 + random.int(4)));
  const attributes = [
    segmentAttribute(
      feature("revenue", "ordered", 4),
      revenue.map((r, i) => (i < 50 ? 0 : r)),
      revenue,
    ),
    segmentAttribute(feature("employees", "ordered", 4), size, size),
    segmentAttribute(feature("country", "unordered", 4), place, place),
  ];

  it("are left out for the better known one; what is unrelated stays, in its order", () => {
    const { kept, dropped } = withoutNearDuplicates(attributes);
    expect(kept.map((a) => a.feature.name)).toEqual(["employees", "country"]);
    expect(dropped).toEqual([{ dropped: "REVENUE", kept: "EMPLOYEES" }]);
  });
});

describe("a rule", () => {
  const n = 300;
  const market = 3000;
  const members = Uint8Array.from({ length: n }, (_, i) => (i < 100 ? 1 : 0));
  const noise = [uniform(n, 4, 5), uniform(n, 5, 6), uniform(n, 3, 7)];
  const won = [
    noise[0]!.map((c, i) => (i < 95 ? 2 : c)),
    noise[1]!.map((c, i) => (i < 90 ? 4 + (i % 2) : c)),
    noise[2]!,
  ];
  const attributes = won.map((codes, j) =>
    segmentAttribute(
      feature(`a${j}`, j === 1 ? "ordered" : "unordered", [4, 5, 3][j]!),
      codes,
      uniform(market, [4, 5, 3][j]!, 20 + j),
    ),
  );

  it("finds what was planted and nothing of the noise", () => {
    const rule = findRule(attributes, [0, 1, 2], members)!;
    expect(rule.sets).toEqual([
      { attribute: 0, levels: [1] },
      { attribute: 1, levels: [3, 4] },
    ]);
    expect(rule.coverage).toBeCloseTo(0.1, 1);
    expect(rule.recall).toBeGreaterThan(0.8);
    expect(ruleCondition(attributes[1]!, rule.sets[1]!)).toEqual({
      attribute: "a1",
      is: { from: 3, below: null },
      label: "3 or more",
    });
  });

  it("keeps to the attributes it may use and to a fifth of the market", () => {
    expect(findRule(attributes, [2], members)).toBeNull();
    const rule = findRule(attributes, [0], members);
    expect(rule).toBeNull();
  });

  it("scores as its formula says", () => {
    const rule = findRule(attributes, [0, 1, 2], members)!;
    const held = holdsFor(attributes, rule.sets, "market");
    const coverage = held.reduce((a, b) => a + b, 0) / market;
    const own = holdsFor(attributes, rule.sets, "won");
    const recall = members.reduce((sum, m, i) => sum + m * own[i]!, 0) / 100;
    expect(rule.score).toBeCloseTo(recall * Math.log2(recall / coverage) - 0.16);
  });

  it("is tried on won accounts it was not made from", () => {
    const wins = Float64Array.from(members, (m) => 2 + m);
    const deals = { wins, losses: new Float64Array(members.length).fill(1), lost: new Float64Array(0) };
    const { held, belong, ...counted } = heldOutRules(attributes, [0, 1, 2], members, deals, 1);
    expect(held).toBeGreaterThan(80);
    expect(counted).toMatchObject({ wins: 2 * held + belong, losses: held });
    expect(belong / held).toBeGreaterThan(0.7);
  });

  it("never holds where a cell is missing", () => {
    expect([...matches(Uint8Array.of(0, 1, 2, 3), { attribute: 0, levels: [0, 2] })]).toEqual([0, 1, 0, 1]);
  });

  it("leaves noise out of what sets the kind apart, and counts the known only", () => {
    const apart = settingApart(attributes, members);
    expect(apart.map((a) => a.set.attribute).sort()).toEqual([0, 1]);
    const first = apart.find((a) => a.set.attribute === 0)!;
    expect(first.known).toBe(100);
    expect(first.inSegment).toBe(first.count / 100);
    expect(first.lift).toBeCloseTo(first.inSegment / first.inMarket, 1);
  });

  it("takes noise for what sets a kind apart less than once in fifty attributes", () => {
    const noise = Array.from({ length: 200 }, (_, j) =>
      segmentAttribute(
        feature(`n${j}`, j % 2 === 0 ? "unordered" : "ordered", 2 + (j % 6)),
        uniform(n, 2 + (j % 6), 1000 + j),
        uniform(market, 2 + (j % 6), 2000 + j),
      ),
    );
    const found = noise.filter((a) => settingApart([a], members).length > 0);
    expect(found.length).toBeLessThanOrEqual(4);
  });
});

describe("a raw cell of a prospect", () => {
  const missing = ["n/a"];

  it("gets the code the deals' cells have, and another for what no deal had", () => {
    const category = feature("c", "unordered", 2);
    const of = recoder({ ...category, rule: { kind: "text", missing } });
    expect([" V0 ", "v1", "new", "", null, "N/A"].map(of)).toEqual([1, 2, 3, 0, 0, 0]);
    const number = feature("x", "ordered", 3);
    const code = recoder({ ...number, rule: { kind: "number", missing, decimal: "." } });
    expect(["-5", "0.5", "1", "7", "?"].map(code)).toEqual([1, 1, 2, 3, 0]);
  });

  it("has a token or not", () => {
    const bin = (label: string, values: string[]) => ({ label, values, from: Number.NaN, below: Number.NaN });
    const base = feature("t", "unordered", 1);
    const coded = { ...base.coded, bins: [bin("not known", []), bin("without SAP", []), bin("has SAP", ["sap"])] };
    const of = recoder({ coded, rule: { kind: "set", missing, separators: ";" } });
    expect(["SAP; Jira", "Jira", "sapphire", "", "n/a"].map(of)).toEqual([2, 1, 1, 0, 0]);
  });
});
