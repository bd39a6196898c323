/**
 * Solves M x = rhs for a symmetric positive definite M, in place: `matrix` (k x k, row-major, lower triangle read) becomes its
 * Cholesky factor, `rhs` becomes x. Returns false, with both spoilt, when M is not positive definite.
 *
 * Formula: M = L L', L z = rhs, L' x = z.
 * Source: Golub and Van Loan, "Matrix Computations", 4.2. Cost: k^3/6 multiplications, no allocation.
 */
export function choleskySolve(matrix: Float64Array, rhs: Float64Array, k: number): boolean {
  if (!choleskyFactor(matrix, k)) return false;
  choleskySubstitute(matrix, rhs, k);
  return true;
}

/** Solves L L' x = rhs in place, L the lower triangle that `choleskyFactor` left. k^2 multiplications. */
export function choleskySubstitute(factor: Float64Array, rhs: Float64Array, k: number): void {
  for (let i = 0; i < k; i++) {
    let value = rhs[i]!;
    for (let j = 0; j < i; j++) value -= factor[i * k + j]! * rhs[j]!;
    rhs[i] = value / factor[i * k + i]!;
  }
  for (let i = k - 1; i >= 0; i--) {
    let value = rhs[i]!;
    for (let j = i + 1; j < k; j++) value -= factor[j * k + i]! * rhs[j]!;
    rhs[i] = value / factor[i * k + i]!;
  }
}

/**
 * Replaces the lower triangle of a symmetric positive definite k x k matrix by its Cholesky factor L, M = L L'. Returns false, with the
 * matrix spoilt, when M is not positive definite. ln det M = 2 sum ln L_ii.
 */
export function choleskyFactor(matrix: Float64Array, k: number): boolean {
  for (let i = 0; i < k; i++) {
    const row = i * k;
    for (let j = 0; j <= i; j++) {
      let value = matrix[row + j]!;
      for (let m = 0; m < j; m++) value -= matrix[row + m]! * matrix[j * k + m]!;
      if (j < i) matrix[row + j] = value / matrix[j * k + j]!;
      else if (value > 0 && value < Infinity) matrix[row + i] = Math.sqrt(value);
      else return false;
    }
  }
  return true;
}
