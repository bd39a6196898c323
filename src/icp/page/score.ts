import { onlyInCrm } from "../concept.ts";
import type { Band, ScorecardAttribute } from "../document.ts";
import { allValues, bandLabel } from "./band-label.ts";
import { beyondTheSum } from "./beyond-the-sum.ts";
import { type Context, isAboutDeal, labelOf } from "./context.ts";
import { isHypothesis, isUnchecked } from "./declared.ts";
import { bandFigure } from "./figure.ts";
import { shorten, tidy } from "./label.ts";
import { leavesMark } from "./leaves.ts";
import { levelRules } from "./levels.ts";
import type { Score, ScoreAttribute, ScoreBand } from "./page.ts";
import { light, type Phrase, phrase, plainText, strong } from "./phrase.ts";
import { said } from "./said.ts";
import { scaleOf } from "./scale.ts";

const LABEL_LENGTH = 96;
const MOST_ATTRIBUTES = 12;

/** The scorecard as a table that a person can add up with a pencil. Null when there is none. */
export function scoreOf(context: Context): Score | null {
  const { document, format, axis, words } = context;
  const { attributes, levels } = document.scorecard;
  if (attributes.length === 0) return null;
  const heaviest = Math.max(...attributes.map((attribute) => attribute.weight), 1);
  const rows = [...attributes].sort((a, b) => b.weight - a.weight).map((one) => scoreAttribute(context, one, heaviest));
  return {
    title: titleOf(context),
    rated: !isUnchecked(context),
    lead: context.forced
      ? phrase(strong("Not to be used."), ` It was forced although the data does not tell ${words.contrast}.`)
      : phrase(
          isHypothesis(context) ? HYPOTHESIS[document.declared!.from] : null,
          whoseCard(context),
          "Tick one band of each and add the points.",
        ),
    scale: scaleOf(axis, format),
    columns: halves(rows),
    levels: levelRules(levels),
    notes: notesOf(context),
    rateWord: words.rate,
  };
}

/** Where parts have cards of their own: for whom this one is. */
function whoseCard(context: Context): Phrase | null {
  const { parts } = context.document.scorecard;
  if (parts === undefined) return null;
  const label = labelOf(context, parts.attribute);
  return phrase(
    strong(`For companies whose ${label} is not known.`),
    ` The cards by ${label} are under “A card for each part”. `,
  );
}

const HYPOTHESIS = { people: "As people declared it. ", customers: "What your customers have in common. " } as const;

function titleOf(context: Context): string {
  const { document, forced } = context;
  if (forced) return "The score, forced";
  if (isHypothesis(context)) return "The score, a hypothesis";
  return document.separation.verdict === "weak" ? "The score, provisional" : "The score";
}

function scoreAttribute(context: Context, scored: ScorecardAttribute, heaviest: number): ScoreAttribute {
  return {
    label: labelOf(context, scored.attribute),
    aboutDeal: isAboutDeal(context, scored.attribute),
    weight: scored.weight,
    bar: scored.weight / heaviest,
    hint: weightHint(context, scored),
    caution: cautionOf(context, scored.attribute),
    bands: [...scored.bands].sort(knownFirst).map((band) => scoreBand(context, band)),
  };
}

/** The caution of an attribute that is used, said where its points are. */
function cautionOf({ attributes, format }: Context, name: string): Phrase | null {
  const warning = attributes.get(name)?.warning ?? null;
  return warning === null || tidy(warning) === "" ? null : said(warning, format);
}

/** `other` after the named bands, `not known` last; else as the document has them. */
function knownFirst(a: Band, b: Band): number {
  const rank = ({ match }: Band): number => ("missing" in match ? 2 : "other" in match ? 1 : 0);
  return rank(a) - rank(b);
}

function scoreBand(context: Context, band: Band): ScoreBand {
  const whole = bandLabel(band);
  const label = shorten(whole, LABEL_LENGTH);
  return {
    label: `${label}${leavesMark(band)}`,
    full: allValues(band) ?? (label === whole ? null : whole),
    points: band.points,
    figure: bandFigure(context, band),
  };
}

