import { deviance } from "./deviance.ts";
import { stirlingError } from "./gamma.ts";
import { normalQuantile } from "./normal.ts";
import { logit, sigmoid } from "./sigmoid.ts";

const TINY = 1e-300;
const PRECISION = 1e-16;
const MAX_TERMS = 200_000;
const MAX_STEPS = 200;
/** Beyond it, up or down, sigmoid is the smallest double or 0. */
const FARTHEST_LOGIT = 744;

/**
 * Beta distribution function (regularised incomplete beta function) P(X <= x), a > 0 and b > 0.
 *
 * Formula: x^a (1-x)^b / B(a, b) times a continued fraction, from the side where it converges.
 * Source: DiDonato and Morris 1992 (TOMS 708, BFRAC), Lentz's method; leading factor after Loader 2000. Cost: O(sqrt(a + b)).
 */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return incompleteBeta(x, 1 - x, a, b);
}

/** Upper tail P(X > x) of the beta distribution, exact also where it is tiny; see `betaCdf`. */
export function betaTail(x: number, a: number, b: number): number {
  if (x <= 0) return 1;
  if (x >= 1) return 0;
  return incompleteBeta(1 - x, x, b, a);
}

/**
 * Beta quantile: the x with P(X <= x) = p, for p in 0..1, a > 0 and b > 0.
 *
 * Formula: Newton steps for log P over the logit of x from the nearer tail, kept inside a shrinking bracket.
 * Source: Abramowitz and Stegun 26.5.22 (start). Cost: O(sqrt(a + b)) for each of about five steps.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  return p > 0.5 ? sigmoid(-quantileLogit(1 - p, b, a)) : sigmoid(quantileLogit(p, a, b));
}

function incompleteBeta(x: number, y: number, a: number, b: number): number {
  const kernel = Math.exp(logKernel(x, y, a, b));
  if (x * (a + b + 2) <= a + 1) return kernel * fraction(x, y, a, b);
  return 1 - kernel * fraction(y, x, b, a);
}

/** log(x^a y^b / B(a, b)) with y = 1 - x. */
function logKernel(x: number, y: number, a: number, b: number): number {
  const n = a + b;
  const errors = stirlingError(a) + stirlingError(b) - stirlingError(n);
  return 0.5 * Math.log((a / n) * (b / (2 * Math.PI))) - errors - deviance(a, n * x) - deviance(b, n * y);
}

function fraction(x: number, y: number, a: number, b: number): number {
  const lambda = a > b ? (a + b) * y - b : a - (a + b) * x;
  let c = awayFromZero((a / (a + 1)) * (lambda + 1));
  let d = 0;
  let value = c;
  for (let n = 1; n < MAX_TERMS; n++) {
    const odd = a + 2 * n - 1;
    const rest = (n * (b - n) * x) / odd;
    const top = ((a + n - 1) / odd) * (a + b + n - 1) * rest * x;
    const bottom = n + rest + ((a + n) / (odd + 2)) * (lambda + 1 + n * (1 + y));
    d = 1 / awayFromZero(bottom + top * d);
    c = awayFromZero(bottom + top / c);
    const change = d * c;
    value *= change;
    if (Math.abs(change - 1) <= PRECISION) break;
  }
  return 1 / value;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/** Logit of the quantile of a p up to 1/2. */
function quantileLogit(p: number, a: number, b: number): number {
  const target = Math.log(p);
  let low = -FARTHEST_LOGIT;
  let high = FARTHEST_LOGIT;
  let u = Math.min(Math.max(startLogit(p, a, b), low), high);
  for (let step = 0; step < MAX_STEPS; step++) {
    const x = sigmoid(u);
    const y = sigmoid(-u);
    const value = incompleteBeta(x, y, a, b);
    const excess = Math.log(value) - target;
    if (excess > 0) high = u;
    else low = u;
    const next = u - (excess * value) / Math.exp(logKernel(x, y, a, b));
    const moved = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(moved - u) <= 4 * Number.EPSILON * Math.max(1, Math.abs(u))) return moved;
    u = moved;
  }
  return u;
}

function startLogit(p: number, a: number, b: number): number {
  if (a <= 1 || b <= 1) return logit(a / (a + b));
  const z = -normalQuantile(p);
  const lambda = (z * z - 3) / 6;
  const h = 2 / (1 / (2 * a - 1) + 1 / (2 * b - 1));
  const spread = 1 / (2 * b - 1) - 1 / (2 * a - 1);
  const w = (z * Math.sqrt(h + lambda)) / h - spread * (lambda + 5 / 6 - 2 / (3 * h));
  const start = Math.log(a / b) - 2 * w;
  return Number.isFinite(start) ? start : logit(a / (a + b));
}
