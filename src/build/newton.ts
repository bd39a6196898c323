import { choleskySolve } from "../stats/cholesky.ts";

/** One attribute as bands: `codes[i]` in 0..bands-1 for each row of the fit. */
export interface BandColumn {
  readonly codes: Uint8Array;
  readonly bands: number;
  /** Band whose effect is held at zero: what is not known must not teach. */
  readonly held?: number;
}

/** Ridge that holds an effect at zero: under a millionth of a logit per row. */
const HELD = 1e6;

/** b0 + one effect per band and attribute, and what the rows look like there. */
export interface LogitFit {
  intercept: number;
  effects: Float64Array[];
  /** y - p and p(1 - p) of each row, times its weight. */
  readonly residual: Float64Array;
  readonly weight: Float64Array;
  /** Penalised loss: sum of log-losses + kappa/2 sum of squared effects. */
  loss: number;
}

/** Rows whose factors 1 + exp(-|eta|) <= 2 are multiplied before one logarithm is taken: 2^512 is far from overflow. */
const PRODUCT_ROWS = 512;

/** Penalised loss at (intercept, effects); fills residual and weight. One exponential a row, O(n k). */
function evaluate(
  columns: readonly BandColumn[],
  y: Uint8Array,
  fit: LogitFit,
  kappa: number,
  weights: Float64Array | undefined,
): void {
  const { residual, weight } = fit;
  residual.fill(fit.intercept);
  let penalty = 0;
  columns.forEach((column, j) => {
    const f = fit.effects[j]!;
    addEffects(residual, column.codes, f);
    for (const v of f) penalty += v * v;
  });
  const loss = weights === undefined ? logitRows(y, residual, weight) : weightedLogitRows(y, residual, weight, weights);
  fit.loss = loss + 0.5 * kappa * penalty;
}

function addEffects(eta: Float64Array, codes: Uint8Array, f: Float64Array): void {
  const n = eta.length;
  for (let i = 0; i < n; i++) eta[i] = eta[i]! + f[codes[i]!]!;
}

/** Takes logits in `residual`, leaves residuals and weights, returns the summed log-loss. */
function logitRows(y: Uint8Array, residual: Float64Array, weight: Float64Array): number {
  const n = y.length;
  let loss = 0;
  let product = 1;
  for (let i = 0; i < n; i++) {
    const eta = residual[i]!;
    const e = Math.exp(eta > 0 ? -eta : eta);
    const p = eta > 0 ? 1 / (1 + e) : e / (1 + e);
    product *= 1 + e;
    if ((i & (PRODUCT_ROWS - 1)) === PRODUCT_ROWS - 1) {
      loss += Math.log(product);
      product = 1;
    }
    loss += Math.max(eta, 0) - (y[i] ? eta : 0);
    residual[i] = y[i]! - p;
    weight[i] = p * (1 - p);
  }
  return loss + Math.log(product);
}

/** `logitRows` of deals that count for as much as `weights` says. */
function weightedLogitRows(y: Uint8Array, residual: Float64Array, weight: Float64Array, weights: Float64Array): number {
  let loss = 0;
  for (let i = 0; i < y.length; i++) {
    const eta = residual[i]!;
    const w = weights[i]!;
    const e = Math.exp(eta > 0 ? -eta : eta);
    const p = eta > 0 ? 1 / (1 + e) : e / (1 + e);
    loss += w * (Math.log1p(e) + Math.max(eta, 0) - (y[i] ? eta : 0));
    residual[i] = w * (y[i]! - p);
    weight[i] = w * p * (1 - p);
  }
  return loss;
}

/** Start of each attribute's block among the parameters (0 is the intercept) and their number. */
function blocks(columns: readonly BandColumn[]): { start: number[]; size: number } {
  const start: number[] = [];
  let size = 1;
  for (const column of columns) {
    start.push(size);
    size += column.bands;
  }
  return { start, size };
}

