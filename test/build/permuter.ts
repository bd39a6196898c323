import { type BootstrapPlan, type Resampler, resampled } from "../../src/build/bootstrap.ts";
import { familiesOf } from "../../src/build/families.ts";
import {
  type PermutationPlan,
  type PermutationTest,
  type Permuter,
  permutationTest,
  permutedStatistic,
  separationStatistic,
} from "../../src/build/separation.ts";
import type { CodedMatrix } from "../../src/features/matrix.ts";
import { groupFolds } from "../../src/stats/folds.ts";
import { createRandom } from "../../src/stats/random.ts";

/** Shuffles run here, one after the other. */
export function permuterOf(plan: PermutationPlan): Permuter {
  return async (from, to) => Array.from({ length: to - from }, (_, i) => permutedStatistic(plan, from + i));
}

/** Resamples run here, one after the other. */
export function resamplerOf(plan: BootstrapPlan): Resampler {
  return async (from, to) => Array.from({ length: to - from }, (_, i) => resampled(plan, from + i));
}

/** T and its permutation test, as the build runs them. */
export async function separate(
  matrix: CodedMatrix,
  seed = 1,
  batch = 10,
): Promise<{ observed: number; test: PermutationTest }> {
  const { family, families } = familiesOf(matrix);
  const fold = groupFolds(family, matrix.y, 5, createRandom(seed, 17));
  const observed = separationStatistic(matrix, fold);
  const plan: PermutationPlan = { matrix, family, families, fold, seed };
  return { observed, test: await permutationTest(observed, permuterOf(plan), batch, () => {}) };
}
