import { aucFromCounts } from "../stats/auc.ts";
import { benjaminiHochberg } from "../stats/benjamini-hochberg.ts";
import { chiSquareTest } from "../stats/chi-square.ts";
import { fisherExact } from "../stats/fisher.ts";
import { type CloseTimes, growingCounters } from "./growing.ts";
import type { CodedAttribute } from "./matrix.ts";
import { lateName } from "./names.ts";
import { dealsByAccount, onRows, ownDeals } from "./own-deals.ts";

/** What the leakage audit says of one attribute. `kind` follows statistics.md section 1. */
export interface Audit {
  readonly kind: "a" | "b" | "c" | "d" | "e" | null;
  /** Why it is quarantined, in words; empty when it is not. */
  readonly reason: string;
  /** A caution that does not stop it; null when none. */
  readonly warning: string | null;
  /** Out-of-fold AUC of the attribute alone. */
  readonly auc: number;
}

const FOLDS = 5;

/** An attribute this strong is rarely honest: a person should look, though numbers alone cannot tell. */
export const SUSPICIOUS = 0.85;

/**
 * Shares filled of won and of lost that lie so far apart: being filled alone then puts the won deal first in 80 of 100 pairs. A column that is filled
 * in after the win is filled for lost deals too, of companies that bought later.
 */
const FAR_APART = 0.6;
const HARDLY = 1e-6;

/** At 5 won and 5 lost a half-filled honest column would pass for kind (c) in 7 of 100 files: chance must be ruled out. */
const BY_CHANCE = 0.01;

/** Out-of-fold AUC of one attribute alone: rows in folds by turn, smoothed win rate per pre-bin of the other folds. O(n). */
export function singleAuc(attribute: CodedAttribute, y: Uint8Array, turn = foldTurns(y)): number {
  const n = y.length;
  const size = attribute.bins.length;
  const count = new Float64Array(FOLDS * size);
  const won = new Float64Array(FOLDS * size);
  let total = 0;
  for (let i = 0; i < n; i++) {
    const cell = turn[i]! * size + attribute.codes[i]!;
    count[cell] = count[cell]! + 1;
    won[cell] = won[cell]! + y[i]!;
    total += y[i]!;
  }
  const rate = total / n;
  const score = new Float64Array(FOLDS * size);
  for (let f = 0; f < FOLDS; f++)
    for (let c = 0; c < size; c++) {
      let rows = 5;
      let wins = 5 * rate;
      for (let g = 0; g < FOLDS; g++)
        if (g !== f) {
          rows += count[g * size + c]!;
          wins += won[g * size + c]!;
        }
      score[f * size + c] = wins / rows;
    }
  return aucOfCells(score, won, count);
}

/** AUC of rows counted by score in no order; equal scores are ties. */
function aucOfCells(score: Float64Array, won: Float64Array, count: Float64Array): number {
  const cells = Array.from(score.keys())
    .filter((cell) => count[cell]! > 0)
    .sort((a, b) => score[a]! - score[b]!);
  const [wins, losses]: [number[], number[]] = [[], []];
  for (const [at, cell] of cells.entries()) {
    const tied = at > 0 && score[cell] === score[cells[at - 1]!];
    const place = tied ? wins.length - 1 : wins.length;
    wins[place] = (wins[place] ?? 0) + won[cell]!;
    losses[place] = (losses[place] ?? 0) + count[cell]! - won[cell]!;
  }
  return aucFromCounts(wins, losses);
}

/** Folds dealt out in turn within each class, so that each holds the base rate. */
function foldTurns(y: Uint8Array): Uint8Array {
  const next = [0, 0];
  return y.map((v) => {
    const f = next[v]! % FOLDS;
    next[v] = next[v]! + 1;
    return f;
  });
}

interface ByClass {
  readonly won: Float64Array;
  readonly lost: Float64Array;
  readonly allWon: number;
  readonly allLost: number;
}

function countByClass(attribute: CodedAttribute, y: Uint8Array): ByClass {
  const won = new Float64Array(attribute.bins.length);
  const lost = new Float64Array(attribute.bins.length);
  let allWon = 0;
  for (let i = 0; i < y.length; i++) {
    const side = y[i] ? won : lost;
    side[attribute.codes[i]!] = side[attribute.codes[i]!]! + 1;
    allWon += y[i]!;
  }
  return { won, lost, allWon, allLost: y.length - allWon };
}

/** Rows of `own` in known bins (>= 5 rows) where `other` has none. */
function onlyIn(own: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let c = 1; c < own.length; c++) if (other[c] === 0 && own[c]! >= 5) sum += own[c]!;
  return sum;
}

/** Rows that bins of at least 5 rows would hold on one side alone by chance: many small bins do when most deals end that way. */
function onlyByChance(own: Float64Array, other: Float64Array, rate: number): number {
  let sum = 0;
  for (let c = 1; c < own.length; c++) {
    const rows = own[c]! + other[c]!;
    if (rows >= 5) sum += rows * rate ** rows;
  }
  return sum;
}

function percent(x: number): string {
  return `${Math.round(100 * x)}%`;
}

function filled({ won, lost, allWon, allLost }: ByClass): [inWon: number, inLost: number] {
  return [1 - won[0]! / allWon, 1 - lost[0]! / allLost];
}

