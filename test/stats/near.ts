import { expect } from "vitest";

/** Fails unless `got` is within a relative `tolerance` of `want` (absolute when `want` is 0). */
export function expectNear(got: number, want: number, tolerance = 1e-13): void {
  if (got === want) return;
  const error = Math.abs(got - want) / (want === 0 ? 1 : Math.abs(want));
  expect(error, `got ${got}, want ${want}`).toBeLessThanOrEqual(tolerance);
}
