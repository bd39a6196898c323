import type { Feature } from "../features/assemble.ts";
import type { Bin } from "../features/matrix.ts";
import { rangeLabel } from "../features/number-label.ts";
import type { Band, Condition, IcpDocument, ScorecardAttribute } from "../icp/document.ts";
import { wilson } from "../stats/wilson.ts";
import type { Banding } from "./bands.ts";
import type { Stability } from "./bootstrap.ts";
import { LEVELS, type Levels } from "./check.ts";
import type { Learned } from "./learn.ts";
import type { PartedCards, PointAttribute } from "./points.ts";

/** Rows by which a band's rate is drawn toward the base rate. */
const SHRINK = 20;

/**
 * Confidence at which Wilson's limits are taken: bands that the fit chose for their rates have moved further from the average than they
 * will again. Set so that limits hold the rate of fresh deals in 90-98% of bands (`npm run soak`): plain 95% limits of bands that follow
 * the outcome hold 80-86%.
 */
const CONFIDENCE = { steady: 0.98, selected: 0.995 };

/** Most category names that a band's label spells out. */
const NAMES_IN_LABEL = 6;

function joinedRange(bins: readonly Bin[], feature: Feature): string {
  const first = bins[0]!;
  const last = bins.at(-1)!;
  if (bins.length === 1) return first.label;
  const words = feature.kind === "ordinal";
  return words ? `${first.label} – ${last.label}` : rangeLabel(first.from, last.below, feature.numbers);
}

function joinedNames(bins: readonly Bin[]): string {
  const names = bins.map((b) => b.label);
  const more = names.length - NAMES_IN_LABEL;
  return more > 1 ? `${names.slice(0, NAMES_IN_LABEL).join(", ")} and ${more} more` : names.join(", ");
}

/** Bands of an attribute, neighbours if it is ordered, as one. */
export function bandWords(
  { banding }: Pick<PointAttribute, "banding">,
  feature: Feature,
  bands: readonly number[],
): string {
  const bins = feature.coded.bins.filter((_, code) => code > 0 && bands.includes(banding.bandOf[code]!));
  return feature.coded.order === "ordered" ? joinedRange(bins, feature) : joinedNames(bins);
}

function edge(x: number): number | null {
  return Number.isFinite(x) ? x : null;
}

function conditionOf(bins: readonly Bin[], feature: Feature): Condition {
  if (feature.kind === "flag") return bins[0]!.values.length > 0 ? { has: bins[0]!.values[0]! } : { other: true };
  if (feature.coded.order === "ordered") return { from: edge(bins[0]!.from), below: edge(bins.at(-1)!.below) };
  return { in: bins.flatMap((b) => b.values) };
}

/** What the limits of a rate follow from. */
interface Limits {
  readonly base: number;
  readonly effect: number;
  readonly confidence: number;
}

function evidence(
  n: number,
  won: number,
  { base, effect, confidence }: Limits,
): Pick<Band, "n" | "won" | "rate" | "rate_interval"> {
  const shrunk = (won + SHRINK * base) / (n + SHRINK);
  const worth = n / effect + SHRINK;
  const [low, high] = wilson(shrunk * worth, worth, confidence);
  const round = (x: number): number => Number(x.toFixed(4));
  return { n, won, rate: round(shrunk), rate_interval: [round(low), round(high)] };
}

function bandsOf(attribute: PointAttribute, feature: Feature, limits: Limits): Band[] {
  const members: Bin[][] = Array.from({ length: attribute.banding.bands }, () => []);
  feature.coded.bins.forEach((bin, code) => {
    if (code > 0 && attribute.banding.bandOf[code]! > 0) members[attribute.banding.bandOf[code]!]!.push(bin);
  });
  const bands = members.flatMap((bins, b) => {
    if (b === 0 || bins.length === 0) return [];
    const label = feature.coded.order === "ordered" ? joinedRange(bins, feature) : joinedNames(bins);
    const facts = evidence(attribute.count[b]!, attribute.won[b]!, limits);
    return [{ label, match: conditionOf(bins, feature), points: attribute.points[b]!, ...facts, universe_share: null }];
  });
  const ordered =
    feature.coded.order === "ordered"
      ? bands
      : bands.sort((a, b) => Number("other" in a.match) - Number("other" in b.match) || b.points - a.points);
  const missing = evidence(attribute.count[0]!, attribute.won[0]!, limits);
  return [
    ...ordered,
    { label: "not known", match: { missing: true }, points: attribute.points[0]!, ...missing, universe_share: null },
  ];
}

