import { createRandom, shuffle } from "../stats/random.ts";
import type { SegmentAttribute } from "./attribute.ts";
import { findRule, holdsFor } from "./rule.ts";

const FOLDS = 3;

/** Won accounts that a rule made without them holds for, and those of them that belong to the kind. */
export interface HeldOutPrecision {
  readonly held: number;
  readonly belong: number;
}

/** Every third of the won accounts in turn is kept from the search of the rule, and the rule found is tried on it. */
export function heldOutPrecision(
  attributes: readonly SegmentAttribute[],
  allowed: readonly number[],
  members: Uint8Array,
  seed: number,
): HeldOutPrecision {
  const order = Int32Array.from({ length: members.length }, (_, i) => i);
  shuffle(order, createRandom(seed, 71));
  let [held, belong] = [0, 0];
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
    test.forEach((i, at) => {
      held += marks[at]!;
      belong += marks[at]! & members[i]!;
    });
  }
  return { held, belong };
}
