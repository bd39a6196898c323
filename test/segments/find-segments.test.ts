import { describe, expect, it } from "vitest";
import { findSegments, type SegmentInput } from "../../src/segments/find-segments.ts";
import { paragraphOf } from "../../src/segments/paragraph.ts";
import { adjustedRand } from "../../src/stats/adjusted-rand.ts";
import { createRandom, shuffle } from "../../src/stats/random.ts";
import { CLEAR, plantedInput } from "./planted.ts";

/** Kinds are numbered 0 to 4. */
const GROUPS = 5;

const clear = plantedInput(3, { ...CLEAR, kinds: 2 });
const found = findSegments(clear.input);

function reordered(input: SegmentInput, seed: number): { input: SegmentInput; order: Int32Array } {
  const order = Int32Array.from({ length: input.won[0]!.length }, (_, i) => i);
  shuffle(order, createRandom(seed));
  return { order, input: { ...input, won: input.won.map((c) => Uint16Array.from(order, (i) => c[i]!)) } };
}

/** Codes of every category dealt other numbers, the bins with them. */
function relabelled(input: SegmentInput): SegmentInput {
  const features = input.features.map((f) => {
    const [missing, ...rest] = f.coded.bins;
    return { ...f, coded: { ...f.coded, bins: [missing!, ...rest.reverse()] } };
  });
  const turn = (codes: readonly Uint16Array[]): Uint16Array[] =>
    codes.map((c, j) => c.map((code) => (code === 0 ? 0 : input.features[j]!.coded.bins.length - code)));
  return { ...input, features, won: turn(input.won), market: turn(input.market) };
}

function codesOf(attribute: string): Uint16Array {
  return clear.input.won[clear.input.features.findIndex((f) => f.name === attribute)]!;
}

const ruleOf = (rules: readonly { attribute: string; label: string }[]): string =>
  rules.map((r) => `${r.attribute} ${r.label.split(", ").sort().join(", ")}`).join("; ");

