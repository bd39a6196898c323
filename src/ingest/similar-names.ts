import { families } from "./family.ts";

/** Words that come and go in the name of one company. Not `holding`, `international` or countries: those are often companies of their own. */
const FILLERS: ReadonlySet<string> = new Set(["group", "groupe", "gruppe", "grupo", "gruppo", "the", "and", "of"]);
/** Words one letter or two apart that are never a typing error for each other. */
const PLACES: ReadonlySet<string> = new Set(
  "north south east west northern southern eastern western central upper lower austria australia slovenia slovakia iran iraq mali malta niger nigeria guinea guyana india indiana europe asia africa".split(
    " ",
  ),
);
/** In a word this long one letter may be wrong, and two from the next length on. */
const ONE_WRONG = 4;
const TWO_WRONG = 9;
/** Beyond so many names on one domain only equal ones are held to be the same. */
const MOST_COMPARED = 60;

/**
 * Whether two company keys (see `companyKey`) of the **same domain** are one name: the same but for blanks and filler words, or with a typing
 * error in one word. Numbers must be equal: `Store 12` is not `Store 13`.
 */
export function similarNames(a: string, b: string): boolean {
  const [left, right] = [meaningful(a), meaningful(b)];
  if (left.join("") === right.join("")) return true;
  if (left.length !== right.length) return misplacedBlank(left, right);
  const differing = left.flatMap((word, i) => (word === right[i] ? [] : [[word, right[i]!] as const]));
  if (differing.length !== 1) return false;
  return isTypingError(...differing[0]!);
}

/** `nova eworks` for `nova works`: with a blank too many or too few, at most one letter is wrong. */
function misplacedBlank(left: readonly string[], right: readonly string[]): boolean {
  const [a, b] = [left.join(""), right.join("")];
  if (Math.abs(left.length - right.length) !== 1 || Math.min(a.length, b.length) < TWO_WRONG || /[0-9]/.test(a + b))
    return false;
  return editDistance(a, b) <= 1;
}

function meaningful(key: string): readonly string[] {
  const words = key.split(" ");
  const kept = words.filter((word) => !FILLERS.has(word));
  return kept.length === 0 ? words : kept;
}

function isTypingError(a: string, b: string): boolean {
  if (/[0-9]/.test(a + b) || PLACES.has(a) || PLACES.has(b)) return false;
  const [shorter, longer] = [Math.min(a.length, b.length), Math.max(a.length, b.length)];
  return longer >= ONE_WRONG && shorter > 2 && editDistance(a, b) <= (shorter >= TWO_WRONG ? 2 : 1);
}

/** Letters added, left out, changed, or swapped with their neighbour (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(Math.min(last[j]! + 1, row[j - 1]! + 1, change, swapped ? before[j - 2]! + 1 : change));
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}

/** For each of the names of one domain the first name that it is the same as, itself included. */
export function nameClusters(names: readonly string[]): readonly string[] {
  if (names.length > MOST_COMPARED) return names;
  const links = names.flatMap((a, i) =>
    names.slice(0, i).flatMap((b, j) => (similarNames(a, b) ? [[i, j] as const] : [])),
  );
  return [...families(names.length, links)].map((root) => names[root]!);
}
