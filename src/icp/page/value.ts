import type { Value, Worth } from "../value.ts";
import type { Block } from "./block.ts";
import { type Context, labelOf } from "./context.ts";
import { tidy } from "./label.ts";
import { evidenceText, figureOf, MEASURES, type MeasureName, measureText } from "./measure.ts";
import type { Fact } from "./page.ts";
import { light, type Phrase, phrase, strong } from "./phrase.ts";
import { said } from "./said.ts";
import { valueTables } from "./value-tables.ts";

/** Differences that a sentence tells of the best customers. */
const MOST_TOLD = 3;

/** What deals and customers are worth: of all, by fit, by kind and band, the best against the worst; null where nothing is known of it. */
export function valueBlockOf(context: Context): Block | null {
  const { value } = context.document;
  if (value === undefined) return null;
  // A score that was kept by force tells nothing, and its levels even less.
  const shown: Value = context.forced ? { ...value, levels: [], bands: [], differences: [] } : value;
  return {
    id: "value",
    title: "What they are worth",
    lead: [],
    facts: [...allFact(context, shown.all), ...fitFact(context, shown), ...bestFact(context, shown.best_worst)],
    tables: valueTables(context, shown),
    notes: [howRead(context, shown), ...shown.missing.map((sentence) => said(sentence, context.format))],
  };
}

/** Joined with commas and `and`. */
function list(parts: readonly Phrase[], last = " and "): Phrase {
  return phrase(...parts.flatMap((part, i) => (i === 0 ? [part] : [i === parts.length - 1 ? last : ", ", part])));
}

function told(context: Context, worth: Worth, measure: MeasureName, unit = ""): Phrase | null {
  const found = figureOf(worth, measure);
  if (found === null) return null;
  return phrase(
    strong(`${measureText(context, measure, found.mean)}${unit}`),
    light(` ${evidenceText(context, measure, found)}`),
  );
}

function allFact(context: Context, all: Worth): readonly Fact[] {
  const paid = context.document.evidence.retention?.currency ?? null;
  const parts = [
    sentenceOf("A won deal is worth ", told(context, all, "acv"), ""),
    sentenceOf("It closes in ", told(context, all, "cycle_days", " days"), ""),
    sentenceOf("Of the customers won with these deals, ", told(context, all, "churn"), " leave in a year"),
    sentenceOf(
      "Those of them who paid a year ago now pay ",
      told(context, all, "nrr"),
      ` of what they paid then${paid === null ? "" : ` (customers who pay in ${tidy(paid)})`}`,
    ),
    sentenceOf("A customer is worth ", told(context, all, "ltv"), " over the years"),
    sentenceOf("What it costs to win one is earned back in ", told(context, all, "payback_months", " months"), ""),
  ].filter((part) => part !== null);
  return parts.length === 0 ? [] : [{ name: "All", text: sentences(parts) }];
}

function sentenceOf(before: string, middle: Phrase | null, after: string): Phrase | null {
  return middle === null ? null : phrase(before, middle, `${after}.`);
}

function sentences(parts: readonly Phrase[]): Phrase {
  return phrase(...parts.flatMap((part, i) => (i === 0 ? [part] : [" ", part])));
}

/** High against low: what differs, and in what no difference is seen. */
function fitFact(context: Context, value: Value): readonly Fact[] {
  const high = value.levels.find(({ level }) => level === "high");
  const low = value.levels.find(({ level }) => level === "low");
  if (high === undefined || low === undefined) return [];
  if (value.differences.length === 0) {
    const few = `${context.format.count(high.won)} won deals of high fit and ${context.format.count(low.won)} of low fit`;
    return [{ name: "High against low fit", text: phrase(`${few}: too few to compare what they are worth.`) }];
  }
  const differ = value.differences.filter(({ finding }) => finding).map(({ measure }) => measure);
  const alike = value.differences.filter(({ finding }) => !finding).map(({ measure }) => MEASURES[measure].said);
  return [
    {
      name: "High against low fit",
      text: sentences([
        ...differ.map((measure) => differenceWords(context, high, low, measure)),
        ...(alike.length === 0
          ? []
          : [
              phrase(
                "No difference seen in ",
                list(
                  alike.map((words) => phrase(words)),
                  " or ",
                ),
                ".",
              ),
            ]),
      ]),
    },
  ];
}

function differenceWords(context: Context, high: Worth, low: Worth, measure: MeasureName): Phrase {
  const unit = measure === "cycle_days" ? " days" : "";
  const [a, b] = [told(context, high, measure, unit), told(context, low, measure, unit)];
  if (measure === "acv") return phrase("Deals of high fit are worth ", a, ", of low fit ", b, ".");
  if (measure === "cycle_days") return phrase("Deals of high fit close in ", a, ", of low fit in ", b, ".");
  if (measure === "churn") return phrase("Of customers of high fit ", a, " leave in a year, of low fit ", b, ".");
  if (measure === "nrr")
    return phrase("Customers of high fit pay ", a, " of what they paid a year ago, of low fit ", b, ".");
  return phrase(`${MEASURES[measure].head}: `, a, " at high fit, ", b, " at low.");
}

const RANKED_BY = {
  acv: "what their deals brought",
  cycle_days: "how soon they closed",
  stay: "whether they stayed",
  expansion: "how they grew",
} as const;

function bestFact(context: Context, found: Value["best_worst"]): readonly Fact[] {
  if (found === null) return [];
  const { format } = context;
  const by = list(found.by.map((part) => phrase(RANKED_BY[part])));
  const cohorts = `the best ${format.count(found.best)} and the worst ${format.count(found.worst)} of them`;
  if (found.rows.length === 0)
    return [
      {
        name: "Best customers",
        text: phrase(
          "Ranked by ",
          by,
          `, ${cohorts}: no difference seen in any of ${format.count(found.tested)} properties.`,
        ),
      },
    ];
  const rows = found.rows
    .slice(0, MOST_TOLD)
    .map(({ attribute, label, best, worst }) =>
      phrase(
        strong(`${labelOf(context, attribute)} ${tidy(label)}`),
        light(
          ` (${format.percent(best / found.best)} of the best, ${format.percent(worst / found.worst)} of the worst)`,
        ),
      ),
    );
  return [
    { name: "Best customers", text: phrase("Ranked by ", by, `, ${cohorts} clearly differ in `, list(rows), ".") },
  ];
}

function howRead({ format }: Context, { levels, margin, cac, all, currency }: Value): Phrase {
  const unknown = levels.find(({ level }) => level === "unknown")?.won ?? 0;
  const apart =
    unknown === 0
      ? ""
      : ` ${format.count(unknown)} won ${unknown === 1 ? "deal" : "deals"} of which too little is known for a level ${unknown === 1 ? "is" : "are"} in All only.`;
  const held =
    levels.length === 0
      ? ""
      : " The fit of each deal is that of a card that had not seen it, from deals of other companies.";
  const life =
    all.ltv === null && all.payback_months === null
      ? ""
      : ` Over the years: the deal's worth${margin === 1 ? "" : ` x ${format.percent(margin)} margin`} in each of five years, less those who have left by then${margin === 1 ? "; margin not given, so all of it counts" : ""}.${cac === null ? "" : ` To win a customer costs ${format.short(cac, currency)}, as said.`}`;
  return phrase(
    `Means of won deals and their customers, each drawn toward that of all as if ten average ones were added; limits hold 19 times in 20.${held}${apart}${life}`,
  );
}
