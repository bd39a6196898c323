import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_EVENTS } from "../../src/timing/default-events.ts";
import { lineOf } from "../../src/timing/line-of.ts";
import { carried, MICRO, microPoints, timingOf } from "../../src/timing/points.ts";
import { isSellersEvent } from "../../src/timing/sellers-events.ts";

const line = { weight: 40, half_life_days: 14, cap: 60 };

describe("points", () => {
  it("halve with every half-life, and are none before the event", () => {
    expect([0, 14, 28, -1].map((age) => microPoints(line, age) / MICRO)).toEqual([40, 20, 10, 0]);
  });

  it("are capped by line and in all, and rounded once", () => {
    const many = [70 * MICRO, 3 * MICRO];
    expect(timingOf([line, { cap: 15 }], many)).toBe(63);
    expect(timingOf([{ cap: 80 }, { cap: 60 }], [80 * MICRO, 60 * MICRO])).toBe(100);
    expect(timingOf([line, line, line], [0.2 * MICRO, 0.2 * MICRO, 0.1 * MICRO])).toBe(1);
    expect(timingOf([], [])).toBe(0);
  });

  it("carried from event to event are those summed up at the end, within a millionth for each step", () => {
    const ages = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(ages, fc.integer({ min: 1, max: 90 }), (all, halfLife) => {
        const worth = { weight: 17, half_life_days: halfLife };
        const days = [...new Set(all)].sort((a, b) => b - a);
        let state = 0;
        let at = days[0]!;
        for (const day of days) {
          state = carried(state, at - day, worth, all.filter((age) => age === day).length);
          at = day;
        }
        const now = carried(state, at, worth, 0);
        const summed = all.reduce((sum, age) => sum + microPoints(worth, age), 0);
        expect(Math.abs(now - summed)).toBeLessThanOrEqual(2 * all.length + 1);
      }),
    );
  });
});

describe("lineOf", () => {
  const at = (type: string, topic: string | null): string | null => {
    const found = lineOf(DEFAULT_EVENTS, type, topic);
    return found === null ? null : `${DEFAULT_EVENTS[found]!.type} ${DEFAULT_EVENTS[found]!.topic}`;
  };

  it("takes the line that names the topic, else the type's own", () => {
    expect(at("page_view", "/en/Pricing?plan=2")).toBe("page_view pricing");
    expect(at("page_view", "repricing guide")).toBe("page_view null");
    expect(at("page_view", null)).toBe("page_view null");
    expect(at("meeting", "pricing")).toBeNull();
  });
});

describe("what sellers make", () => {
  it("is no timing", () => {
    const theirs = ["meeting", "call_logged", "stage_change", "email_sent", "task", "owner_changed", "proposal_sent"];
    expect(theirs.filter((type) => !isSellersEvent(type))).toEqual([]);
    const buyers = [...DEFAULT_EVENTS.map(({ type }) => type), "report_exported", "chat_started", "recall_notice"];
    expect(buyers.filter(isSellersEvent)).toEqual([]);
  });
});
