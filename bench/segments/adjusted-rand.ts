function pairs(counts: Iterable<number>): number {
  let sum = 0;
  for (const n of counts) sum += (n * (n - 1)) / 2;
  return sum;
}

/** Adjusted Rand index of two partitions (Hubert and Arabie 1985): 1 the same, 0 as alike as by chance; 1 when both are one group. */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [together, ofA, ofB] = [new Map<string, number>(), new Map<number, number>(), new Map<number, number>()];
  for (let i = 0; i < a.length; i++) {
    const key = `${a[i]},${b[i]}`;
    together.set(key, (together.get(key) ?? 0) + 1);
    ofA.set(a[i]!, (ofA.get(a[i]!) ?? 0) + 1);
    ofB.set(b[i]!, (ofB.get(b[i]!) ?? 0) + 1);
  }
  const [same, inA, inB] = [pairs(together.values()), pairs(ofA.values()), pairs(ofB.values())];
  const expected = (inA * inB) / Math.max(1, pairs([a.length]));
  const most = (inA + inB) / 2;
  return most === expected ? 1 : (same - expected) / (most - expected);
}
