import type { Segment, Segmentation, SegmentCondition, SegmentFeature } from "../segment.ts";
import { type Context, labelOf } from "./context.ts";
import { shorten, tidy } from "./label.ts";
import { leavesWords } from "./leaves.ts";
import type { Apart, Kind, Kinds } from "./page.ts";
import { kindPeople } from "./people.ts";
import { hinted, light, type Phrase, phrase, strong } from "./phrase.ts";
import { said } from "./said.ts";
import { capital } from "./sentence.ts";
import { kindSignals } from "./signals.ts";
import { kindWords } from "./words.ts";

const LABEL_LENGTH = 64;

/** The kinds of companies that are won, or that there is one broad profile; null where nobody looked. */
export function kindsOf(context: Context): Kinds | null {
  const { document, format } = context;
  const { segments, segmentation } = document;
  if (segments.length === 0 && segmentation === undefined) return null;
  return {
    title: context.words.kinds,
    lead: segments.length === 0 ? "" : leadOf(context, segmentation),
    kinds: segments.map((segment) => kindOf(context, segment)),
    empty: segments.length === 0 ? said(segmentation?.verdict ?? "", format) : null,
    notes: (segmentation?.notes ?? []).map((note) => said(note, format)),
  };
}

function leadOf({ format, words, document }: Context, found: Segmentation | undefined): string {
  if (found === undefined) return "";
  const many = document.segments.length > 3 ? " More than three are too many to serve well." : "";
  const market = `${format.count(found.market_accounts)} companies of ${found.market === "universe" ? "the universe" : `all ${words.unit}`}`;
  const valued = document.segments.some(({ value }) => value.acv !== null);
  const order = document.segments.length < 2 ? "" : `, the ${valued ? "most valuable" : "largest"} first`;
  return `Found among the ${format.count(found.won_accounts)} ${words.companies}, held against ${market}${order}. ${words.rates} are of the ${words.unit} they were found in; expect a little less of new ones.${many}`;
}

function kindOf(context: Context, segment: Segment): Kind {
  return {
    name: tidy(segment.name),
    rank: segment.rank,
    tentative: segment.tentative
      ? `Found again in resamples with a mean overlap of ${context.format.percent(segment.stability)} only; steady from 75%.`
      : null,
    paragraph: paragraphOf(context, segment),
    rate: rateOf(context, segment),
    rule: phrase(segment.rules.map((rule) => conditionWords(context, rule)).join("; ")),
    rest: restOf(context, segment),
    inside: [
      ...kindPeople(context, segment.committee ?? [], segment.buyers),
      ...kindSignals(context, segment.triggers, segment.intent_topics),
      ...kindWords(context, segment.pain_points ?? []),
    ],
    apart: segment.features.map((feature) => apartOf(context, feature)),
  };
}

/** The paragraph, without its first sentence where that only says the name again. */
function paragraphOf({ format }: Context, { name, paragraph }: Segment): Phrase {
  const again = `${name}. `;
  return said(paragraph.startsWith(again) ? paragraph.slice(again.length) : paragraph, format);
}

function rateOf({ format, words, document }: Context, { deals, leaves }: Segment): Phrase {
  if (deals.n === 0) return [];
  const counted = `${capital(words.reached)} ${format.count(deals.won)} of ${format.count(deals.n)} (${format.percent(deals.won / deals.n)}). `;
  const hint = `${counted}The rate shown is drawn toward the average of ${format.percent(document.evidence.base_rate)} as if 20 average ${words.unit} were added, because the kind was searched for in the same ${words.unit}.`;
  return phrase(
    strong(`${format.count(deals.won)} of ${format.count(deals.n)}`),
    ` ${words.unit} with such companies ${words.reached}: `,
    strong(format.percent(deals.rate), hint),
    light(` (${format.range(...deals.rate_interval)})`),
    `, average ${format.percent(document.evidence.base_rate)}.`,
    leaves === undefined ? null : phrase(" ", strong("Wins, but leaves:"), " ", leavesWords(leaves, format)),
  );
}

/** `Industry: Fintech, Insurance`, `Tech stack: has SAP`. */
function conditionWords(context: Context, { attribute, label }: SegmentCondition): string {
  return `${columnOf(context, attribute)}: ${tidy(label)}`;
}

/** The column's name: without the token of a flag, which the label says. */
function columnOf(context: Context, attribute: string): string {
  const label = labelOf(context, attribute);
  return context.attributes.get(attribute)?.kind === "flag" ? (label.split(": ")[0] ?? label) : label;
}

/** What else is known of how well the rule finds the kind. */
function restOf({ format, words }: Context, { precision, recall, members, stability }: Segment): Phrase {
  const held =
    precision === null
      ? null
      : phrase(
          `Of ${format.count(precision.n)} ${words.members} that a rule made without them found, `,
          hinted(format.percent(precision.share), `precision, by thirds of the ${words.members}`),
          light(` (${format.range(...precision.interval)})`),
          " are of this kind. ",
        );
  return phrase(
    held,
    `The rule finds ${format.percent(recall)} of the ${format.count(members)} ${words.members} that are most like it; `,
    hinted(`overlap ${format.percent(stability)}`, `mean Jaccard index over 20 resamples of the ${words.members}`),
    " when companies are drawn anew.",
  );
}

function apartOf(context: Context, feature: SegmentFeature): Apart {
  const { format } = context;
  return {
    attribute: columnOf(context, feature.attribute),
    value: shorten(tidy(feature.label), LABEL_LENGTH),
    here: format.percent(feature.in_segment),
    market: format.percent(feature.in_market),
    times: format.times(feature.lift),
    range: `${format.times(feature.interval[0]).slice(0, -1)}–${format.times(feature.interval[1])}`,
    n: format.count(feature.n),
  };
}
