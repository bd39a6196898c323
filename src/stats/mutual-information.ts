/**
 * Normalised mutual information of two columns of codes, 0 (independent) to 1 (each tells the other). `la` and `lb` are the numbers of
 * codes (a[i] < la, b[i] < lb), `n` the number of rows read. 0 when a column is constant: it shares nothing worth knowing.
 *
 * Formula: I(a; b) / ((H(a) + H(b)) / 2).
 * Source: Strehl and Ghosh 2002; scikit-learn's normalized_mutual_info_score (arithmetic mean). Cost: O(n + la lb).
 */
export function normalisedMutualInformation(
  a: Uint8Array | Uint16Array,
  b: Uint8Array | Uint16Array,
  la: number,
  lb: number,
  n: number,
): number {
  const { entropyA, entropyB, shared } = entropies(a, b, la, lb, n);
  if (!(entropyA > 0 && entropyB > 0)) return 0;
  return Math.min(1, Math.max(0, (2 * shared) / (entropyA + entropyB)));
}

/**
 * Normalised mutual information less what independent columns of as many codes share by chance in n rows: 0 expected under independence,
 * 1 when each tells the other; 0 too where there are so few rows for so many codes that nothing short of that is more than chance. With few
 * rows and many codes the plain figure is high by itself.
 *
 * Formula: (I - E) / ((H(a) + H(b)) / 2 - E), E = (ka - 1)(kb - 1) / (2n) with ka, kb codes present.
 * Source: Vinh, Epps and Bailey 2010 for the form; Miller 1955 for E.
 */
export function correctedMutualInformation(
  a: Uint8Array | Uint16Array,
  b: Uint8Array | Uint16Array,
  la: number,
  lb: number,
  n: number,
): number {
  const { entropyA, entropyB, shared, presentA, presentB } = entropies(a, b, la, lb, n);
  if (!(entropyA > 0 && entropyB > 0)) return 0;
  const chance = ((presentA - 1) * (presentB - 1)) / (2 * n);
  const mean = (entropyA + entropyB) / 2;
  if (shared >= mean - 1e-12) return 1;
  return mean > chance ? Math.min(1, Math.max(0, (shared - chance) / (mean - chance))) : 0;
}

function entropies(a: Uint8Array | Uint16Array, b: Uint8Array | Uint16Array, la: number, lb: number, n: number) {
  const together = new Float64Array(la * lb);
  const countA = new Float64Array(la);
  const countB = new Float64Array(lb);
  for (let i = 0; i < n; i++) together[a[i]! * lb + b[i]!]!++;
  for (let i = 0; i < la; i++) {
    for (let j = 0; j < lb; j++) {
      countA[i]! += together[i * lb + j]!;
      countB[j]! += together[i * lb + j]!;
    }
  }
  const entropyA = entropy(countA, n);
  const entropyB = entropy(countB, n);
  const present = (count: Float64Array): number => count.reduce((sum, c) => sum + (c > 0 ? 1 : 0), 0);
  const shared = entropyA + entropyB - entropy(together, n);
  return { entropyA, entropyB, shared, presentA: present(countA), presentB: present(countB) };
}

function entropy(counts: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    if (count > 0) sum += count * Math.log(n / count);
  }
  return sum / n;
}
