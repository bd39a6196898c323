import { workerData } from "node:worker_threads";
import { type BootstrapPlan, type Resample, resampled } from "../build/bootstrap.ts";
import { type CeilingPlan, ceilingFold } from "../build/ceiling.ts";
import { type PermutationPlan, permutedStatistic } from "../build/separation.ts";
import { findSegments, type SegmentInput } from "../segments/find-segments.ts";
import type { Segments } from "../segments/segment.ts";

/** What tinypool hands to a worker: [its own private data, ours]. */
const [, plan] = workerData as [unknown, unknown];

/** One shuffle, by index. */
export function permutation(index: number): number {
  return permutedStatistic(plan as PermutationPlan, index);
}

/** One resample, by index. */
export function bootstrap(index: number): Resample | null {
  return resampled(plan as BootstrapPlan, index);
}

/** What a card is held against in one fold, by index. */
export function ceiling(index: number): Float64Array {
  return ceilingFold(plan as CeilingPlan, index);
}

/** The kinds of best customers; its input comes with the call. */
export function segments(input: SegmentInput): Segments {
  return findSegments(input);
}
