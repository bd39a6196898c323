import type { CutParts } from "./cut-parts.ts";
import type { Model, ModelAttribute } from "./fit.ts";
import { heavyEnough, largestRemainder, type PointAttribute, type Scorecard, type Spanned } from "./points.ts";

interface Laid {
  readonly kept: readonly Spanned[];
  /** Logit of the worst and the best that the card can say. */
  readonly low: number;
  readonly high: number;
}

function laid({ attributes, intercept }: Model): Laid {
  const kept = heavyEnough(attributes);
  const low = intercept + kept.reduce((sum, s) => sum + s.low, 0);
  return { kept, low, high: low + kept.reduce((sum, s) => sum + s.span, 0) };
}

/**
 * Cards of parts and the card of all in whole points of one scale: 0 is the worst that any of them can say, 100 the best, and a point is
 * worth the same odds in each. What a part begins with belongs to the attribute that tells the part.
 *
 * @param models of all deals, then of each part
 */
export function toPartedPoints(models: readonly Model[], cut: CutParts): Scorecard {
  const all = models.map(laid);
  const base = Math.min(...all.map(({ low }) => low));
  const unit = (Math.max(...all.map(({ high }) => high)) - base) / 100;
  if (unit <= 0) return { attributes: [], base: models[0]!.intercept, unit: 0 };
  const cards = all.map(({ kept, low }, part) => {
    const start = Math.round((low - base) / unit);
    return withStart(pointsOf(kept, start, unit), start, startOf(cut, part, models));
  });
  const own = models.slice(1);
  const facts = { n: own.map(({ n }) => n), won: own.map(({ n, rate }) => Math.round(n * rate)) };
  return { attributes: cards[0]!, base, unit, parts: { cut, cards: cards.slice(1), ...facts } };
}

function pointsOf(kept: readonly Spanned[], start: number, unit: number): PointAttribute[] {
  const spans = kept.map(({ span }) => span);
  const total = Math.min(100 - start, Math.round(spans.reduce((a, b) => a + b, 0) / unit));
  const weights = spans.length === 0 ? [] : largestRemainder(spans, total);
  return kept.flatMap(({ attribute, low, span }, k) => {
    const weight = weights[k]!;
    if (weight === 0) return [];
    const share = (f: number): number => Math.round(((f - low) / span) * weight);
    return [
      {
        ...attribute,
        weight,
        points: Int32Array.from(attribute.effects, (f) => Math.min(weight, Math.max(0, share(f)))),
      },
    ];
  });
}

/** The attribute that tells the part, where the part's card has no points for it. */
function startOf({ attribute, banding }: CutParts, part: number, models: readonly Model[]): ModelAttribute {
  const bands = part === 0 ? banding.bands : 2;
  const bandOf = part === 0 ? banding.bandOf : banding.bandOf.map((b) => (b === part ? 1 : 0));
  const none = (): Float64Array => new Float64Array(bands);
  const facts = { count: none(), won: none() };
  const held = part === 0 ? models.slice(1) : [models[part]!];
  held.forEach(({ n, rate }, k) => {
    facts.count[k + 1] = n;
    facts.won[k + 1] = Math.round(n * rate);
  });
  const left = (of: Float64Array, all: number): number => (part === 0 ? all - of.reduce((a, b) => a + b, 0) : 0);
  const { n, rate } = models[0]!;
  facts.count[0] = left(facts.count, n);
  facts.won[0] = left(facts.won, Math.round(n * rate));
  return { index: attribute, banding: { bandOf, bands }, effects: none(), ...facts, least: 0 };
}

function withStart(card: readonly PointAttribute[], start: number, alone: ModelAttribute): PointAttribute[] {
  const { index } = alone;
  if (card.some((a) => a.index === index))
    return card.map((a) =>
      a.index === index ? { ...a, weight: a.weight + start, points: a.points.map((p) => p + start) } : a,
    );
  if (start === 0 && card.length > 0) return [...card];
  const points = new Int32Array(alone.banding.bands).fill(start);
  return [...card, { ...alone, weight: start, points }];
}
