import type { Leaves } from "../goal.ts";
import { bandLabel } from "./band-label.ts";
import type { Block } from "./block.ts";
import { type Context, labelOf } from "./context.ts";
import type { Format } from "./format.ts";
import { tidy } from "./label.ts";
import type { Fact } from "./page.ts";
import { light, type Phrase, phrase, strong } from "./phrase.ts";

/** What stands behind the name of a band that wins often and whose customers leave; empty for the others. */
export function leavesMark({ leaves }: { readonly leaves?: Leaves | undefined }): string {
  return leaves === undefined ? "" : " (wins, but leaves)";
}

/** `72 of 104 customers stayed 12 months: 69% (60–77%); of all 85%`. */
export function leavesWords({ n, stayed, rate, interval, base }: Leaves, format: Format): Phrase {
  return phrase(
    `${format.count(stayed)} of ${format.count(n)} customers stayed 12 months: `,
    strong(format.percent(rate)),
    light(` (${format.range(...interval)})`),
    `; of all ${format.percent(base)}.`,
  );
}

/** Bands and kinds that win clearly above the average and whose customers clearly leave more often; null where there is none. */
export function leavesBlockOf(context: Context): Block | null {
  const { document, format } = context;
  const facts: readonly Fact[] = [
    ...document.segments.flatMap(({ name, leaves }) =>
      leaves === undefined ? [] : [{ name: tidy(name), text: leavesWords(leaves, format) }],
    ),
    ...document.scorecard.attributes.flatMap(({ attribute, bands }) =>
      bands.flatMap((band) =>
        band.leaves === undefined
          ? []
          : [{ name: `${labelOf(context, attribute)}: ${bandLabel(band)}`, text: leavesWords(band.leaves, format) }],
      ),
    ),
  ];
  if (facts.length === 0) return null;
  return {
    id: "wins-but-leaves",
    onPaper: false,
    title: "Wins, but leaves",
    lead: phrase(
      "They stand clearly above the average in the score, and leave clearly more often once they are customers.",
    ),
    facts,
    tables: [],
    notes: [
      phrase(
        "Of all customers in the files who began at least 12 months ago. Exact test against the other customers, q at most 0.10 over all bands and kinds above the average (Benjamini-Hochberg), and 95% limits wholly below the rate of all.",
      ),
    ],
  };
}
