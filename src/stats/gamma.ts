const HALF_LOG_TWO_PI = 0.9189385332046727;
/** From here on the Stirling series with the terms below is exact to double precision. */
const STIRLING_FROM = 8;
/** B(2k) / (2k (2k - 1)), k = 1..8, B the Bernoulli numbers. */
const STIRLING = [
  0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380953, 0.0008417508417508417,
  -0.0019175269175269176, 0.00641025641025641, -0.029550653594771242,
] as const;
const ONE_MINUS_EULER = 0.42278433509846713;
/** (-1)^k (zeta(k) - 1) / k, k = 2..28: the Taylor series of log gamma at 2. */
const TAYLOR_AT_TWO = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986, 0.0028905103307415234,
  -0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939, 0.00009945751278180853,
  -0.00004492623673813314, 0.00002050721277567069, -0.000009439488275268397, 0.000004374866789907488,
  -0.000002039215753801366, 9.55141213040742e-7, -4.492469198764566e-7, 2.1207184805554665e-7, -1.0043224823968099e-7,
  4.7698101693639804e-8, -2.2711094608943164e-8, 1.0838659214896955e-8, -5.183475041970047e-9, 2.4836745438024785e-9,
  -1.1921401405860912e-9, 5.731367241678862e-10, -2.7595228851242334e-10, 1.330476437424449e-10,
] as const;

/**
 * Natural log of the gamma function, for x > 0 (Infinity at 0, NaN below). Relative error under 1e-14, also beside its zeros 1 and 2.
 *
 * Formula: Stirling series for x >= 8; else the Taylor series at 2, reached by log gamma(x + 1) = log gamma(x) + log x.
 * Source: Abramowitz and Stegun 6.1.15, 6.1.33, 6.1.41. Cost: O(1).
 */
export function logGamma(x: number): number {
  if (x >= STIRLING_FROM) return x === Infinity ? x : (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingSeries(x);
  if (x > 2.5) {
    let z = x;
    let product = 1;
    while (z > 2.5) {
      z -= 1;
      product *= z;
    }
    return nearTwo(z - 2) + Math.log(product);
  }
  if (x > 1.5) return nearTwo(x - 2);
  if (x > 0.5) return nearTwo(x - 1) - Math.log1p(x - 1);
  return x < 0 ? Number.NaN : nearTwo(x) - Math.log1p(x) - Math.log(x);
}

/**
 * What Stirling's formula leaves of log gamma, for x > 0: log gamma(x) - ((x - 1/2) log x - x + log(2 pi) / 2).
 * For an integer n the same number is what it leaves of log n!. Small, so that differences of large log gammas keep their digits.
 *
 * Source: Loader 2000, "Fast and accurate computation of binomial probabilities". Cost: O(1).
 */
export function stirlingError(x: number): number {
  if (x >= STIRLING_FROM) return stirlingSeries(x);
  return logGamma(x) - ((x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI);
}

/**
 * Natural log of the beta function, a > 0 and b > 0, without the cancellation of three log gammas when an argument is large.
 *
 * Formula: log gamma(a) + log gamma(b) - log gamma(a + b), the leading Stirling terms taken together.
 * Source: DiDonato and Morris 1992 (TOMS 708, BETALN). Cost: O(1).
 */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < STIRLING_FROM) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const rest = stirlingSeries(large) - stirlingSeries(a + b);
  const log1pRatio = Math.log1p(small / large);
  if (small < STIRLING_FROM) {
    return logGamma(small) + rest - (a + b - 0.5) * log1pRatio - small * Math.log(large) + small;
  }
  const ratio = small / (a + b);
  return (
    HALF_LOG_TWO_PI -
    0.5 * Math.log(large) +
    stirlingSeries(small) +
    rest +
    (small - 0.5) * Math.log(ratio) -
    large * log1pRatio
  );
}

/**
 * Log gamma at offset, offset + 1, ... offset + max: one look-up instead of a series wherever counts meet a fixed prior, so
 * logBeta(e + a, l + b) = A[e] + B[l] - C[e + l] with tables at a, b and a + b.
 *
 * Cost: O(max) once.
 */
export function logGammaTable(offset: number, max: number): Float64Array {
  const table = new Float64Array(max + 1);
  for (let i = 0; i <= max; i++) table[i] = logGamma(offset + i);
  return table;
}

function stirlingSeries(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * square + STIRLING[k]!;
  return sum * inverse;
}

/** Log gamma(2 + z) for |z| <= 1/2. */
function nearTwo(z: number): number {
  let sum = 0;
  for (let k = TAYLOR_AT_TWO.length - 1; k >= 0; k--) sum = sum * z + TAYLOR_AT_TWO[k]!;
  return z * (ONE_MINUS_EULER + z * sum);
}
