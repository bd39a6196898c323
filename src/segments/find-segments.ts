import type { Feature } from "../features/assemble.ts";
import { humanise } from "../icp/page/label.ts";
import { fisherExact } from "../stats/fisher.ts";
import { quantile } from "../stats/quantile.ts";
import { createRandom, shuffle } from "../stats/random.ts";
import { type SegmentAttribute, segmentAttribute } from "./attribute.ts";
import { flatBackground, universeBackground } from "./background.ts";
import { cellShares, packCells } from "./cells.ts";
import { chooseClasses } from "./choose.ts";
import { describeKinds, type Kind } from "./describe.ts";
import { type DealCounts, type HeldOut, heldOutRules } from "./held-out-rules.ts";
import { expect } from "./mixture.ts";
import { withoutNearDuplicates } from "./near-duplicates.ts";
import { findRule } from "./rule.ts";
import type { Segments } from "./segment.ts";
import { assign, NAMED, stabilityOf } from "./stability.ts";

/** Fewest won accounts from which kinds are looked for: two of the smallest kinds. */
export const FEWEST_WON = 16;
/** From so many won accounts, the most valuable quarter is learned from and the rest are assigned. */
const MANY = 800;
/** Most won accounts that are learned from, and most of the market that they are held against. */
const MOST_LEARNED = 1000;
export const MOST_MARKET = 5000;
/** How often data in which no kind is won more than others may have one named all the same. */
const CHANCE = 0.01;

export interface SegmentInput {
  /** Attributes about the account that may tell a kind; their own codes are not read. */
  readonly features: readonly Feature[];
  /** Per feature one pre-bin code per won account, 0 missing; every account once. */
  readonly won: readonly Uint16Array[];
  /** Whether the accounts given are a sample of the won ones. */
  readonly drawn?: boolean;
  /** The same for a sample of the market, of which 5,000 are taken; a code beyond the pre-bins is a value that no deal had. */
  readonly market: readonly Uint16Array[];
  /** The same for the accounts with lost deals only; null where none are known. A kind that is lost as often as won is not named. */
  readonly lost: readonly Uint16Array[] | null;
  /** Deals of these accounts, by which kinds are tested: an account of many deals is won sooner; null where each had one. */
  readonly deals: DealCounts | null;
  /** Whether the market is a universe of prospects, or the accounts of all deals. */
  readonly marketIs: "universe" | "accounts";
  /** What each won account is worth, NaN where not known: of very many the most valuable are learned from. Null without any. */
  readonly value: Float64Array | null;
  readonly seed: number;
}

/** Accounts that the kinds are learned from, ascending. */
function learnedFrom(n: number, value: Float64Array | null, seed: number): Int32Array {
  let rows = Int32Array.from({ length: n }, (_, i) => i);
  const known = value === null ? [] : Array.from(value).filter((v) => !Number.isNaN(v));
  if (n >= MANY && value !== null && known.length >= n / 2) {
    known.sort((a, b) => a - b);
    const least = quantile(known, 0.75);
    rows = rows.filter((i) => value[i]! >= least);
  }
  if (rows.length <= MOST_LEARNED) return rows;
  shuffle(rows, createRandom(seed, 67));
  return rows.slice(0, MOST_LEARNED).sort();
}

/** Every so many accounts of the market, in its order. */
function thinned(codes: Uint16Array): Uint16Array {
  const step = Math.ceil(codes.length / MOST_MARKET);
  return step <= 1 ? codes : codes.filter((_, i) => i % step === 0);
}

/** How many accounts of a market of `n` the won accounts are held against. */
export function marketTaken(n: number): number {
  return n === 0 ? 0 : Math.ceil(n / Math.ceil(n / MOST_MARKET));
}

/** A won account had one deal, won; a lost one had one, lost. */
function oneEach(won: number, lost: number): DealCounts {
  return { wins: new Float64Array(won).fill(1), losses: new Float64Array(won), lost: new Float64Array(lost).fill(1) };
}

function broad(n: number, why: string, notes: readonly string[]): Segments {
  return { segments: [], members: new Uint8Array(n), bins: [], verdict: `One broad profile: ${why}`, notes };
}

/** Chance that the kind is no commoner among the won than among the lost, deal by deal (than in the market where none were lost): by rules made without them. */
function chanceOf(attributes: readonly SegmentAttribute[], n: number, heldOut: HeldOut, deals: DealCounts): number {
  const { held, market, wins, losses } = heldOut;
  const size = attributes[0]!.market.length;
  const [a, all, c, others] =
    attributes[0]!.lost.length > 0
      ? [wins, sum(deals.wins), losses, sum(deals.losses) + sum(deals.lost)]
      : [held, n, market * size, size];
  const [inWon, inOthers] = [Math.round(a), Math.round(c)];
  return fisherExact(inWon, Math.round(all) - inWon, inOthers, Math.round(others) - inOthers).greater;
}

