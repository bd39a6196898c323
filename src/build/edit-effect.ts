import type { EditComparison, EditFigure } from "../icp/edited.ts";
import { aucFromCounts } from "../stats/auc.ts";
import { clusteredAucDifference, designEffect } from "../stats/clustered.ts";
import { quantile } from "../stats/quantile.ts";
import { createRandom } from "../stats/random.ts";
import { LEAST_KNOWN, type Levels } from "./check.ts";
import { curveLimits, type FitCounts, fitCurve } from "./fit-curve.ts";

/** Fit 0..100 and share of the card known, per deal. */
export interface Fits {
  readonly fit: Float64Array;
  readonly known: Float64Array;
}

/** The same deals by two cards. */
export interface BothCards {
  readonly before: Fits;
  readonly after: Fits;
  readonly y: Uint8Array;
  /** Account family per deal. */
  readonly account: Int32Array;
}

/** What a card is read by: where its levels begin, and the win rate at each fit; null where it claims none. */
export interface Reading {
  readonly levels: Levels;
  readonly p: Float64Array | null;
}

const FITS = 101;
const TOP = 0.2;
const DRAWS = 500;
/** For curves of two parameters, and from so many deals on: they tell as much. */
const FEW_DRAWS = 100;
const MANY = 20_000;
/** Where a figure has no value in more than one of ten draws, its limits say nothing. */
const MOST_EMPTY = 0.1;

/** Deals by fit; those of which too little is known stand 101 places further on. */
function binsOf({ fit, known }: Fits): Uint8Array {
  return Uint8Array.from(fit, (one, i) => one + (known[i]! < LEAST_KNOWN ? FITS : 0));
}

function emptyCounts(): FitCounts {
  return { won: new Float64Array(2 * FITS), lost: new Float64Array(2 * FITS) };
}

/** Deals at each fit 0..100, whatever is known of them. */
export function countsByFit({ fit }: Fits, y: Uint8Array): FitCounts {
  const counts: FitCounts = { won: new Float64Array(FITS), lost: new Float64Array(FITS) };
  fit.forEach((one, i) => {
    (y[i] === 1 ? counts.won : counts.lost)[one]!++;
  });
  return counts;
}

function folded(counts: Float64Array): Float64Array {
  return Float64Array.from({ length: FITS }, (_, f) => counts[f]! + counts[f + FITS]!);
}

type Measures = Readonly<Record<Exclude<EditFigure["measure"], "auc">, number>>;

/** @param top deals that the best fifth holds of all, whatever a draw holds */
function measured({ won, lost }: FitCounts, { levels, p }: Reading, top: number): Measures {
  const [w, l] = [folded(won), folded(lost)];
  const all = w.reduce((a, b) => a + b, 0) + l.reduce((a, b) => a + b, 0);
  let [high, highWon, loss] = [0, 0, 0];
  for (let f = 0; f < FITS; f++) {
    if (f >= levels.high) {
      high += won[f]! + lost[f]!;
      highWon += won[f]!;
    }
    if (p !== null && w[f]! + l[f]! > 0) loss -= w[f]! * Math.log(p[f]!) + l[f]! * Math.log1p(-p[f]!);
  }
  return {
    log_loss: p === null ? Number.NaN : loss / all,
    top_wins: (winsAtTop(w, l, TOP * all) * top) / (TOP * all),
    high_share: high / all,
    high_rate: highWon / high,
  };
}

/** Wins among the `room` highest; of deals that tie at the edge, the share that fits. */
function winsAtTop(won: Float64Array, lost: Float64Array, room: number): number {
  let [left, wins] = [room, 0];
  for (let f = FITS - 1; f >= 0 && left > 0; f--) {
    const here = won[f]! + lost[f]!;
    if (here === 0) continue;
    wins += won[f]! * Math.min(1, left / here);
    left -= here;
  }
  return wins;
}

/** Rows of each account one after the other, and where each begins. */
function groupedRows(account: Int32Array): { readonly rows: Int32Array; readonly from: Int32Array } {
  const rows = Int32Array.from(account.keys()).sort((a, b) => account[a]! - account[b]! || a - b);
  const starts: number[] = [];
  rows.forEach((row, k) => {
    if (k === 0 || account[rows[k - 1]!] !== account[row]) starts.push(k);
  });
  return { rows, from: Int32Array.from([...starts, rows.length]) };
}

