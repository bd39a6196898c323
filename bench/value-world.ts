import type { CodedMatrix } from "../src/features/matrix.ts";
import { normalQuantile } from "../src/stats/normal.ts";
import { createRandom, type Random } from "../src/stats/random.ts";
import { sigmoid } from "../src/stats/sigmoid.ts";
import type { Outcomes } from "../src/value/outcomes.ts";
import { yearsAtRisk } from "../src/value/stay.ts";

/** How much a world's outcomes follow its attributes; 0: not at all. */
export interface ValueWorld {
  readonly strength: number;
  /** SD of the logarithm of an account's own level of amounts and cycles. */
  readonly accountSd: number;
}

/** What is true of each deal, on average. */
export interface Truth {
  readonly amount: Float64Array;
  readonly cycle: Float64Array;
  /** Chance to leave within a year. */
  readonly churn: Float64Array;
}

const BINS = 5;
/** The day from which customers are looked at; deals close over the two years before. */
const AS_OF = 19_860;

function position(code: number): number {
  return code === 0 ? 0 : (code - 1) / (BINS - 1) - 0.5;
}

function normal(random: Random): number {
  return normalQuantile((random.next() * 0xfffffffe + 1) / 0x100000000);
}

/** SD of the logarithm of a deal's amount: larger deals vary more. */
function spread(x: number, strength: number): number {
  return 0.7 + 0.3 * strength * x;
}

/** Amounts that follow what wins and another attribute, cycles, and customers who leave; and what is true on average. */
export function valueWorld(
  matrix: CodedMatrix,
  seed: number,
  { strength, accountSd }: ValueWorld,
): { readonly outcomes: Outcomes; readonly truth: Truth; readonly customer: Int32Array } {
  const random = createRandom(seed, 211);
  const at = (j: number, i: number): number => position(matrix.attributes[j]!.codes[i]!);
  const { n, y, account, accounts, closed } = matrix;
  const own = Float64Array.from({ length: accounts }, () => accountSd * normal(random));
  const slow = Float64Array.from({ length: accounts }, () => accountSd * normal(random));
  const level = (i: number): number => 9.6 + strength * (1.2 * at(0, i) + 0.8 * at(4, i));
  const pace = (i: number): number => 4 - strength * 0.6 * at(1, i);
  const truth: Truth = {
    amount: Float64Array.from({ length: n }, (_, i) =>
      Math.exp(level(i) + (spread(at(0, i), strength) ** 2 + accountSd ** 2) / 2),
    ),
    cycle: Float64Array.from({ length: n }, (_, i) => Math.exp(pace(i) + (0.5 ** 2 + accountSd ** 2) / 2)),
    churn: Float64Array.from({ length: n }, (_, i) => sigmoid(-1.7 - strength * 1.4 * at(0, i))),
  };
  const won = (of: (i: number) => number): Float64Array =>
    Float64Array.from({ length: n }, (_, i) => (y[i] === 1 ? of(i) : Number.NaN));
  const amount = won((i) => Math.exp(level(i) + own[account[i]!]! + spread(at(0, i), strength) * normal(random)));
  const cycle = won((i) => Math.round(Math.exp(pace(i) + slow[account[i]!]! + 0.5 * normal(random))));
  const first = new Int32Array(accounts).fill(-1);
  for (let i = 0; i < n; i++) {
    const before = first[account[i]!]!;
    if (y[i] === 1 && (before < 0 || closed[i]! < closed[before]!)) first[account[i]!] = i;
  }
  const customer = first.filter((row) => row >= 0);
  const risks = Array.from(customer, (i) => {
    const lives = (Math.log(1 - random.next()) / Math.log(1 - truth.churn[i]!)) * 365.25;
    return yearsAtRisk(closed[i]!, closed[i]! + lives, AS_OF);
  });
  const paid = Float64Array.from(customer, (i) => amount[i]! / 12);
  const grown = paid.map((p, k) => (risks[k]!.left === 1 ? 0 : p * Math.exp(0.05 + 0.2 * normal(random))));
  const cluster = Int32Array.from(customer, (i) => account[i]!);
  return {
    truth,
    customer,
    outcomes: {
      amount: { value: amount, cluster: account },
      cycle: { value: cycle, cluster: account },
      customers: {
        leaving: true,
        stay: {
          trials: Float64Array.from(risks, ({ years }) => years),
          events: Uint8Array.from(risks, ({ left }) => left),
        },
        paid: { now: grown, before: paid.map((p, k) => (risks[k]!.years >= 1 ? p : Number.NaN)), cluster },
        support: null,
        others: [
          {
            name: "nps",
            of: { value: Float64Array.from(customer, () => Math.round(7 + 2 * normal(random))), cluster },
          },
        ],
        cost: null,
      },
    },
  };
}
