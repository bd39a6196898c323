import { describe, expect, it } from "vitest";
import { liveTest } from "../../src/live/live-test.ts";
import { controlNeeded, eachNeeded, smallestShown } from "../../src/live/sample-size.ts";

describe("how many companies a live test needs", () => {
  it("is Fleiss' figure, by a limit that lets everybody look as often as they like", () => {
    // z 2.2414, power 0.8416, p 0.10 against 0.05: ((2.2414 * sqrt(2 * .075 * .925) + .8416 * sqrt(.09 + .0475)) / .05)^2 = 526.2; with 1.96 the textbook has 435
    expect(eachNeeded(0.05, 0.05)).toBe(527);
    expect(controlNeeded(527, 0.05, 0.05)).toBe(526);
    expect(smallestShown({ list: 527, control: 527 }, 0.05)).toBeCloseTo(0.05, 4);
  });

  it("says where no control is large enough, and where nothing could show", () => {
    expect(controlNeeded(50, 0.05, 0.05)).toBeNull();
    expect(controlNeeded(300, 0.05, 0.1)!).toBeLessThan(controlNeeded(200, 0.05, 0.1)!);
    expect(smallestShown({ list: 2, control: 2 }, 0.5)).toBeNull();
    expect(smallestShown({ list: 100, control: 0 }, 0.05)).toBeNull();
    expect(eachNeeded(0.9, 0.2)).toBeNull();
  });

  it("is enough: of drawn tests of that size about four in five show the difference, and of equal sides one in forty each way", () => {
    let seed = 12345;
    const random = (): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return seed / 2 ** 32;
    };
    const drawn = (n: number, rate: number): number => {
      let reached = 0;
      for (let i = 0; i < n; i++) if (random() < rate) reached++;
      return reached;
    };
    const [usual, difference, list] = [0.1, 0.1, 250];
    const control = controlNeeded(list, usual, difference)!;
    const TESTS = 1_000;
    const shown = (rate: number): number =>
      Array.from({ length: TESTS }).filter(() => {
        const arms = [
          { n: list, reached: drawn(list, rate), effect: 1 },
          { n: control, reached: drawn(control, usual), effect: 1 },
        ] as const;
        return liveTest(...arms, usual, 1).verdict === "better";
      }).length / TESTS;
    expect(shown(usual + difference)).toBeGreaterThan(0.75);
    expect(shown(usual + difference)).toBeLessThan(0.88);
    expect(shown(usual)).toBeLessThan(0.03);
  });
});
