import type { SegmentAttribute } from "./attribute.ts";
import { candidateSets } from "./candidates.ts";
import { type LevelSet, matches } from "./condition.ts";

const MOST_CONDITIONS = 4;
const BEAM = 8;
/** What a condition must be worth. */
const LENGTH_PRICE = 0.08;
/** Share of the market above which a rule tells nothing. */
const TOO_BROAD = 0.2;

/** Accounts that all conditions of a rule hold for. */
export interface Rule {
  readonly sets: readonly LevelSet[];
  /** Share of the members it holds for, and of the market. */
  readonly recall: number;
  readonly coverage: number;
  readonly score: number;
}

interface Candidate {
  readonly set: LevelSet;
  readonly won: Uint8Array;
  readonly market: Uint8Array;
}

interface Partial extends Rule {
  readonly won: Uint8Array;
  readonly market: Uint8Array;
}

function share(marks: Uint8Array): number {
  return marks.reduce((a, b) => a + b, 0) / Math.max(1, marks.length);
}

function both(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((x, i) => x & b[i]!);
}

function extended(rule: Partial, { set, won, market }: Candidate): Partial {
  const held = { won: both(rule.won, won), market: both(rule.market, market) };
  const [recall, coverage] = [share(held.won), share(held.market)];
  const sets = [...rule.sets, set];
  // A rule that holds for no account of the market at all is taken to hold for half a one.
  const reach = Math.max(coverage, 0.5 / Math.max(1, held.market.length));
  const worth = recall > 0 ? recall * Math.log2(recall / reach) : 0;
  return { sets, recall, coverage, score: worth - LENGTH_PRICE * sets.length, ...held };
}

/** The same for the same conditions in any order. */
function keyOf(sets: readonly LevelSet[]): string {
  return sets
    .map(({ attribute, levels }) => `${attribute}:${levels.join(",")}`)
    .sort()
    .join(";");
}

/**
 * The rule of at most 4 conditions that tells the members best from the market: recall x log2(recall / coverage) - .08 per condition,
 * found by a beam of 8. Null when every rule holds for more than 20% of the market or tells nothing.
 *
 * @param allowed attributes that conditions may be about
 * @param members 1 per won account that belongs
 */
export function findRule(
  attributes: readonly SegmentAttribute[],
  allowed: readonly number[],
  members: Uint8Array,
): Rule | null {
  const rows = Array.from(members.keys()).filter((i) => members[i] === 1);
  if (rows.length === 0 || attributes.length === 0) return null;
  const candidates = allowed.flatMap((j) =>
    candidateSets(j, attributes[j]!, members).map((set): Candidate => {
      const won = matches(attributes[j]!.won, set);
      return { set, won: Uint8Array.from(rows, (i) => won[i]!), market: matches(attributes[j]!.market, set) };
    }),
  );
  const market = attributes[0]!.market.length;
  const nothing: Partial = {
    sets: [],
    recall: 1,
    coverage: 1,
    score: 0,
    won: new Uint8Array(rows.length).fill(1),
    market: new Uint8Array(market).fill(1),
  };
  let beam: readonly Partial[] = [nothing];
  let best: Partial | null = null;
  for (let length = 1; length <= MOST_CONDITIONS; length++) {
    const next = new Map<string, Partial>();
    for (const rule of beam)
      for (const candidate of candidates) {
        if (rule.sets.some((set) => set.attribute === candidate.set.attribute)) continue;
        const key = keyOf([...rule.sets, candidate.set]);
        if (!next.has(key)) next.set(key, extended(rule, candidate));
      }
    beam = [...next.values()].sort((a, b) => b.score - a.score).slice(0, BEAM);
    for (const rule of next.values()) if (rule.coverage <= TOO_BROAD && rule.score > (best?.score ?? 0)) best = rule;
  }
  if (best === null) return null;
  const { sets, recall, coverage, score } = best;
  return { sets: [...sets].sort((a, b) => a.attribute - b.attribute), recall, coverage, score };
}

/** Per account 1 where every condition holds. */
export function holdsFor(
  attributes: readonly SegmentAttribute[],
  sets: readonly LevelSet[],
  side: "won" | "market" | "lost",
): Uint8Array {
  const all = new Uint8Array(attributes[0]?.[side].length ?? 0).fill(1);
  return sets.reduce<Uint8Array>((held, set) => both(held, matches(attributes[set.attribute]![side], set)), all);
}
