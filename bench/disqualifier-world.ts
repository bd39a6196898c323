import type { Feature } from "../src/features/assemble.ts";
import type { Bin, CodedMatrix } from "../src/features/matrix.ts";
import { rangeLabel } from "../src/features/number-label.ts";
import { MISSING_TEXTS } from "../src/normalise/rule.ts";
import { normalCdf, normalQuantile } from "../src/stats/normal.ts";
import { createRandom, type Random } from "../src/stats/random.ts";

/** What a made-up market is like. */
export interface Market {
  readonly seed: number;
  /** Attributes of each kind: numbers of 20 pre-bins, categories, tools that a company has or has not. */
  readonly numbers: number;
  readonly categories: number;
  readonly flags: number;
  /** Correlation of every attribute with one hidden size of the company. */
  readonly correlation: number;
  readonly missing: number;
  /** Most deals of one account; each has 1..this many. */
  readonly deals: number;
  /** SD of the account's own logit. */
  readonly accountSd: number;
  /** Ordinary effects (worst to best, logit) of so many attributes. */
  readonly effects: number;
  readonly effectSize: number;
  readonly base: number;
  /** Conditions that a planted disqualifier has: none, one, two; its share of the deals. */
  readonly planted: 0 | 1 | 2;
  readonly share: number;
  /** Its win rate. */
  readonly rate: number;
}

const PRE_BINS = 20;

interface Attribute {
  readonly kind: "number" | "category" | "flag";
  /** Upper cumulative shares of the known bins. */
  readonly upTo: readonly number[];
  /** How much of the hidden size is in it, -1..1. */
  readonly loading: number;
  /** Logit effect per known bin. */
  readonly effect: readonly number[];
}

/** Where a planted rule holds: quantile ranges of two attributes at most. */
interface Plant {
  readonly attribute: number;
  readonly codes: ReadonlySet<number>;
}

/** A market with its truth: deals can be drawn from it for ever. */
export interface World {
  readonly features: (matrix: CodedMatrix) => Feature[];
  /** Deals of accounts until `enough`. `chance`: true win probability per deal, account's own part averaged out by the draw. */
  readonly draw: (stream: number, enough: (deals: number, planted: number) => boolean) => Drawn;
  readonly plant: readonly Plant[];
}

export interface Drawn {
  readonly matrix: CodedMatrix;
  readonly chance: Float64Array;
  /** 1 per deal of the planted kind. */
  readonly planted: Uint8Array;
}

