import { createRandom, shuffle } from "../stats/random.ts";
import type { SegmentAttribute } from "./attribute.ts";
import { findRule, holdsFor } from "./rule.ts";

const FOLDS = 3;

/** What rules do on won accounts that they were not made from. */
export interface HeldOut {
  /** Won accounts, each held out once, that the rule made without them holds for, and those of them that belong to the kind. */
  readonly held: number;
  readonly belong: number;
  /** Won and lost deals of the accounts that these rules hold for; of lost accounts on average. */
  readonly wins: number;
  readonly losses: number;
  /** Shares of the lost accounts and of the market that these rules hold for, on average. */
  readonly lost: number;
  readonly market: number;
}

function sum(marks: Uint8Array): number {
  return marks.reduce((a, b) => a + b, 0);
}

/** Per won account its won and its lost deals, per lost account its deals; as many as they are worth. */
export interface DealCounts {
  readonly wins: Float64Array;
  readonly losses: Float64Array;
  readonly lost: Float64Array;
}

function weigh(marks: Uint8Array, weight: (i: number) => number): number {
  return marks.reduce((total, mark, i) => total + (mark === 1 ? weight(i) : 0), 0);
}

/** Every third of the won accounts in turn is kept from the search of the rule, and the rule found is tried on it. */
export function heldOutRules(
  attributes: readonly SegmentAttribute[],
  allowed: readonly number[],
  members: Uint8Array,
  deals: DealCounts,
  seed: number,
): HeldOut {
  const order = Int32Array.from({ length: members.length }, (_, i) => i);
  shuffle(order, createRandom(seed, 71));
  const total = { held: 0, belong: 0, wins: 0, losses: 0, lost: 0, market: 0 };
  for (let fold = 0; fold < FOLDS; fold++) {
    const part = (test: boolean): Int32Array => order.filter((_, at) => (at % FOLDS === fold) === test);
    const take = (rows: Int32Array) => attributes.map((a) => ({ ...a, won: Uint8Array.from(rows, (i) => a.won[i]!) }));
    const [train, test] = [part(false), part(true)];
    const rule = findRule(
      take(train),
      allowed,
      Uint8Array.from(train, (i) => members[i]!),
    );
    if (rule === null) continue;
    const marks = holdsFor(take(test), rule.sets, "won");
    total.held += sum(marks);
    total.belong += test.reduce((count, i, at) => count + (marks[at]! & members[i]!), 0);
    total.wins += weigh(marks, (at) => deals.wins[test[at]!]!);
    total.losses += weigh(marks, (at) => deals.losses[test[at]!]!);
    total.losses += weigh(holdsFor(attributes, rule.sets, "lost"), (i) => deals.lost[i]!) / FOLDS;
    for (const side of ["lost", "market"] as const) {
      const other = holdsFor(attributes, rule.sets, side);
      total[side] += sum(other) / Math.max(1, other.length) / FOLDS;
    }
  }
  return total;
}