/** Both cards' counts in samples of as many accounts, drawn anew. */
function* draws(
  { before, after, y, account }: BothCards,
  seed: number,
  times: number,
): Generator<readonly [FitCounts, FitCounts]> {
  const { rows, from } = groupedRows(account);
  const groups = from.length - 1;
  const bins = [binsOf(before), binsOf(after)] as const;
  const random = createRandom(seed, 101);
  for (let draw = 0; draw < times; draw++) {
    const [was, is] = [emptyCounts(), emptyCounts()];
    for (let k = 0; k < groups; k++) {
      const group = random.int(groups);
      for (let at = from[group]!; at < from[group + 1]!; at++) {
        const row = rows[at]!;
        const [a, b] = y[row] === 1 ? [was.won, is.won] : [was.lost, is.lost];
        a[bins[0][row]!]!++;
        b[bins[1][row]!]!++;
      }
    }
    yield [was, is];
  }
}

function counted({ fit, known }: Fits, y: Uint8Array, { levels }: Reading): EditComparison["levels"]["before"] {
  const names = ["high", "medium", "low", "unknown"] as const;
  const at = (i: number): (typeof names)[number] =>
    known[i]! < LEAST_KNOWN ? "unknown" : fit[i]! >= levels.high ? "high" : fit[i]! >= levels.medium ? "medium" : "low";
  const found = Object.fromEntries(names.map((level) => [level, { level, n: 0, won: 0 }]));
  fit.forEach((_, i) => {
    const one = found[at(i)]!;
    one.n++;
    one.won += y[i]!;
  });
  return names
    .map((level) => found[level] as EditComparison["levels"]["before"][number])
    .filter(({ level, n }) => level !== "unknown" || n > 0);
}

function round(x: number, digits = 4): number | null {
  return Number.isFinite(x) ? Number(x.toFixed(digits)) + 0 : null;
}

/**
 * Two cards on the same deals: how well each ranks them (DeLong, deals of one account going together), its loss, its wins in the best fifth of
 * the deals, how many are high and how many of those were won. Differences are after less before, with 95% limits by drawing accounts anew.
 */
export function compareCards(both: BothCards, before: Reading, after: Reading, seed: number): EditComparison {
  const { y, account } = both;
  const n = y.length;
  const top = Math.max(1, Math.round(TOP * n));
  const whole = [both.before, both.after].map((fits) => wholeOf(fits, y)) as [FitCounts, FitCounts];
  const own = [measured(whole[0], before, top), measured(whole[1], after, top)] as const;
  const drawn = Array.from(
    draws(both, seed, n > MANY ? FEW_DRAWS : DRAWS),
    ([a, b]) => [measured(a, before, top), measured(b, after, top)] as const,
  );
  const figure = (measure: keyof Measures): EditFigure => {
    const [was, is] = [own[0][measure], own[1][measure]];
    const differences = drawn
      .map(([a, b]) => b[measure] - a[measure])
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    const told = Number.isFinite(is - was) && differences.length >= (1 - MOST_EMPTY) * drawn.length;
    const limits = told ? ([quantile(differences, 0.025), quantile(differences, 0.975)] as const) : null;
    return {
      measure,
      before: round(was),
      after: round(is),
      difference: round(is - was),
      interval: limits === null ? null : [round(limits[0])!, round(limits[1])!],
    };
  };
  return {
    n,
    won: y.reduce((a, b) => a + b, 0),
    accounts: new Set(account).size,
    figures: [ranking(both, whole), ...(["log_loss", "top_wins", "high_share", "high_rate"] as const).map(figure)],
    levels: { before: counted(both.before, y, before), after: counted(both.after, y, after) },
  };
}

function wholeOf(fits: Fits, y: Uint8Array): FitCounts {
  const counts = emptyCounts();
  binsOf(fits).forEach((bin, i) => {
    (y[i] === 1 ? counts.won : counts.lost)[bin]!++;
  });
  return counts;
}

function ranking({ before, after, y, account }: BothCards, counts: readonly [FitCounts, FitCounts]): EditFigure {
  const [was, is] = counts.map(({ won, lost }) => aucFromCounts(folded(won), folded(lost))) as [number, number];
  const { difference, low, high, se } = clusteredAucDifference(after.fit, before.fit, y, account);
  return {
    measure: "auc",
    before: round(was),
    after: round(is),
    difference: round(difference),
    interval: Number.isFinite(se) ? [round(low)!, round(high)!] : null,
  };
}

/** Win rate by fit with its limits, for a card that was not learned. */
export interface CalibratedCard {
  readonly p: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** @param side the card of the two @param held share of the slope that holds on deals held out, see `heldShare` */
export function calibrateCard(both: BothCards, side: "before" | "after", held: number, seed: number): CalibratedCard {
  const counts = countsByFit(both[side], both.y);
  const p = fitCurve(counts, held);
  const curves = Array.from(draws(both, seed, FEW_DRAWS), ([before, after]) => {
    const { won, lost } = side === "before" ? before : after;
    return fitCurve({ won: folded(won), lost: folded(lost) }, held);
  });
  return { p, ...curveLimits(p, counts, curves, designEffect(both.y, both.account)) };
}