/** Kind (c): filled for most of one class and hardly for the other. Said of all deals. */
function filledForOneClass(counts: ByClass, all: ByClass): string | null {
  const { won, lost, allWon, allLost } = counts;
  const [inWon, inLost] = filled(counts);
  const plain = Math.max(inWon, inLost) >= 0.8 && Math.min(inWon, inLost) <= 0.2;
  const apart = Math.abs(inWon - inLost) >= FAR_APART;
  if (!plain && !apart) return null;
  const chance = fisherExact(won[0]!, allWon - won[0]!, lost[0]!, allLost - lost[0]!).twoSided;
  if (chance > (plain ? BY_CHANCE : HARDLY)) return null;
  const [ofWon, ofLost] = filled(all);
  return `filled for ${percent(ofWon)} of won and ${percent(ofLost)} of lost deals, so it is written down because of the outcome`;
}

/** Kind (b): alone it all but tells the outcome. Said of all deals. */
function tellsAlone(counts: ByClass, all: ByClass, single: number): string | null {
  if (counts.allWon + counts.allLost >= 100 && single >= 0.95)
    return `alone it tells won from lost almost perfectly (AUC ${single.toFixed(2)} on held-out deals), which only the outcome itself does`;
  const { won, lost, allWon, allLost } = counts;
  const onlyWon = onlyIn(won, lost);
  const beyond = Math.max(0, Math.round(onlyWon - onlyByChance(won, lost, allWon / (allWon + allLost))));
  if (beyond >= 0.3 * allWon && fisherExact(beyond, allWon - beyond, 0, allLost).twoSided <= 1e-6)
    return `${percent(onlyIn(all.won, all.lost) / all.allWon)} of won deals have a value that no lost deal has`;
  const onlyLost = onlyIn(lost, won);
  const shared = won.some((w, c) => c > 0 && w > 0 && lost[c]! > 0);
  if (onlyLost >= 0.8 * allLost && !shared && fisherExact(0, allWon, onlyLost, allLost - onlyLost).twoSided <= 1e-6)
    return `${percent(onlyIn(all.lost, all.won) / all.allLost)} of lost deals have a value that no won deal has`;
  return null;
}

/**
 * The leakage audit, kinds a, b, c and e: name or type of a post-outcome field; near-perfect alone, or values only among won; filled for one
 * class only; a counter that goes on after the close. What the deals of an account share is judged once per account: it may know whether
 * the account ever bought, and ten deals of one company say no more than one.
 *
 * @param names field name per attribute, in the order of `attributes`
 * @param account dense index per deal; each its own when not given
 */
export function auditLeakage(
  attributes: readonly CodedAttribute[],
  names: readonly string[],
  y: Uint8Array,
  times: CloseTimes,
  account?: Int32Array,
): Audit[] {
  const deals = account === undefined ? null : dealsByAccount(account, y);
  const rows = attributes.map((a) => (deals === null ? null : ownDeals(a, deals)));
  const judged = attributes.map((a, j) =>
    deals === null || rows[j] === null
      ? { attribute: a, y }
      : { attribute: onRows(a, deals.accounts), y: deals.everWon },
  );
  const growing = growingCounters(attributes, y, times, rows);
  const counts = judged.map((one) => countByClass(one.attribute, one.y));
  const all = attributes.map((a, j) => (rows[j] === null ? counts[j]! : countByClass(a, y)));
  const turns = foldTurns(y);
  const turnsOfAccounts = deals === null ? turns : foldTurns(deals.everWon);
  const missing = benjaminiHochberg(counts.map(missingnessP));
  return judged.map(({ attribute, y: judgedY }, j) => {
    const single = singleAuc(attribute, judgedY, judgedY === y ? turns : turnsOfAccounts);
    const named = lateName(names[j]!);
    if (named !== null) return { kind: "a", reason: named, warning: strong(single), auc: single };
    const oneClass = filledForOneClass(counts[j]!, all[j]!);
    if (oneClass !== null) return { kind: "c", reason: oneClass, warning: strong(single), auc: single };
    const alone = tellsAlone(counts[j]!, all[j]!, single);
    if (alone !== null) return { kind: "b", reason: alone, warning: strong(single), auc: single };
    const grows = growing[j]!;
    if (grows !== null) return { kind: "e", reason: grows, warning: strong(single), auc: single };
    const warning = strong(single) ?? (missing[j]! <= 0.01 ? missingWarning(all[j]!) : null);
    return { kind: null, reason: "", warning, auc: single };
  });
}

function strong(single: number): string | null {
  if (!(single >= SUSPICIOUS)) return null;
  return `alone it puts the won deal first in ${Math.round(100 * single)} of 100 pairs; check that it was known when the deals were created`;
}

/** p of "known" against outcome; 1 when always or never known. */
function missingnessP({ won, lost, allWon, allLost }: ByClass): number {
  const missing = won[0]! + lost[0]!;
  if (missing === 0 || missing === allWon + allLost) return 1;
  return chiSquareTest([
    [won[0]!, allWon - won[0]!],
    [lost[0]!, allLost - lost[0]!],
  ]).p;
}

function missingWarning(all: ByClass): string {
  const [inWon, inLost] = filled(all).map(percent);
  return `known for ${inWon} of won and ${inLost} of lost deals; not knowing it earns the average, not a verdict`;
}
