import { HIGHEST_Q } from "../icp/disqualifier.ts";
import { benjaminiHochberg } from "../stats/benjamini-hochberg.ts";
import type { Candidate, Trial } from "./candidates.ts";
import { limitsOf, pValue, sameSign } from "./evidence.ts";
import { pairsWith } from "./pairs.ts";
import { coveredShare, jaccard, matchesOf, type Rows, type Tally, tallyOf } from "./rows.ts";

/** Fewest rows and accounts of a rule that is tried. */
export const FEWEST_ROWS = 15;
export const FEWEST_ACCOUNTS = 5;
/** From this Jaccard on two rules match the same rows. */
const SAME_ROWS = 0.8;
/** Pairs are tried inside so many of the lowest singles. */
const LOWEST = 10;
/** Of which so many may be of one attribute: neighbouring tails say the same. */
const LOWEST_OF_ONE = 3;

/** A rule that was tried on the older rows, with what it showed. */
export interface Tried {
  readonly trial: Trial;
  readonly tally: Tally;
  readonly p: number;
  readonly q: number;
  /** Rate below the base rate in both halves of time. */
  readonly steady: boolean;
  /** Upper 90% limit of the rate of good ends. */
  readonly high: number;
  /** Benjamini-Hochberg q against the base rate itself; null for a pair, which is never watched. */
  readonly below: number | null;
}

/** What was found on the older rows. */
export interface Found {
  readonly passed: readonly Tried[];
  readonly watched: readonly Tried[];
  /** Rules tried, singles. */
  readonly tried: number;
}

function everything(rows: Rows): Tally {
  return tallyOf(rows, new Uint8Array(rows.n).fill(1));
}

/**
 * Rows that a rule needs so that, ending badly in every one, it passes: rules with fewer cannot, whatever their ends, and need not be
 * paid for. Formula: ln(q / K) / ln(1 - limit) with the smallest K that no more than K rules have the rows for.
 * Source: Tarone 1990; Gilbert 2005 for Benjamini-Hochberg.
 *
 * @param sizes rows per rule
 */
export function fewestRows(sizes: readonly number[], limit: number, q: number): number {
  const sorted = sizes.toSorted((a, b) => b - a);
  const neededBy = (k: number): number => Math.log(q / k) / Math.log1p(-limit);
  let k = 1;
  while (k < sorted.length && sorted[k]! >= neededBy(k)) k++;
  return neededBy(k);
}

function large({ tally }: { readonly tally: Tally }, rows: Rows): boolean {
  return tally.n >= FEWEST_ROWS && tally.accounts >= FEWEST_ACCOUNTS && tally.n < rows.n;
}

type Tested = Pick<Tried, "p" | "q" | "below">;

function triedOf(rows: Rows, all: Tally, trial: Trial, tally: Tally, tested: Tested): Tried {
  return { trial, tally, ...tested, steady: sameSign(all, tally), high: limitsOf(rows, tally)[1] };
}

/** Tests every single that is large enough to be judged, against the limit and against the base rate; q is over all of those that could pass. */
function trySingles(rows: Rows, singles: readonly Candidate[], limit: number): Tried[] {
  const all = everything(rows);
  const judged = singles
    .map((single) => ({ trial: [single], tally: tallyOf(rows, matchesOf(rows, [single])) }))
    .filter((one) => large(one, rows));
  const p = judged.map(({ tally }) => pValue(rows, tally, limit));
  const least = fewestRows(
    judged.map(({ tally }) => tally.n),
    limit,
    HIGHEST_Q,
  );
  const able = judged.flatMap(({ tally }, i) => (tally.n >= least ? [i] : []));
  const adjusted = benjaminiHochberg(able.map((i) => p[i]!));
  const q = new Float64Array(judged.length).fill(1);
  able.forEach((i, at) => {
    q[i] = adjusted[at]!;
  });
  const below = benjaminiHochberg(judged.map(({ tally }) => pValue(rows, tally, rows.base)));
  return judged.map(({ trial, tally }, i) =>
    triedOf(rows, all, trial, tally, { p: p[i]!, q: q[i]!, below: below[i]! }),
  );
}

/**
 * Tests the pairs inside the lowest singles. Those of two of the lowest are far fewer and far likelier than the rest, so that each group
 * gets half of the weight. Source: Genovese, Roeder and Wasserman 2006 (weighted Benjamini-Hochberg).
 */
function tryPairs(rows: Rows, lowest: readonly Candidate[], singles: readonly Candidate[], limit: number): Tried[] {
  const all = everything(rows);
  const every = pairsWith(rows, lowest, singles, limit, FEWEST_ROWS, HIGHEST_Q);
  const leastOf = (isNear: boolean): number => {
    const sizes = every.filter(({ near }) => near === isNear).map(({ n }) => n);
    return fewestRows(sizes, limit, HIGHEST_Q / 2);
  };
  const least = { near: leastOf(true), wide: leastOf(false) };
  const pairs = every.filter(({ near, n }) => n >= (near ? least.near : least.wide));
  const near = pairs.filter((pair) => pair.near).length;
  const weightOf = (isNear: boolean): number => {
    const own = isNear ? near : pairs.length - near;
    return own === pairs.length ? 1 : (0.5 * pairs.length) / own;
  };
  const judged = pairs.map(({ trial, near, promising }) => {
    const tally = promising ? tallyOf(rows, matchesOf(rows, trial)) : null;
    const p = tally === null || !large({ tally }, rows) ? 1 : pValue(rows, tally, limit);
    return { trial, tally, p, weighted: Math.min(1, p / weightOf(near)) };
  });
  const q = benjaminiHochberg(judged.map(({ weighted }) => weighted));
  return judged.flatMap(({ trial, tally, p }, i) =>
    tally === null || p === 1 ? [] : [triedOf(rows, all, trial, tally, { p, q: q[i]!, below: null })],
  );
}

