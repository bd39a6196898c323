const DAYS_A_YEAR = 365.25;

/**
 * Years that a customer lived through up to as-of, for a yearly rate of leaving: whole years and the part of the running one; the year in
 * which it left counts whole (the actuary's initial exposure). 0 where nothing could be seen.
 *
 * @param from first day as a customer @param to the day it left, or NaN @param asOf the day it was looked at; all in days since 1970-01-01
 */
export function yearsAtRisk(from: number, to: number, asOf: number): { readonly years: number; readonly left: 0 | 1 } {
  const left = to <= asOf ? 1 : 0;
  const lived = ((left === 1 ? to : asOf) - from) / DAYS_A_YEAR;
  if (!(lived > 0)) return { years: 0, left: 0 };
  return left === 1 ? { years: Math.max(1, Math.ceil(lived)), left } : { years: lived, left };
}

const YEAR = 365;

/**
 * Whether a customer stayed its first year: 1, or 0 where it left within it. NaN where it began less than a year ago, of whom only leavers would
 * be known, and where the day it left is not known.
 *
 * @param gone whether it has left @param from first day @param to the day it left, or NaN @param asOf the day it was looked at; in days
 */
export function stayedFirstYear(gone: boolean, from: number, to: number, asOf: number): number {
  if (!(asOf - from >= YEAR) || (gone && Number.isNaN(to))) return Number.NaN;
  return gone && to - from < YEAR ? 0 : 1;
}
