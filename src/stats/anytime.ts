/**
 * By how many standard errors a statistic must lie away from nothing so that its limits hold at every look together, however often and
 * whenever one looks; a single look needs 1.96. Infinity without information.
 *
 * Formula: z^2 = (1 + rho/I) ln((I + rho)/(rho a^2)), a = 1 - confidence, narrowest near I = `planned` by
 * rho = planned / (2 ln(1/a) + ln(1 + 2 ln(1/a))).
 * Source: Robbins 1970, the normal mixture; Howard, Ramdas, McAuliffe and Sekhon 2021 (time-uniform bounds), eq. 14 and 3.6.
 *
 * @param information variance of the score so far, > 0 @param planned the same at the planned end, in the same unit; fixed before looking
 */
export function anytimeQuantile(information: number, planned: number, confidence = 0.95): number {
  if (!(information > 0)) return Number.POSITIVE_INFINITY;
  const error = 1 - confidence;
  const rare = 2 * Math.log(1 / error);
  const rho = planned / (rare + Math.log(1 + rare));
  return Math.sqrt((1 + rho / information) * Math.log((information + rho) / (rho * error * error)));
}

/** Largest absolute value of a Brownian motion up to time 1 that is exceeded once in twenty. */
const LARGEST = 2.2414;

/**
 * The same for a test with a last day said before it began, at which looking ends: early looks ask for much, the last one for 2.24. Limits at
 * every look together hold 95 times in 100.
 *
 * Formula: z = 2.2414 / sqrt(elapsed). Source: O'Brien and Fleming 1979, at any number of looks: P(max |B(t)|, t <= 1, > 2.2414) = .05.
 *
 * @param elapsed share of the planned time that is over, 0..1
 */
export function plannedQuantile(elapsed: number): number {
  return elapsed > 0 ? LARGEST / Math.sqrt(Math.min(1, elapsed)) : Number.POSITIVE_INFINITY;
}
