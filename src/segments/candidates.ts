import type { SegmentAttribute } from "./attribute.ts";
import type { LevelSet } from "./condition.ts";

/** Shares of the known per level (0-based) among the accounts marked 1; all accounts when `mark` is null. */
export function levelShares(codes: Uint8Array, levels: number, mark: Uint8Array | null): Float64Array {
  const share = new Float64Array(levels);
  let known = 0;
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] === 0 || (mark !== null && mark[i] === 0)) continue;
    share[codes[i]! - 1]!++;
    known++;
  }
  return known === 0 ? share : share.map((s) => s / known);
}

/** Level sets by which a kind may be told in one attribute: runs of neighbours, or the levels it has more of than the market, the most outstanding first. */
export function candidateSets(index: number, attribute: SegmentAttribute, members: Uint8Array): LevelSet[] {
  const { levels, feature } = attribute;
  const said = levels.filter((bins) => bins.length > 0).length;
  const own = levelShares(attribute.won, levels.length, members);
  const market = levelShares(attribute.market, levels.length, null);
  const lift = own.map((s, l) => (s + 0.01) / (market[l]! + 0.01));
  if (feature.coded.order === "ordered") {
    const runs: LevelSet[] = [];
    for (let from = 0; from < said; from++)
      for (let to = from; to < said && to - from + 1 < said; to++)
        runs.push({ attribute: index, levels: Array.from({ length: to - from + 1 }, (_, i) => from + i) });
    return runs;
  }
  const more = Array.from({ length: said }, (_, l) => l)
    .filter((l) => lift[l]! > 1 && own[l]! > 0)
    .sort((a, b) => lift[b]! - lift[a]! || a - b);
  return more
    .map((_, i) => ({ attribute: index, levels: more.slice(0, i + 1).sort((a, b) => a - b) }))
    .filter((set) => set.levels.length < said);
}
