import { learn } from "../src/build/learn.ts";
import { fitsOf } from "../src/build/points.ts";
import { allRows, takeRows } from "../src/build/rows.ts";
import { scorecardOf } from "../src/build/scorecard.ts";
import type { CodedMatrix } from "../src/features/matrix.ts";
import type { ScorecardAttribute } from "../src/icp/document.ts";
import { featuresOf, world } from "../test/generators/world.ts";

/** Fresh deals per world: enough to take their rates for the truth. */
const FRESH = 20_000;
/** Fresh deals that a band or a fit needs to be compared. */
const COMPARED = 150;

/** How often stated limits held the rate of fresh deals. */
export interface Coverage {
  readonly bands: number;
  readonly bandsInside: number;
  readonly fits: number;
  readonly fitsInside: number;
}

function freshRates(codes: ArrayLike<number>, size: number, y: Uint8Array): { n: Float64Array; won: Float64Array } {
  const n = new Float64Array(size);
  const won = new Float64Array(size);
  for (let i = 0; i < y.length; i++) {
    n[codes[i]!] = n[codes[i]!]! + 1;
    won[codes[i]!] = won[codes[i]!]! + y[i]!;
  }
  return { n, won };
}

/** One world: a scorecard from `deals` deals, its stated limits against FRESH deals of the same world. */
async function one(seed: number, deals: number, effects: readonly number[]): Promise<Coverage> {
  const all = world(seed, { accounts: deals + FRESH, attributes: 12, effects: [...effects] });
  const past = takeRows(all, allRows(all).slice(0, deals));
  const fresh = takeRows(all, allRows(all).slice(deals));
  const learned = await learn(past, seed, async () => {});
  const base = past.y.reduce((a, b) => a + b, 0) / past.n;
  const card = scorecardOf(learned, featuresOf(past.attributes), base, null);
  let [bands, bandsInside, fits, fitsInside] = [0, 0, 0, 0];
  for (const a of learned.card.attributes) {
    const stated = card.attributes.find((c) => c.attribute === past.attributes[a.index]!.name)!;
    const codes = fresh.attributes[a.index]!.codes.map((c) => a.banding.bandOf[c]!);
    const { n, won } = freshRates(codes, a.banding.bands, fresh.y);
    for (let b = 1; b < a.banding.bands; b++) {
      const limits = limitsOf(stated, a.count[b]!, a.won[b]!);
      if (n[b]! < COMPARED || limits === null) continue;
      bands++;
      if (won[b]! / n[b]! >= limits[0] && won[b]! / n[b]! <= limits[1]) bandsInside++;
    }
  }
  const { n, won } = freshRates(fitsOf(learned.card, fresh, allRows(fresh)), 101, fresh.y);
  for (const { fit, low, high } of card.by_fit) {
    if (n[fit]! < COMPARED) continue;
    fits++;
    const rate = won[fit]! / n[fit]!;
    if (rate >= low! && rate <= high!) fitsInside++;
  }
  return { bands, bandsInside, fits, fitsInside };
}

function limitsOf(stated: ScorecardAttribute, n: number, won: number): readonly [number, number] | null {
  return stated.bands.find((b) => b.n === n && b.won === won)?.rate_interval ?? null;
}

/** Coverage over seeds 1..worlds. */
export async function coverage(worlds: number, deals: number, effects: readonly number[]): Promise<Coverage> {
  const sum = { bands: 0, bandsInside: 0, fits: 0, fitsInside: 0 };
  for (let seed = 1; seed <= worlds; seed++) {
    const next = await one(seed, deals, effects);
    for (const key of Object.keys(sum) as (keyof Coverage)[]) sum[key] += next[key];
  }
  return sum;
}

/** Labels exchanged at random: whatever is found then is a false alarm. */
export function shuffledLabels(matrix: CodedMatrix, order: Int32Array): CodedMatrix {
  return { ...matrix, y: Uint8Array.from(order, (i) => matrix.y[i]!) };
}
