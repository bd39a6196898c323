import { deviance } from "./deviance.ts";
import { stirlingError } from "./gamma.ts";

const TINY = 1e-300;
const PRECISION = 1e-16;
const MAX_TERMS = 200_000;

/**
 * Regularised lower incomplete gamma function P(a, x), a > 0: the distribution function of a gamma variable of shape a.
 *
 * Formula: power series for x < a + 1, else 1 - continued fraction; leading factor after Loader 2000.
 * Source: Abramowitz and Stegun 6.5.29, 6.5.31. Cost: O(sqrt(a)).
 */
export function gammaP(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/** Regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x), exact also where it is tiny; see `gammaP`. */
export function gammaQ(a: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

/** Chi-square distribution function P(X <= x) with `df` degrees of freedom, df > 0. Cost: O(sqrt(df)). */
export function chiSquareCdf(x: number, df: number): number {
  return gammaP(df / 2, x / 2);
}

/** Chi-square upper tail P(X > x), the p-value of a statistic, exact also where it is tiny. Cost: O(sqrt(df)). */
export function chiSquareTail(x: number, df: number): number {
  return gammaQ(df / 2, x / 2);
}

export interface ChiSquareTest {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
}

/**
 * Pearson's chi-square test that rows and columns of a table of counts are independent, without Yates' correction. Empty rows and columns
 * are left out; with one row or column left there is nothing to test: statistic 0, df 0, p 1.
 *
 * Formula: sum (seen - expected)^2 / expected on (r - 1)(c - 1) degrees of freedom.
 * Source: Pearson 1900. Cost: O(r c).
 */
export function chiSquareTest(table: readonly ArrayLike<number>[]): ChiSquareTest {
  const columns = table[0]?.length ?? 0;
  const rowSums = new Float64Array(table.length);
  const columnSums = new Float64Array(columns);
  let n = 0;
  for (let r = 0; r < table.length; r++) {
    for (let c = 0; c < columns; c++) {
      const count = table[r]![c]!;
      rowSums[r]! += count;
      columnSums[c]! += count;
      n += count;
    }
  }
  const df = (filled(rowSums) - 1) * (filled(columnSums) - 1);
  if (n === 0 || df === 0) return { statistic: 0, df: 0, p: 1 };
  let statistic = 0;
  for (let r = 0; r < table.length; r++) {
    for (let c = 0; c < columns; c++) {
      const expected = (rowSums[r]! * columnSums[c]!) / n;
      if (expected > 0) statistic += (table[r]![c]! - expected) ** 2 / expected;
    }
  }
  return { statistic, df, p: chiSquareTail(statistic, df) };
}

function filled(sums: Float64Array): number {
  let count = 0;
  for (let i = 0; i < sums.length; i++) if (sums[i]! > 0) count++;
  return count;
}

/** x^a e^-x / gamma(a + 1). */
function kernel(a: number, x: number): number {
  return Math.exp(-deviance(a, x) - stirlingError(a)) / Math.sqrt(2 * Math.PI * a);
}

function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < MAX_TERMS && term > sum * PRECISION; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return kernel(a, x) * sum;
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let k = 1; k < MAX_TERMS; k++) {
    const numerator = -k * (k - a);
    b += 2;
    d = 1 / awayFromZero(numerator * d + b);
    c = awayFromZero(b + numerator / c);
    const change = d * c;
    value *= change;
    if (Math.abs(change - 1) <= PRECISION) break;
  }
  return kernel(a, x) * a * value;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
