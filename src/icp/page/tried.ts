import { type Context, nameOf } from "./context.ts";
import { tidy } from "./label.ts";
import type { Tried } from "./page.ts";

const MOST_ROWS = 16;

/** When nothing separates: how each attribute did alone, against what chance gives. Null when there is a scorecard. */
export function triedOf({ document, format, words }: Context): Tried | null {
  const { scorecard, evidence, attributes } = document;
  if (scorecard.attributes.length > 0) return null;
  const looked = attributes.filter(({ status }) => status === "used" || status === "unused");
  const chance = chanceReach(evidence.won, evidence.lost);
  const furthest = Math.max(chance, ...looked.map(({ auc }) => Math.abs((auc ?? 0.5) - 0.5)));
  const reach = Math.min(0.5, Math.ceil(furthest * 24) / 20);
  const place = (value: number): number => Math.min(1, Math.max(0, 0.5 + (value - 0.5) / (2 * reach)));
  const rows = [...looked].sort((a, b) => (b.auc ?? 0) - (a.auc ?? 0)).slice(0, MOST_ROWS);
  return {
    title: "What was tried",
    lead: `How often each one alone, shown ${words.pair}, picks ${words.better}. A coin picks it half of the time.`,
    axis: { low: format.percent(0.5 - reach), middle: format.percent(0.5), high: format.percent(0.5 + reach) },
    chance: {
      low: place(0.5 - chance),
      high: place(0.5 + chance),
      label: `chance ${format.range(0.5 - chance, 0.5 + chance)}`,
    },
    rows: rows.map((attribute) => ({
      label: nameOf(attribute),
      aboutDeal: attribute.about === "opportunity",
      filled: format.percent(attribute.filled),
      value: attribute.auc === null ? "–" : format.percent(attribute.auc),
      at: attribute.auc === null ? null : place(attribute.auc),
      hint:
        attribute.auc === null
          ? tidy(attribute.reason)
          : `Out-of-fold AUC ${format.decimal(attribute.auc)}. ${tidy(attribute.reason)}`.trim(),
    })),
  };
}

/** Half the width that holds 95% of the AUCs of shuffled data: 1.96 standard errors of Mann-Whitney under no difference. */
function chanceReach(won: number, lost: number): number {
  return won === 0 || lost === 0 ? 0.4 : Math.min(0.4, 1.96 * Math.sqrt((won + lost + 1) / (12 * won * lost)));
}
