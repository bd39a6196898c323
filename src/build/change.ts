import type { CodedMatrix } from "../features/matrix.ts";
import { normalQuantile } from "../stats/normal.ts";
import { createRandom, type Random } from "../stats/random.ts";
import { logit as logitOf, sigmoid, softplus } from "../stats/sigmoid.ts";
import { type Cut, cutsOf, type Suspect, suspectsOf } from "./suspects.ts";

/** What newer outcomes say of a change in one thing, against a world in which the profile in force is as right as it was. */
export interface Change {
  /** How many times as likely the outcomes are if one thing changed, averaged over what it might be. */
  readonly odds: number;
  /** Share of made-up outcomes of the same deals, by the profile in force and its uncertainty, that speak as loudly for a change. */
  readonly chance: number;
  /** What it most likely is. */
  readonly band: ChangedBand | null;
}

export interface ChangedBand {
  /** Index of the attribute in the matrix; null for the score as a whole. */
  readonly attribute: number | null;
  /** Labels of the bins of the band; none for the score as a whole. */
  readonly labels: readonly string[];
  /** Newer deals in it, those won, and those that the profile in force expected to be won. */
  readonly n: number;
  readonly won: number;
  readonly expected: number;
  /** Share of the odds that speak of it. */
  readonly share: number;
}

/** What is needed of older deals for the profile in force to have an uncertainty. */
export const FEWEST_OLDER = 50;
/** Sets of outcomes made up. */
const DRAWS = 499;
/** Prior variances (logits) of a change: .5 and 1 as SD. */
const SIZES = [0.25, 1];
/** Offsets at which likelihoods are summed. */
const GRID = Float64Array.from({ length: 57 }, (_, k) => (k - 28) / 8);
/** The profile in force is never surer of anything than this (variance). */
const SUREST = 0.003;
/** A logistic scale holds 1 / (1 + .346 v) of a normal luck of variance v (Zeger, Liang and Albert 1988). */
const ATTENUATION = 0.346;

/**
 * Has one thing changed? Every band of every attribute, and the score as a whole, is suspected of being won by more or less than the profile in
 * force says; the suspects' likelihood ratios, each averaged over how large its change may be, are averaged by belief. A change in one thing shows
 * long before a profile learned again shows it. How loudly such odds speak where nothing changed is told by outcomes made up for the same deals from the profile in
 * force, with errors as its older deals leave it and luck that deals of an account share (a parametric bootstrap, Davison and Hinkley 1997, 4.2).
 *
 * O(draws x newer x attributes).
 *
 * @param older rows the profile in force may have learned from @param newer rows it has not seen @param inForce its probability per row
 * @param card attributes of the matrix that it scores by
 */
export async function changeIn(
  matrix: CodedMatrix,
  older: Int32Array,
  newer: Int32Array,
  inForce: Float64Array,
  card: ReadonlySet<number>,
  seed: number,
  pause: () => Promise<void>,
): Promise<Change> {
  const logit = inForce.map((p) => logitOf(Math.min(1 - 1e-6, Math.max(1e-6, p))));
  const cuts = cutsOf(matrix, older, newer, logit);
  const suspects = suspectsOf(matrix, cuts, older, newer, logit);
  const own = Float64Array.from(newer, (i) => logit[i]!);
  const tried = suspects.map((suspect) => trialOf(suspect, own));
  const y = Uint8Array.from(newer, (i) => matrix.y[i]!);
  const each = suspects.map((suspect, s) => Math.log(suspect.belief) + tried[s]!(y));
  const loudness = (one: Uint8Array): number => logSum(suspects.map((s, k) => Math.log(s.belief) + tried[k]!(one)));
  const seen = logSum(each);
  const random = createRandom(seed, 83);
  const draw = outcomes(matrix, cuts, older, newer, logit, card, random);
  let louder = 0;
  for (let d = 0; d < DRAWS; d++) {
    if (d % 50 === 0) await pause();
    if (loudness(draw()) >= seen) louder++;
  }
  return {
    odds: Math.exp(Math.min(700, seen)),
    chance: (1 + louder) / (1 + DRAWS),
    band: mostLikely(matrix, cuts, suspects, each, seen, own, y),
  };
}

function logSum(values: readonly number[]): number {
  const most = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return values.length === 0 ? 0 : most + Math.log(values.reduce((a, one) => a + Math.exp(one - most), 0));
}

