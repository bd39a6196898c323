import { contradictions } from "../contradictions.ts";
import type { CheckedAttribute, CheckedBand } from "../declared.ts";
import type { Context } from "./context.ts";
import { tidy } from "./label.ts";
import type { Fact } from "./page.ts";
import { light, type Phrase, phrase, strong } from "./phrase.ts";
import { said } from "./said.ts";

/** What people declared: in words, and band by band where there are deals. */
export interface DeclaredPart {
  readonly title: string;
  readonly lead: string;
  readonly facts: readonly Fact[];
  readonly rows: readonly DeclaredRow[];
}

/** A declared band against the deals, every figure as text. */
export interface DeclaredRow {
  readonly attribute: string;
  readonly band: string;
  readonly points: string;
  readonly counted: string;
  readonly rate: string;
  readonly range: string;
  readonly verdict: string;
}

/** Bands named in a line; the others are counted. */
const MOST_NAMED = 6;

/** True where the page's score is what people declared, as written. */
export function isHypothesis({ document }: Pick<Context, "document">): boolean {
  return document.declared?.scores === true;
}

/** True where no deal has been held against the hypothesis. */
export function isUnchecked(context: Pick<Context, "document">): boolean {
  return isHypothesis(context) && context.document.separation.verdict === "untested";
}

interface Checked {
  readonly attribute: CheckedAttribute;
  readonly band: CheckedBand;
}

/** What people declared, and what the deals make of it. Null where nobody declared anything. */
export function declaredOf(context: Context): DeclaredPart | null {
  const { declared } = context.document;
  if (declared === null) return null;
  const checked = declared.attributes.flatMap((attribute) =>
    (attribute.bands ?? []).map((band): Checked => ({ attribute, band })),
  );
  const held = !isUnchecked(context) && checked.some(({ band }) => band.n > 0);
  const facts = [
    ...(held ? [...supportOf(context), ...verdictsOf(context, checked), ...unheld(declared.attributes)] : []),
    ...againstCard(context),
    ...strategicOf(context),
  ];
  if (facts.length === 0) return null;
  return {
    title: held ? "What you believed, against the deals" : "What you believe",
    lead: held
      ? `Declared in ${tidy(declared.file)} before the deals spoke.`
      : `As said in ${tidy(declared.file)}; nothing of it is counted.`,
    facts,
    rows: held ? checked.map((one) => rowOf(context, one)) : [],
  };
}

function supportOf({ document, format }: Context): readonly Fact[] {
  const support = document.declared?.support ?? null;
  if (support === null) return [];
  const range = light(` (${format.range(support.low, support.high)})`);
  const text = support.told
    ? phrase("Supported at ", strong(format.percent(support.share)), range, " of the effects declared.")
    : phrase(
        "Too few deals to tell how much of it holds; taken at ",
        strong(format.percent(support.share)),
        range,
        " until then.",
      );
  return [{ name: "Support", text }];
}

const NAMES: readonly (readonly [CheckedBand["verdict"], string])[] = [
  ["contradicts", "Deals contradict"],
  ["agrees", "Deals agree"],
];

function verdictsOf(context: Context, checked: readonly Checked[]): readonly Fact[] {
  const named = NAMES.flatMap(([verdict, name]): readonly Fact[] => {
    const own = checked.filter(({ band }) => band.verdict === verdict);
    return own.length === 0 ? [] : [{ name, text: bandsOf(context, own) }];
  });
  const few = checked.filter(({ band }) => band.verdict === "too few").length;
  if (few === 0) return named;
  const text = phrase(`${context.format.count(few)} of ${context.format.count(checked.length)} bands, either way.`);
  return [...named, { name: "Too few to tell", text }];
}

function bandsOf({ format, words }: Context, own: readonly Checked[]): Phrase {
  const parts = own
    .slice(0, MOST_NAMED)
    .flatMap(({ attribute, band }, i) => [
      i === 0 ? null : "; ",
      `${tidy(attribute.label)} `,
      strong(tidy(band.label)),
      light(` (${band.points} points, ${format.count(band.won)} of ${format.count(band.n)} ${words.reached})`),
    ]);
  const more = own.length - MOST_NAMED;
  return phrase(...parts, more > 0 ? `; and ${format.count(more)} more.` : ".");
}

/** Where the card in force says otherwise than people did. */
function againstCard({ document, format }: Context): readonly Fact[] {
  const found = contradictions(document);
  if (found.length === 0) return [];
  const shown = found.slice(0, MOST_NAMED).map(({ sentence }) => format.spell(sentence));
  const more = found.length - MOST_NAMED;
  return [
    { name: "Card disagrees", text: phrase(shown.join(" "), more > 0 ? ` And ${format.count(more)} more.` : null) },
  ];
}

function unheld(attributes: readonly CheckedAttribute[]): readonly Fact[] {
  const own = attributes.filter(({ bands }) => bands === null).map(({ label }) => tidy(label));
  return own.length === 0 ? [] : [{ name: "Not in the deals", text: phrase(`${own.join(", ")}.`) }];
}

function strategicOf({ document, format }: Context): readonly Fact[] {
  const { strategic } = document;
  if (strategic === null) return [];
  const { narrative, owner, review_date } = strategic;
  const again = review_date === null ? "" : `looked at again by ${format.date(review_date)}`;
  return [
    ...(narrative === null ? [] : [{ name: "Why they buy", text: said(narrative, format) }]),
    ...(owner === null && again === ""
      ? []
      : [
          {
            name: "Owner",
            text: phrase(`${[owner === null ? "" : tidy(owner), again].filter((one) => one !== "").join(", ")}.`),
          },
        ]),
  ];
}

const WORDS: Readonly<Record<CheckedBand["verdict"], string>> = {
  agrees: "agrees",
  contradicts: "contradicts",
  "too few": "too few to tell",
  "no claim": "no claim",
};

function rowOf({ format, words }: Context, { attribute, band }: Checked): DeclaredRow {
  const [low, high] = band.rate_interval ?? [null, null];
  return {
    attribute: tidy(attribute.label),
    band: tidy(band.label),
    points: `${band.points} of ${attribute.weight}`,
    counted: `${format.count(band.won)} of ${format.count(band.n)} ${words.reached}`,
    rate: band.rate === null ? "–" : format.percent(band.rate),
    range: low === null || high === null ? "" : format.range(low, high),
    verdict: WORDS[band.verdict],
  };
}
