import type { Deals, Presence } from "../../src/buyers/presence.ts";
import type { KnownPeople } from "../../src/buyers/who-buys.ts";
import type { Note } from "../../src/buyers/words/vocabulary.ts";
import { normalQuantile } from "../../src/stats/normal.ts";
import { createRandom, type Random } from "../../src/stats/random.ts";
import { sigmoid } from "../../src/stats/sigmoid.ts";

export interface InsideWorldOptions {
  readonly deals: number;
  /** Deals of one account on average. */
  readonly perAccount: number;
  /** SD of the accounts' own chance to win, on the logit scale. */
  readonly accountSd: number;
  readonly baseRate: number;
  /** Added to the logit of deals with the first property of each kind: the planted effect. */
  readonly effect: number;
}

export const INSIDE_WORLD: InsideWorldOptions = {
  deals: 300,
  perAccount: 2,
  accountSd: 0.7,
  baseRate: 0.3,
  effect: 0,
};

/** Deals with who was known, what had happened and what was written; only the first title, event and word may have to do with winning. */
export interface InsideWorld {
  readonly deals: Deals;
  readonly people: KnownPeople;
  readonly triggers: Presence;
  readonly topics: Presence;
  readonly notes: readonly Note[];
}

const FUNCTIONS = "legal finance it operations hr sales marketing procurement engineering executive".split(" ");
const SENIORITIES = "director manager c-level individual".split(" ");
const EVENTS = 10;
const TOPICS = 25;
const WORDS = 400;
const PER_NOTE = 14;

/** Title, event and word that the effect is planted on. */
export const PLANTED = { title: "legal|director", event: "event 0", word: "pain" } as const;

function normal(random: Random): number {
  return normalQuantile((random.next() * 0xfffffffe + 1) / 0x100000000);
}

/** One world by its seed. People and events belong to the account, notes to the deal. */
export function insideWorld(options: InsideWorldOptions, seed: number): InsideWorld {
  const { deals: n, perAccount, accountSd, baseRate, effect } = options;
  const random = createRandom(seed, 11);
  const accounts = Math.max(1, Math.round(n / perAccount));
  const account = Int32Array.from({ length: n }, (_, i) => (i < accounts ? i : Math.floor(random.next() * accounts)));
  const own = Float64Array.from({ length: accounts }, () => accountSd * normal(random));
  const staff = Array.from({ length: accounts }, () => staffOf(random));
  const active = Array.from({ length: accounts }, () => 0.5 + random.next());
  const titles = collector();
  const triggers = collector();
  const topics = collector();
  const notes: Note[] = [];
  const size = new Int32Array(n);
  const y = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const at = account[i]!;
    const events = Array.from({ length: EVENTS }, (_, k) => k).filter(
      (k) => random.next() < (0.3 * active[at]!) / (1 + k / 4),
    );
    const read = Array.from({ length: TOPICS }, (_, k) => k).filter(() => random.next() < 0.08 * active[at]!);
    const words = Array.from({ length: PER_NOTE }, () => `word${letters(Math.floor(WORDS * random.next() ** 2))}`);
    if (random.next() < 0.2) words[Math.floor(random.next() * PER_NOTE)] = PLANTED.word;
    size[i] = staff[at]!.length;
    for (const title of staff[at]!) {
      const [job, level] = title.split("|");
      for (const label of [title, `${job}|`, `|${level}`]) titles.add(label, i);
    }
    for (const k of events) triggers.add(`event ${k}`, i);
    for (const k of read) topics.add(`topic ${k}`, i);
    notes.push({ deal: i, tokens: words.map((word) => ({ word, writing: "lower", follows: true })) });
    const planted =
      Number(staff[at]!.includes(PLANTED.title)) + Number(events.includes(0)) + Number(words.includes(PLANTED.word));
    const chance = sigmoid(Math.log(baseRate / (1 - baseRate)) + own[at]! + effect * planted);
    y[i] = random.next() < chance ? 1 : 0;
  }
  const deals = { y, account };
  const told = Int32Array.from({ length: n }, (_, i) => i);
  return {
    deals,
    people: { deals, told, size, titles: titles.presence(), atCreation: true },
    triggers: triggers.presence(),
    topics: topics.presence(),
    notes,
  };
}

function staffOf(random: Random): string[] {
  const staff = Array.from({ length: 1 + Math.floor(random.next() * 4) }, () => {
    const job = FUNCTIONS[Math.floor(FUNCTIONS.length * random.next() ** 1.5)]!;
    return `${job}|${SENIORITIES[Math.floor(SENIORITIES.length * random.next())]!}`;
  });
  return random.next() < 0.2 ? [...staff, PLANTED.title] : staff;
}

/** `aab` for a number: words hold no digits. */
function letters(n: number): string {
  return [n / 400, n / 20, n].map((x) => String.fromCharCode(97 + (Math.floor(x) % 20))).join("");
}

function collector(): { add(label: string, row: number): void; presence(): Presence } {
  const rows = new Map<string, Set<number>>();
  return {
    add: (label, row) => {
      const seen = rows.get(label);
      if (seen === undefined) rows.set(label, new Set([row]));
      else seen.add(row);
    },
    presence: () => {
      const labels = [...rows.keys()].sort();
      return { labels, rows: labels.map((label) => Int32Array.from(rows.get(label)!).sort()) };
    },
  };
}

/** The world with its outcomes shuffled between deals. */
export function shuffledOutcomes<World extends { readonly deals: Deals }>(world: World, y: Uint8Array): World {
  return { ...world, deals: { ...world.deals, y } };
}
