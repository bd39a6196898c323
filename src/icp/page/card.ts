import type { Band, ScorecardAttribute } from "../document.ts";
import { CARD_POINTS, cardOf } from "../seller-card/questions.ts";
import type { CardAgreement, SellerCard } from "../seller-card.ts";
import { type Context, isAboutDeal, labelOf } from "./context.ts";
import { isUnchecked } from "./declared.ts";
import { levelRules } from "./levels.ts";
import type { NotSell, NotSellRule } from "./not-sell.ts";
import type { LevelRule } from "./page.ts";
import { hinted, light, type Phrase, phrase, strong } from "./phrase.ts";
import { askedOf } from "./question.ts";

/** The back of the page: a company scored by asking, when to say no, and how. */
export interface Card {
  readonly title: string;
  readonly lead: Phrase;
  readonly questions: readonly CardRow[];
  /** What the head of the two counted columns says; null where no deal was counted. */
  readonly counted: string | null;
  readonly levels: readonly LevelRule[];
  /** How often it gives what the whole score gives. */
  readonly notes: readonly Phrase[];
  readonly no: { readonly title: string; readonly rules: readonly Phrase[]; readonly low: readonly Phrase[] };
  readonly polite: { readonly title: string; readonly text: string };
}

export interface CardRow {
  readonly number: string;
  readonly attribute: string;
  readonly question: string;
  readonly aboutDeal: boolean;
  readonly points: string;
  /** `308 of 610` of those who say yes, and of those who say no; null where no deal was counted. */
  readonly yes: string | null;
  readonly no: string | null;
}

/** What one says to a company that does not fit. The name is for the person to write. */
const POLITE = [
  "Thank you for your interest, and for telling us how you work.",
  "From what you say, I do not think that ________ would serve you well today, and I would rather tell you now than take your time.",
  "If that changes, please write to me again: I will gladly look at it anew.",
].join(" ");

/** Five questions for a score, when to say no, and a polite no. */
export function cardPart(context: Context, notSell: NotSell | null): Card {
  const { document, forced } = context;
  const made = forced ? null : (document.seller_card ?? cardOf(document));
  const rows = made === null ? [] : made.questions.flatMap((one, i) => rowOf(context, one, i) ?? []);
  const card = rows.length === 0 ? null : made;
  return {
    title: "Seller card",
    lead: leadOf(context, card, rows.length),
    questions: rows,
    counted: rows.some(({ yes }) => yes !== null) ? context.words.reached : null,
    levels:
      card === null
        ? []
        : levelRules(card.levels).map((rule) => (rule.level === "high" ? { ...rule, to: CARD_POINTS } : rule)),
    notes: card === null ? [] : agreementOf(context, card.agreement),
    no: { title: "When to say no", rules: (notSell?.rules ?? []).map(noTo), low: lowOf(context, card, notSell) },
    polite: { title: "A polite no", text: POLITE },
  };
}

function leadOf({ words }: Context, card: SellerCard | null, asked: number): Phrase {
  if (card === null)
    return phrase(`There is no score to ask for: nothing here tells ${words.contrast}. Treat companies alike.`);
  const few = ["", "One question", "Two questions", "Three questions", "Four questions", "Five questions"][asked] ?? "";
  return phrase(`${few}, two minutes: add the points of every yes. What nobody can tell is a no.`);
}

function rowOf(
  context: Context,
  { attribute, yes, points }: SellerCard["questions"][number],
  i: number,
): CardRow | null {
  const scored = context.document.scorecard.attributes.find((one) => one.attribute === attribute);
  if (scored === undefined || yes.some((place) => scored.bands[place] === undefined)) return null;
  const [those, others] = sides(scored, yes);
  return {
    number: String(i + 1),
    attribute: columnOf(context, attribute, those),
    question: askedOf(those, others),
    aboutDeal: isAboutDeal(context, attribute),
    points: String(points),
    yes: countedOf(context, those),
    no: countedOf(context, others),
  };
}

/** Without the token that the question says: `Tech stack` for `Tech stack: SAP`. */
function columnOf(context: Context, attribute: string, bands: readonly Band[]): string {
  const label = labelOf(context, attribute);
  const ofSet = bands.length === 1 && ("has" in bands[0]!.match || /^without /.test(bands[0]!.label));
  return ofSet ? (label.split(": ")[0] ?? label) : label;
}

/** The known bands of a yes and of a no. */
function sides({ bands }: ScorecardAttribute, yes: readonly number[]): readonly [readonly Band[], readonly Band[]] {
  const known = bands
    .map((band, i) => ({ band, is: yes.includes(i) }))
    .filter(({ band }) => !("missing" in band.match));
  const side = (is: boolean): Band[] => known.filter((one) => one.is === is).map(({ band }) => band);
  return [side(true), side(false)];
}

function countedOf(context: Context, bands: readonly Band[]): string | null {
  if (isUnchecked(context)) return null;
  const sum = (of: (band: Band) => number): number => bands.reduce((total, band) => total + of(band), 0);
  return `${context.format.count(sum(({ won }) => won))} of ${context.format.count(sum(({ n }) => n))}`;
}

const COUNTED_ON: Readonly<Record<CardAgreement["on"], string>> = {
  universe: "of the universe",
  accounts: "of your accounts",
  deals: "in the file of deals",
};

function agreementOf({ format }: Context, agreement: CardAgreement | null): readonly Phrase[] {
  if (agreement === null) return [phrase("How often it gives the level of the whole score was not counted.")];
  const { on, n, same, high, fitted } = agreement;
  const set = fitted
    ? "the levels of the card were set on the same companies"
    : "its levels follow from the points alone";
  const found =
    high.score === 0
      ? ""
      : ` Of ${format.count(high.score)} that score high it calls ${format.count(high.both)} high, and ${format.count(high.card - high.both)} others.`;
  return [
    phrase(
      hinted("Gives the level of the whole score", `${format.count(same)} of ${format.count(n)}; ${set}`),
      " for ",
      strong(format.percent(same / n)),
      ` of ${format.count(n)} companies ${COUNTED_ON[on]}.${found}`,
    ),
  ];
}

function noTo({ who, status, won }: NotSellRule): Phrase {
  const counted = won === null ? [] : [`${won.value} won`];
  const unsure = status === "suggested" ? ["suggested"] : [];
  const said = [...unsure, ...counted].join(", ");
  return phrase(strong(who.replace(/[.]$/, "")), said === "" ? null : light(` (${said})`));
}

/** Who is low by the card, and what is not a no. */
function lowOf({ document }: Context, card: SellerCard | null, notSell: NotSell | null): readonly Phrase[] {
  const rules = notSell?.rules.length ?? 0;
  if (card === null)
    return rules > 0
      ? []
      : [
          phrase(
            (document.disqualifier_search ?? []).length === 0 || document.evidence.opportunities < 50
              ? "There are not enough deals to say whom to turn down."
              : "Nothing found says no: no kind of company is clearly worse than the others.",
          ),
        ];
  const { medium } = card.levels;
  return [
    phrase(
      `${rules > 0 ? "Else under" : "Under"} ${medium} ${medium === 1 ? "point" : "points"}: not now, unless they come to you: then look first.`,
    ),
    ...(document.scorecard.attributes.length > card.questions.length
      ? [phrase("In between, or in doubt: go by the whole score.")]
      : []),
  ];
}
