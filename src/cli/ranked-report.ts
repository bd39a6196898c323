import type { Ranked } from "../engine/proof/ranked.ts";
import type { Block } from "../icp/page/block.ts";
import type { GoalWords } from "../icp/page/goal-words.ts";
import { belowBlock } from "./below-line-report.ts";
import { calibrationBlock } from "./calibration-report.ts";
import { liftBlock } from "./lift-report.ts";

/** The three as blocks, those with nothing to say left out. */
export function rankedBlocks(ranked: Ranked | null, words: GoalWords): Block[] {
  if (ranked === null) return [];
  const { lift, calibration, below, levels } = ranked;
  return [
    ...(lift === null ? [] : [liftBlock(lift, words)]),
    ...(calibration === null ? [] : [calibrationBlock(calibration, words)]),
    ...(below === null ? [] : [belowBlock(below, levels, words)]),
  ];
}
