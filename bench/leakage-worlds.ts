import type { ColumnReader } from "../src/features/dictionary.ts";
import type { SourceColumn } from "../src/features/source-column.ts";
import { normalQuantile } from "../src/stats/normal.ts";
import { createRandom, type Random, shuffle } from "../src/stats/random.ts";

/** What is planted in a column: a leak by its kind and make, or null for an honest attribute. */
export interface PlantedColumn {
  readonly source: SourceColumn;
  readonly cells: readonly (string | null)[];
  readonly leak: string | null;
}

export interface LeakageWorld {
  readonly n: number;
  readonly y: Uint8Array;
  readonly created: Float64Array;
  readonly closed: Float64Array;
  /** Dense index per deal. */
  readonly account: Int32Array;
  readonly columns: readonly PlantedColumn[];
}

export interface LeakageWorldOptions {
  readonly deals: number;
  readonly rate: number;
  /** Most deals of one account. */
  readonly perAccount: number;
  /** SD of the account's own logit. */
  readonly accountSd: number;
  /** Attributes and what they are worth move with time, as for a team that goes upmarket. */
  readonly drift: boolean;
}

const DAYS = 730;
const FIRST_DAY = 19_000;
/** Honest attributes per world; every fifth one is worth this much per SD on the logit. */
const HONEST = 40;
const EFFECTS = [0, 0.3, 0, 0.8, 1.6] as const;

export const normal = (random: Random): number => normalQuantile((random.next() * 0xfffffffe + 1) / 0x100000000);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

interface Deals {
  readonly account: readonly number[];
  readonly accounts: number;
  /** 0 to 1 over the two years. */
  readonly when: Float64Array;
}

function dealsOf(random: Random, { deals, perAccount }: LeakageWorldOptions): Deals {
  const account: number[] = [];
  let accounts = 0;
  for (; account.length < deals; accounts++)
    for (let d = 1 + random.int(perAccount); d > 0 && account.length < deals; d--) account.push(accounts);
  return { account, accounts, when: Float64Array.from(account, () => random.next()) };
}

