import { describe, expect, it } from "vitest";
import { defaultTiming } from "../../src/timing/default-events.ts";
import { heldByFit } from "../../src/timing/fit-holds.ts";
import { type Histories, timingOfDeals } from "../../src/timing/histories.ts";
import { judgeTiming } from "../../src/timing/judge.ts";
import { TIMING_WORLD, timingWorld } from "../generators/timing-world.ts";
import { believed } from "../icp/fixtures/believed.ts";
import { rich } from "../icp/fixtures/rich.ts";

const PLANTED = [
  { type: "job_posting", effect: 1.5, halfLife: 45 },
  { type: "ad_engagement", effect: 1.5, halfLife: 60 },
];

describe("judgeTiming", () => {
  it("keeps the default where events have to do with nothing (bench/TIMING.md counts more worlds)", () => {
    const worlds = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) =>
      judgeTiming(timingWorld({ ...TIMING_WORLD, deals: 300 }, seed), seed),
    );
    const learned = worlds.filter(({ source }) => source === "learned");
    expect(learned.length).toBeLessThanOrEqual(1);
    const [one] = worlds.filter(({ source }) => source === "default");
    expect(one!.reason).toMatch(/^Weights learned from the deals put the won deal first in \d+ of 100 pairs/);
    expect(one!.events).toEqual(defaultTiming("").events);
  });

  it("learns what was planted: the types that lead, a longer half-life, and what tells nothing", () => {
    const found = judgeTiming(timingWorld({ ...TIMING_WORLD, deals: 1500, planted: PLANTED }, 3), 3);
    expect(found.source).toBe("learned");
    const lines = found.events.filter(({ source }) => source === "learned");
    expect(
      lines
        .slice(0, 2)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(["ad_engagement", "job_posting"]);
    expect(lines.find(({ type }) => type === "ad_engagement")!.half_life_days).toBeGreaterThanOrEqual(30);
    expect(lines.every(({ weight, cap }) => cap >= weight && cap <= 100)).toBe(true);
    expect(lines.find(({ type }) => type === "job_posting")!.evidence!.interval[0]).toBeGreaterThan(1);
    expect(found.check!.difference_interval[0]).toBeGreaterThan(0);
    expect(found.left_out.length).toBeGreaterThan(0);
    const scores = timingOfDeals(timingWorld({ ...TIMING_WORLD, deals: 1500, planted: PLANTED }, 3), found.events);
    const high = scores.filter((score) => score >= found.levels.high).length / scores.length;
    expect(high).toBeGreaterThan(0.05);
    expect(high).toBeLessThan(0.15);
  });

  it("gives the same twice, and says what too few deals lack", () => {
    const world = timingWorld({ ...TIMING_WORLD, deals: 400, planted: PLANTED }, 5);
    expect(judgeTiming(world, 1)).toEqual(judgeTiming(world, 1));
    const few: Histories = timingWorld({ ...TIMING_WORLD, deals: 30 }, 5);
    expect(judgeTiming(few, 1).reason).toMatch(/^\d+ won and \d+ lost deals began while events were recorded: too few/);
  });
});

describe("heldByFit", () => {
  it("names the events that a declared trigger scores, and none where the fit was learned", () => {
    const trigger = {
      ...believed.scorecard.attributes[0]!,
      attribute: "trigger",
      bands: [{ ...believed.scorecard.attributes[0]!.bands[0]!, match: { in: ["New funding", "Hiring in sales"] } }],
    };
    const scorecard = { ...believed.scorecard, attributes: [trigger] };
    const held = heldByFit({ ...believed, scorecard, declared: { ...believed.declared!, scores: true } });
    expect(held.map(({ type }) => type)).toEqual(["funding_round", "job_posting"]);
    expect(defaultTiming("", held).events.some(({ type }) => type === "funding_round")).toBe(false);
    expect(heldByFit({ ...rich, scorecard })).toEqual([]);
  });
});
