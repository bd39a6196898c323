import { buildDraft } from "../src/build/draft.ts";
import { fitModel, fitOptions } from "../src/build/fit.ts";
import { fitsOf, toPoints } from "../src/build/points.ts";
import { allRows, takeRows } from "../src/build/rows.ts";
import type { CodedMatrix } from "../src/features/matrix.ts";
import type { HeldOut } from "../src/icp/document.ts";
import { auc } from "../src/stats/auc.ts";
import { featuresOf, type WorldOptions, world } from "../test/generators/world.ts";

/** Accounts of fresh deals per world: enough to take what they show for the truth. */
const FRESH = 20_000;
/** Deals that a level needs in a check, and among the fresh ones, to be compared. */
const HELD = 10;
const COMPARED = 150;

/** How often limits of a check held the truth: [inside, compared]. */
export interface CheckCoverage {
  auc: [number, number];
  levels: [number, number];
}

function count(pair: [number, number], inside: boolean): void {
  pair[0] += inside ? 1 : 0;
  pair[1] += 1;
}

const within = (x: number, [low, high]: readonly [number, number]): boolean => x >= low && x <= high;

/** Fresh deals ranked and levelled by a card that learned from `past`. */
function truthOf(past: CodedMatrix, fresh: CodedMatrix) {
  const fits = fitsOf(toPoints(fitModel(past, allRows(past), fitOptions(past.n))), fresh, allRows(fresh));
  const rateIn = (from: number, below: number): number | null => {
    const rows = allRows(fresh).filter((i) => fits[i]! >= from && fits[i]! < below);
    return rows.length < COMPARED ? null : rows.reduce((a, i) => a + fresh.y[i]!, 0) / rows.length;
  };
  return {
    auc: auc(fits, fresh.y),
    rates: { high: rateIn(70, 101), medium: rateIn(40, 70), low: rateIn(0, 40), unknown: null },
  };
}

function compare(check: HeldOut | null, truth: ReturnType<typeof truthOf>, into: CheckCoverage): void {
  if (check === null || check.verdict === "not enough data" || check.auc_interval === null) return;
  count(into.auc, within(truth.auc, check.auc_interval));
  for (const { level, n, win_rate_interval: limits } of check.levels) {
    const rate = truth.rates[level];
    if (n >= HELD && rate !== null && limits !== null) count(into.levels, within(rate, limits));
  }
}

/**
 * Worlds 1..`worlds`: the limits that the two checks state (cross-fit, and newer deals) against what the published card does on the
 * deals of 20,000 other accounts. Cells are all known, so that every deal has a level.
 */
export async function checkCoverage(
  worlds: number,
  options: Partial<WorldOptions> & { readonly accounts: number },
): Promise<{ crossFit: CheckCoverage; forward: CheckCoverage }> {
  const crossFit: CheckCoverage = { auc: [0, 0], levels: [0, 0] };
  const forward: CheckCoverage = { auc: [0, 0], levels: [0, 0] };
  for (let seed = 1; seed <= worlds; seed++) {
    const all = world(seed, { missing: 0, ...options, accounts: options.accounts + FRESH });
    const past = takeRows(
      all,
      allRows(all).filter((i) => all.account[i]! < options.accounts),
    );
    const fresh = takeRows(
      all,
      allRows(all).filter((i) => all.account[i]! >= options.accounts),
    );
    const features = featuresOf(past.attributes);
    const input = { matrix: past, features, seed, orderName: null, matured: () => true, forceScore: true };
    const { validation } = await buildDraft(input, {
      permuter: null,
      resampler: null,
      batch: 1,
      progress: () => {},
      pause: async () => {},
    });
    const truth = truthOf(past, fresh);
    compare(validation.cross_fit, truth, crossFit);
    compare(validation.forward, truth, forward);
  }
  return { crossFit, forward };
}
