import { InputError } from "../errors.ts";
import type { IcpDocument, ScorecardAttribute } from "./document.ts";
import type { CardChange } from "./edited.ts";
import { bandLabel } from "./page/band-label.ts";
import { humanise } from "./page/label.ts";

/** What a person sets in a card: attributes by machine name, bands by place. */
export interface CardEdits {
  readonly weights: readonly { readonly attribute: string; readonly weight: number }[];
  readonly points: readonly { readonly attribute: string; readonly band: number; readonly points: number }[];
  readonly levels: { readonly high: number; readonly medium: number } | null;
}

export interface EditedCard {
  readonly attributes: ScorecardAttribute[];
  readonly levels: IcpDocument["scorecard"]["levels"];
  readonly changes: CardChange[];
}

type Carded = Pick<IcpDocument, "scorecard" | "attributes">;

/** All points of a card together. */
const WHOLE = 100;

/**
 * A card with what a person set. What was typed stays as typed; the attributes of which nothing was typed share the rest of 100 in
 * proportion to their weights (largest remainder, at least 1 each), and the bands of an attribute scale with its weight. An attribute of
 * which only points were typed weighs what its best band earns. A weight of 0 takes an attribute out.
 *
 * @throws InputError where what was typed cannot be kept: the sentence says why
 */
export function editCard(document: Carded, edits: CardEdits): EditedCard {
  const { scorecard } = document;
  const label = (name: string): string => labelOf(document, name);
  requireWhole(scorecard, edits, label);
  const typed = new Set([...edits.weights, ...edits.points].map(({ attribute }) => attribute));
  const set = scorecard.attributes.map((one) =>
    typed.has(one.attribute) ? edited(one, edits, label(one.attribute)) : one,
  );
  const attributes = typed.size === 0 ? set : shared(set, typed, label);
  const kept = attributes
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.attribute < b.attribute ? -1 : 1));
  const levels = edits.levels ?? scorecard.levels;
  const changes = changesOf(scorecard, { attributes, levels }, edits, label);
  if (changes.length === 0) throw new InputError("nothing changes: the card is like this already");
  return { attributes: typed.size === 0 ? attributes : kept, levels: { ...levels }, changes };
}

/** What a person calls an attribute of a document. */
export function labelOf({ attributes }: Pick<IcpDocument, "attributes">, name: string): string {
  return humanise(attributes.find((one) => one.name === name)?.label ?? name);
}

function requireWhole(
  { attributes, parts }: IcpDocument["scorecard"],
  { weights, points, levels }: CardEdits,
  label: (name: string) => string,
): void {
  if (attributes.length === 0)
    throw new InputError(
      "this profile has no scorecard, so there is nothing to edit: build one from more deals, or declare what you believe (openicp declare)",
    );
  if (parts !== undefined)
    throw new InputError(
      `this profile has a card for each part of ${label(parts.attribute)}, on one scale, and an edit of one would move all: build it without --parts, then edit that`,
    );
  for (const { weight } of weights) requirePoints(weight, "a weight");
  for (const { points: p } of points) requirePoints(p, "the points of a band");
  const named = [
    weights.map(({ attribute }) => attribute),
    points.map(({ attribute, band }) => `${attribute} ${band}`),
  ];
  if (named.some((all) => new Set(all).size < all.length))
    throw new InputError("the same weight or band is set twice: leave one out");
  if (levels === null) return;
  const { high, medium } = levels;
  const fine = [high, medium].every((one) => Number.isInteger(one) && one >= 1 && one <= WHOLE) && medium < high;
  if (!fine)
    throw new InputError(
      `levels are two whole numbers from 1 to 100, high first: 70,40 is high from 70 and medium from 40, not ${high},${medium}`,
    );
}

function requirePoints(value: number, what: string): void {
  if (!Number.isInteger(value) || value < 0 || value > WHOLE)
    throw new InputError(`${what} is a whole number from 0 to 100, not ${value}`);
}

/** The most points of any band. */
function best({ bands }: Pick<ScorecardAttribute, "bands">): number {
  return Math.max(0, ...bands.map(({ points }) => points));
}

/** Bands scaled to another best; order and zero stay. */
function scaled(one: ScorecardAttribute, weight: number): ScorecardAttribute {
  const most = best(one);
  if (most === weight && one.weight === weight) return one;
  const bands = one.bands.map((band) => ({ ...band, points: Math.round((band.points * weight) / Math.max(1, most)) }));
  return { ...one, weight, bands };
}

