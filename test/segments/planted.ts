import type { Feature } from "../../src/features/assemble.ts";
import type { SegmentInput } from "../../src/segments/find-segments.ts";
import { codedAttribute } from "../generators/coded.ts";
import { type SegmentWorldOptions, segmentWorld } from "../generators/segment-world.ts";
import { featuresOf } from "../generators/world.ts";

/** Clear kinds: strong blocks in many attributes. */
export const CLEAR: Partial<SegmentWorldOptions> = {
  attributes: [12, 12],
  levels: [3, 5],
  blocks: [6, 7],
  strength: [0.85, 0.95],
  missing: 0.1,
  universe: 1500,
  leastShare: 0.2,
};

/** Features `a0`, `a1`, ... of categories with given numbers of levels. */
export function plainFeatures(levels: ArrayLike<number>): Feature[] {
  return featuresOf(Array.from(levels, (l, j) => codedAttribute(`a${j}`, "unordered", l, [0])));
}

/** What a made-up world gives to find kinds in, and the truth. */
export function plantedInput(
  seed: number,
  options: Partial<SegmentWorldOptions>,
): { input: SegmentInput; kind: Uint8Array } {
  const world = segmentWorld(seed, options);
  const input: SegmentInput = {
    features: plainFeatures(world.levels),
    won: world.won.map((c) => Uint16Array.from(c)),
    market: world.universe.map((c) => Uint16Array.from(c)),
    lost: null,
    deals: null,
    marketIs: "universe",
    value: null,
    seed: 1,
  };
  return { input, kind: world.kind };
}
