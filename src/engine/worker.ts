import { workerData } from "node:worker_threads";
import { type PermutationPlan, permutedStatistic } from "../build/separation.ts";

/** What tinypool hands to a worker: [its own private data, ours]. */
const [, plan] = workerData as [unknown, PermutationPlan];

/** One resample, by index. */
export function permutation(index: number): number {
  return permutedStatistic(plan, index);
}