function normal(random: Random): number {
  return normalQuantile((random.next() * 0xfffffffe + 1) / 0x100000000);
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

function cumulative(weights: readonly number[]): number[] {
  const total = weights.reduce((a, b) => a + b, 0);
  let sum = 0;
  return weights.map((w) => {
    sum += w / total;
    return sum;
  });
}

function attributeOf(kind: Attribute["kind"], random: Random, market: Market, effective: boolean): Attribute {
  const levels = 4 + random.int(9);
  const weights =
    kind === "number"
      ? new Array<number>(PRE_BINS).fill(1)
      : kind === "flag"
        ? [0.5 + 0.45 * random.next(), 0]
        : Array.from({ length: levels }, (_, i) => (0.3 + random.next()) / (1 + 0.4 * i));
  if (kind === "flag") weights[1] = 1 - weights[0]!;
  const upTo = cumulative(weights);
  const size = market.effectSize * (random.next() < 0.5 ? -1 : 1);
  const effect = upTo.map((_, i) => {
    if (!effective) return 0;
    return kind === "category" ? size * (random.next() - 0.5) : size * (i / (upTo.length - 1) - 0.5);
  });
  return { kind, upTo, loading: market.correlation * (random.next() < 0.5 ? -1 : 1), effect };
}

function codeAt(upTo: readonly number[], u: number): number {
  const at = upTo.findIndex((share) => u < share);
  return (at < 0 ? upTo.length - 1 : at) + 1;
}

/** Codes of an attribute that together hold about `share` of the known: a tail of a number, a level, having a tool. */
function codesOfShare(attribute: Attribute, share: number, random: Random): Set<number> {
  const size = (code: number): number => attribute.upTo[code - 1]! - (code > 1 ? attribute.upTo[code - 2]! : 0);
  const codes = attribute.upTo.map((_, i) => i + 1);
  if (attribute.kind === "number") {
    const many = Math.max(1, Math.round(share * PRE_BINS));
    return new Set(random.next() < 0.5 ? codes.slice(0, many) : codes.slice(-many));
  }
  const nearest = codes.reduce((a, b) => (Math.abs(size(b) - share) < Math.abs(size(a) - share) ? b : a));
  return new Set([nearest]);
}

function meets(plant: readonly Plant[], codes: readonly number[]): boolean {
  return plant.length > 0 && plant.every(({ attribute, codes: set }) => set.has(codes[attribute]!));
}

/** One or two conditions that together hold about the wanted share of the probes; drawn again until they do; null where none does. */
function plantOf(
  market: Market,
  attributes: readonly Attribute[],
  probes: readonly { readonly codes: readonly number[] }[],
  random: Random,
): Plant[] | null {
  if (market.planted === 0) return [];
  const each = market.planted === 1 ? market.share : Math.sqrt(market.share);
  for (let tries = 0; tries < 1000; tries++) {
    const picked = Array.from({ length: market.planted }, () => random.int(attributes.length));
    if (new Set(picked).size < picked.length) continue;
    const plant = picked.map((attribute) => ({
      attribute,
      codes: codesOfShare(attributes[attribute]!, each / (1 - market.missing), random),
    }));
    const held = probes.filter(({ codes }) => meets(plant, codes)).length / probes.length;
    if (held > 0.8 * market.share && held < 1.25 * market.share) return plant;
  }
  return null;
}

function binsOf(attribute: Attribute): Bin[] {
  const missing = { label: "not known", values: [], from: Number.NaN, below: Number.NaN };
  const none = { from: Number.NaN, below: Number.NaN };
  if (attribute.kind === "flag")
    return [missing, { label: "without SAP", values: [], ...none }, { label: "has SAP", values: ["sap"], ...none }];
  if (attribute.kind === "category")
    return [missing, ...attribute.upTo.map((_, i) => ({ label: `Kind ${i + 1}`, values: [`kind ${i + 1}`], ...none }))];
  return [
    missing,
    ...attribute.upTo.map((_, i) => {
      const from = i === 0 ? Number.NEGATIVE_INFINITY : i * 10;
      const below = i === PRE_BINS - 1 ? Number.POSITIVE_INFINITY : (i + 1) * 10;
      return { label: rangeLabel(from, below, { plain: false, whole: true }), values: [], from, below };
    }),
  ];
}

/** Makes a market from its seed: attributes, effects, the planted kind, and the intercepts that give the base rate. */
export function worldOf(market: Market, attempt = 0): World {
  const random = createRandom(market.seed, 907, attempt);
  const kinds = [
    ...new Array<"number">(market.numbers).fill("number"),
    ...new Array<"category">(market.categories).fill("category"),
    ...new Array<"flag">(market.flags).fill("flag"),
  ];
  const effective = new Set(Array.from({ length: market.effects }, () => random.int(kinds.length)));
  const attributes = kinds.map((kind, j) => attributeOf(kind, random, market, effective.has(j)));

  const accountOf = (source: Random): { codes: number[]; logit: number; own: number } => {
    const hidden = normal(source);
    const codes = attributes.map(({ upTo, loading }) => {
      const z = loading * hidden + Math.sqrt(1 - loading * loading) * normal(source);
      return source.next() < market.missing ? 0 : codeAt(upTo, normalCdf(z));
    });
    const logit = attributes.reduce((sum, { effect }, j) => sum + (codes[j] === 0 ? 0 : effect[codes[j]! - 1]!), 0);
    return { codes, logit, own: market.accountSd * normal(source) };
  };

  const probing = createRandom(market.seed, 911);
  const probes = Array.from({ length: 10_000 }, () => accountOf(probing));
  const plant = plantOf(market, attributes, probes, random);
  if (plant === null) return worldOf(market, attempt + 1);
  const solve = (
    target: number,
    of: (typeof probes)[number][],
    logit: (one: (typeof probes)[number]) => number,
  ): number => {
    let [low, high] = [-12, 12];
    for (let i = 0; i < 50; i++) {
      const middle = (low + high) / 2;
      const mean = of.reduce((sum, one) => sum + sigmoid(middle + logit(one)), 0) / Math.max(1, of.length);
      if (mean < target) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  const inside = probes.filter(({ codes }) => meets(plant, codes));
  const outside = probes.filter(({ codes }) => !meets(plant, codes));
  const share = inside.length / probes.length;
  const rest = (market.base - share * market.rate) / (1 - share);
  const forPlanted = inside.length === 0 ? 0 : solve(market.rate, inside, ({ own }) => own);
  const forRest = solve(rest, outside, ({ logit, own }) => logit + own);

  return {
    plant,
    features: (matrix) => featuresOf(attributes, matrix),
    draw: (stream, enough) => {
      const source = createRandom(market.seed, 919, stream);
      const codes: number[][] = attributes.map(() => []);
      const [account, y, chance, planted]: [number[], number[], number[], number[]] = [[], [], [], []];
      let plantedDeals = 0;
      for (let a = 0; !enough(account.length, plantedDeals); a++) {
        const one = accountOf(source);
        const isPlanted = meets(plant, one.codes);
        const p = sigmoid(isPlanted ? forPlanted + one.own : forRest + one.logit + one.own);
        for (let d = 1 + source.int(market.deals); d > 0; d--) {
          account.push(a);
          for (const [j, code] of one.codes.entries()) codes[j]!.push(code);
          chance.push(p);
          planted.push(isPlanted ? 1 : 0);
          plantedDeals += isPlanted ? 1 : 0;
          y.push(source.next() < p ? 1 : 0);
        }
      }
      const n = y.length;
      const created = Float64Array.from({ length: n }, () => 19_000 + source.int(730));
      const closed = created.map((day) => day + 10 + source.int(60));
      const none = new Float64Array(n).fill(Number.NaN);
      const matrix: CodedMatrix = {
        n,
        attributes: attributes.map((attribute, j) => ({
          name: `a${j}`,
          order: attribute.kind === "number" ? "ordered" : "unordered",
          bins: binsOf(attribute),
          codes: Uint16Array.from(codes[j]!),
          aboutAccount: true,
        })),
        y: Uint8Array.from(y),
        account: Int32Array.from(account),
        accounts: (account.at(-1) ?? -1) + 1,
        created,
        closed,
        cycle: closed.map((day, i) => day - created[i]!),
        order: none,
      };
      return { matrix, chance: Float64Array.from(chance), planted: Uint8Array.from(planted) };
    },
  };
}

function featuresOf(attributes: readonly Attribute[], matrix: CodedMatrix): Feature[] {
  const missing = [...MISSING_TEXTS];
  return attributes.map(({ kind }, j) => ({
    name: `a${j}`,
    label: `A${j}`,
    source: `a${j}`,
    header: `A${j}`,
    about: "account",
    family: kind === "flag" ? "technographic" : "firmographic",
    kind,
    rule: kind === "number" ? { kind: "number", missing, decimal: "." } : { kind: "text", missing },
    numbers: { plain: false, whole: true },
    filled: 1,
    coded: matrix.attributes[j]!,
  }));
}
