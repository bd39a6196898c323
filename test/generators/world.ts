import type { Feature } from "../../src/features/assemble.ts";
import type { CodedAttribute, CodedMatrix } from "../../src/features/matrix.ts";
import { MISSING_TEXTS } from "../../src/normalise/rule.ts";
import { normalQuantile } from "../../src/stats/normal.ts";
import { createRandom, type Random } from "../../src/stats/random.ts";
import { codedAttribute, codedMatrix } from "./coded.ts";

export interface WorldOptions {
  readonly accounts: number;
  /** Most deals of one account; each has 1..this many. */
  readonly deals: number;
  readonly attributes: number;
  /** Known bins of each attribute. */
  readonly bins: number;
  readonly missing: number;
  /** Logit effect, from the worst bin to the best, of the first attributes; the rest are noise. */
  readonly effects: readonly number[];
  /** Logit at the middle of every effect. */
  readonly intercept: number;
  /** SD of the account's own logit: outcomes that vary by account for reasons nobody recorded. */
  readonly accountSd: number;
  /** Every third attribute is about the deal and varies within the account. */
  readonly dealAttributes: boolean;
}

export const WORLD: WorldOptions = {
  accounts: 300,
  deals: 1,
  attributes: 8,
  bins: 5,
  missing: 0.1,
  effects: [],
  intercept: -0.7,
  accountSd: 0,
  dealAttributes: false,
};

function normal(random: Random): number {
  return normalQuantile((random.next() * 0xfffffffe + 1) / 0x100000000);
}

function drawBins(random: Random, rows: number, bins: number, missing: number): Uint16Array {
  return Uint16Array.from({ length: rows }, () => (random.next() < missing ? 0 : 1 + random.int(bins)));
}

/** A made-up company's deals with a planted truth: codes, outcomes, accounts, dates over two years. Equal seeds give equal worlds. */
export function world(seed: number, options: Partial<WorldOptions> = {}): CodedMatrix {
  const o = { ...WORLD, ...options };
  const random = createRandom(seed, 101);
  const account: number[] = [];
  for (let a = 0; a < o.accounts; a++) for (let d = 1 + random.int(o.deals); d > 0; d--) account.push(a);
  const n = account.length;
  const attributes = Array.from({ length: o.attributes }, (_, j) => {
    const aboutDeal = o.dealAttributes && j % 3 === 2;
    const drawn = drawBins(random, aboutDeal ? n : o.accounts, o.bins, o.missing);
    const codes = aboutDeal ? drawn : account.map((a) => drawn[a]!);
    return codedAttribute(`a${j}`, j % 2 === 0 ? "ordered" : "unordered", o.bins, codes, { aboutAccount: !aboutDeal });
  });
  const own = Float64Array.from({ length: o.accounts }, () => o.accountSd * normal(random));
  const created = Float64Array.from({ length: n }, () => 19_000 + random.int(730));
  const closed = created.map((day) => day + 10 + random.int(60));
  const y = account.map((a, i) => {
    const logit = o.effects.reduce(
      (sum, effect, j) => sum + effect * position(attributes[j]!.codes[i]!, o.bins),
      o.intercept + own[a]!,
    );
    return random.next() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
  });
  return codedMatrix(attributes, y, { account: Int32Array.from(account), accounts: o.accounts, created, closed });
}

/** Where a bin lies from -.5 (worst) to .5 (best); missing in the middle. */
function position(code: number, bins: number): number {
  return code === 0 ? 0 : (code - 1) / (bins - 1) - 0.5;
}

/** The same matrix with outcomes dealt out anew: nothing to find. */
export function shuffledOutcomes(matrix: CodedMatrix, random: Random): CodedMatrix {
  const y = Uint8Array.from(matrix.y);
  for (let i = y.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [y[i], y[j]] = [y[j]!, y[i]!];
  }
  return { ...matrix, y };
}

/** The features that such attributes would have come from. */
export function featuresOf(attributes: readonly CodedAttribute[]): Feature[] {
  const missing = [...MISSING_TEXTS];
  return attributes.map((coded) => ({
    name: coded.name,
    label: coded.name.toUpperCase(),
    source: coded.name,
    header: coded.name.toUpperCase(),
    about: coded.aboutAccount ? "account" : "opportunity",
    family: coded.aboutAccount ? "firmographic" : "deal",
    kind: coded.order === "ordered" ? "number" : "category",
    rule: coded.order === "ordered" ? { kind: "number", missing, decimal: "." } : { kind: "text", missing },
    numbers: { plain: false, whole: false },
    filled: coded.codes.reduce((a, c) => a + (c > 0 ? 1 : 0), 0) / coded.codes.length,
    coded,
  }));
}
