/** Beyond it the tail is below the smallest double. */
const UNDERFLOW = 40;
const SQRT_32 = 5.656854249492381;
const INVERSE_SQRT_TWO_PI = 0.3989422804014327;

const CDF_CENTRE_TOP = [
  0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356,
] as const;
const CDF_CENTRE_BOTTOM = [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673] as const;
const CDF_MIDDLE_TOP = [
  1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
  2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
] as const;
const CDF_MIDDLE_BOTTOM = [
  1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598,
  38912.00328609327, 19685.429676859992,
] as const;
const CDF_TAIL_TOP = [
  0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
  0.000029112874951168793,
] as const;
const CDF_TAIL_BOTTOM = [
  1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 0.00007297515550839662,
] as const;

const QUANTILE_CENTRE_TOP = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
  133.14166789178438, 3.3871328727963665,
] as const;
const QUANTILE_CENTRE_BOTTOM = [
  5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
  42.31333070160091, 1,
] as const;
const QUANTILE_MIDDLE_TOP = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
] as const;
const QUANTILE_MIDDLE_BOTTOM = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
] as const;
const QUANTILE_TAIL_TOP = [
  2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
  1.7848265399172913, 5.463784911164114, 6.657904643501103,
] as const;
const QUANTILE_TAIL_BOTTOM = [
  2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133, 0.014875361290850615,
  0.1369298809227358, 0.599832206555888, 1,
] as const;

/**
 * Standard normal distribution function P(Z <= z); the lower tail keeps its relative accuracy (about 1e-15) down to underflow.
 *
 * Formula: rational Chebyshev approximations in three ranges.
 * Source: Cody 1969, "Rational Chebyshev approximations for the error function"; Cody 1993 (TOMS 715, ANORM). Cost: O(1).
 */
export function normalCdf(z: number): number {
  const size = Math.abs(z);
  if (size <= 0.67448975) {
    const square = z * z;
    return 0.5 + (z * polynomial(CDF_CENTRE_TOP, square)) / polynomial(CDF_CENTRE_BOTTOM, square);
  }
  const tail = size > UNDERFLOW ? 0 : expHalfSquare(size) * tailFactor(size);
  return z > 0 ? 1 - tail : tail;
}

/**
 * Standard normal quantile: the z with P(Z <= z) = p, full double precision; -Infinity at 0, Infinity at 1.
 *
 * Formula: rational approximations in p - 1/2 and in sqrt(-log min(p, 1 - p)).
 * Source: Wichura 1988, "Algorithm AS 241" (PPND16). Cost: O(1).
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(QUANTILE_CENTRE_TOP, r)) / polynomial(QUANTILE_CENTRE_BOTTOM, r);
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const size =
    r <= 5
      ? polynomial(QUANTILE_MIDDLE_TOP, r - 1.6) / polynomial(QUANTILE_MIDDLE_BOTTOM, r - 1.6)
      : polynomial(QUANTILE_TAIL_TOP, r - 5) / polynomial(QUANTILE_TAIL_BOTTOM, r - 5);
  return q < 0 ? -size : size;
}

/** P(Z > z) / e^(-z^2/2) for z > 0.67. */
function tailFactor(z: number): number {
  if (z <= SQRT_32) return polynomial(CDF_MIDDLE_TOP, z) / polynomial(CDF_MIDDLE_BOTTOM, z);
  const square = 1 / (z * z);
  const correction = (square * polynomial(CDF_TAIL_TOP, square)) / polynomial(CDF_TAIL_BOTTOM, square);
  return (INVERSE_SQRT_TWO_PI - correction) / z;
}

/** e^(-z^2/2), the square split so that its rounding does not grow with z. */
function expHalfSquare(z: number): number {
  const coarse = Math.trunc(z * 16) / 16;
  return Math.exp(-coarse * coarse * 0.5) * Math.exp(-(z - coarse) * (z + coarse) * 0.5);
}

/** Horner's rule, highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = 0; i < coefficients.length; i++) value = value * x + coefficients[i]!;
  return value;
}
