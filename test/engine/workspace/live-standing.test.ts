import { expect, it } from "vitest";
import { standingOf } from "../../../src/engine/workspace/live/standing.ts";
import { liveTest } from "../../../src/live/live-test.ts";

const summary = (list: number, control: number, elapsed: number, as_of = "2026-02-01") => {
  const arms = [
    { n: 300, reached: list, effect: 1 },
    { n: 300, reached: control, effect: 1 },
  ] as const;
  const outcomes = [{ outcome: "opportunity", planned_rate: 0.02, ...liveTest(...arms, 0.02, elapsed) }] as const;
  return { outcomes, elapsed, since: "2026-01-05", as_of };
};

it("says too early while time is left and nothing is clear, and what would have shown once it is over", () => {
  expect(standingOf(summary(12, 6, 0.3), "opportunity")).toEqual({
    state: "too early",
    said: expect.stringMatching(
      /^Too early to tell: 30% of the time is over\. So far 4% of the list \(12 of 300\) against 2% of the control \(6 of 300\), a difference of \u2212\S+ to \+\S+ points\.$/,
    ),
  });
  const over = standingOf(summary(12, 6, 1), "opportunity");
  expect(over.state).toBe("no difference");
  expect(over.said).toMatch(/no difference in opportunities is clear.*One of [0-9.]+ points or more would have shown/);
  expect(standingOf(summary(0, 0, 0.3, "2026-01-01"), "opportunity").said).toContain("before the test began");
});

it("says which side does better once it is clear, also before the last day", () => {
  expect(standingOf(summary(60, 6, 0.5), "opportunity")).toMatchObject({ state: "better" });
  expect(standingOf(summary(6, 60, 0.5), "opportunity").said).toMatch(
    /^The list gets fewer opportunities: 2% of the list/,
  );
  expect(standingOf(summary(6, 6, 0.5), "win")).toMatchObject({ state: "not told" });
});
