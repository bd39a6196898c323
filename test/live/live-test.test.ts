import { describe, expect, it } from "vitest";
import { type Arm, liveTest } from "../../src/live/live-test.ts";

const arm = (reached: number, n: number, effect = 1): Arm => ({ n, reached, effect });

describe("a live test", () => {
  it("says better, worse or not yet clear by limits that a single look would not need", () => {
    expect(liveTest(arm(65, 300), arm(15, 300), 0.05, null)).toMatchObject({ verdict: "better", times: null });
    expect(liveTest(arm(15, 300), arm(65, 300), 0.05, null).verdict).toBe("worse");
    // A single look would call this clear: p = .02.
    expect(liveTest(arm(30, 300), arm(14, 300), 0.05, null).verdict).toBe("not yet clear");
    expect(liveTest(arm(34, 300), arm(14, 300), 0.05, 1).verdict).toBe("better");
    expect(liveTest(arm(34, 300), arm(14, 300), 0.05, 0.3).verdict).toBe("not yet clear");
  });

  it("says by how much it must grow, and then a test that large shows the difference", () => {
    const { times } = liveTest(arm(30, 300), arm(14, 300), 0.05, null);
    expect(times).toBeGreaterThan(1);
    const grown = (n: number): number => Math.round(n * times!);
    expect(liveTest(arm(grown(30), grown(300)), arm(grown(14), grown(300)), 0.05, null).verdict).toBe("better");
    expect(liveTest(arm(15, 300), arm(14, 300), 0.05, null).times).toBeNull();
  });

  it("counts people of one company for what they are worth together", () => {
    const apart = liveTest(arm(65, 300), arm(30, 300), 0.05, 1).interval!;
    const together = liveTest(arm(65, 300, 2), arm(30, 300, 2), 0.05, 1).interval!;
    expect(together[1] - together[0]).toBeGreaterThan(1.3 * (apart[1] - apart[0]));
  });

  it("claims nothing where a side is empty or nothing happened", () => {
    expect(liveTest(arm(3, 30), arm(0, 0), 0.05, null)).toMatchObject({ difference: null, verdict: "not yet clear" });
    const quiet = liveTest(arm(0, 30), arm(0, 30), 0.05, null);
    expect(quiet.verdict).toBe("not yet clear");
    expect(quiet.interval![0]).toBeLessThan(-0.2);
  });
});
