export interface WordLogOdds {
  /** Log odds of the word in the first less those in the second, both drawn towards the background. */
  readonly difference: number;
  /** In standard errors: beyond 1.96 either way it is more than chance, word by word. */
  readonly z: number;
}

/**
 * Which words set two bodies of text apart: log odds ratio of each word with an informative Dirichlet prior, as z-scores. `first` and
 * `second` count each word; `prior` says how many are taken as seen before anything was read, in proportion to a background (such as
 * counts of all texts, scaled), above 0 for each word. A word unseen in both has difference near 0.
 *
 * Formula: log((a + w) / (A + W - a - w)) less the same of the second; z = difference / sqrt(1 / (a + w) + 1 / (b + w)).
 * Source: Monroe, Colaresi and Quinn 2008, "Fightin' Words", (16), (20), (22). Cost: O(words).
 */
export function dirichletLogOdds(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  prior: ArrayLike<number>,
): WordLogOdds[] {
  const allPrior = total(prior);
  const allFirst = total(first) + allPrior;
  const allSecond = total(second) + allPrior;
  return Array.from({ length: prior.length }, (_, i) => {
    const a = first[i]! + prior[i]!;
    const b = second[i]! + prior[i]!;
    if (a === allFirst) return { difference: 0, z: 0 };
    const difference = Math.log(a / (allFirst - a)) - Math.log(b / (allSecond - b));
    return { difference, z: difference / Math.sqrt(1 / a + 1 / b) };
  });
}

function total(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i]!;
  return sum;
}
