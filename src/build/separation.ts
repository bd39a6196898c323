import type { CodedMatrix } from "../features/matrix.ts";
import { auc } from "../stats/auc.ts";
import { createRandom } from "../stats/random.ts";
import { crossFitLogit } from "./cross-fit.ts";
import { exchangeRows, familyMembers, withExchangedRows } from "./exchange.ts";
import { resamplingFit } from "./fit.ts";
import { worth } from "./rows.ts";

export const PERMUTATIONS = 200;
/** Besag and Clifford: stop at this many shuffles that do as well, p = 20 / draws. */
const EXCEEDANCES = 20;

/** Everything one permutation needs; plain typed arrays, so that it travels to a worker. */
export interface PermutationPlan {
  readonly matrix: CodedMatrix;
  readonly family: Int32Array;
  readonly families: number;
  readonly fold: Uint8Array;
  readonly seed: number;
}

/** T: AUC of one 5-fold out-of-fold score, everything refitted in each fold; deals count by their age where recency is asked for. */
export function separationStatistic(matrix: CodedMatrix, fold: Uint8Array): number {
  return auc(crossFitLogit(matrix, fold, resamplingFit(worth(matrix))), matrix.y, matrix.recency);
}

/** T after shuffle number `index`: same folds, attribute rows exchanged between families. */
export function permutedStatistic(plan: PermutationPlan, index: number): number {
  const members = familyMembers(plan.family, plan.families);
  const source = exchangeRows(members, plan.matrix.n, createRandom(plan.seed, 23, index));
  return separationStatistic(withExchangedRows(plan.matrix, source), plan.fold);
}

/** Gives T for shuffles from..to-1, in order; the engine runs them on its workers. */
export type Permuter = (from: number, to: number) => Promise<readonly number[]>;

export interface PermutationTest {
  readonly p: number;
  readonly draws: number;
  /** Shuffles that did as well as the data. */
  readonly exceedances: number;
  /** Mean and SD of T on shuffled data. */
  readonly mean: number;
  readonly sd: number;
}

function moments(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / Math.max(values.length - 1, 1);
  return { mean, sd: Math.sqrt(variance) };
}

/**
 * Sequential Monte Carlo test (Besag & Clifford 1991): stops at the 20th exceedance at draw l with p = 20/l, else p = (1 + #)/(B + 1).
 * The result depends on the order of draws only, never on how many run at once.
 *
 * @param batch shuffles asked for at a time @param progress told how many draws are done
 */
export async function permutationTest(
  observed: number,
  permuter: Permuter,
  batch: number,
  progress: (done: number) => void,
): Promise<PermutationTest> {
  const values: number[] = [];
  let exceedances = 0;
  while (values.length < PERMUTATIONS) {
    const next = await permuter(values.length, Math.min(PERMUTATIONS, values.length + batch));
    for (const t of next) {
      values.push(t);
      if (!(t < observed)) exceedances++;
      if (exceedances === EXCEEDANCES)
        return { p: EXCEEDANCES / values.length, draws: values.length, exceedances, ...moments(values) };
    }
    progress(values.length);
  }
  return { p: (1 + exceedances) / (PERMUTATIONS + 1), draws: PERMUTATIONS, exceedances, ...moments(values) };
}

/**
 * Closed deals at which the observed distance from noise would be told apart four times in five (one-sided .05), noise shrinking as 1/sqrt(n).
 *
 * @param all deals there are, where `n` of them were tested
 * @returns null when there is too little distance to extrapolate from, or all deals there are would do
 */
export function dealsNeeded(n: number, observed: number, test: PermutationTest, all = n): number | null {
  const z = (observed - test.mean) / Math.max(test.sd, 1e-9);
  if (z < 1) return null;
  const rounded = roundedUp(Math.max(n * (2.49 / z) ** 2, n + 1));
  return all > n && rounded <= all ? null : rounded;
}

