import type { CodedAttribute, CodedMatrix } from "../src/features/matrix.ts";
import { normalQuantile } from "../src/stats/normal.ts";
import { createRandom, type Random } from "../src/stats/random.ts";

/** Worlds of a profile that is a year old, and of the deals that came since. */
export const OLDER = 1000;
const PER_MONTH = 83;
const MONTH = 30.4;

const KINDS = ["fintech", "logistics", "agency", "retail", "health", "other"];
const BEFORE = [0.35, 0.15, 0.15, 0.15, 0.1, 0.1];
/** In the shift one kind goes from 15% to 40% of the deals. */
const AFTER = [0.247, 0.4, 0.106, 0.106, 0.071, 0.07];
const EFFECT = [1.3, 0.4, -1.6, -0.2, 0, -0.3];

/**
 * What happens from the first newer deal on. `moved`: one kind goes from 15% to 40% of the deals and the win rate of the old best kind halves.
 * `mix`: the first alone. `base rate`: everything is won less often, by .5 on the logit scale. `accounts`: nothing, but deals come three to an
 * account whose own luck (SD .7 on the logit scale) they share, older and newer alike. `emerged`: what was avoided, agencies, is won as often as
 * the best kind was, and the best kind stays. `flag`: a mark that told nothing now tells .9 for and .9 against. `size`: the large win no more.
 */
export type Scenario = "none" | "moved" | "mix" | "base rate" | "accounts" | "emerged" | "flag" | "size";

interface Deal {
  readonly day: number;
  readonly kind: number;
  readonly size: number;
  readonly flags: readonly number[];
  readonly y: number;
}

function pick(random: Random, shares: readonly number[]): number {
  const at = random.next();
  let below = 0;
  return Math.max(
    0,
    shares.findIndex((share) => {
      below += share;
      return at < below;
    }),
  );
}

type Company = Omit<Deal, "day" | "y">;

function company(random: Random, mixed: boolean): Company {
  const kind = pick(random, mixed ? AFTER : BEFORE);
  const size = random.int(5);
  const flags = Array.from({ length: 6 }, () => (random.next() < 0.15 ? 0 : 1 + random.int(2)));
  return { kind, size, flags };
}

function chance({ kind, size, flags }: Company, now: Scenario, luck: number): number {
  const kindNow = now === "emerged" && kind === 2 ? 1.3 : EFFECT[kind]!;
  const sizeNow = now === "size" ? 0 : 0.45;
  const odds =
    -0.9 +
    kindNow +
    sizeNow * (size - 2) +
    (flags[0] === 2 ? 0.7 : 0) +
    (flags[1] === 2 ? -0.6 : 0) +
    (now === "flag" && flags[2] !== 0 ? (flags[2] === 2 ? 0.9 : -0.9) : 0) +
    (now === "base rate" ? -0.5 : 0) +
    luck;
  const rate = 1 / (1 + Math.exp(-odds));
  // The old best kind's win rate halves.
  return now === "moved" && kind === 0 ? rate / 2 : rate;
}

function attribute(
  name: string,
  labels: readonly string[],
  order: CodedAttribute["order"],
  codes: Uint16Array,
): CodedAttribute {
  const bins = ["missing", ...labels].map((label, i) => ({
    label,
    values: [label],
    from: order === "ordered" ? i - 1 : Number.NaN,
    below: order === "ordered" ? i : Number.NaN,
  }));
  return { name, order, bins, codes, aboutAccount: true };
}

function matrixOf(deals: readonly Deal[], account: Int32Array): CodedMatrix {
  const n = deals.length;
  const column = (of: (one: Deal) => number) => Uint16Array.from(deals, of);
  return {
    n,
    attributes: [
      attribute(
        "kind",
        KINDS,
        "unordered",
        column((one) => one.kind + 1),
      ),
      attribute(
        "size",
        ["a", "b", "c", "d", "e"],
        "ordered",
        column((one) => one.size + 1),
      ),
      ...Array.from({ length: 6 }, (_, f) =>
        attribute(
          `flag_${f}`,
          ["no", "yes"],
          "unordered",
          column((one) => one.flags[f]!),
        ),
      ),
    ],
    y: Uint8Array.from(deals, (one) => one.y),
    account,
    accounts: new Set(account).size,
    created: Float64Array.from(deals, (one) => one.day),
    closed: Float64Array.from(deals, (one, i) => one.day + 20 + ((i * 37) % 40)),
    cycle: Float64Array.from(deals, (_, i) => 20 + ((i * 37) % 40)),
    order: new Float64Array(n).fill(Number.NaN),
  };
}

/** The older deals first, then the newer ones. */
export function worldOf(seed: number, fresh: number, scenario: Scenario): CodedMatrix {
  const random = createRandom(seed, scenario === "none" ? 103 : 101);
  const days = (count: number, from: number) =>
    Array.from({ length: count }, () => from + Math.floor(random.next() * (count / PER_MONTH) * MONTH)).sort(
      (a, b) => a - b,
    );
  const account = new Int32Array(OLDER + fresh);
  let [next, left, luck] = [0, 0, 0];
  let same: Company | null = null;
  const deal = (day: number, i: number, now: Scenario, at: number): Deal => {
    if (scenario !== "accounts") {
      const one = company(random, now === "moved" || now === "mix");
      account[at + i] = at + i;
      return { ...one, day, y: random.next() < chance(one, now, 0) ? 1 : 0 };
    }
    if (left === 0 || i === 0 || same === null) {
      same = company(random, false);
      luck = 0.7 * normalQuantile(Math.max(1e-9, random.next()));
      left = 3;
      next++;
    }
    left--;
    account[at + i] = next - 1;
    return { ...same, day, y: random.next() < chance(same, now, luck) ? 1 : 0 };
  };
  const older = days(OLDER, 0).map((day, i) => deal(day, i, "none", 0));
  const end = Math.ceil((OLDER / PER_MONTH) * MONTH) + 60;
  const newer = days(fresh, end).map((day, i) => deal(day, i, scenario, OLDER));
  return matrixOf([...older, ...newer], account);
}
