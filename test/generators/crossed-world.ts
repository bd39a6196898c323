import type { CodedMatrix } from "../../src/features/matrix.ts";
import { createRandom } from "../../src/stats/random.ts";
import { codedAttribute, codedMatrix } from "./coded.ts";

export interface CrossedWorldOptions {
  readonly deals: number;
  readonly dealsPerAccount: number;
  /** SD of the account's own logit. */
  readonly accountSd: number;
  /** Attributes, the first two of them crossed, and how many of them tell something by themselves. */
  readonly attributes: number;
  readonly telling: number;
  /** Logit that a deal gains where both crossed attributes are at their best: about a tenth of the deals. */
  readonly together: number;
  /** `scales`: six bins each, the best third counts; `flags`: yes or no, a third yes. */
  readonly crossed: "scales" | "flags";
}

export const CROSSED_WORLD: CrossedWorldOptions = {
  deals: 1000,
  dealsPerAccount: 1,
  accountSd: 0,
  attributes: 8,
  telling: 6,
  together: 1,
  crossed: "scales",
};

/** Logits from worst to best bin of the attributes in turn. */
const SPANS = [0.8, 0.6, 1, 0.7, 0.5, 0.9] as const;
const MISSING = 0.05;

/** Deals whose logit is a sum over attributes, and where two attributes are at their best something more. */
export function crossedWorld(seed: number, options: Partial<CrossedWorldOptions> = {}): CodedMatrix {
  const o = { ...CROSSED_WORLD, ...options };
  const random = createRandom(seed, 307);
  const accounts = Math.ceil(o.deals / o.dealsPerAccount);
  const flags = (j: number): boolean => j < 2 && o.crossed === "flags";
  const binsOf = (j: number): number => (flags(j) ? 2 : j < 2 ? 6 : 5);
  const drawn = Array.from({ length: o.attributes }, (_, j) =>
    Uint16Array.from({ length: accounts }, () => {
      if (random.next() < MISSING) return 0;
      return flags(j) ? (random.next() < 1 / 3 ? 2 : 1) : 1 + random.int(binsOf(j));
    }),
  );
  // Twelve uniforms: nearly normal.
  const own = Float64Array.from({ length: accounts }, () => {
    let sum = -6;
    for (let k = 0; k < 12; k++) sum += random.next();
    return sum * o.accountSd;
  });
  const best = (j: number, account: number): boolean => drawn[j]![account]! > (flags(j) ? 1 : 4);
  const account = Int32Array.from({ length: o.deals }, (_, i) => Math.floor(i / o.dealsPerAccount));
  const y = Array.from(account, (a) => {
    let logit = -0.9 + own[a]! + (best(0, a) && best(1, a) ? o.together : 0);
    for (let j = 0; j < Math.min(o.telling, o.attributes); j++) {
      const code = drawn[j]![a]!;
      if (code > 0) logit += SPANS[j % SPANS.length]! * ((code - 1) / (binsOf(j) - 1) - 0.5);
    }
    return random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
  });
  const attributes = drawn.map((codes, j) =>
    codedAttribute(
      `a${j}`,
      flags(j) || j % 2 === 1 ? "unordered" : "ordered",
      binsOf(j),
      account.map((a) => codes[a]!),
    ),
  );
  return codedMatrix(attributes, y, { account, accounts });
}
