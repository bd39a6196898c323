import type { Feature } from "../features/assemble.ts";

/** An attribute with its pre-bins joined to the few levels that kinds of companies are told by. */
export interface SegmentAttribute {
  readonly feature: Feature;
  /** Per level its pre-bins, ascending; a level without any stands for values that no deal had. */
  readonly levels: readonly (readonly number[])[];
  /** One level per account, 1-based; 0 missing. */
  readonly won: Uint8Array;
  readonly market: Uint8Array;
  readonly lost: Uint8Array;
}

/** Most levels of a number or a scale, and of a category. */
const MOST_ORDERED = 5;
const MOST_NAMED = 12;
/** A category below both shares is pooled with its like. */
const RARE = 0.02;

/** Shares per code, of the known; codes beyond the pre-bins stand last. */
function sharesOf(codes: Uint16Array, bins: number): Float64Array {
  const share = new Float64Array(bins + 1);
  let known = 0;
  for (const code of codes) {
    if (code === 0) continue;
    share[Math.min(code, bins)]!++;
    known++;
  }
  return share.map((s) => s / Math.max(1, known));
}

/** Neighbouring pre-bins joined to levels of about equal weight. */
function orderedLevels(weight: Float64Array, bins: number): number[][] {
  const filled = Array.from({ length: bins - 1 }, (_, i) => i + 1).filter((b) => weight[b]! > 0);
  const levels: number[][] = [];
  const total = filled.reduce((sum, b) => sum + weight[b]!, 0);
  const goal = filled.length <= MOST_ORDERED ? 0 : total / MOST_ORDERED;
  let held = 0;
  for (let b = 1; b < bins; b++) {
    const last = levels.at(-1);
    // A level is full when the next pre-bin would carry it further past its goal than it now falls short.
    const full = last === undefined || (held > 0 && held + weight[b]! / 2 > goal && weight[b]! > 0);
    if (full && levels.length < MOST_ORDERED) {
      levels.push([b]);
      held = weight[b]!;
    } else {
      last!.push(b);
      held += weight[b]!;
    }
  }
  return levels;
}

/** The commonest categories by themselves, the rest pooled. */
function namedLevels(won: Float64Array, market: Float64Array, bins: number): number[][] {
  const common = Array.from({ length: bins - 1 }, (_, i) => i + 1)
    .filter((b) => won[b]! >= RARE || market[b]! >= RARE)
    .sort((a, b) => won[b]! + market[b]! - won[a]! - market[a]! || a - b)
    .slice(0, MOST_NAMED)
    .sort((a, b) => a - b);
  const named = new Set(common);
  const rest = Array.from({ length: bins - 1 }, (_, i) => i + 1).filter((b) => !named.has(b));
  return [...common.map((b) => [b]), ...(rest.length > 0 ? [rest] : [])];
}

/**
 * Joins the pre-bins of an attribute to levels: up to 5 ranges of about equal weight, or up to 12 common categories and the rest.
 *
 * @param won one pre-bin code per won account, 0 missing
 * @param market the same for the market; a code beyond the pre-bins is a value that no deal had
 * @param lost the same for the accounts that were lost
 */
export function segmentAttribute(
  feature: Feature,
  won: Uint16Array,
  market: Uint16Array,
  lost: Uint16Array = new Uint16Array(0),
): SegmentAttribute {
  const bins = feature.coded.bins.length;
  const shares = [sharesOf(won, bins), sharesOf(market, bins)] as const;
  const levels =
    feature.coded.order === "ordered"
      ? orderedLevels(
          shares[0].map((s, b) => s + shares[1][b]!),
          bins,
        )
      : namedLevels(...shares, bins);
  const levelOf = new Uint8Array(bins + 1);
  levels.forEach((members, l) => {
    for (const b of members) levelOf[b] = l + 1;
  });
  const unseen = shares[1][bins]! > 0 ? [[]] : [];
  levelOf[bins] = levels.length + 1;
  const coded = (codes: Uint16Array): Uint8Array => Uint8Array.from(codes, (code) => levelOf[Math.min(code, bins)]!);
  return { feature, levels: [...levels, ...unseen], won: coded(won), market: coded(market), lost: coded(lost) };
}
