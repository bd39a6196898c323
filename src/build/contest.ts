import type { CodedMatrix } from "../features/matrix.ts";
import { auc } from "../stats/auc.ts";
import { designEffect } from "../stats/clustered.ts";
import { logLoss } from "../stats/log-loss.ts";
import { quantile } from "../stats/quantile.ts";
import { createRandom } from "../stats/random.ts";
import { type ChangedBand, changeIn, FEWEST_OLDER } from "./change.ts";
import { type Levels, levelOf } from "./check.ts";
import { fitOptions } from "./fit.ts";
import { learn } from "./learn.ts";
import { fitsOf, knownOf } from "./points.ts";
import { takeRows, worth } from "./rows.ts";
import { sampledRows } from "./sample.ts";

/** A way of learning again: all deals alike, or recent ones more. */
export interface Way {
  /** Days in which the weight of a deal halves; null: age does not count. */
  readonly halfLifeDays: number | null;
  /** The same deals as in every other way, with its weights. */
  readonly matrix: CodedMatrix;
}

/** The profile in force, as the contest knows it. */
export interface InForce {
  /** Its probability per row of the matrix, NaN where it gives none. */
  readonly p: Float64Array;
  /** Attributes of the matrix that it scores by. */
  readonly card: ReadonlySet<number>;
  readonly levels: Levels;
}

/** What newer outcomes say of the profile in force alone: is it as right as it was? */
export interface ChangeSeen {
  /** How many times as likely they are if one thing changed, averaged over what it might be. */
  readonly odds: number;
  /** Share of made-up outcomes, by the profile in force and its uncertainty, that speak as loudly of a change. */
  readonly chance: number;
  /** Share from which nothing is said to have changed. */
  readonly chance_needed: number;
  /** What it most likely is, by the names of the matrix. */
  readonly most_likely: (Omit<ChangedBand, "attribute"> & { readonly attribute: string | null }) | null;
}

/** A candidate held against the profile in force, on newer deals that neither has learned from. */
export interface Contest {
  /** The way that did best. */
  readonly halfLifeDays: number | null;
  /** Newer deals on which both were scored, and how many of them were won. */
  readonly n: number;
  readonly won: number;
  /** Newer deals left out: of companies that older deals told of, or that the profile in force gives no chance. */
  readonly left_out: number;
  readonly loss: { readonly candidate: number; readonly in_force: number };
  readonly auc: { readonly candidate: number; readonly in_force: number };
  /** How much less the candidate loses per deal, in nats, with 95% limits by account. */
  readonly gain: number;
  readonly gain_interval: readonly [number, number];
  /**
   * How many times as likely the outcomes are by the candidates as by the profile in force, averaged over the ways.
   */
  readonly odds: number;
  /** Odds that are asked for where the newer deals alone do not show that something changed. */
  readonly odds_needed: number;
  /** Null where too few older deals tell how sure the profile in force could be. */
  readonly change: ChangeSeen | null;
  readonly levels: readonly LevelCount[];
  /** A level of the candidate won less often than the one below it. */
  readonly inverted: boolean;
  readonly verdict: "proposed" | "not proposed" | "not enough data";
}

export interface LevelCount {
  readonly level: "high" | "medium" | "low";
  readonly n: number;
  readonly won: number;
}

/** New outcomes that are needed before anything is proposed. */
export const FEWEST_NEW = 50;
/**
 * Made-up outcomes among which at most this share speak as loudly for a change where something is said to have changed. Chosen on worlds of
 * other seeds than bench/CANDIDATE.md's, where a candidate that also gains was then proposed in 4 of 100 that had not moved.
 */
export const CHANCE = 0.07;
/** Odds from which a candidate is proposed although no change in one thing shows: it may simply have learned more, or of many small changes. */
export const ODDS = 1000;
/** The same where too few older deals tell how sure the profile in force could be, and a change in one thing cannot be told. */
export const ODDS_ALONE = 50;
/** Newer deals, whole accounts, on which a change is looked for. */
const CHANGE_ROWS = 4000;
const FOLDS = 5;
const DRAWS = 1000;
/** Deals at a level from which it can be said to be inverted. */
const LEVEL_ROWS = 10;

