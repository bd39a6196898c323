import { normalQuantile } from "../../src/stats/normal.ts";
import { createRandom, type Random } from "../../src/stats/random.ts";

/** [least, most], drawn evenly. */
type Between = readonly [number, number];

export interface SegmentWorldOptions {
  readonly won: number;
  readonly kinds: number;
  /** Share of the won accounts that belong to no kind. */
  readonly noise: number;
  /** Share of cells that are missing. */
  readonly missing: number;
  readonly attributes: Between;
  readonly levels: Between;
  /** Attributes in which a kind differs from the rest. */
  readonly blocks: Between;
  /** Share of a kind's accounts that were given its levels; the others are as everyone else. */
  readonly strength: Between;
  /** Least share of the won accounts that one kind has. */
  readonly leastShare: number;
  /** SD of the log by which the universe's shares differ from those of the won that belong to no kind; 0: matched. */
  readonly mismatch: number;
  readonly universe: number;
  /** Correlation behind pairs of neighbouring attributes, among everyone. */
  readonly correlation: number;
  /** Lost accounts, and how common a kind is among them for once among the won. */
  readonly lost: number;
  readonly lostShare: number;
}

export const SEGMENT_WORLD: SegmentWorldOptions = {
  won: 200,
  kinds: 0,
  noise: 0.25,
  missing: 0.2,
  attributes: [8, 20],
  levels: [2, 8],
  blocks: [4, 8],
  strength: [0.5, 0.9],
  leastShare: 0.15,
  mismatch: 0,
  universe: 4000,
  correlation: 0,
  lost: 0,
  lostShare: 1 / 3,
};

export interface SegmentWorld {
  readonly levels: Int32Array;
  /** Per attribute one code per account, 0 missing. */
  readonly won: readonly Uint8Array[];
  readonly universe: readonly Uint8Array[];
  readonly lost: readonly Uint8Array[];
  /** The kind of each won account: 0 none, 1..kinds. */
  readonly kind: Uint8Array;
  /** True probability of each kind by the whole truth, at `account * (kinds + 1) + kind`. */
  readonly posterior: Float64Array;
}

function normal(random: Random): number {
  return normalQuantile((random.next() * 0xfffffffe + 1) / 0x100000000);
}

function between(random: Random, [least, most]: Between): number {
  return least + random.next() * (most - least);
}

function whole(random: Random, [least, most]: Between): number {
  return least + random.int(most - least + 1);
}

function proportions(weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / sum);
}

/** Flat Dirichlet shares, none under 4%. */
function flat(random: Random, size: number): number[] {
  const raw = proportions(Array.from({ length: size }, () => -Math.log(1 - random.next())));
  return proportions(raw.map((x) => x + 0.04));
}

function pick(shares: readonly number[], uniform: number): number {
  let left = uniform;
  for (let i = 0; i < shares.length; i++) {
    left -= shares[i]!;
    if (left < 0) return i;
  }
  return shares.length - 1;
}

function distinct(random: Random, count: number, of: number): number[] {
  const all = Array.from({ length: of }, (_, i) => i);
  for (let i = of - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all.slice(0, count);
}

/** Shares of a kind in an attribute: `strength` of its accounts moved to one to a third of the levels, rarer ones at first. */
function moved(random: Random, base: readonly number[], strength: number): number[] {
  const size = 1 + random.int(Math.max(1, Math.floor(base.length / 3)));
  let target = distinct(random, size, base.length);
  for (let tries = 0; tries < 20 && target.reduce((a, l) => a + base[l]!, 0) > 0.5; tries++)
    target = distinct(random, size, base.length);
  const aim = proportions(target.map((l) => base[l]! + 0.1));
  return base.map((b, l) => {
    const at = target.indexOf(l);
    return (1 - strength) * b + (at < 0 ? 0 : strength * aim[at]!);
  });
}

function kindShares(random: Random, { kinds, noise, leastShare }: SegmentWorldOptions): number[] {
  if (kinds === 0) return [1];
  for (;;) {
    const parts = proportions(Array.from({ length: kinds }, () => -Math.log(1 - random.next())));
    if (parts.every((s) => s * (1 - noise) >= leastShare)) return [noise, ...parts.map((s) => s * (1 - noise))];
  }
}

/** A uniform that goes up and down with `z`. */
function correlated(random: Random, z: number, correlation: number): number {
  if (correlation === 0) return random.next();
  const x = correlation * z + Math.sqrt(1 - correlation ** 2) * normal(random);
  return 1 / (1 + Math.exp(-1.702 * x));
}

/** Won accounts of known kinds and a universe. Equal seeds give equal worlds. */
export function segmentWorld(seed: number, options: Partial<SegmentWorldOptions> = {}): SegmentWorld {
  const o = { ...SEGMENT_WORLD, ...options };
  const random = createRandom(seed, 211);
  const p = whole(random, o.attributes);
  const levels = Int32Array.from({ length: p }, () => whole(random, o.levels));
  const base = Array.from(levels, (size) => flat(random, size));
  const shares = kindShares(random, o);
  const theta = shares.map((_, k) => {
    if (k === 0) return base;
    const blocks = new Set(distinct(random, Math.min(p, whole(random, o.blocks)), p));
    return base.map((b, j) => (blocks.has(j) ? moved(random, b, between(random, o.strength)) : b));
  });
  const kind = Uint8Array.from({ length: o.won }, () => pick(shares, random.next()));
  const draw = (table: readonly (readonly number[])[], latent: readonly number[], j: number): number => {
    if (random.next() < o.missing) return 0;
    return 1 + pick(table[j]!, correlated(random, latent[j >> 1]!, o.correlation));
  };
  const rows = (n: number, of: (i: number) => readonly (readonly number[])[]): Uint8Array[] => {
    const codes = Array.from({ length: p }, () => new Uint8Array(n));
    for (let i = 0; i < n; i++) {
      const latent = Array.from({ length: (p + 1) >> 1 }, () => (o.correlation === 0 ? 0 : normal(random)));
      for (let j = 0; j < p; j++) codes[j]![i] = draw(of(i), latent, j);
    }
    return codes;
  };
  const won = rows(o.won, (i) => theta[kind[i]!]!);
  const market = base.map((b) => proportions(b.map((x) => x * Math.exp(o.mismatch * normal(random)))));
  const universe = rows(o.universe, () => market);
  const K = o.kinds;
  const posterior = new Float64Array(o.won * (K + 1));
  for (let i = 0; i < o.won; i++) {
    const like = shares.map((s, k) =>
      won.reduce((product, codes, j) => (codes[i] === 0 ? product : product * theta[k]![j]![codes[i]! - 1]!), s),
    );
    posterior.set(proportions(like), i * (K + 1));
  }
  const among = shares.slice(1).map((s) => s * o.lostShare);
  const lostShares = [1 - among.reduce((a, b) => a + b, 0), ...among];
  const lostKind = Array.from({ length: o.lost }, () => pick(lostShares, random.next()));
  const lost = rows(o.lost, (i) => theta[lostKind[i]!]!);
  return { levels, won, universe, lost, kind, posterior };
}
