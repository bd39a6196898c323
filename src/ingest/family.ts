/**
 * Families by union-find: nodes that are linked, directly or over others, get the same root. Nodes are 0..nodes-1; the root is the smallest
 * node of the family, so the result does not depend on the order of the links. O(links) in practice.
 */
export function families(nodes: number, links: Iterable<readonly [number, number]>): Int32Array {
  const root = Int32Array.from({ length: nodes }, (_, node) => node);
  const find = (node: number): number => {
    let at = node;
    while (root[at] !== at) {
      root[at] = root[root[at]!]!;
      at = root[at]!;
    }
    return at;
  };
  for (const [a, b] of links) {
    const left = find(a);
    const right = find(b);
    root[Math.max(left, right)] = Math.min(left, right);
  }
  for (let node = 0; node < nodes; node++) root[node] = find(node);
  return root;
}
