import { plain } from "./words.ts";

/** Employees as a text says them. */
export interface Size {
  readonly from: number | null;
  readonly to: number | null;
}

const NUMBER = String.raw`(\d{1,3}(?:[.,' ]\d{3})+|\d+)( ?k\b)?`;
const RANGE = new RegExp(`${NUMBER}\\s*(?:-|–|—|to|bis|and|und)\\s*${NUMBER}`, "u");
const LEAST = new RegExp(
  `(?:at least|min(?:imum|destens|\\.)?(?: of)?|from|ab|more than|over|uber|mehr als|>=?|≥)\\s*${NUMBER}|${NUMBER}\\s*\\+`,
  "u",
);
const MOST = new RegExp(`(?:up to|at most|max(?:imum|imal|\\.)?(?: of)?|bis(?: zu)?|<=|≤)\\s*${NUMBER}`, "u");
const BELOW = new RegExp(`(?:under|below|less than|fewer than|smaller than|unter|weniger als|<)\\s*${NUMBER}`, "u");
/** What makes a number one of people. */
const PEOPLE =
  /\b(employees?|people|staff|ftes?|heads?|headcount|team members|mitarbeiter\w*|beschaftigten?|personen|leuten?|ma)\b/u;
const MONEY =
  /[€$£%]|\b(eur|usd|gbp|chf|million\w*|mio|mrd|bn|billion\w*|arr|revenue|umsatz|years?|jahre\w*|months?|days?)\b|\d ?m\b/u;

function numberOf(digits: string | undefined, thousands: string | undefined): number | null {
  if (digits === undefined) return null;
  const value = Number(digits.replace(/[.,' ]/g, "")) * (thousands === undefined ? 1 : 1000);
  return Number.isInteger(value) && value > 0 && value <= 10_000_000 ? value : null;
}

/**
 * The employees that a text says; null where it says none, or speaks of money or time.
 *
 * @param labelled what stands before it says already that it is about employees
 */
export function sizeIn(text: string, labelled: boolean): Size | null {
  const said = plain(text);
  if (MONEY.test(said) || !(labelled || PEOPLE.test(said))) return null;
  const range = RANGE.exec(said);
  if (range !== null) {
    const high = numberOf(range[3], range[4]);
    // 1-5k are thousands on both sides.
    const low = numberOf(range[1], range[2] ?? (Number(range[1]) < Number(range[3]) ? range[4] : undefined));
    return low !== null && high !== null && low <= high ? { from: low, to: high } : null;
  }
  const least = LEAST.exec(said);
  const from = least === null ? null : numberOf(least[1] ?? least[3], least[2] ?? least[4]);
  const most = MOST.exec(said);
  const below = BELOW.exec(said);
  const under = below === null ? null : numberOf(below[1], below[2]);
  const to = most !== null ? numberOf(most[1], most[2]) : under === null ? null : under - 1;
  return from === null && (to === null || to === 0) ? null : { from, to };
}
