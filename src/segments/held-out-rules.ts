import { createRandom, shuffle } from "../stats/random.ts";
import type { SegmentAttribute } from "./attribute.ts";
import { findRule, holdsFor } from "./rule.ts";

const FOLDS = 3;

/** What rules do on won accounts that they were not made from. */
export interface HeldOut {
  /** Won accounts, each held out once, that the rule made without them holds for, and those of them that belong to the kind. */
  readonly held: number;
  readonly belong: number;
  /** Shares of the lost accounts and of the market that these rules hold for, on average. */
  readonly lost: number;
  readonly market: number;
}

function sum(marks: Uint8Array): number {
  return marks.reduce((a, b) => a + b, 0);
}

/** Every third of the won accounts in turn is kept from the search of the rule, and the rule found is tried on it. */
export function heldOutRules(
  attributes: readonly SegmentAttribute[],
  allowed: readonly number[],
  members: Uint8Array,
  seed: number,
): HeldOut {
  const order = Int32Array.from({ length: members.length }, (_, i) => i);
  shuffle(order, createRandom(seed, 71));
  const total = { held: 0, belong: 0, lost: 0, market: 0 };
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
    for (const side of ["lost", "market"] as const) {
      const other = holdsFor(attributes, rule.sets, side);
      total[side] += sum(other) / Math.max(1, other.length) / FOLDS;
    }
  }
  return total;
}