/**
 * Is it time for another profile? Two questions, and both must be answered yes.
 *
 * Does the profile in force still hold? `changeIn` asks that of the newer outcomes; every suspect is an offset that adds to a score, which a card can
 * express, but no card is proposed on its strength.
 *
 * Does a profile learned again do better on deals that neither has seen? Each fifth of the newer deals, by company, is scored by what the older deals and the
 * other fifths taught, in every way, and by the profile in force. For one fifth alone such a likelihood ratio passes x once in x times at most where
 * the profile in force is true (Wasserman, Ramdas and Balakrishnan 2020, split likelihood ratio); all five together are not covered by that. So a
 * gain is enough where something changed, and high odds are asked for where nothing else shows it. How often both mislead is measured
 * (bench/CANDIDATE.md). Deals of one company count for what they are worth together. Companies that older deals told of are left out: the candidate would know them.
 *
 * @param newer rows that the profile in force has not seen
 */
export async function contest(
  ways: readonly Way[],
  newer: Int32Array,
  inForce: InForce,
  seed: number,
  pause: () => Promise<void>,
): Promise<Contest> {
  const { matrix } = ways[0]!;
  const { p, levels } = inForce;
  const fresh = new Set(newer);
  const older = Int32Array.from({ length: matrix.n }, (_, i) => i).filter((i) => !fresh.has(i));
  const met = new Set(Array.from(older, (i) => matrix.account[i]!));
  const rows = newer.filter((i) => !met.has(matrix.account[i]!) && !Number.isNaN(p[i]!));
  const y = Uint8Array.from(rows, (i) => matrix.y[i]!);
  const account = Int32Array.from(rows, (i) => matrix.account[i]!);
  const common = { rows, y, account, inForce: Float64Array.from(rows, (i) => p[i]!) };
  if (rows.length < FEWEST_NEW || !y.includes(1) || !y.includes(0))
    return verdictOf(common, [], null, newer.length, levels, seed);
  const change = await changeSeen(matrix, older, rows, inForce, seed, pause);
  const fold = chanceFolds(account, seed);
  const tried: Tried[] = [];
  for (const way of ways) tried.push(await scoredBy(way, common, fold, seed, pause));
  return verdictOf(common, tried, change, newer.length, levels, seed);
}

async function changeSeen(
  matrix: CodedMatrix,
  before: Int32Array,
  rows: Int32Array,
  { p, card }: InForce,
  seed: number,
  pause: () => Promise<void>,
): Promise<ChangeSeen | null> {
  const older = before.filter((i) => !Number.isNaN(p[i]!));
  if (older.length < FEWEST_OLDER) return null;
  const newer = sampledRows(takeRows(matrix, rows), CHANGE_ROWS, seed).map((k) => rows[k]!);
  const { odds, chance, band } = await changeIn(matrix, older, newer, p, card, seed, pause);
  const name = band === null || band.attribute === null ? null : matrix.attributes[band.attribute]!.name;
  return {
    odds,
    chance,
    chance_needed: CHANCE,
    most_likely: band === null ? null : { ...band, attribute: name },
  };
}

/** Folds by account, by chance alone: folds of like win rates would tell the candidates how often the deals they are asked about were won. */
function chanceFolds(account: Int32Array, seed: number): Uint8Array {
  const random = createRandom(seed, 97);
  const of = new Map<number, number>();
  return Uint8Array.from(account, (one) => {
    const fold = of.get(one) ?? random.int(FOLDS);
    of.set(one, fold);
    return fold;
  });
}

interface Newer {
  readonly rows: Int32Array;
  readonly y: Uint8Array;
  readonly account: Int32Array;
  readonly inForce: Float64Array;
}

/** What the candidates of one way say of the newer deals. */
interface Tried {
  readonly halfLifeDays: number | null;
  readonly p: Float64Array;
  readonly fit: Float64Array;
  readonly known: Float64Array;
}

async function scoredBy(
  { halfLifeDays, matrix }: Way,
  { rows, inForce }: Newer,
  fold: Uint8Array,
  seed: number,
  pause: () => Promise<void>,
): Promise<Tried> {
  const [p, fit, known] = [inForce.slice(), new Float64Array(rows.length), new Float64Array(rows.length).fill(1)];
  for (let f = 0; f < FOLDS; f++) {
    const at = Int32Array.from(rows.keys()).filter((k) => fold[k] === f);
    const test = Int32Array.from(at, (k) => rows[k]!);
    const held = new Set(Array.from(test, (i) => matrix.account[i]!));
    const train = Int32Array.from({ length: matrix.n }, (_, i) => i).filter((i) => !held.has(matrix.account[i]!));
    const older = takeRows(matrix, train);
    if (test.length === 0 || !older.y.includes(1) || !older.y.includes(0)) continue;
    const learned = await learn(older, seed, pause, fitOptions(worth(matrix)));
    const fits = fitsOf(learned.card, matrix, test);
    const share = knownOf(learned.card, matrix, test);
    at.forEach((k, i) => {
      fit[k] = fits[i]!;
      known[k] = share[i]!;
      p[k] = learned.calibration.p[fits[i]!]!;
    });
  }
  return { halfLifeDays, p, fit, known };
}

