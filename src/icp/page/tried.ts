import type { IcpDocument } from "../document.ts";
import { type Context, nameOf } from "./context.ts";
import { tidy } from "./label.ts";

/** Instead of a score when nothing separates. */
export interface Tried {
  readonly title: string;
  readonly lead: string;
  readonly axis: { readonly low: string; readonly middle: string; readonly high: string };
  /** Where chance alone lands 19 times in 20, as shares of the axis. */
  readonly chance: { readonly low: number; readonly high: number; readonly label: string };
  readonly rows: readonly TriedRow[];
}

/** One attribute of what was tried. */
export interface TriedRow {
  readonly label: string;
  readonly aboutDeal: boolean;
  readonly filled: string;
  readonly value: string;
  /** Place on the axis, null where not measured. */
  readonly at: number | null;
  readonly hint: string;
}

type Evidence = IcpDocument["evidence"];

const MOST_ROWS = 16;

/** When nothing separates: how each attribute did alone, against what chance gives. Null when there is a score to use. */
export function triedOf({ document, format, words, forced }: Context): Tried | null {
  const { scorecard, evidence, attributes } = document;
  if (scorecard.attributes.length > 0 && !forced && document.separation.verdict !== "none") return null;
  const looked = attributes.filter(({ status }) => status === "used" || status === "unused");
  const chance = chanceReach(evidence);
  const furthest = Math.max(chance, ...looked.map(({ auc }) => Math.abs((auc ?? 0.5) - 0.5)));
  const reach = Math.min(0.5, Math.ceil(furthest * 24) / 20);
  const place = (value: number): number => Math.min(1, Math.max(0, 0.5 + (value - 0.5) / (2 * reach)));
  const rows = [...looked].sort((a, b) => (b.auc ?? 0) - (a.auc ?? 0)).slice(0, MOST_ROWS);
  const beyond = looked.some(({ auc }) => auc !== null && Math.abs(auc - 0.5) > chance);
  return {
    title: beyond || looked.length === 0 ? "What was tried" : "What was tried: nothing alone beats chance",
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

/**
 * Half the width that holds about 95% of the AUCs of shuffled data: 1.96 standard errors of Mann-Whitney under no difference.
 * Deals of one account go together, so where accounts are named and fewer than the deals, each counts once, split as the deals are.
 */
function chanceReach({ won, lost, accounts }: Evidence): number {
  if (won === 0 || lost === 0) return 0.4;
  const deals = won + lost;
  const units = accounts > 0 && accounts < deals ? accounts : deals;
  const perDeal = units / deals;
  return Math.min(0.4, 1.96 * Math.sqrt((units + 1) / (12 * won * perDeal * lost * perDeal)));
}
