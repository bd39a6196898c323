import type { CalibratedCard } from "../../build/edit-effect.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { EditedCard } from "../../icp/edit.ts";
import type { Edited } from "../../icp/edited.ts";
import { goalWords } from "../../icp/page/goal-words.ts";

const LEFT_OUT =
  "What was counted with the card before it was edited by hand (breadth, tiers, the market in money, the open pipeline, values by level) is left out, or counted again on the universe given.";

/**
 * A document with a card that a person changed, without all that was measured with the card before. What it claims is at most `weak` and
 * `interim`: that the card learned from deals passed its tests says nothing of what a person made of it.
 *
 * @param curve win rate by fit; null where the card claims none
 */
export function withEditedCard(
  before: IcpDocument,
  card: EditedCard,
  curve: CalibratedCard | null,
  edited: Edited,
): IcpDocument {
  const byHand = card.changes.some(({ kind }) => kind === "levels");
  const { seller_card: _, interactions: __, tiers: ___, pipeline: ____, ...kept } = before;
  const believed = before.declared?.scores === true;
  const scored = new Set(card.attributes.map(({ attribute }) => attribute));
  const counted = before.breadth !== null || before.tiers !== undefined || before.pipeline !== undefined;
  return {
    ...kept,
    id: "",
    ...(byHand ? { engine: { ...before.engine, parameters: { ...before.engine.parameters, levels: "by hand" } } } : {}),
    maturity: before.maturity === "data-driven" ? "interim" : before.maturity,
    separation: believed ? before.separation : separationOf(before, edited),
    attributes: before.attributes.map((one) =>
      one.status === "used" && !scored.has(one.name) && card.changes.some((change) => isOut(change, one.name))
        ? { ...one, status: "unused", reason: "taken out by hand" }
        : one,
    ),
    scorecard: {
      attributes: card.attributes.map((one) => ({ ...one, weight_range: null, inclusion: null })),
      levels: card.levels,
      by_fit: curve === null ? before.scorecard.by_fit.map(withoutShares) : byFitOf(curve),
    },
    edited,
    timing: before.timing === null ? null : { ...before.timing, accounts: null },
    breadth: null,
    tam: null,
    validation: { forward: null, cross_fit: null },
    ...(before.value === undefined
      ? {}
      : {
          value: {
            ...before.value,
            levels: [],
            differences: [],
            bands: before.value.bands.filter(({ attribute }) => scored.has(attribute)),
          },
        }),
    declared: before.declared === null ? null : { ...before.declared, customers: null, contrast: null },
    notes: counted && !before.notes.includes(LEFT_OUT) ? [...before.notes, LEFT_OUT] : before.notes,
  };
}

function isOut(change: EditedCard["changes"][number], name: string): boolean {
  return change.kind === "weight" && change.attribute === name && change.after === 0;
}

type ByFit = IcpDocument["scorecard"]["by_fit"][number];

/** A card that is fixed has no shares of levels in resamples: nobody knows which levels it would give had other deals been seen. */
function withoutShares(entry: ByFit): ByFit {
  return { ...entry, high_share: null, medium_share: null, low_share: null };
}

function byFitOf({ p, low, high }: CalibratedCard): ByFit[] {
  const round = (x: number): number => Number(x.toFixed(4));
  return Array.from(p, (value, fit) =>
    withoutShares({
      fit,
      p: round(value),
      low: round(Math.min(low[fit]!, value)),
      high: round(Math.max(high[fit]!, value)),
      high_share: null,
      medium_share: null,
      low_share: null,
    }),
  );
}

function separationOf({ separation, goal }: IcpDocument, { seen }: Edited): IcpDocument["separation"] {
  const { verdict } = separation;
  // That nothing in the data separates is true whatever the card.
  if (verdict === "none") return separation;
  const proven =
    verdict === "reliable" || verdict === "weak"
      ? "What was proven of the learned card is not proven of this one, which was edited by hand."
      : "Nothing is proven of this card, which was edited by hand.";
  const { unit } = goalWords(goal);
  const began = goal === "retention" ? "who began" : "closed";
  const from = seen.to === null ? `${unit} that nobody had seen` : `${unit} ${began} after ${seen.to}`;
  return {
    verdict: verdict === "reliable" ? "weak" : verdict,
    p: null,
    permutations: 0,
    auc: null,
    auc_interval: null,
    reason: `${proven} At least 20 of each outcome among ${from} can confirm it (openicp validate); a profile built again is learned from the data alone.`,
    deals_needed: null,
  };
}
