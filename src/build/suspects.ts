import type { CodedMatrix } from "../features/matrix.ts";
import { toEffective } from "../stats/kish.ts";
import { COARSE, steadyBands } from "./steady-bands.ts";

/** One thing that may have changed: companies of one band are won by more or less than the profile in force says, or its whole score tells more or less. */
export interface Suspect {
  /** Index of the attribute in the matrix; null for the score as a whole. */
  readonly attribute: number | null;
  /** The band; 0 for the score as a whole. */
  readonly band: number;
  /** Newer deals that it is about, as places among `newer`, and by how much each moves where it is 1. */
  readonly places: Int32Array;
  readonly moves: Float64Array;
  /** Variance of what older deals told of it: how wrong the profile in force may be although nothing changed. */
  readonly unsure: number;
  /** Belief that it is this, if anything, before any newer outcome is looked at; sums to 1 over all. */
  readonly belief: number;
}

/** An attribute cut into bands without a look at outcomes. */
export interface Cut {
  readonly attribute: number;
  readonly bandOf: Uint8Array;
  readonly bands: number;
  /** Per band: variance of what older deals told. */
  readonly unsure: Float64Array;
  /** Variance, over older deals, of the chance (logit) that the profile in force gives its bands. */
  readonly told: number;
}

/** Belief that the whole score tells less (or more) than it did. */
const WHOLE = 0.2;
/** Share of the belief that goes to attributes whose mix moved: where other companies come, they often behave otherwise. */
const MIXED = 0.5;
/** Fewest newer deals in a band that is looked at. */
const FEWEST = 3;

/** Bands of every attribute, with how sure older deals made the profile in force of them. */
export function cutsOf(matrix: CodedMatrix, older: Int32Array, newer: Int32Array, logit: Float64Array): Cut[] {
  const weights = matrix.weight === undefined ? null : toEffective(Float64Array.from(older, (i) => matrix.weight![i]!));
  return matrix.attributes.map((coded, attribute) => {
    const rows = new Float64Array(coded.bins.length);
    for (const part of [older, newer]) for (const i of part) rows[coded.codes[i]!] = rows[coded.codes[i]!]! + 1;
    const { bandOf, bands } = steadyBands(coded, rows, COARSE);
    const [count, sum, information] = [new Float64Array(bands), new Float64Array(bands), new Float64Array(bands)];
    older.forEach((i, k) => {
      const b = bandOf[coded.codes[i]!]!;
      const p = 1 / (1 + Math.exp(-logit[i]!));
      count[b] = count[b]! + 1;
      sum[b] = sum[b]! + logit[i]!;
      information[b] = information[b]! + p * (1 - p) * (weights === null ? 1 : weights[k]!);
    });
    const mean = sum.reduce((a, b) => a + b, 0) / older.length;
    const told = count.reduce((a, n, b) => a + (n === 0 ? 0 : n * (sum[b]! / n - mean) ** 2), 0) / older.length;
    return { attribute, bandOf, bands, unsure: information.map((one) => 1 / Math.max(1, one)), told };
  });
}

/**
 * All that is suspected, with the belief in each before any newer outcome is looked at: half by how much the attribute moves the score in force
 * (SD over older deals), half alike; then half of that moved to attributes whose mix is another now. Which deals came may be known: only how they ended may not.
 */
export function suspectsOf(
  matrix: CodedMatrix,
  cuts: readonly Cut[],
  older: Int32Array,
  newer: Int32Array,
  logit: Float64Array,
): Suspect[] {
  const belief = beliefs(matrix, cuts, older, newer);
  const found = cuts.flatMap((cut): Suspect[] => {
    const { codes } = matrix.attributes[cut.attribute]!;
    const places = Array.from({ length: cut.bands }, (): number[] => []);
    newer.forEach((i, k) => {
      places[cut.bandOf[codes[i]!]!]!.push(k);
    });
    const seen = places.flatMap((list, band) => (band > 0 && list.length >= FEWEST ? [{ list, band }] : []));
    return seen.map(({ list, band }) => ({
      attribute: cut.attribute,
      band,
      places: Int32Array.from(list),
      moves: new Float64Array(list.length).fill(1),
      unsure: cut.unsure[band]!,
      belief: ((1 - WHOLE) * belief[cut.attribute]!) / seen.length,
    }));
  });
  const all = [...found, ...whole(older, newer, logit)];
  const sum = all.reduce((a, one) => a + one.belief, 0);
  return all.map((one) => ({ ...one, belief: one.belief / sum }));
}

/** The score as a whole, in SDs of the older deals' chances; nothing where all have the same. */
function whole(older: Int32Array, newer: Int32Array, logit: Float64Array): Suspect[] {
  const mean = older.reduce((a, i) => a + logit[i]!, 0) / older.length;
  const sd = Math.sqrt(older.reduce((a, i) => a + (logit[i]! - mean) ** 2, 0) / older.length);
  if (!(sd > 1e-6)) return [];
  const information = older.reduce((a, i) => {
    const p = 1 / (1 + Math.exp(-logit[i]!));
    return a + p * (1 - p) * ((logit[i]! - mean) / sd) ** 2;
  }, 0);
  return [
    {
      attribute: null,
      band: 0,
      places: Int32Array.from(newer.keys()),
      moves: Float64Array.from(newer, (i) => (logit[i]! - mean) / sd),
      unsure: 1 / Math.max(1, information),
      belief: WHOLE,
    },
  ];
}

function beliefs(matrix: CodedMatrix, cuts: readonly Cut[], older: Int32Array, newer: Int32Array): Float64Array {
  const sds = cuts.map(({ told }) => Math.sqrt(told));
  const total = sds.reduce((a, b) => a + b, 0);
  const prior = sds.map((sd) => 0.5 / cuts.length + (total > 0 ? (0.5 * sd) / total : 0.5 / cuts.length));
  const mixed = cuts.map((cut) => mixEvidence(matrix, cut, older, newer));
  const most = Math.max(0, ...mixed);
  const raised = prior.map((share, a) => share * Math.exp(mixed[a]! - most));
  const sum = raised.reduce((a, b) => a + b, 0);
  return Float64Array.from(prior, (share, a) => (1 - MIXED) * share + (MIXED * raised[a]!) / sum);
}

/** ln Bayes factor (by BIC) of another mix among newer deals than among older ones, 0 at least. */
function mixEvidence(
  { attributes }: CodedMatrix,
  { attribute, bandOf, bands }: Cut,
  older: Int32Array,
  newer: Int32Array,
): number {
  const { codes } = attributes[attribute]!;
  const counted = (rows: Int32Array): Float64Array => {
    const counts = new Float64Array(bands).fill(0.5);
    for (const i of rows) counts[bandOf[codes[i]!]!] = counts[bandOf[codes[i]!]!]! + 1;
    return counts;
  };
  const [before, now] = [counted(older), counted(newer)];
  const [n, m] = [older.length + bands / 2, newer.length + bands / 2];
  let g = 0;
  for (let b = 0; b < bands; b++) {
    const share = (before[b]! + now[b]!) / (n + m);
    g += 2 * (before[b]! * Math.log(before[b]! / n / share) + now[b]! * Math.log(now[b]! / m / share));
  }
  return Math.max(0, (g - (bands - 1) * Math.log(m)) / 2);
}
