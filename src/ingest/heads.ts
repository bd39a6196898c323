/** Which company stands at the top of each one's chain of parents, and the chains that run in a circle. */
export interface Heads {
  /** By company that has a parent: the top of its chain, of those in a circle the smallest. */
  readonly heads: ReadonlyMap<number, number>;
  /** Each circle's members along the chain, from the smallest; in order of that. */
  readonly loops: readonly (readonly number[])[];
}

/** Follows every chain of parents to its top. O(links). */
export function chainHeads(parents: ReadonlyMap<number, number>): Heads {
  const heads = new Map<number, number>();
  const loops: number[][] = [];
  for (const start of parents.keys()) {
    const path: number[] = [];
    const at = new Map<number, number>();
    let here = start;
    while (!heads.has(here) && !at.has(here) && parents.has(here)) {
      at.set(here, path.length);
      path.push(here);
      here = parents.get(here)!;
    }
    const from = at.get(here);
    if (from !== undefined) loops.push(fromSmallest(path.slice(from)));
    const head = from !== undefined ? loops.at(-1)![0]! : (heads.get(here) ?? here);
    for (const one of path) heads.set(one, head);
  }
  return { heads, loops: loops.sort((a, b) => a[0]! - b[0]!) };
}

function fromSmallest(members: readonly number[]): number[] {
  const first = members.reduce((least, one, i) => (one < members[least]! ? i : least), 0);
  return [...members.slice(first), ...members.slice(0, first)];
}
