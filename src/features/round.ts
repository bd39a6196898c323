/**
 * The number in (low, high] that people would say: fewest significant digits, then a leading 5 or 1 or 2, then nearest the middle.
 *
 * @returns high when nothing rounder lies in the interval
 */
export function roundest(low: number, high: number): number {
  if (!(high > low)) return high;
  if (low < 0 && high >= 0) return 0;
  const size = Math.max(Math.abs(low), Math.abs(high));
  for (let power = Math.ceil(Math.log10(size)); power >= Math.floor(Math.log10(high - low)) - 1; power--) {
    for (const lead of [10, 5, 2, 1]) {
      const step = clean(lead * 10 ** (power - 1));
      const at = clean(Math.floor(high / step) * step);
      if (at > low && at <= high) return middleMost(low, high, step, at);
    }
  }
  return high;
}

/** How readily people say a number: 0 for 1, 2, 2.5 or 5 with zeros, and for none at all; else minus its digits that carry something. */
export function roundness(x: number): number {
  if (x === 0 || !Number.isFinite(x)) return 0;
  const digits = String(Math.abs(clean(x)))
    .replace(/e.*$/, "")
    .replace(".", "")
    .replace(/^0+|0+$/g, "");
  return ["1", "2", "25", "5"].includes(digits) ? 0 : -digits.length;
}

function middleMost(low: number, high: number, step: number, last: number): number {
  let best = last;
  const middle = (low + high) / 2;
  for (let at = last; at > low; at = clean(at - step)) if (Math.abs(at - middle) < Math.abs(best - middle)) best = at;
  return best;
}

/** Removes binary dust: 0.30000000000000004 -> 0.3. */
function clean(x: number): number {
  return Number(x.toPrecision(12));
}

/** A number as people write it on a page, never rounded when large: 1,500 · 50K · 2.5M · 1,234,567 · 2010 for years. */
export function sayNumber(x: number, plain = false): string {
  if (plain) return String(clean(x));
  const size = Math.abs(x);
  if (size < 1000) return String(Number(x.toPrecision(6)));
  for (const [unit, sign] of [
    [1e9, "B"],
    [1e6, "M"],
    [1e3, "K"],
  ] as const) {
    const short = Number((x / unit).toPrecision(4));
    if (size >= unit * (unit === 1e3 ? 10 : 1) && clean(short * unit) === clean(x)) return `${short}${sign}`;
  }
  const [whole, decimals] = String(clean(x)).split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
