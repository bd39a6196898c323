import { choleskyFactor, choleskySubstitute } from "../stats/cholesky.ts";
import type { BandPrior } from "./band-prior.ts";

/** One attribute as bands with a prior: `codes[i]` is 0 where the deal's value is not known, else 1..bands. */
export interface PriorColumn {
  readonly codes: Uint8Array;
  /** Number of bands, missing not among them. */
  readonly bands: number;
  readonly prior: BandPrior;
  /** The prior where levels that are parts of the same say nothing of each other; only where `prior` has them do so. */
  readonly alone?: BandPrior;
}

/** Most probable effects given the deals, and how well prior and deals agree. */
export interface Posterior {
  readonly intercept: number;
  /** Effect (logit) per band of each column. */
  readonly effects: readonly Float64Array[];
  /** ln of the marginal likelihood of the outcomes, by Laplace's approximation; comparable between sets of columns on the same rows. */
  readonly evidence: number;
  /** ln Bayes factor of the same model without each column against this one: above 0, the deals speak for leaving it out. */
  readonly without: () => readonly number[];
}

const STEPS = 20;
/** A Newton step that saves less than this many nats leaves about its square to gain. */
const ENOUGH = 1e-3;

interface Layout {
  readonly start: readonly number[];
  readonly size: number;
}

function layoutOf(columns: readonly PriorColumn[]): Layout {
  const start: number[] = [];
  let size = 1;
  for (const column of columns) {
    start.push(size);
    size += column.bands;
  }
  return { start, size };
}

/** Where the effects of each row are: those of row `i` from `from[i]` to before `from[i + 1]`, the intercept first. Read at every step, so laid once. */
interface Places {
  readonly from: Int32Array;
  readonly at: Int32Array;
}

function placesOf(columns: readonly PriorColumn[], rows: number, { start }: Layout): Places {
  const from = new Int32Array(rows + 1);
  const at = new Int32Array(rows * (columns.length + 1));
  const codes = columns.map((column) => column.codes);
  let next = 0;
  for (let i = 0; i < rows; i++) {
    at[next++] = 0;
    for (let j = 0; j < codes.length; j++) {
      const c = codes[j]![i]!;
      if (c > 0) at[next++] = start[j]! + c - 1;
    }
    from[i + 1] = next;
  }
  return { from, at };
}

/** Logits into `eta`; returns the summed log-loss. */
function logits(
  { from, at }: Places,
  y: Uint8Array,
  theta: Float64Array,
  eta: Float64Array,
  weights: Float64Array | undefined,
  offset: Float64Array | null,
): number {
  let loss = 0;
  for (let i = 0; i < y.length; i++) {
    let z = offset === null ? theta[0]! : theta[0]! + offset[i]!;
    const end = from[i + 1]!;
    for (let a = from[i]! + 1; a < end; a++) z += theta[at[a]!]!;
    eta[i] = z;
    const w = weights === undefined ? 1 : weights[i]!;
    loss += w * (Math.log1p(Math.exp(-Math.abs(z))) + Math.max(z, 0) - (y[i] ? z : 0));
  }
  return loss;
}

function penalty(columns: readonly PriorColumn[], { start }: Layout, theta: Float64Array, tau2: number): number {
  let sum = 0;
  columns.forEach(({ bands: k, prior }, j) => {
    const s = start[j]!;
    for (let a = 0; a < k; a++)
      for (let b = 0; b < k; b++) sum += theta[s + a]! * theta[s + b]! * prior.precision[a * k + b]!;
  });
  return sum / (2 * tau2);
}

/** Negative gradient into g, Hessian of loss and penalty into the lower triangle of H. O(n k^2) for k columns. */
function derivatives(
  columns: readonly PriorColumn[],
  y: Uint8Array,
  layout: Layout,
  { from, at }: Places,
  theta: Float64Array,
  eta: Float64Array,
  tau2: number,
  g: Float64Array,
  H: Float64Array,
  weights: Float64Array | undefined,
): void {
  const { start, size } = layout;
  g.fill(0);
  H.fill(0);
  for (let i = 0; i < y.length; i++) {
    const p = 1 / (1 + Math.exp(-eta[i]!));
    const w = weights === undefined ? 1 : weights[i]!;
    const residual = w * (y[i]! - p);
    const weight = w * p * (1 - p);
    const first = from[i]!;
    const end = from[i + 1]!;
    for (let a = first; a < end; a++) {
      const row = at[a]!;
      const before = row * size;
      g[row] = g[row]! + residual;
      let b = first;
      // Four at a time: the innermost loop of every build.
      for (; b + 3 <= a; b += 4) {
        H[before + at[b]!]! += weight;
        H[before + at[b + 1]!]! += weight;
        H[before + at[b + 2]!]! += weight;
        H[before + at[b + 3]!]! += weight;
      }
      for (; b <= a; b++) H[before + at[b]!]! += weight;
    }
  }
  columns.forEach(({ bands: k, prior }, j) => {
    const s = start[j]!;
    for (let a = 0; a < k; a++)
      for (let b = 0; b < k; b++) {
        const strength = prior.precision[a * k + b]! / tau2;
        g[s + a] = g[s + a]! - strength * theta[s + b]!;
        if (b <= a) H[(s + a) * size + s + b] = H[(s + a) * size + s + b]! + strength;
      }
  });
  H[0] = H[0]! + 1e-9;
}