function roundedUp(deals: number): number {
  const round = 10 ** Math.max(1, Math.floor(Math.log10(deals)) - 1);
  return Math.ceil(deals / round) * round;
}

/** Deals at which limits of the AUC this wide would leave out .5, shrinking as 1/sqrt(n); null where their middle is no better than chance. */
export function dealsToClear(n: number, [low, high]: readonly [number, number]): number | null {
  const middle = (low + high) / 2;
  return middle - 0.5 < 0.01 ? null : roundedUp(Math.max(n * ((middle - low) / (middle - 0.5)) ** 2, n + 1));
}

/** Normal quantiles of 95% on one side, and between two. */
const ONE_SIDED = 1.645;
const TWO_SIDED = 1.96;

export interface SeparationEvidence {
  readonly test: PermutationTest | null;
  readonly observed: number;
  /** Slope-calibrated out-of-fold loss against the base rate's, per deal. */
  readonly loss: number;
  readonly baseLoss: number;
  /** AUC interval on newer deals where there are at least 20 won and 20 lost; null when there are not. */
  readonly forward: readonly [number, number] | null;
  /** AUC interval of the published method on deals held out in turn; asked where newer deals are too few. */
  readonly crossFit: readonly [number, number] | null;
  readonly n: number;
  /** Deals that were tested against chance, where these are fewer. */
  readonly drawn?: number;
}

export interface SeparationVerdict {
  readonly verdict: "reliable" | "weak" | "none" | "untested";
  readonly reason: string;
  readonly dealsNeeded: number | null;
}

function inWords({ exceedances, draws }: PermutationTest): string {
  if (exceedances === 0) return `none of ${draws} shuffles of the same data does as well by chance`;
  return `${exceedances} of ${draws} shuffles of the same data ${exceedances === 1 ? "does" : "do"} as well by chance`;
}

/** reliable / weak / none / untested: statistics.md section 4. */
export function judgeSeparation(e: SeparationEvidence): SeparationVerdict {
  if (e.test === null)
    return {
      verdict: "untested",
      reason: "Not tested against chance, because resampling was switched off.",
      dealsNeeded: null,
    };
  const { p } = e.test;
  const better = e.loss < e.baseLoss;
  const ranks = e.forward !== null ? e.forward[0] : e.crossFit === null ? 1 : lowerLimit(e.crossFit);
  if (p <= 0.05 && better && ranks > 0.5)
    return {
      verdict: "reliable",
      reason: `The score tells winners from losers on deals it has not seen: ${inWords(e.test)}.`,
      dealsNeeded: null,
    };
  const needed = dealsNeeded(e.drawn ?? e.n, e.observed, e.test, e.n);
  if (p > 0.2)
    return {
      verdict: "none",
      reason: `The data does not tell winners from losers: ${inWords(e.test)}.`,
      dealsNeeded: needed,
    };
  const wide = p <= 0.05 && better && e.forward === null && e.crossFit !== null;
  const clear = wide ? dealsToClear(e.n, e.crossFit!) : needed;
  return { verdict: "weak", reason: weakReason(e.test, better, e.forward !== null), dealsNeeded: clear };
}

/**
 * The limit that the truth is above 95 times in 100, from limits that hold it 95 times in 100 between them: as strict as the test against
 * chance, whose p is of one side too.
 */
function lowerLimit([low, high]: readonly [number, number]): number {
  const middle = (low + high) / 2;
  return middle - (ONE_SIDED / TWO_SIDED) * (middle - low);
}

function weakReason(test: PermutationTest, better: boolean, newer: boolean): string {
  if (test.p > 0.05) return `The score tells winners from losers a little, and that may be chance: ${inWords(test)}.`;
  const told = `Deals held out in turn are told apart (${inWords(test)}), but`;
  if (!better) return `${told} forecasts of single deals are not yet better than the base rate.`;
  return newer
    ? `${told} on the newest deals the score is not clearly better than chance.`
    : `${told} the score's own ranking of them is not yet clearly better than chance.`;
}