function weightHint(context: Context, scored: ScorecardAttribute): string {
  const { format, attributes } = context;
  const filled = attributes.get(scored.attribute)?.filled;
  const parts = [
    `At most ${scored.weight} of 100 points`,
    scored.weight_range === null
      ? ""
      : `${format.count(scored.weight_range[0])} to ${format.count(scored.weight_range[1])} in resampled data`,
    scored.inclusion === null ? "" : `chosen in ${format.percent(scored.inclusion)} of resamples`,
    filled === undefined || isHypothesis(context)
      ? ""
      : `known for ${format.percent(filled)} of the ${context.words.unit}`,
  ];
  return parts.filter((part) => part !== "").join("; ");
}

/** What a prospect's record will lack, whoever sells it. */
function notFindable(context: Context): readonly Phrase[] {
  const names = context.document.scorecard.attributes
    .filter(({ attribute }) => onlyInCrm(context.attributes.get(attribute)?.findable_in ?? []))
    .map(({ attribute }) => labelOf(context, attribute));
  return names.length === 0 ? [] : [phrase(light(`Not to be found for prospects elsewhere: ${names.join(", ")}.`))];
}

function notesOf(context: Context): readonly Phrase[] {
  const { document, attributes, words } = context;
  const scored = document.scorecard.attributes;
  const hasDeal = scored.some(({ attribute }) => attributes.get(attribute)?.about === "opportunity");
  const allMissing = scored.every(({ bands }) => bands.some((band) => "missing" in band.match));
  return [
    isUnchecked(context)
      ? phrase(
          light(
            document.declared?.from === "customers"
              ? "The points say what your customers have in common, not who buys: no deal has been held against them."
              : "The points are what people believe: no deal has been held against them, and no win rate is known.",
          ),
        )
      : phrase(
          light(
            `A filled dot stands clear of the average; a hollow one may be chance. Rates are drawn toward the average as if 20 average ${words.unit} were added, on all of this page but where ${words.unit} were held out.`,
          ),
        ),
    ...beyondTheSum(context),
    ...(allMissing && !isHypothesis(context) ? [phrase(light("A value that is not listed counts as not known."))] : []),
    phrase(light("If less than half of the weight is known, the score is unknown, not low.")),
    ...notFindable(context),
    ...(hasDeal ? [phrase(light(`“About the ${words.one}” is unknown for a company without one.`))] : []),
  ];
}

/** Two halves as equal in height as can be, each in order and the heaviest attribute first. At most 12 attributes: 2,048 ways to try. */
function halves(rows: readonly ScoreAttribute[]): readonly (readonly ScoreAttribute[])[] {
  const heights = rows.map(heightOf);
  const whole = heights.reduce((sum, height) => sum + height, 0);
  let best = { left: 1, uneven: Number.POSITIVE_INFINITY };
  for (let left = 1; left < 2 ** Math.min(rows.length, MOST_ATTRIBUTES); left += 2) {
    const height = heights.reduce((sum, one, index) => sum + (inSet(left, index) ? one : 0), 0);
    const uneven = Math.abs(whole - 2 * height);
    if (uneven < best.uneven - 1e-9) best = { left, uneven };
  }
  const sides = [true, false].map((side) => rows.filter((_, index) => inSet(best.left, index) === side));
  return sides.filter((side) => side.length > 0);
}

function inSet(set: number, index: number): boolean {
  return ((set >> index) & 1) === 1;
}

/** Lines that an attribute takes: its heading and its bands, long labels in several. */
function heightOf({ bands, caution }: ScoreAttribute): number {
  const said = caution === null ? 0 : Math.ceil(plainText(caution).length / 72);
  return 1.5 + said + bands.reduce((lines, { label }) => lines + Math.max(1, 0.85 * Math.ceil(label.length / 34)), 0);
}
