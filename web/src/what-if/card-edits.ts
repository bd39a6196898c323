import type { Band, IcpDocument } from "../../../src/icp/document.ts";
import { type CardEdits, type EditedCard, editCard } from "../../../src/icp/edit.ts";
import { bandLabel } from "../../../src/icp/page/band-label.ts";

export type Carded = Pick<IcpDocument, "scorecard" | "attributes">;

export const NO_EDITS: CardEdits = { weights: [], points: [], levels: null };

/** A card as it is tried: what was set so far, what it gives, and why the last thing set cannot be kept. */
export interface Trial {
  readonly edits: CardEdits;
  /** Null while nothing differs from the card. */
  readonly edited: EditedCard | null;
  readonly fault: string | null;
}

export const UNTOUCHED: Trial = { edits: NO_EDITS, edited: null, fault: null };

/** The card that a trial stands for. */
export function cardOf(document: Carded, { edited }: Trial): Pick<EditedCard, "attributes" | "levels"> {
  return edited ?? document.scorecard;
}

/** Bands of an attribute as they stand in a trial; those of one that was taken out earn nothing. */
export function bandsOf(document: Carded, trial: Trial, attribute: string): readonly Band[] {
  const now = cardOf(document, trial).attributes.find((one) => one.attribute === attribute);
  if (now !== undefined) return now.bands;
  const own = document.scorecard.attributes.find((one) => one.attribute === attribute);
  return (own?.bands ?? []).map((band) => ({ ...band, points: 0 }));
}

export function weightOf(document: Carded, trial: Trial, attribute: string): number {
  return cardOf(document, trial).attributes.find((one) => one.attribute === attribute)?.weight ?? 0;
}

/** Whether a person set something of an attribute; else it gives way to what they set. */
export function isSet({ edits: { weights, points } }: Trial, attribute: string): boolean {
  return [...weights, ...points].some((one) => one.attribute === attribute);
}

/** A weight set; points set before scale with it. */
export function withWeight(document: Carded, trial: Trial, attribute: string, weight: number): Trial {
  const { weights, points, levels } = trial.edits;
  const others = points.filter((one) => one.attribute !== attribute);
  const own = points.some((one) => one.attribute === attribute);
  const rest = weights.filter((one) => one.attribute !== attribute);
  if (!own || weight === 0)
    return tried(document, trial, { weights: [...rest, { attribute, weight }], points: others, levels });
  const bands = bandsOf(document, trial, attribute);
  const best = Math.max(1, ...bands.map((band) => band.points));
  const scaled = bands.map((band) => Math.round((band.points * weight) / best));
  return tried(document, trial, { weights: rest, points: [...others, ...typed(attribute, scaled)], levels });
}

/** The points of a band set; the attribute weighs then what its best band earns. */
export function withPoints(document: Carded, trial: Trial, attribute: string, band: number, points: number): Trial {
  const { weights, points: before, levels } = trial.edits;
  const all = bandsOf(document, trial, attribute).map((one, k) => (k === band ? points : one.points));
  return tried(document, trial, {
    weights: weights.filter((one) => one.attribute !== attribute),
    points: [...before.filter((one) => one.attribute !== attribute), ...typed(attribute, all)],
    levels,
  });
}

export function withLevels(document: Carded, trial: Trial, levels: NonNullable<CardEdits["levels"]>): Trial {
  const { high, medium } = document.scorecard.levels;
  const same = levels.high === high && levels.medium === medium;
  return tried(document, trial, { ...trial.edits, levels: same ? null : levels });
}

/** Takes back what was set of an attribute. */
export function withoutAttribute(document: Carded, trial: Trial, attribute: string): Trial {
  const { weights, points, levels } = trial.edits;
  return tried(document, trial, {
    weights: weights.filter((one) => one.attribute !== attribute),
    points: points.filter((one) => one.attribute !== attribute),
    levels,
  });
}

function typed(attribute: string, points: readonly number[]): CardEdits["points"] {
  return points.map((one, band) => ({ attribute, band, points: one }));
}

/** What was set before stays where the new cannot be kept; the sentence says why. */
function tried(document: Carded, before: Trial, edits: CardEdits): Trial {
  if (edits.weights.length + edits.points.length === 0 && edits.levels === null) return UNTOUCHED;
  try {
    return { edits, edited: editCard(document, edits), fault: null };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (said.startsWith("nothing changes")) return { edits, edited: null, fault: null };
    return { ...before, fault: said };
  }
}

/** The most that an attribute may weigh beside what is set: every other of which nothing is set keeps a point. */
export function mostOf(document: Carded, trial: Trial, attribute: string): number {
  const { attributes } = document.scorecard;
  const others = attributes.filter((one) => one.attribute !== attribute);
  const set = others.filter((one) => isSet(trial, one.attribute));
  const fixed = set.reduce((sum, one) => sum + weightOf(document, trial, one.attribute), 0);
  return Math.max(0, 100 - fixed - (others.length - set.length));
}

/** The body of `POST /api/icp/edit`: bands by their names. */
export function asRequest({ scorecard }: Carded, { weights, points, levels }: CardEdits) {
  const bands = (attribute: string): readonly Band[] =>
    scorecard.attributes.find((one) => one.attribute === attribute)?.bands ?? [];
  return {
    weights,
    points: points.flatMap(({ attribute, band: place, points: p }) => {
      const band = bands(attribute)[place];
      return band === undefined ? [] : [{ attribute, band: bandLabel(band), points: p }];
    }),
    levels,
  };
}