function sum(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0);
}

/** Classes that may be called kinds: a rule tells them from the market, they are commoner among the won than among the lost, and they come back when accounts are drawn anew. */
function kindsOf(
  attributes: readonly SegmentAttribute[],
  members: Uint8Array,
  active: Uint8Array,
  stability: Float64Array,
  deals: DealCounts,
  seed: number,
): { kinds: Kind[]; notes: string[] } {
  const notes: string[] = [];
  const K = stability.length;
  const told = Array.from(stability).flatMap((steady, k): Kind[] => {
    const mark = members.map((m) => (m === k + 1 ? 1 : 0));
    const size = mark.reduce((a, b) => a + b, 0);
    if (steady < NAMED) {
      notes.push(`A kind of ${size} won accounts is not named: it does not come back when accounts are drawn anew.`);
      return [];
    }
    const allowed = attributes.map((_, j) => j).filter((j) => active[j * K + k] === 1);
    const rule = findRule(attributes, allowed, mark);
    if (rule === null) {
      notes.push(`A kind of ${size} won accounts is not named: no rule of four conditions tells it from the market.`);
      return [];
    }
    const heldOut = heldOutRules(attributes, allowed, mark, deals, seed);
    return [{ mark, size, rule, heldOut, stability: steady }];
  });
  const kinds = told.filter(({ size, mark, heldOut }) => {
    if (chanceOf(attributes, mark.length, heldOut, deals) <= CHANCE / told.length) return true;
    notes.push(`A kind of ${size} won accounts is not named: such companies are won no more often than others.`);
    return false;
  });
  return { kinds, notes };
}

/**
 * The kinds of best customers among the won accounts, 0 to 4: classes of accounts that differ from a common background in some attributes,
 * as many as the data carry, each with a rule that tells it from the market. None: one broad profile.
 *
 * @param input codes of the won accounts and of the market; equal inputs give equal kinds
 */
export function findSegments(input: SegmentInput): Segments {
  const n = input.won[0]?.length ?? 0;
  if (input.features.length === 0) return broad(0, "there is no attribute to tell the won accounts apart by.", []);
  if (n < FEWEST_WON)
    return broad(n, `${n} won accounts are too few to tell kinds apart (${FEWEST_WON} at least).`, []);
  const all = input.features.map((f, j) =>
    segmentAttribute(f, input.won[j]!, thinned(input.market[j]!), input.lost?.[j]),
  );
  const { kept, dropped } = withoutNearDuplicates(all.filter((a) => a.levels.length > 1));
  const notes = dropped.map(
    (d) => `${humanise(d.dropped)} took no part in finding kinds: it says nearly the same as ${humanise(d.kept)}.`,
  );
  if (kept.length === 0) return broad(n, "no attribute tells the won accounts apart.", notes);
  const levels = Int32Array.from(kept, (a) => a.levels.length);
  const codes = kept.map((a) => a.won);
  const whole = packCells(
    codes,
    levels,
    Int32Array.from({ length: n }, (_, i) => i),
  );
  const rows = learnedFrom(n, input.value, input.seed);
  const learned = codes.map((c) => Uint8Array.from(rows, (i) => c[i]!));
  const cells = packCells(learned, levels, Int32Array.from(rows.keys()));
  const market = kept.map((a) => a.market);
  const size = market[0]!.length;
  const prior =
    input.marketIs === "universe" && size > 0
      ? universeBackground(
          cellShares(
            packCells(
              market,
              levels,
              Int32Array.from({ length: size }, (_, i) => i),
            ),
          ),
        )
      : flatBackground(cells);
  const { model, posterior } = chooseClasses(cells, prior, input.seed);
  if (model.classes === 0) return broad(n, "no group of the won accounts stands out clearly from the others.", notes);
  const own = assign(posterior.of, model.classes);
  const stability = stabilityOf(learned, cells, prior, model, own, input.seed);
  const members = assign(expect(whole, model).of, model.classes);
  const { kinds, notes: unnamed } = kindsOf(
    kept,
    members,
    model.active,
    stability,
    input.deals ?? oneEach(n, input.lost?.[0]?.length ?? 0),
    input.seed,
  );
  if (kinds.length === 0)
    return broad(n, "the groups that stand out are not steady, not told by a rule, or lost as often as won.", [
      ...notes,
      ...unnamed,
    ]);
  return describeKinds(input, kept, kinds, [...notes, ...unnamed]);
}
