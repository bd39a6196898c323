import { type Random, shuffle } from "./random.ts";

/**
 * Stratified group k-fold: the fold (0..k-1) of every row. All rows of a group share a fold; folds are alike in wins and in losses as far
 * as the groups allow. With one row per group this is plain stratified k-fold (wins per fold differ by at most 1, losses too). Group
 * numbers are >= 0, gaps allowed; k is 1..255, and with fewer groups than k some folds stay empty.
 *
 * Formula: groups in random order, the largest first, each to the fold where it adds least to the sum over folds of
 * (share of wins)^2 + (share of losses)^2, then to the smallest fold.
 * Source: the greedy of scikit-learn's StratifiedGroupKFold, with an exact increment instead of a standard deviation.
 * Cost: O(rows + groups k).
 */
export function groupFolds(groups: Int32Array, y: Uint8Array, k: number, random: Random): Uint8Array {
  const { won, lost } = countGroups(groups, y);
  const foldOfGroup = assignGroups(won, lost, largestFirst(won, lost, random), k);
  const folds = new Uint8Array(groups.length);
  for (let i = 0; i < groups.length; i++) folds[i] = foldOfGroup[groups[i]!]!;
  return folds;
}

interface GroupCounts {
  readonly won: Uint32Array;
  readonly lost: Uint32Array;
}

function countGroups(groups: Int32Array, y: Uint8Array): GroupCounts {
  let last = -1;
  for (let i = 0; i < groups.length; i++) if (groups[i]! > last) last = groups[i]!;
  const won = new Uint32Array(last + 1);
  const lost = new Uint32Array(last + 1);
  for (let i = 0; i < groups.length; i++) {
    if (y[i] === 1) won[groups[i]!]!++;
    else lost[groups[i]!]!++;
  }
  return { won, lost };
}

/** Groups with rows, by descending number of rows (counting sort), in random order among equals. */
function largestFirst(won: Uint32Array, lost: Uint32Array, random: Random): Uint32Array {
  const order = new Uint32Array(won.length).map((_, group) => group);
  shuffle(order, random);
  let most = 0;
  for (let group = 0; group < won.length; group++) most = Math.max(most, won[group]! + lost[group]!);
  const place = new Uint32Array(most + 2);
  for (let group = 0; group < won.length; group++) place[most - won[group]! - lost[group]! + 1]!++;
  const filled = won.length - place[most + 1]!;
  for (let size = 1; size < place.length; size++) place[size]! += place[size - 1]!;
  const sorted = new Uint32Array(won.length);
  for (let i = 0; i < order.length; i++) {
    const group = order[i]!;
    sorted[place[most - won[group]! - lost[group]!]!++] = group;
  }
  return sorted.subarray(0, filled);
}

function assignGroups(won: Uint32Array, lost: Uint32Array, order: Uint32Array, k: number): Uint8Array {
  const foldOfGroup = new Uint8Array(won.length);
  const wonInFold = new Float64Array(k);
  const lostInFold = new Float64Array(k);
  const perWin = 1 / Math.max(1, total(won)) ** 2;
  const perLoss = 1 / Math.max(1, total(lost)) ** 2;
  for (let i = 0; i < order.length; i++) {
    const group = order[i]!;
    const fold = cheapestFold(won[group]! * perWin, lost[group]! * perLoss, wonInFold, lostInFold);
    foldOfGroup[group] = fold;
    wonInFold[fold]! += won[group]!;
    lostInFold[fold]! += lost[group]!;
  }
  return foldOfGroup;
}

function cheapestFold(winPrice: number, lossPrice: number, wonInFold: Float64Array, lostInFold: Float64Array): number {
  let best = 0;
  let leastCost = Infinity;
  let leastRows = Infinity;
  for (let fold = 0; fold < wonInFold.length; fold++) {
    const cost = winPrice * wonInFold[fold]! + lossPrice * lostInFold[fold]!;
    const rows = wonInFold[fold]! + lostInFold[fold]!;
    if (cost > leastCost || (cost === leastCost && rows >= leastRows)) continue;
    best = fold;
    leastCost = cost;
    leastRows = rows;
  }
  return best;
}

function total(counts: Uint32Array): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i]!;
  return sum;
}
