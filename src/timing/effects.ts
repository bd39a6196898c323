import { sigmoid, softplus } from "../stats/sigmoid.ts";

/** Ridge on each effect: kappa/2 beta^2, as on the bands of the scorecard. */
const RIDGE = 4;
const MOST_SWEEPS = 100;
const STILL = 1e-5;
const LONGEST_STEP = 1;

export interface Effects {
  readonly intercept: number;
  /** Per column, never below 0. */
  readonly beta: Float64Array;
  /** Penalised log-likelihood, nats. */
  readonly likelihood: number;
}

/**
 * Logistic regression on columns whose effects may not be negative (what happens at an account makes it no less active), beside an offset.
 *
 * Formula: cyclic Newton steps on sum log-likelihood - kappa/2 sum beta^2, each clipped at 0. Cost: O(rows columns sweeps).
 */
export function nonNegativeEffects(
  columns: readonly Float64Array[],
  y: Uint8Array,
  offset: Float64Array,
  ridge = RIDGE,
): Effects {
  const n = y.length;
  const beta = new Float64Array(columns.length);
  const z = Float64Array.from(offset);
  let intercept = 0;
  const step = (column: Float64Array | null, value: number, kappa: number): number => {
    let [gradient, information] = [-kappa * value, kappa];
    for (let i = 0; i < n; i++) {
      const x = column === null ? 1 : column[i]!;
      if (x === 0) continue;
      const p = sigmoid(z[i]!);
      gradient += x * (y[i]! - p);
      information += x * x * p * (1 - p);
    }
    const by = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, gradient / Math.max(information, 1e-9)));
    const next = column === null ? value + by : Math.max(0, value + by);
    const moved = next - value;
    if (moved !== 0) for (let i = 0; i < n; i++) z[i] = z[i]! + moved * (column === null ? 1 : column[i]!);
    return next;
  };
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    const before = [intercept, ...beta];
    intercept = step(null, intercept, 0);
    for (const [k, column] of columns.entries()) beta[k] = step(column, beta[k]!, ridge);
    if ([intercept, ...beta].every((value, k) => Math.abs(value - before[k]!) < STILL)) break;
  }
  let likelihood = 0;
  for (let i = 0; i < n; i++) likelihood -= softplus(y[i] === 1 ? -z[i]! : z[i]!);
  for (const value of beta) likelihood -= (ridge / 2) * value * value;
  return { intercept, beta, likelihood };
}
