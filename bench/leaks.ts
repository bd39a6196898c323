import { createRandom, type Random } from "../src/stats/random.ts";
import { type LeakageWorld, normal, type PlantedColumn } from "./leakage-worlds.ts";

/** A field that knows the outcome, written as CRMs write it, under a neutral name unless its name is what tells. */
interface Leak {
  readonly what: string;
  readonly name?: string;
  /** Numbers can tell it from this many won and lost deals on. */
  readonly least: number;
  /** Written once per account, knowing whether any of its deals was won; `least` then counts accounts. */
  readonly ofAccount?: true;
  readonly cell: (won: boolean, since: number, random: Random) => string | null;
}

const pick = (random: Random, of: readonly string[]): string => of[random.int(of.length)]!;
const count = (random: Random, most: number): number => random.int(most + 1);
/** Events since the close, one every `per` days give or take half. */
const after = (random: Random, since: number, per: number): number => Math.round((since / per) * (0.5 + random.next()));

/** Names of which the values look honest: numbers cannot catch them. */
const LATE_NAMES = [
  "Days In Stage",
  "Sales Stage Change Count",
  "Next Step Count",
  "Closed Quarter Share",
  "Win Probability",
];

export const LEAKS: readonly Leak[] = [
  ...LATE_NAMES.map(
    (name): Leak => ({
      what: "(a) named after what ends with the deal, values like honest ones",
      name,
      least: 5,
      cell: (won, _, random) => String(Math.round(Math.exp(2 + (won ? 0.3 : 0) + normal(random)))),
    }),
  ),
  {
    what: "(b) a number that all but tells: 0 for lost deals, but for 2%",
    least: 50,
    cell: (won, _, random) =>
      won !== random.next() < 0.02 ? String(1000 + 100 * count(random, 200)) : pick(random, ["0", "10", "50"]),
  },
  {
    what: "(b) a category that all but tells, wrong for 2%",
    least: 50,
    cell: (won, _, random) =>
      won !== random.next() < 0.02
        ? pick(random, ["Live", "Onboarding", "Active"])
        : pick(random, ["Archive", "Nurture"]),
  },
  {
    what: "(b) three values that only won deals have, on half of them",
    least: 40,
    cell: (won, _, random) =>
      won && random.next() < 0.5
        ? pick(random, ["Gold", "Silver", "Bronze"])
        : pick(random, ["Standard", "Basic", "Other"]),
  },
  {
    what: "(b) values that only lost deals have, on 95% of them",
    least: 40,
    cell: (won, _, random) =>
      won ? pick(random, ["Green", "Blue"]) : random.next() < 0.95 ? pick(random, ["Grey", "Brown", "Black"]) : null,
  },
  {
    what: "(b) an account's three values that only accounts with a win have, on 95% of them",
    least: 40,
    ofAccount: true,
    cell: (won, _, random) =>
      won && random.next() < 0.95
        ? pick(random, ["Gold", "Silver", "Bronze"])
        : pick(random, ["Standard", "Basic", "Other"]),
  },
  {
    what: "(c) filled for 95% of accounts with a win and 5% of the others",
    least: 20,
    ofAccount: true,
    cell: (won, _, random) => (random.next() < (won ? 0.95 : 0.05) ? String(5 + count(random, 40)) : null),
  },
  {
    what: "(c) filled for 95% of won deals and 5% of lost ones",
    least: 10,
    cell: (won, _, random) => (random.next() < (won ? 0.95 : 0.05) ? String(5 + count(random, 40)) : null),
  },
  {
    what: "(c) filled for 5% of won deals and 90% of lost ones",
    least: 10,
    cell: (won, _, random) => (random.next() < (won ? 0.05 : 0.9) ? pick(random, ["North", "South", "East"]) : null),
  },
  {
    what: "(e) a count that goes on for won deals, one a month",
    least: 40,
    cell: (won, since, random) => String(count(random, 10) + (won ? after(random, since, 30) : 0)),
  },
  {
    what: "(e) a count that goes on for won deals, one in three months",
    least: 80,
    cell: (won, since, random) => String(count(random, 6) + (won ? after(random, since, 90) : 0)),
  },
  {
    what: "(e) a count that goes on for lost deals (nurture mails), one a month",
    least: 40,
    cell: (won, since, random) => String(count(random, 10) + (won ? 0 : after(random, since, 30))),
  },
  {
    what: "(e) a count that goes on for won deals, small beside what companies have (0 to 60), one a month",
    least: 80,
    cell: (won, since, random) => String(count(random, 60) + (won ? after(random, since, 30) : 0)),
  },
  {
    what: "(e) a count that goes on for both, four times as fast for won deals",
    least: 80,
    cell: (won, since, random) => String(count(random, 10) + after(random, since, won ? 20 : 80)),
  },
  {
    what: "(e) a count that goes on for won deals, empty for half of all",
    least: 160,
    cell: (won, since, random) =>
      random.next() < 0.5 ? null : String(count(random, 10) + (won ? after(random, since, 30) : 0)),
  },
];

/** Whether any deal of the account was won, by account. */
function everWon({ y, account }: LeakageWorld): Uint8Array {
  const won = new Uint8Array(account.reduce((most, a) => Math.max(most, a), -1) + 1);
  account.forEach((a, i) => {
    if (y[i] === 1) won[a] = 1;
  });
  return won;
}

const rarer = (won: Uint8Array): number => {
  const sum = won.reduce((a, b) => a + b, 0);
  return Math.min(sum, won.length - sum);
};

/** One column of every leak that numbers can catch with as many deals, or accounts, as there are. */
export function plantLeaks(seed: number, world: LeakageWorld): PlantedColumn[] {
  const { y, closed, account } = world;
  const random = createRandom(seed, 302);
  const today = closed.reduce((a, b) => Math.max(a, b), 0);
  const accounts = everWon(world);
  const [deals, companies] = [rarer(y), rarer(accounts)];
  return LEAKS.flatMap((leak, k): PlantedColumn[] => {
    const { what, name, cell, least, ofAccount } = leak;
    if ((ofAccount ? companies : deals) < least) return [];
    const once = ofAccount ? Array.from(accounts, (won) => cell(won === 1, 0, random)) : null;
    return [
      {
        source: {
          name: name?.toLowerCase().replaceAll(" ", "_") ?? `field_${k}`,
          header: name ?? `Field ${k}`,
          about: "account",
        },
        cells: Array.from(y, (v, i) =>
          once === null ? cell(v === 1, today - closed[i]!, random) : once[account[i]!]!,
        ),
        leak: what,
      },
    ];
  });
}