function plainness({ trial }: Tried): number {
  return trial.reduce((sum, { plainness }) => sum + plainness, 0) + (trial.length - 1) * 10;
}

/** Lowest p first; of equal ones the larger, then the simpler, then the one that was named first. */
function surest(a: Tried, b: Tried): number {
  return a.p - b.p || b.tally.n - a.tally.n || plainness(a) - plainness(b);
}

interface Kept {
  readonly tried: Tried;
  readonly matches: Uint8Array;
}

function unionOf(rows: Rows, kept: readonly Kept[]): Uint8Array {
  const out = new Uint8Array(rows.n);
  for (const { matches } of kept) for (let i = 0; i < rows.n; i++) out[i] = out[i]! | matches[i]!;
  return out;
}

/** Whether the rows that the kept rules leave to this one show by themselves what it claims. */
type Holds = (outside: Tally) => boolean;

/**
 * Takes rules surest first. One with the rows of a kept one (Jaccard .8) only lends it simpler words; one that adds rows of its own must
 * hold on those alone, and then replaces the kept ones that lie wholly within it.
 */
function chooseFrom(rows: Rows, from: readonly Tried[], already: readonly Kept[], holds: Holds): Kept[] {
  let kept: Kept[] = [...already];
  for (const tried of from.toSorted(surest)) {
    const matches = matchesOf(rows, tried.trial);
    const twin = kept.findIndex((other) => jaccard(other.matches, matches) >= SAME_ROWS);
    if (twin >= 0) {
      if (!already.includes(kept[twin]!) && plainness(tried) < plainness(kept[twin]!.tried))
        kept[twin] = { tried, matches };
      continue;
    }
    const outside = tallyOf(rows, matches, unionOf(rows, kept));
    if (outside.n < FEWEST_ROWS || outside.accounts < FEWEST_ACCOUNTS || !holds(outside)) continue;
    kept = kept.filter((other) => already.includes(other) || coveredShare(other.matches, matches) < 0.95);
    kept.push({ tried, matches });
  }
  return kept.filter((one) => !already.includes(one));
}

/** The singles that stand lowest below the base rate on rows that no kept rule matches, a few of each attribute. */
function lowestSingles(rows: Rows, singles: readonly Tried[], kept: readonly Kept[]): Tried[] {
  const covered = unionOf(rows, kept);
  const rest = tallyOf(rows, new Uint8Array(rows.n).fill(1), covered);
  if (rest.n === 0) return [];
  const ranked = singles
    .map((single) => {
      const matches = matchesOf(rows, single.trial);
      const tally = tallyOf(rows, matches, covered);
      return { single, matches, n: tally.n, p: pValue(rows, tally, rest.good / rest.n) };
    })
    .filter(({ n, p }) => n >= FEWEST_ROWS && p < 0.5)
    .sort((a, b) => a.p - b.p || plainness(a.single) - plainness(b.single));
  const taken: typeof ranked = [];
  const ofOne = new Map<number, number>();
  for (const one of ranked) {
    if (taken.length === LOWEST) break;
    const { attribute } = one.single.trial[0]!;
    const own = ofOne.get(attribute) ?? 0;
    if (own === LOWEST_OF_ONE || taken.some((other) => jaccard(other.matches, one.matches) >= SAME_ROWS)) continue;
    ofOne.set(attribute, own + 1);
    taken.push(one);
  }
  return taken.map(({ single }) => single);
}

function conditionOf({ trial }: Tried): Candidate {
  return trial[0]!;
}

/**
 * Searches the older rows for kinds of companies whose rate of good ends is below `limit`: singles, then pairs inside the lowest ten,
 * Benjamini-Hochberg within each; then the kinds whose 90% limit is at least below the base rate, to watch out for. Those pass
 * Benjamini-Hochberg against the base rate as well: by the limit alone 3,000 deals without any structure show more than one.
 *
 * @param singles every condition to try
 */
export function search(rows: Rows, singles: readonly Candidate[], limit: number): Found {
  const tried = trySingles(rows, singles, limit);
  const passes = ({ q, steady }: Tried): boolean => q <= HIGHEST_Q && steady;
  const low: Holds = ({ n, good }) => good / n <= limit;
  const single = chooseFrom(rows, tried.filter(passes), [], low);
  const lowest = lowestSingles(rows, tried, single).map(conditionOf);
  const pairs = tryPairs(rows, lowest, tried.map(conditionOf), limit);
  const both = [...single, ...chooseFrom(rows, pairs.filter(passes), single, low)];
  const below: Holds = (outside) => limitsOf(rows, outside)[1] < rows.base;
  const maybe = tried.filter(
    ({ steady, high, below }) => steady && high < rows.base && below !== null && below <= HIGHEST_Q,
  );
  const watched = chooseFrom(rows, maybe, both, below);
  return {
    passed: both.map((kept) => kept.tried).sort(surest),
    watched: watched.map((kept) => kept.tried).sort(surest),
    tried: tried.length,
  };
}
