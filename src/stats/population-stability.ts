/** Rows added to every cell of both when one is empty, so that the logarithm is finite. */
const HALF_A_ROW = 0.5;

/**
 * Population stability index of two distributions over the same cells, given as counts or weights: 0 when they are alike; by convention
 * under .1 is little and over .25 much. When a cell of either is empty, half a row is added to every cell of both. NaN when either has no
 * rows.
 *
 * Formula: sum (now - before) log(now / before) over shares, in nats: Jeffreys' divergence. Source: Jeffreys 1946; Siddiqi 2006.
 * Cost: O(cells).
 */
export function populationStability(before: ArrayLike<number>, now: ArrayLike<number>): number {
  let [allBefore, allNow, gap] = [0, 0, 0];
  for (let i = 0; i < before.length; i++) {
    allBefore += before[i]!;
    allNow += now[i]!;
    if (!(before[i]! > 0 && now[i]! > 0) && before[i]! + now[i]! > 0) gap = HALF_A_ROW;
  }
  if (!(allBefore > 0 && allNow > 0)) return Number.NaN;
  const cells = filled(before, now);
  let index = 0;
  for (let i = 0; i < before.length; i++) {
    if (before[i]! + now[i]! === 0) continue;
    const was = (before[i]! + gap) / (allBefore + gap * cells);
    const is = (now[i]! + gap) / (allNow + gap * cells);
    index += (is - was) * Math.log(is / was);
  }
  return index;
}

/** Cells that either has rows in: the others do not count. */
function filled(before: ArrayLike<number>, now: ArrayLike<number>): number {
  let cells = 0;
  for (let i = 0; i < before.length; i++) if (before[i]! + now[i]! > 0) cells++;
  return cells;
}