function lossOf(p: number, y: number): number {
  return -Math.log(Math.min(1 - 1e-9, Math.max(1e-9, y === 1 ? p : 1 - p)));
}

function verdictOf(
  newer: Newer,
  tried: readonly Tried[],
  change: ChangeSeen | null,
  all: number,
  levels: Levels,
  seed: number,
): Contest {
  const { rows, y, account, inForce } = newer;
  const gainsOf = ({ p }: Tried) => Float64Array.from(y, (one, i) => lossOf(inForce[i]!, one) - lossOf(p[i]!, one));
  const sums = tried.map((one) => gainsOf(one).reduce((a, b) => a + b, 0));
  const counted = {
    n: rows.length,
    won: y.reduce((a, b) => a + b, 0),
    left_out: all - rows.length,
  };
  const best = tried[sums.indexOf(Math.max(...sums))];
  if (best === undefined)
    return {
      halfLifeDays: null,
      ...counted,
      loss: { candidate: Number.NaN, in_force: Number.NaN },
      auc: { candidate: Number.NaN, in_force: Number.NaN },
      gain: 0,
      gain_interval: [0, 0],
      odds: 1,
      odds_needed: ODDS_ALONE,
      change: null,
      levels: [],
      inverted: false,
      verdict: "not enough data",
    };
  const effect = designEffect(y, account);
  const odds = sums.reduce((sum, one) => sum + Math.exp(Math.min(700, one / effect)), 0) / sums.length;
  const gains = gainsOf(best);
  const drawn = drawnMeans(gains, account, seed);
  const counts = levelCounts(best, y, levels);
  const inverted = invertedIn(counts);
  const gain = gains.reduce((a, b) => a + b, 0) / rows.length;
  const needed = change === null ? ODDS_ALONE : ODDS;
  const earned = odds >= needed || (change !== null && change.chance <= CHANCE && gain > 0);
  return {
    halfLifeDays: best.halfLifeDays,
    ...counted,
    loss: { candidate: logLoss(best.p, y), in_force: logLoss(inForce, y) },
    auc: { candidate: auc(best.p, y), in_force: auc(inForce, y) },
    gain,
    gain_interval: [quantile(drawn, 0.025), quantile(drawn, 0.975)],
    odds,
    odds_needed: needed,
    change,
    levels: counts,
    inverted,
    verdict: earned && !inverted ? "proposed" : "not proposed",
  };
}

/** Means over accounts drawn anew, ascending. */
function drawnMeans(gains: Float64Array, account: Int32Array, seed: number): Float64Array {
  const sums = new Map<number, { sum: number; n: number }>();
  gains.forEach((gain, i) => {
    const own = sums.get(account[i]!) ?? { sum: 0, n: 0 };
    sums.set(account[i]!, { sum: own.sum + gain, n: own.n + 1 });
  });
  const groups = [...sums.values()];
  const random = createRandom(seed, 89);
  return Float64Array.from({ length: DRAWS }, () => {
    let [sum, n] = [0, 0];
    for (let k = 0; k < groups.length; k++) {
      const group = groups[random.int(groups.length)]!;
      sum += group.sum;
      n += group.n;
    }
    return sum / n;
  }).sort();
}

function levelCounts({ fit, known }: Tried, y: Uint8Array, levels: Levels): LevelCount[] {
  return (["high", "medium", "low"] as const).map((level) => {
    const at = Array.from(y.keys()).filter((i) => levelOf(fit[i]!, known[i]!, levels) === level);
    return { level, n: at.length, won: at.reduce((sum, i) => sum + y[i]!, 0) };
  });
}

function invertedIn(counts: readonly LevelCount[]): boolean {
  const rates = counts.filter(({ n }) => n >= LEVEL_ROWS).map(({ n, won }) => won / n);
  return rates.some((rate, i) => i > 0 && rate > rates[i - 1]!);
}