describe("kinds of best customers", () => {
  it("are found where they were planted", () => {
    expect(found.segments).toHaveLength(2);
    const ofKinds = Array.from(clear.kind.keys()).filter((i) => clear.kind[i]! > 0 && found.members[i]! > 0);
    const of = (x: Uint8Array): number[] => ofKinds.map((i) => x[i]!);
    expect(adjustedRand(of(clear.kind), of(found.members), GROUPS, GROUPS)).toBeGreaterThan(0.88);
  });

  it("come with a rule that holds for few of the market and mostly for the kind", () => {
    for (const segment of found.segments) {
      expect(segment.rules.length).toBeGreaterThanOrEqual(1);
      expect(segment.rules.length).toBeLessThanOrEqual(4);
      expect(segment.share.universe).toBeLessThanOrEqual(0.2);
      expect(segment.share.won).toBeGreaterThan(2 * segment.share.universe!);
      expect(segment.precision!.share).toBeGreaterThan(0.7);
      expect(segment.stability).toBeGreaterThanOrEqual(0.6);
      expect(segment.tentative).toBe(segment.stability < 0.75);
    }
  });

  it("are told by attributes that stand clear of the market, the most telling first", () => {
    for (const { features } of found.segments) {
      expect(features.length).toBeGreaterThanOrEqual(4);
      expect(features.length).toBeLessThanOrEqual(10);
      for (const f of features) {
        expect(f.interval[0]).toBeGreaterThan(1);
        expect(f.lift).toBeGreaterThanOrEqual(f.interval[0]);
        expect(f.lift).toBeLessThanOrEqual(f.interval[1]);
        expect(f.in_segment).toBeGreaterThan(f.in_market);
      }
    }
  });

  it("are the same for the same input, down to the byte", () => {
    expect(JSON.stringify(findSegments(clear.input))).toBe(JSON.stringify(found));
  });

  it("do not depend on the order of the accounts", () => {
    const { input, order } = reordered(clear.input, 5);
    const again = findSegments(input);
    expect(again.segments.map((s) => ruleOf(s.rules))).toEqual(found.segments.map((s) => ruleOf(s.rules)));
    const before = Uint8Array.from(order, (i) => found.members[i]!);
    expect(adjustedRand(before, again.members, GROUPS, GROUPS)).toBeGreaterThan(0.97);
  });

  it("do not depend on the numbers of the categories", () => {
    const again = findSegments(relabelled(clear.input));
    expect(again.segments.map((s) => ruleOf(s.rules))).toEqual(found.segments.map((s) => ruleOf(s.rules)));
  });

  it("come the biggest by their rules first", () => {
    expect(found.segments[0]!.accounts).toBeGreaterThanOrEqual(found.segments[1]!.accounts);
  });

  it("are told by the accounts that their rules hold for, in every figure", () => {
    found.segments.forEach((segment, k) => {
      const held = Array.from(clear.input.won[0]!.keys()).filter((i) =>
        found.bins[k]!.every(({ attribute, bins }) => bins.includes(codesOf(attribute)[i]!)),
      );
      for (const { attribute, is, n } of segment.features) {
        expect(n).toBe(held.filter((i) => codesOf(attribute)[i]! > 0).length);
        if (
          segment.rules.some((rule) => rule.attribute === attribute && JSON.stringify(rule.is) === JSON.stringify(is))
        )
          expect(segment.features.find((one) => one.attribute === attribute)!.in_segment).toBe(1);
      }
    });
  });

  it("say which pre-bins fulfil their rules", () => {
    found.segments.forEach((segment, k) => {
      const held = clear.input.won[0]!.map((_, i) =>
        found.bins[k]!.every(({ attribute, bins }) => {
          const j = clear.input.features.findIndex((f) => f.name === attribute);
          return bins.includes(clear.input.won[j]![i]!);
        })
          ? 1
          : 0,
      );
      expect(held.reduce((a, b) => a + b, 0)).toBe(segment.accounts);
    });
  });

  it("are none in data without any: one broad profile", () => {
    const seeds = [1, 2, 3, 4, 5, 6];
    const broad = seeds.map((seed) =>
      findSegments(plantedInput(seed, { kinds: 0, universe: 800, attributes: [8, 12] }).input),
    );
    expect(broad.filter((s) => s.segments.length === 0).length).toBeGreaterThanOrEqual(5);
    for (const s of broad.filter((b) => b.segments.length === 0)) {
      expect(s.verdict).toMatch(/^One broad profile: /);
      expect(s.members.every((m) => m === 0)).toBe(true);
    }
  });

  it("are none when the columns of planted ones are shuffled apart", () => {
    const random = createRandom(11);
    const won = clear.input.won.map((c) => {
      const order = Int32Array.from(c.keys());
      shuffle(order, random);
      return Uint16Array.from(order, (i) => c[i]!);
    });
    expect(findSegments({ ...clear.input, won, marketIs: "accounts", market: won }).segments).toEqual([]);
  });

  it("are found without a universe too, and say so", () => {
    const { segments } = findSegments({ ...clear.input, marketIs: "accounts" });
    expect(segments.length).toBeGreaterThanOrEqual(1);
    expect(segments[0]!.share.universe).toBeNull();
    expect(paragraphOf(segments[0]!.told, null)).toContain("of all companies in your deals");
  });

  it("are not named where such companies are lost as often as won", () => {
    const part = (odd: boolean): Uint16Array[] => clear.input.won.map((c) => c.filter((_, i) => (i % 2 === 1) === odd));
    const alike = findSegments({ ...clear.input, lost: clear.input.won });
    expect(alike.segments).toEqual([]);
    expect(alike.notes.join(" ")).toContain("such companies are won no more often than others");
    expect(findSegments({ ...clear.input, won: part(true), lost: part(false) }).segments).toEqual([]);
    const apart = findSegments({ ...clear.input, lost: clear.input.market.map((c) => c.slice(0, 300)) });
    expect(apart.segments).toHaveLength(2);
    expect(apart.segments[0]!.share.lost).toBeLessThan(apart.segments[0]!.share.won);
  });

  it("are not named where such companies are won as accounts only because they have more deals", () => {
    const lost = clear.input.market.map((c) => c.slice(0, 300));
    const n = clear.kind.length;
    const deals = (losses: (kind: number) => number) => ({
      wins: new Float64Array(n).fill(1),
      losses: Float64Array.from(clear.kind, losses),
      lost: new Float64Array(300).fill(1),
    });
    expect(findSegments({ ...clear.input, lost, deals: deals(() => 0) }).segments).toHaveLength(2);
    expect(findSegments({ ...clear.input, lost, deals: deals((kind) => (kind > 0 ? 6 : 0)) }).segments).toEqual([]);
  });

  it("are not looked for among too few", () => {
    const few = { ...clear.input, won: clear.input.won.map((c) => c.slice(0, 15)) };
    expect(findSegments(few).verdict).toBe(
      "One broad profile: 15 won accounts are too few to tell kinds apart (16 at least).",
    );
  });

  it("are none without attributes, and none without a market to hold them against", () => {
    const bare = findSegments({ ...clear.input, features: [], won: [], market: [] });
    expect(bare.verdict).toBe("One broad profile: there is no attribute to tell the won accounts apart by.");
    const alone = findSegments({ ...clear.input, market: clear.input.market.map(() => new Uint16Array(0)) });
    expect(alone.segments).toEqual([]);
  });

  it("are learned from the most valuable of many accounts, and the rest are assigned", () => {
    const big = plantedInput(4, { ...CLEAR, won: 900, kinds: 2 });
    const of = Float64Array.from(big.kind, (_, i) => (i * 37) % 101);
    const { segments, members } = findSegments({ ...big.input, value: of });
    expect(segments).toHaveLength(2);
    const placed = Array.from(members.keys()).filter((i) => big.kind[i]! > 0 && members[i]! > 0);
    expect(placed.length).toBeGreaterThan(500);
    const pick = (x: Uint8Array): number[] => placed.map((i) => x[i]!);
    expect(adjustedRand(pick(big.kind), pick(members), GROUPS, GROUPS)).toBeGreaterThan(0.88);
  });
});