/**
 * Additive logistic model whose band effects are normal with covariance tau2 x each column's correlation; the intercept is free. Newton
 * with step halving, then Laplace's approximation (Bishop, "Pattern Recognition and Machine Learning", 4.4.1).
 *
 * @param y outcome per row, both present @param warm effects to start from, by column @param steps most Newton steps
 * @param weights what each row counts for; absent: 1
 * @param offset logit per row that is believed beforehand: effects are what the deals add to it
 */
export function posterior(
  columns: readonly PriorColumn[],
  y: Uint8Array,
  tau2: number,
  warm?: Pick<Posterior, "intercept" | "effects">,
  steps = STEPS,
  weights?: Float64Array,
  offset: Float64Array | null = null,
): Posterior {
  const layout = layoutOf(columns);
  const { start, size } = layout;
  let theta: Float64Array = new Float64Array(size);
  const won = y.reduce((a, b) => a + b, 0);
  theta[0] = warm?.intercept ?? Math.log(won / (y.length - won));
  warm?.effects.forEach((f, j) => {
    theta.set(f, start[j]!);
  });
  const places = placesOf(columns, y.length, layout);
  const eta = new Float64Array(y.length);
  const g = new Float64Array(size);
  const H = new Float64Array(size * size);
  const objective = (t: Float64Array): number =>
    logits(places, y, t, eta, weights, offset) + penalty(columns, layout, t, tau2);
  let value = objective(theta);
  for (let s = 0; s < steps; s++) {
    derivatives(columns, y, layout, places, theta, eta, tau2, g, H, weights);
    if (!choleskyFactor(H, size)) break;
    choleskySubstitute(H, g, size);
    let next = theta;
    let reached = value;
    for (let scale = 1; scale > 1e-3; scale /= 2) {
      next = theta.map((t, i) => t + scale * g[i]!);
      reached = objective(next);
      if (reached <= value) break;
    }
    const saved = value - reached;
    if (saved < 0) break;
    theta = next;
    value = reached;
    if (saved < ENOUGH) break;
  }
  let logDet = 0;
  for (let i = 1; i < size; i++) logDet += 2 * Math.log(H[i * size + i]!);
  const prior = columns.reduce((sum, c) => sum - c.prior.logDet - c.bands * Math.log(tau2), 0);
  const effects = columns.map((c, j) => theta.slice(start[j]!, start[j]! + c.bands));
  return {
    intercept: theta[0]!,
    effects,
    evidence: -value + (prior - logDet) / 2,
    without: () => columns.map((c, j) => withoutColumn(c, effects[j]!, H, start[j]!, size, tau2)),
  };
}

/**
 * Density of no effect at all after the deals against before (Savage-Dickey ratio; Dickey 1971), on the normal approximation.
 *
 * @param factor Cholesky factor of the Hessian @param s where the column's effects begin in it
 */
function withoutColumn(
  { bands: k, prior }: PriorColumn,
  effects: Float64Array,
  factor: Float64Array,
  s: number,
  size: number,
  tau2: number,
): number {
  const covariance = new Float64Array(k * k);
  for (let b = 0; b < k; b++) {
    const unit = new Float64Array(size);
    unit[s + b] = 1;
    choleskySubstitute(factor, unit, size);
    for (let a = 0; a < k; a++) covariance[a * k + b] = unit[s + a]!;
  }
  if (!choleskyFactor(covariance, k)) return Number.NEGATIVE_INFINITY;
  const x = Float64Array.from(effects);
  choleskySubstitute(covariance, x, k);
  let after = 0;
  for (let b = 0; b < k; b++) after -= (effects[b]! * x[b]!) / 2 + Math.log(covariance[b * k + b]!);
  return after + (prior.logDet + k * Math.log(tau2)) / 2;
}
