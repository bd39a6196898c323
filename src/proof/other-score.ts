/** How the values of another score rank, the best highest. */
export interface OtherScore {
  /** Place of a text, the higher the better; null where it says nothing. */
  readonly place: (text: string) => number | null;
  /** How it was read, for a person. */
  readonly told: string;
  /** The values from best to worst where they are few words; null for numbers. */
  readonly values: readonly string[] | null;
}

/** Words of scores and tiers, best first, folded. */
const SCALES: readonly (readonly string[])[] = [
  ["a+", "a", "a-", "b+", "b", "b-", "c+", "c", "c-", "d+", "d", "d-", "e", "f"],
  ["a1", "a2", "a3", "a4", "b1", "b2", "b3", "b4", "c1", "c2", "c3", "c4", "d1", "d2", "d3", "d4"],
  ["tier 1", "tier 2", "tier 3", "tier 4", "tier 5"],
  ["tier a", "tier b", "tier c", "tier d"],
  ["t1", "t2", "t3", "t4", "t5"],
  ["p0", "p1", "p2", "p3", "p4"],
  ["very high", "high", "medium-high", "medium", "med", "medium-low", "low", "very low"],
  ["hot", "warm", "cold", "frozen"],
  ["platinum", "gold", "silver", "bronze"],
  ["strong", "moderate", "average", "weak"],
  ["excellent", "very good", "good", "fair", "average", "poor", "bad"],
  ["strategic", "key", "core", "standard", "other"],
  ["yes", "no"],
  ["true", "false"],
];

/** Numbers of which 1 is the best. */
const ONE_IS_BEST = /\b(tier|rank|priority|prio|grade|class)\b/;
const MOST_VALUES = 40;

/**
 * Reads another score: numbers (more is better, but for tiers and ranks), letters and words of well-known scales, or the order that a person
 * gives.
 *
 * @param texts its different values @param header its name @param order values from best to worst; empty where nobody says
 * @param fold how texts are compared @param number the number that a text says, or null
 * @returns null where nobody can tell which of its values is best
 */
export function otherScore(
  texts: readonly string[],
  header: string,
  order: readonly string[],
  fold: (text: string) => string,
  number: (text: string) => number | null,
): OtherScore | null {
  const folded = [...new Set(texts.map(fold))];
  if (order.length > 0) return ofScale(order.map(fold), order.join(" > "), fold);
  const numbers = texts.map(number);
  const read = numbers.filter((value) => value !== null).length;
  if (read > 0.9 * texts.length) {
    const turned = ONE_IS_BEST.test(fold(header).replaceAll("_", " ")) && Math.max(...numbers.map((x) => x ?? 0)) <= 10;
    const least = Math.min(...numbers.flatMap((x) => x ?? []));
    return {
      place: (text) => {
        const value = number(text);
        return value === null ? null : turned ? -value : value;
      },
      told: turned ? `${least} is best` : "the higher the better",
      values: null,
    };
  }
  if (folded.length > MOST_VALUES) return null;
  const scale = SCALES.find((one) => folded.every((value) => one.includes(value)));
  if (scale === undefined) return null;
  const used = scale.filter((value) => folded.includes(value));
  return ofScale(used, used.join(" > "), fold);
}

function ofScale(best: readonly string[], told: string, fold: (text: string) => string): OtherScore {
  const places = new Map(best.map((value, i) => [value, best.length - i]));
  return { place: (text) => places.get(fold(text)) ?? null, told, values: best };
}
