import { describe, expect, it } from "vitest";
import { ACTION_WORDS, ACTIONS, actionOf, LEVELS, trustIn } from "../../src/icp/action.ts";
import { believed } from "./fixtures/believed.ts";
import { forced } from "./fixtures/forced.ts";
import { none } from "./fixtures/none.ts";
import { rich } from "./fixtures/rich.ts";
import { untested } from "./fixtures/untested.ts";
import { weak } from "./fixtures/weak.ts";

describe("actionOf", () => {
  it("is the map of fit and timing", () => {
    const map = [...LEVELS, "unknown" as const].map((fit) => [...LEVELS, null].map((at) => actionOf(fit, at, "full")));
    expect(map).toEqual([
      ["pursue", "pursue", "watch", "pursue"],
      ["nurture", "nurture", "nurture", "nurture"],
      ["check", "suppress", "suppress", "suppress"],
      ["ask", "ask", "ask", "ask"],
    ]);
  });

  it("never suppresses by a provisional score, and does nothing by none", () => {
    const all = [...LEVELS, "unknown" as const, null].flatMap((fit) =>
      [...LEVELS, null].map((at) => [fit, at] as const),
    );
    expect(all.filter(([fit, at]) => actionOf(fit, at, "provisional") === "suppress")).toEqual([]);
    expect(actionOf("low", "high", "provisional")).toBe("check");
    expect(all.filter(([fit, at]) => actionOf(fit, at, "none") !== null)).toEqual([]);
  });

  it("has words for every action", () => {
    expect(ACTIONS.every((action) => ACTION_WORDS[action].length > 10)).toBe(true);
  });
});

describe("trustIn", () => {
  it("goes by the verdict, by force or not, and takes what was declared or not tested as provisional", () => {
    expect([rich, weak, none, forced, believed, untested].map(trustIn)).toEqual([
      "full",
      "provisional",
      "none",
      "none",
      "provisional",
      "provisional",
    ]);
  });
});
