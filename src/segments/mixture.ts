import { digamma } from "../stats/digamma.ts";
import { logGamma } from "../stats/gamma.ts";
import { type Background, backgroundOf } from "./background.ts";
import type { Cells } from "./cells.ts";

/** Accounts' worth of background by which a class's shares are steadied. */
const STEADY = 4;
/** ln odds, before seeing any account, that a class differs from the background in an attribute: one in three does. */
const BLOCK_ODDS = Math.log(1 / 2);

/** K classes against one background: class 0 is the background, class k differs from it in its active blocks only. */
export interface Mixture {
  readonly classes: number;
  /** Share of each class, the background first. */
  readonly share: Float64Array;
  /** Background shares per cell. */
  readonly background: Float64Array;
  /** Expected ln of class share less ln of background share, at `cell * classes + k`, 0 in blocks that are not active. */
  readonly contrast: Float64Array;
  /** 1 at `attribute * classes + k` where class k differs from the background. */
  readonly active: Uint8Array;
  /** What the evidence of the class probabilities it was made from lacks but their entropy; NaN after a dense step. */
  readonly evidence: number;
}

/** Probabilities of the classes at `row * (classes + 1) + k`, the background first. */
export interface Posterior {
  readonly of: Float64Array;
  readonly logLikelihood: number;
  /** Of the probabilities, in nats. */
  readonly entropy: number;
}

/**
 * How probable each class is for each account, from its known cells. What a class's shares rest on few accounts for counts less: those
 * accounts must not vouch for their own class.
 */
export function expect(cells: Cells, model: Mixture): Posterior {
  const { classes: K, contrast } = model;
  const of = new Float64Array(cells.n * (K + 1));
  const logShare = model.share.map((s) => digamma(s * cells.n + 1) - digamma(cells.n + K + 1));
  const logBackground = model.background.map((b) => Math.log(b));
  const logit = new Float64Array(K + 1);
  const odds = new Float64Array(K + 1);
  let logLikelihood = 0;
  let entropy = 0;
  for (let i = 0; i < cells.n; i++) {
    logit.set(logShare);
    let base = 0;
    for (let t = cells.start[i]!; t < cells.start[i + 1]!; t++) {
      const c = cells.cell[t]!;
      base += logBackground[c]!;
      for (let k = 0; k < K; k++) logit[k + 1]! += contrast[c * K + k]!;
    }
    let top = logit[0]!;
    for (let k = 1; k <= K; k++) if (logit[k]! > top) top = logit[k]!;
    let sum = 0;
    for (let k = 0; k <= K; k++) {
      odds[k] = Math.exp(logit[k]! - top);
      sum += odds[k]!;
    }
    const whole = top + Math.log(sum);
    for (let k = 0; k <= K; k++) {
      const r = odds[k]! / sum;
      of[i * (K + 1) + k] = r;
      if (r > 0) entropy -= r * (logit[k]! - whole);
    }
    logLikelihood += base + whole;
  }
  return { of, logLikelihood, entropy };
}

/** Expected accounts per cell and class, at `cell * (classes + 1) + k`. */
function countsOf(cells: Cells, of: Float64Array, K: number): Float64Array {
  const count = new Float64Array(cells.offset[cells.attributes]! * (K + 1));
  for (let i = 0; i < cells.n; i++)
    for (let t = cells.start[i]!; t < cells.start[i + 1]!; t++) {
      const at = cells.cell[t]! * (K + 1);
      for (let k = 0; k <= K; k++) count[at + k]! += of[i * (K + 1) + k]!;
    }
  return count;
}

function classShares(of: Float64Array, n: number, K: number): Float64Array {
  const share = new Float64Array(K + 1);
  for (let i = 0; i < n; i++) for (let k = 0; k <= K; k++) share[k]! += of[i * (K + 1) + k]! / n;
  return share;
}

/** Accounts per cell that speak for the background: those of class 0, and in each block of those of the classes that it is idle for. */
function backgroundCounts(cells: Cells, count: Float64Array, K: number, active: Uint8Array | null): Float64Array {
  const own = new Float64Array(cells.offset[cells.attributes]!);
  for (let j = 0; j < cells.attributes; j++)
    for (let c = cells.offset[j]!; c < cells.offset[j + 1]!; c++) {
      let sum = count[c * (K + 1)]!;
      if (active !== null) for (let k = 0; k < K; k++) if (!active[j * K + k]) sum += count[c * (K + 1) + k + 1]!;
      own[c] = sum;
    }
  return own;
}

/** ln marginal likelihood of the classes' sizes, every division of the accounts being as likely. */
function sizeEvidence(share: Float64Array, n: number): number {
  return share.reduce((sum, s) => sum + logGamma(s * n + 1), logGamma(share.length) - logGamma(n + share.length));
}

/**
 * The model that class probabilities speak for. A block is active where the class's cells are likelier with shares of its own (a
 * Dirichlet worth 4 accounts of background) than as background, by more than a block's odds before seeing any.
 *
 * @param active blocks that were active in the model before; null: every block is made active (a dense step)
 */
export function maximise(
  cells: Cells,
  of: Float64Array,
  K: number,
  prior: Background,
  active: Uint8Array | null,
): Mixture {
  const count = countsOf(cells, of, K);
  const share = classShares(of, cells.n, K);
  const { shares: background, evidence: ofBackground } = backgroundOf(
    cells,
    backgroundCounts(cells, count, K, active),
    prior,
  );
  const contrast = new Float64Array(background.length * K);
  const kept = new Uint8Array(cells.attributes * K);
  let evidence = active === null ? Number.NaN : ofBackground + sizeEvidence(share, cells.n);
  for (let j = 0; j < cells.attributes; j++) {
    const [from, below] = [cells.offset[j]!, cells.offset[j + 1]!];
    for (let k = 0; k < K; k++) {
      let mine = 0;
      for (let c = from; c < below; c++) mine += count[c * (K + 1) + k + 1]!;
      if (active !== null) {
        let [own, idle] = [logGamma(STEADY) - logGamma(mine + STEADY), 0];
        for (let c = from; c < below; c++) {
          const s = count[c * (K + 1) + k + 1]!;
          const steady = STEADY * background[c]!;
          own += logGamma(s + steady) - logGamma(steady);
          idle += s * Math.log(background[c]!);
        }
        if (own - idle + BLOCK_ODDS <= 0) continue;
        evidence += own + BLOCK_ODDS;
      }
      kept[j * K + k] = 1;
      const ofAll = digamma(mine + STEADY);
      for (let c = from; c < below; c++) {
        const s = count[c * (K + 1) + k + 1]!;
        contrast[c * K + k] = digamma(s + STEADY * background[c]!) - ofAll - Math.log(background[c]!);
      }
    }
  }
  return { classes: K, share, background, contrast, active: kept, evidence };
}