/** Intercept at which `rate` of the deals are won. */
function interceptOf(logits: Float64Array, rate: number): number {
  let [low, high] = [-40, 40];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    const mean = logits.reduce((sum, z) => sum + sigmoid(z + middle), 0) / logits.length;
    if (mean < rate) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

type Write = (x: number, random: Random) => string;

/** How one standard normal trait of a company is written down in a CRM. */
const WRITERS: readonly ((random: Random) => Write)[] = [
  () => (x) => String(Math.round(Math.exp(4.5 + 1.3 * x))),
  () => (x) => String(Math.floor(Math.exp(1 + 0.9 * x))),
  () => (x) => (100 * sigmoid(x)).toFixed(1),
  () => (x) => String(Math.round(1995 + 9 * Math.max(-3, Math.min(3, x)))),
  () => (x) => (x > 0.3 ? "Yes" : "No"),
  (random) => levels(random, 3, 0.4),
  (random) => levels(random, 8, 0.4),
  (random) => levels(random, 30, 0.6),
  (random) => levels(random, 150, 0.6),
  () => (x) => ["1-10", "11-50", "51-200", "201-1000", "1001-5000"][Math.min(4, Math.floor(5 * sigmoid(1.7 * x)))]!,
  () => (x, random) =>
    [0, 1, 2, 3, 4, 5].map((t) => (random.next() < sigmoid(x + t - 3) ? `tool${t}` : "")).join(";") || "none",
];

/** Levels of unequal share in no order, each standing for a stretch of the trait but for some that are mistaken. */
function levels(random: Random, count: number, noise: number): Write {
  const names = Array.from({ length: count }, (_, i) => i);
  shuffle(names, random);
  return (x, draw) => {
    const share = sigmoid(1.7 * (x + noise * normal(draw)));
    return `level ${names[Math.min(count - 1, Math.floor(count * share * share))]!}`;
  };
}

/** How honest cells go missing: never, by chance, or more often where the deal was lost (customers are better known), short of kind (c). */
const MISSING = [
  () => 0,
  () => 0.15,
  () => 0.5,
  () => 0.9,
  (won: number) => (won ? 0.1 : 0.35),
  (won: number) => (won ? 0.25 : 0.55),
] as const;

/** Deals of a made-up company with 40 honest attributes of all shapes under neutral names. Equal seeds give equal worlds. */
export function leakageWorld(seed: number, options: LeakageWorldOptions): LeakageWorld {
  const random = createRandom(seed, 301);
  const { account, accounts, when } = dealsOf(random, options);
  const n = account.length;
  const drift = options.drift ? 1 : 0;
  const traits = Array.from({ length: HONEST }, (_, j) => {
    if (aboutDeal(j)) return Float64Array.from(account, () => normal(random));
    const own = Float64Array.from({ length: accounts }, () => normal(random));
    const moves = drift * (j % 3 === 0 ? 1 : 0);
    return Float64Array.from(account, (a, i) => own[a]! + moves * (2 * when[i]! - 1));
  });
  const own = Float64Array.from({ length: accounts }, () => options.accountSd * normal(random));
  const logits = Float64Array.from(account, (a, i) =>
    traits.reduce(
      (sum, trait, j) => sum + (effectOf(j) + drift * (j % 7 === 0 ? 2 * when[i]! - 1 : 0)) * trait[i]!,
      own[a]!,
    ),
  );
  const intercept = interceptOf(logits, options.rate);
  const y = Uint8Array.from(logits, (z) => (random.next() < sigmoid(z + intercept) ? 1 : 0));
  const created = when.map((share) => FIRST_DAY + Math.floor(DAYS * share));
  const closed = created.map((day, i) => day + 10 + random.int(y[i] ? 60 : 120));
  const columns = traits.map((trait, j) => honest(random, j, trait, y, account));
  return { n, y, created, closed, account: Int32Array.from(account), columns };
}

/** Two strong and a few weak attributes, so that the world as a whole is not separable. */
function effectOf(j: number): number {
  return j < 10 ? EFFECTS[j % 5]! : 0;
}

/** Every fourth attribute differs from deal to deal. */
function aboutDeal(j: number): boolean {
  return j % 4 === 3;
}

/** What an account's attribute is, is written down once per account: its deals share it unless the trait itself has moved. */
function honest(
  random: Random,
  j: number,
  trait: Float64Array,
  y: Uint8Array,
  account: readonly number[],
): PlantedColumn {
  const write = WRITERS[random.int(WRITERS.length)]!(random);
  const missing = MISSING[random.int(MISSING.length)]!;
  const written = new Map<string, string | null>();
  const cells = Array.from(trait, (x, i) => {
    const key = aboutDeal(j) ? `deal ${i}` : `${account[i]!} ${x}`;
    if (!written.has(key)) written.set(key, random.next() < missing(y[i]!) ? null : write(x, random));
    return written.get(key)!;
  });
  const about = aboutDeal(j) ? "opportunity" : "account";
  return { source: { name: `trait_${j}`, header: `Trait ${j}`, about }, cells, leak: null };
}

/** The columns read from memory, as the engine reads them from DuckDB. */
export function memoryReader(columns: readonly PlantedColumn[], rows: number): ColumnReader {
  const byName = new Map(columns.map(({ source, cells }) => [source.name, cells]));
  const textsOf = (name: string): [string, number][] => {
    const counts = new Map<string, number>();
    for (const cell of byName.get(name)!) if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  };
  return {
    rows,
    dictionary: async (name) => {
      const found = textsOf(name);
      const counts = Float64Array.from(found, ([, count]) => count);
      return { texts: found.map(([text]) => text), counts, rows, truncated: false };
    },
    codes: async (names) =>
      names.map((name) => {
        const index = new Map(textsOf(name).map(([text], i) => [text, i]));
        return Int32Array.from(byName.get(name)!, (cell) => (cell === null ? -1 : index.get(cell)!));
      }),
  };
}