/** An attribute of which something was typed. */
function edited(one: ScorecardAttribute, { weights, points }: CardEdits, label: string): ScorecardAttribute {
  const weight = weights.find(({ attribute }) => attribute === one.attribute)?.weight;
  const own = new Map(
    points.filter(({ attribute }) => attribute === one.attribute).map(({ band, points: p }) => [band, p] as const),
  );
  if (weight === 0 && own.size > 0)
    throw new InputError(
      `a weight of 0 takes ${label} out of the card, so its bands earn nothing: leave its points out`,
    );
  const base = weight === undefined ? one : scaled(one, weight);
  const bands = base.bands.map((band, k) => ({ ...band, points: own.get(k) ?? band.points }));
  const most = best({ bands });
  const known = best({ bands: bands.filter(({ match }) => !("missing" in match)) });
  if (known < most)
    throw new InputError(`${label}: what is not known would earn ${most}, more than any known band (${known})`);
  if (weight !== undefined && most > weight)
    throw new InputError(
      `${label} has a weight of ${weight}, so none of its bands can earn ${most}: raise the weight or lower the points`,
    );
  if (weight !== undefined && most < weight)
    throw new InputError(
      `${label} has a weight of ${weight}, but its best band would earn ${most}: set the points of the band that should earn ${weight}, or leave the weight out`,
    );
  return { ...base, weight: most, bands };
}

function shared(
  set: readonly ScorecardAttribute[],
  typed: ReadonlySet<string>,
  label: (name: string) => string,
): ScorecardAttribute[] {
  const fixed = set.filter(({ attribute }) => typed.has(attribute));
  const free = set.filter(({ attribute, weight }) => !typed.has(attribute) && weight > 0);
  const sum = fixed.reduce((total, { weight }) => total + weight, 0);
  const rest = WHOLE - sum;
  const said = fixed.map(({ attribute, weight }) => `${label(attribute)} ${weight}`).join(", ");
  if (rest < 0) throw new InputError(`what you set sums to ${sum} (${said}): all weights together are 100`);
  if (free.length === 0 && rest > 0)
    throw new InputError(`what you set sums to ${sum} (${said}) and nothing else is left in the card: add ${rest}`);
  if (rest < free.length)
    throw new InputError(
      `what you set sums to ${sum} (${said}), which leaves ${rest} for ${free.map(({ attribute }) => label(attribute)).join(", ")}: set lower weights, or 0 for those that are to leave the card`,
    );
  const weights = apportioned(
    free.map(({ weight }) => weight),
    rest,
  );
  return set.map((one) => {
    const k = free.indexOf(one);
    return k < 0 ? one : scaled(one, weights[k]!);
  });
}

/**
 * Whole shares of `total` in proportion to `weights`, by largest remainder, at least 1 each; ties go to who stands first. The weights
 * themselves where they sum to `total`.
 */
export function apportioned(weights: readonly number[], total: number): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (weight * total) / all);
  const given = exact.map((share) => Math.max(1, Math.floor(share + 1e-9)));
  const left = (): number => total - given.reduce((sum, share) => sum + share, 0);
  const gap = (k: number): number => exact[k]! - given[k]!;
  const most = (of: readonly number[], by: (k: number) => number): number =>
    of.reduce((a, b) => (by(b) > by(a) + 1e-9 ? b : a));
  const every = weights.map((_, k) => k);
  while (left() > 0) given[most(every, gap)]!++;
  while (left() < 0)
    given[
      most(
        every.filter((k) => given[k]! > 1),
        (k) => -gap(k),
      )
    ]!--;
  return given;
}

function changesOf(
  before: Pick<IcpDocument["scorecard"], "attributes" | "levels">,
  after: Pick<IcpDocument["scorecard"], "attributes" | "levels">,
  { weights, points }: CardEdits,
  label: (name: string) => string,
): CardChange[] {
  const set = new Set(weights.map(({ attribute }) => attribute));
  const byWeight = before.attributes.flatMap((one, k): CardChange[] => {
    const now = after.attributes[k]!.weight;
    if (now === one.weight) return [];
    const { attribute } = one;
    return [
      { kind: "weight", attribute, label: label(attribute), before: one.weight, after: now, typed: set.has(attribute) },
    ];
  });
  const byPoints = points.flatMap(({ attribute, band, points: now }): CardChange[] => {
    const old = before.attributes.find((one) => one.attribute === attribute)!.bands[band]!;
    if (old.points === now) return [];
    return [
      { kind: "points", attribute, label: label(attribute), band: bandLabel(old), before: old.points, after: now },
    ];
  });
  const { levels } = before;
  const moved = levels.high !== after.levels.high || levels.medium !== after.levels.medium;
  return [
    ...byWeight.sort((a, b) => Number(isTyped(b)) - Number(isTyped(a))),
    ...byPoints,
    ...(moved ? [{ kind: "levels", before: { ...levels }, after: { ...after.levels } } as const] : []),
  ];
}

/** Whether a person set it; else it gave way. */
export function isTyped(change: CardChange): boolean {
  return change.kind !== "weight" || change.typed;
}
