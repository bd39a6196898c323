/** A stream of pseudo-random numbers. Effects are arguments: whoever needs chance is handed one of these. */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  next(): number;
  /** Uniform integer in 0..n-1. */
  int(n: number): number;
}

/** Four odd starting words, one hash lane each: the first 128 fractional bits of the square root of 2, made odd. */
const LANES = [0x6a09e667, 0xf3bcc909, 0xb2fb1367, 0xea957d3f] as const;
const WARM_UP = 12;

/**
 * Small fast counting generator (sfc32), seeded from a seed and any number of stream indices, so that resample i draws from its own
 * stream whatever ran before it, on whatever thread. Seed and indices are safe integers; equal arguments give equal numbers everywhere.
 *
 * Formula: t = a + b + counter; a = b ^ (b >>> 9); b = c + (c << 3); c = rotl(c, 21) + t. Every seed word is folded into four
 * differently started hash lanes (128 bits) with the murmur3 finaliser of splitmix32.
 * Source: Chris Doty-Humphrey, PractRand (sfc32); Steele, Lea and Flood 2014 (splitmix).
 * Cost: O(1) per number, some nanoseconds.
 */
export function createRandom(seed: number, ...stream: readonly number[]): Random {
  let [a, b, c, counter] = LANES.map((lane) => seedLane(lane, [seed, ...stream])) as [number, number, number, number];

  const bits = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum;
  };
  const next = (): number => ((bits() >>> 5) * 0x4000000 + (bits() >>> 6)) / 0x20000000000000;

  for (let i = 0; i < WARM_UP; i++) bits();
  return { next, int: (n) => Math.floor(next() * n) };
}

/**
 * Shuffles in place; every order is equally likely.
 *
 * Source: Fisher and Yates 1938, Durstenfeld 1964. Cost: O(n).
 */
export function shuffle(array: Int32Array | Uint32Array | number[], random: Random): void {
  for (let i = array.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    const held = array[i]!;
    array[i] = array[j]!;
    array[j] = held;
  }
}

function seedLane(lane: number, words: readonly number[]): number {
  let hash = lane | 0;
  for (const word of words) {
    hash = mix(hash, word | 0);
    hash = mix(hash, Math.floor(word / 0x100000000) | 0);
  }
  return hash;
}

function mix(hash: number, word: number): number {
  let mixed = ((hash + 0x9e3779b9) | 0) ^ word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}