/** Gradient (negative) and Hessian by single and pair histograms. O(n k^2). */
function derivatives(columns: readonly BandColumn[], fit: LogitFit, kappa: number, start: number[], size: number) {
  const { residual, weight } = fit;
  const n = weight.length;
  const g = new Float64Array(size);
  const H = new Float64Array(size * size);
  for (let i = 0; i < n; i++) {
    g[0] = g[0]! + residual[i]!;
    H[0] = H[0]! + weight[i]!;
  }
  for (let j = 0; j < columns.length; j++) {
    const a = columns[j]!.codes;
    const s = start[j]!;
    for (let i = 0; i < n; i++) {
      const r = s + a[i]!;
      g[r] = g[r]! + residual[i]!;
      H[r * size] = H[r * size]! + weight[i]!;
    }
    for (let b = 0; b < columns[j]!.bands; b++) {
      const r = s + b;
      H[r * size + r] = H[r * size]! + (b === columns[j]!.held ? HELD : kappa);
      H[r] = H[r * size]!;
      g[r] = g[r]! - kappa * fit.effects[j]![b]!;
    }
    for (let l = 0; l < j; l++) pairHistogram(a, columns[l]!.codes, weight, H, s, start[l]!, size);
  }
  return { g, H };
}

function pairHistogram(
  a: Uint8Array,
  b: Uint8Array,
  weight: Float64Array,
  H: Float64Array,
  s: number,
  t: number,
  size: number,
): void {
  const n = weight.length;
  for (let i = 0; i < n; i++) {
    const cell = (s + a[i]!) * size + t + b[i]!;
    H[cell] = H[cell]! + weight[i]!;
  }
}

/** Makes the lower triangle symmetric: the histograms fill rows below the diagonal only. */
function mirror(H: Float64Array, size: number): void {
  for (let r = 0; r < size; r++) for (let c = 0; c < r; c++) H[c * size + r] = H[r * size + c]!;
}

/** One Newton step with step halving. Returns the decrease of the penalised loss. */
function step(
  columns: readonly BandColumn[],
  y: Uint8Array,
  fit: LogitFit,
  kappa: number,
  weights: Float64Array | undefined,
): number {
  const { start, size } = blocks(columns);
  const { g, H } = derivatives(columns, fit, kappa, start, size);
  mirror(H, size);
  H[0] = H[0]! + 1e-9;
  if (!choleskySolve(H, g, size)) return 0;
  const before = fit.loss;
  const intercept = fit.intercept;
  const effects = fit.effects.map((f) => Float64Array.from(f));
  for (let scale = 1; scale > 1e-4; scale /= 2) {
    fit.intercept = intercept + scale * g[0]!;
    fit.effects.forEach((f, j) => {
      for (let b = 0; b < f.length; b++) f[b] = effects[j]![b]! + scale * g[start[j]! + b]!;
    });
    evaluate(columns, y, fit, kappa, weights);
    if (fit.loss <= before) return before - fit.loss;
  }
  fit.intercept = intercept;
  fit.effects = effects;
  evaluate(columns, y, fit, kappa, weights);
  return 0;
}

/**
 * Penalised additive logistic fit, J = sum logloss + kappa/2 sum f^2, the intercept free. Newton on pair histograms, O(n k^2) a step.
 *
 * @param warm effects to start from (by column), and intercept; copied
 * @param steps most Newton steps
 * @param weights what each row counts for; absent: 1
 */
export function fitLogit(
  columns: readonly BandColumn[],
  y: Uint8Array,
  kappa: number,
  warm: { intercept: number; effects: readonly Float64Array[] },
  steps = 12,
  weights?: Float64Array,
): LogitFit {
  const fit: LogitFit = {
    intercept: warm.intercept,
    effects: columns.map((c, j) => Float64Array.from(warm.effects[j] ?? new Float64Array(c.bands))),
    residual: new Float64Array(y.length),
    weight: new Float64Array(y.length),
    loss: 0,
  };
  evaluate(columns, y, fit, kappa, weights);
  for (let s = 0; s < steps; s++) if (step(columns, y, fit, kappa, weights) < 1e-7 * (1 + Math.abs(fit.loss))) break;
  return fit;
}