/** ln likelihood ratio of outcomes if this changed, against the profile in force with what it is unsure of. */
function trialOf({ places, moves, unsure }: Suspect, own: Float64Array): (y: Uint8Array) => number {
  const variance = Math.max(SUREST, unsure);
  const still = normal(variance);
  const sizes = SIZES.map((size) => normal(variance + size));
  const changed = still.map((_, k) => sizes.reduce((sum, one) => sum + one[k]!, 0) / sizes.length);
  const cost = GRID.map((by) => {
    let sum = 0;
    places.forEach((k, j) => {
      sum += softplus(own[k]! + by * moves[j]!) - softplus(own[k]!);
    });
    return sum;
  });
  const known = new Map<number, number>();
  return (y) => {
    let won = 0;
    places.forEach((k, j) => {
      won += y[k]! * moves[j]!;
    });
    const before = known.get(won);
    if (before !== undefined) return before;
    const likelihood = GRID.map((by, k) => by * won - cost[k]!);
    const most = likelihood.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    let [up, down] = [0, 0];
    likelihood.forEach((one, k) => {
      const e = Math.exp(one - most);
      up += e * changed[k]!;
      down += e * still[k]!;
    });
    const found = Math.log(up) - Math.log(Math.max(1e-300, down));
    if (known.size < 5000) known.set(won, found);
    return found;
  };
}

function normal(variance: number): Float64Array {
  const density = GRID.map((x) => Math.exp((-x * x) / 2 / variance));
  const sum = density.reduce((a, b) => a + b, 0);
  return density.map((one) => one / sum);
}

/** Makes up outcomes of the newer deals: the profile in force as it may be wrong in the bands of its card, and luck by account. */
function outcomes(
  matrix: CodedMatrix,
  cuts: readonly Cut[],
  older: Int32Array,
  newer: Int32Array,
  logit: Float64Array,
  card: ReadonlySet<number>,
  random: Random,
): () => Uint8Array {
  const luck = sharedLuck(matrix, [older, newer], logit);
  const stretch = Math.sqrt(1 + ATTENUATION * luck);
  const wrong = cuts
    .filter(({ attribute }) => card.size === 0 || card.has(attribute))
    .map(({ attribute, bandOf, unsure, told }) => {
      const { codes } = matrix.attributes[attribute]!;
      return {
        band: Uint8Array.from(newer, (i) => bandOf[codes[i]!]!),
        // What the score says little of it has been drawn toward nothing.
        sd: unsure.map((v, b) => (b === 0 || told === 0 ? 0 : Math.sqrt((v * told) / (v + told)))),
      };
    });
  const places = new Map<number, number>();
  const account = Int32Array.from(newer, (i) => {
    const one = matrix.account[i]!;
    if (!places.has(one)) places.set(one, places.size);
    return places.get(one)!;
  });
  const gauss = (): number => normalQuantile(Math.min(1 - 1e-12, Math.max(1e-12, random.next())));
  const effect = 1 + luck / 2;
  return () => {
    const by = wrong.map(({ sd }) => sd.map((one) => (one === 0 ? 0 : Math.sqrt(effect) * one * gauss())));
    const own = luck > 0 ? Float64Array.from({ length: places.size }, () => Math.sqrt(luck) * gauss()) : null;
    return Uint8Array.from(newer, (i, k) => {
      let z = logit[i]!;
      for (let a = 0; a < wrong.length; a++) z += by[a]![wrong[a]!.band[k]!]!;
      return random.next() < sigmoid(own === null ? z : stretch * z + own[account[k]!]!) ? 1 : 0;
    });
  };
}

/** Variance (logits) of what deals of one account share beyond their chances, from products of their residuals; 0 where there is nothing to see. */
function sharedLuck({ account, accounts, y }: CodedMatrix, parts: readonly Int32Array[], logit: Float64Array): number {
  const [sum, squares, spread] = [new Float64Array(accounts), new Float64Array(accounts), new Float64Array(accounts)];
  const spreadSquares = new Float64Array(accounts);
  for (const part of parts)
    for (const i of part) {
      const a = account[i]!;
      const p = sigmoid(logit[i]!);
      const [rest, v] = [y[i]! - p, p * (1 - p)];
      sum[a] = sum[a]! + rest;
      squares[a] = squares[a]! + rest * rest;
      spread[a] = spread[a]! + v;
      spreadSquares[a] = spreadSquares[a]! + v * v;
    }
  let [together, expected] = [0, 0];
  for (let a = 0; a < accounts; a++) {
    together += sum[a]! ** 2 - squares[a]!;
    expected += spread[a]! ** 2 - spreadSquares[a]!;
  }
  return expected > 1e-9 ? Math.max(0, together / expected) : 0;
}

function mostLikely(
  matrix: CodedMatrix,
  cuts: readonly Cut[],
  suspects: readonly Suspect[],
  each: readonly number[],
  seen: number,
  own: Float64Array,
  y: Uint8Array,
): ChangedBand | null {
  const at = each.reduce((best, one, k) => (one > each[best]! ? k : best), 0);
  const found = suspects[at];
  if (found === undefined) return null;
  const { attribute, band, places } = found;
  const cut = attribute === null ? null : cuts[attribute]!;
  return {
    attribute,
    labels:
      cut === null
        ? []
        : matrix.attributes[attribute!]!.bins.filter((_, code) => cut.bandOf[code] === band).map(({ label }) => label),
    n: places.length,
    won: places.reduce((sum, k) => sum + y[k]!, 0),
    expected: places.reduce((sum, k) => sum + sigmoid(own[k]!), 0),
    share: Math.exp(each[at]! - seen),
  };
}
