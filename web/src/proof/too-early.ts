/** How the refusals begin that mean: no deal has closed yet that could tell. */
const BEGINNINGS =
  /^(none of the [\d,]+ .+ is newer than|no opportunity is stamped yet|all [\d,]+ closed deals are of customers that|give the closed deals to hold)/i;

/** Whether a validation was refused only because it is too early for it, by what it says. */
export function meansTooEarly(refusal: string): boolean {
  return BEGINNINGS.test(refusal);
}