function byFit(learned: Learned, stability: Stability | null): IcpDocument["scorecard"]["by_fit"] {
  const { p, low, high } = learned.calibration;
  const round = (x: number): number => Number(x.toFixed(4));
  return Array.from(p, (value, fit) => {
    const shares = stability?.levels[fit] ?? null;
    return {
      fit,
      p: round(value),
      low: round(Math.min(low[fit]!, value)),
      high: round(Math.max(high[fit]!, value)),
      high_share: shares === null ? null : round(shares.high),
      medium_share: shares === null ? null : round(shares.medium),
      low_share: shares === null ? null : round(shares.low),
    };
  });
}

function rangeOf(stability: Stability | null, index: number): [number, number] | null {
  const range = stability?.range[index] ?? null;
  return range === null ? null : [range[0], range[1]];
}

/** The scorecard as the document holds it: heaviest attribute first, bands with their facts. */
export function scorecardOf(
  learned: Learned,
  features: readonly Feature[],
  base: number,
  stability: Stability | null,
  levels: Levels = LEVELS,
): IcpDocument["scorecard"] {
  const { card, effect } = learned;
  const confidence = learned.steady ? CONFIDENCE.steady : CONFIDENCE.selected;
  const attributes = cardOf(card.attributes, features, { base, effect, confidence }, stability, 0);
  const parts = card.parts === undefined ? {} : { parts: partsOf(effect, card.parts, features, stability, confidence) };
  return { attributes, ...parts, levels, by_fit: byFit(learned, stability) };
}

/** @param part 0: the card of all deals; its place among the stability's weights */
function cardOf(
  attributes: readonly PointAttribute[],
  features: readonly Feature[],
  limits: Limits,
  stability: Stability | null,
  part: number,
): ScorecardAttribute[] {
  return attributes
    .map((a) => {
      const at = part * features.length + a.index;
      return {
        attribute: features[a.index]!.name,
        weight: a.weight,
        weight_range: rangeOf(stability, at),
        inclusion: stability === null ? null : Number(stability.inclusion[at]!.toFixed(4)),
        bands: bandsOf(a, features[a.index]!, limits),
      };
    })
    .sort((a, b) => b.weight - a.weight || (a.attribute < b.attribute ? -1 : 1));
}

type Parts = NonNullable<IcpDocument["scorecard"]["parts"]>;

/** The cards of the parts: those of a scale in its order, of a category the commonest first, of a set "has" before "has not". */
function partsOf(
  effect: number,
  { cut: { attribute, banding }, cards, n, won }: PartedCards,
  features: readonly Feature[],
  stability: Stability | null,
  confidence: number,
): Parts {
  const feature = features[attribute]!;
  const found = cards.map((card, k): Parts["cards"][number] => {
    const part = k + 1;
    const bins = feature.coded.bins.filter((_, code) => banding.bandOf[code] === part);
    const limits = { base: won[k]! / n[k]!, effect, confidence };
    const own = card.map((a) => (a.index === attribute ? within(a, banding, part) : a));
    return {
      label: bandWords({ banding }, feature, [part]),
      when: conditionOf(bins, feature),
      n: n[k]!,
      won: won[k]!,
      attributes: cardOf(own, features, limits, stability, part),
    };
  });
  const last = ({ when }: Parts["cards"][number]): number => Number("other" in when);
  return { attribute: feature.name, cards: found.sort((a, b) => last(a) - last(b)) };
}

/** The bands of the attribute that tells the part, as far as they lie in it. */
function within(a: PointAttribute, parts: Banding, part: number): PointAttribute {
  const bandOf = a.banding.bandOf.map((b, code) => (parts.bandOf[code] === part ? b : 0));
  return { ...a, banding: { bandOf, bands: a.banding.bands } };
}
