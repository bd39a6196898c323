import { type BootstrapPlan, probesOf, resampled, stabilityOf } from "../src/build/bootstrap.ts";
import { LEVELS } from "../src/build/check.ts";
import { familiesOf } from "../src/build/families.ts";
import { fitModel, fitOptions } from "../src/build/fit.ts";
import { fitsOf, toPoints } from "../src/build/points.ts";
import { allRows, takeRows } from "../src/build/rows.ts";
import { world } from "../test/generators/world.ts";

const FRESH_CARDS = 30;
const PROBES = 300;
const RESAMPLES = 60;
/** Share of resamples from which a level is called sure, as the compiled scorers have it. */
const SURE = 0.8;

/** What `sure` is worth: how often cards learned from other deals of the same world give a sure company the same level. */
export interface Sureness {
  readonly sure: number;
  readonly probes: number;
  /** Sum over the sure companies of the share of fresh cards that agree. */
  readonly agree: number;
}

const levelOf = (fit: number): "high" | "medium" | "low" =>
  fit >= LEVELS.high ? "high" : fit >= LEVELS.medium ? "medium" : "low";

/** One world: a card from `deals` deals with its level shares, held against 30 cards from as many other deals each. */
export function sureness(seed: number, deals: number): Sureness {
  const all = world(seed, {
    accounts: deals * (FRESH_CARDS + 1) + PROBES,
    attributes: 10,
    effects: [2.5, -2, 1.8, 0.9],
  });
  const rows = allRows(all);
  const own = takeRows(all, rows.slice(0, deals));
  const probes = takeRows(all, rows.slice(deals * (FRESH_CARDS + 1)));
  const cardOf = (matrix: typeof own) => toPoints(fitModel(matrix, allRows(matrix), fitOptions(matrix.n)));
  const card = cardOf(own);
  const { family, families } = familiesOf(own);
  const followed = probesOf(own, seed);
  const plan: BootstrapPlan = {
    matrix: own,
    family,
    families,
    probes: followed,
    fit: fitsOf(card, own, followed),
    seed,
  };
  const resamples = Array.from({ length: RESAMPLES }, (_, index) => resampled(plan, index));
  const stable = stabilityOf(plan, resamples, new Float64Array(own.attributes.length), LEVELS, 1)!;
  const fits = fitsOf(card, probes, allRows(probes));
  const same = new Float64Array(fits.length);
  for (let k = 1; k <= FRESH_CARDS; k++) {
    const fresh = cardOf(takeRows(all, rows.slice(deals * k, deals * (k + 1))));
    fitsOf(fresh, probes, allRows(probes)).forEach((fit, i) => {
      if (levelOf(fit) === levelOf(fits[i]!)) same[i] = same[i]! + 1 / FRESH_CARDS;
    });
  }
  let [sure, agree] = [0, 0];
  fits.forEach((fit, i) => {
    if (stable.levels[fit]![levelOf(fit)] < SURE) return;
    sure++;
    agree += same[i]!;
  });
  return { sure, probes: fits.length, agree };
}
