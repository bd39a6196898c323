import { describe, expect, it } from "vitest";
import { presenceOf, vocabularyOf } from "../../src/buyers/words/vocabulary.ts";
import { createRandom, shuffle } from "../../src/stats/random.ts";
import { findings } from "../generators/inside-findings.ts";
import { INSIDE_WORLD, type InsideWorldOptions, insideWorld, PLANTED } from "../generators/inside-world.ts";

const WORLDS = 30;

function found(options: Partial<InsideWorldOptions>, seed: number, shuffled = false) {
  const { deals, people, triggers, topics, notes } = insideWorld({ ...INSIDE_WORLD, ...options }, seed);
  const y = Int32Array.from(deals.y);
  if (shuffled) shuffle(y, createRandom(seed, 1));
  const phrases = presenceOf(vocabularyOf(notes, deals), notes, new Set());
  const half = people.told.filter((row) => deals.account[row]! % 2 === 0);
  const inside = {
    people,
    happened: { told: people.told, triggers, topics },
    phrases,
    noted: people.told,
    kinds: [half],
  };
  return findings(inside, { ...deals, y: Uint8Array.from(y) });
}

const seeds = Array.from({ length: WORLDS }, (_, i) => i + 1);
const told = (all: ReturnType<typeof found>): boolean => all.people.length + all.signals.length + all.words.length > 0;

describe("who buys, triggers and words", () => {
  it("are told in at most one of ten worlds whose outcomes were shuffled, though something was planted", () => {
    const worlds = seeds.map((seed) => found({ deals: 400, effect: 1.1 }, seed, true));
    expect(worlds.filter(told).length).toBeLessThanOrEqual(0.1 * WORLDS);
  }, 60_000);

  it("are told in at most one of ten worlds in which accounts differ and nothing else does", () => {
    const worlds = seeds.map((seed) => found({ deals: 400, perAccount: 4, accountSd: 1 }, seed));
    expect(worlds.filter(told).length).toBeLessThanOrEqual(0.1 * WORLDS);
  }, 60_000);

  it("are found where they were planted, at 800 deals and three times the odds", () => {
    const worlds = seeds.slice(0, 10).map((seed) => found({ deals: 800, effect: 1.1 }, seed));
    expect(
      worlds.filter(({ people }) => people.includes("Legal and compliance, director")).length,
    ).toBeGreaterThanOrEqual(9);
    expect(worlds.filter(({ signals }) => signals.includes(PLANTED.event)).length).toBeGreaterThanOrEqual(8);
    const many = seeds.slice(0, 4).map((seed) => found({ deals: 2000, effect: 1.1 }, seed));
    expect(many.filter(({ words }) => words.includes(PLANTED.word)).length).toBeGreaterThanOrEqual(3);
  }, 60_000);
});
