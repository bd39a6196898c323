import { describe, expect, it } from "vitest";
import { timingReason, withHalfLives } from "../../src/icp/half-lives.ts";
import { anonymised } from "../../src/icp/page/anonymous.ts";
import { timing as schema } from "../../src/icp/timing.ts";
import { defaultTiming } from "../../src/timing/default-events.ts";
import { documentOf } from "../compile/documents.ts";

const timing = defaultTiming("The defaults stand.");
const demo = { type: "demo_request", topic: null };
const pricing = { type: "page_view", topic: "pricing" };
const daysOf = (made: typeof timing, { type, topic }: typeof demo | typeof pricing) =>
  made.events.find((one) => one.type === type && one.topic === topic)!;

describe("half-lives by hand", () => {
  it("keeps what they were, also over several hands, and takes the mark away where they are as before", () => {
    const one = withHalfLives(timing, [{ ...demo, days: 30 }], "a", "longer deals");
    expect(daysOf(one, demo)).toMatchObject({ half_life_days: 30, source: "hand" });
    expect(daysOf(one, pricing)).toEqual(daysOf(timing, pricing));
    expect(one.set).toEqual({
      ...{ from: "a", why: "longer deals", before: null },
      changes: [{ ...demo, before: 14, after: 30, source: "default" }],
    });
    expect(schema.parse(one)).toEqual(one);
    expect(timingReason(one)).toBe(
      "Half-lives were set by hand, and not measured. What was before: The defaults stand.",
    );
    const two = withHalfLives(
      one,
      [
        { ...demo, days: 40 },
        { ...pricing, days: 5 },
      ],
      "b",
      null,
    );
    expect(two.set!.changes.map(({ before, after }) => [before, after])).toEqual([
      [14, 40],
      [7, 5],
    ]);
    const back = withHalfLives(
      two,
      [
        { ...demo, days: 14 },
        { ...pricing, days: 7 },
      ],
      "c",
      null,
    );
    expect(back).toEqual({ ...timing, accounts: null });
  });

  it("does not tell others why, in words that may name somebody", () => {
    const set = withHalfLives(timing, [{ ...demo, days: 30 }], "a", "Zaphod asked for it");
    const shown = anonymised({ ...documentOf({ cards: [] }), timing: set });
    expect(JSON.stringify(shown)).not.toContain("Zaphod");
    expect(shown.timing?.set?.changes).toHaveLength(1);
  });

  it("refuses what is no line, no days, or no change", () => {
    const set = (type: string, days: number) => () => withHalfLives(timing, [{ type, topic: null, days }], "a", null);
    expect(set("demo", 30)).toThrow("no event called demo counts; those that do are demo_request, ");
    expect(set("demo_request", 0)).toThrow("a whole number of days from 1 to 3650, not 0");
    expect(set("demo_request", 14)).toThrow("nothing changes");
  });
});
