import { type Declared, notToldApart } from "../declared.ts";
import type { HeldOut, LevelResult } from "../document.ts";
import { type Context, nameOf } from "./context.ts";
import { isHypothesis, isUnchecked } from "./declared.ts";
import { editedLine } from "./edited.ts";
import { tidy } from "./label.ts";
import { levelChart } from "./levels.ts";
import { oddsOf } from "./odds.ts";
import { ownLevels } from "./own-levels.ts";
import type { Verdict } from "./page.ts";
import { hinted, light, type Phrase, phrase, strong } from "./phrase.ts";
import { said } from "./said.ts";
import { shareShifts } from "./share-shifts.ts";

/** The first thing read: what the score did on deals it had not seen, or that there is none. */
export function verdictOf(context: Context): Verdict {
  const found = foundVerdict(context);
  return { ...found, support: [...editedLine(context), ...found.support] };
}

function foundVerdict(context: Context): Verdict {
  if (isUnchecked(context)) return hypothesisVerdict(context);
  if (context.document.separation.verdict === "none") return noneVerdict(context);
  const { quoted } = context;
  return {
    headline: quoted === null ? uncheckedHeadline(context) : checkedHeadline(context, quoted),
    support: [
      ...cautions(context),
      ...(quoted === null ? [] : [howChecked(context, quoted), ...otherCard(context, quoted)]),
      ...withheld(context),
    ],
    levels: quoted === null ? null : levelChart(context, quoted),
  };
}

function checkedHeadline(context: Context, check: HeldOut): Phrase {
  const { format, words, document } = context;
  const { high, medium } = document.scorecard.levels;
  const unseen =
    check.method === "forward"
      ? ` newer ${words.unit} it had not seen: `
      : ` ${words.unit}, each scored by a card of the same method that had not seen it: `;
  const row = (name: string): LevelResult | undefined => check.levels.find((level) => level.level === name);
  return phrase(
    document.separation.verdict === "weak" ? "Provisional. Of " : "Of ",
    strong(format.count(check.n), countHint(context, check)),
    unseen,
    levelWords(context, `scored ${high}+`, row("high")),
    "; ",
    levelWords(context, `under ${medium}`, row("low")),
    ".",
  );
}

function levelWords({ format, words }: Context, rule: string, level: LevelResult | undefined): Phrase {
  if (level === undefined || level.n === 0) return phrase(`${rule}, none`);
  return phrase(`${rule}, `, strong(`${format.count(level.won)} of ${format.count(level.n)}`), ` ${words.reached}`);
}

/** The statistical name of the claim, for a tooltip. */
export function rankingHint({ format }: Context, check: HeldOut): string | null {
  if (check.auc === null) return null;
  const range =
    check.auc_interval === null
      ? ""
      : ` (95% interval ${format.decimal(check.auc_interval[0])}–${format.decimal(check.auc_interval[1])})`;
  return `AUC ${format.decimal(check.auc)}${range}, ${check.method}, n ${format.count(check.n)}`;
}

/** Which card the headline's counts are from: never the one on the page, which learned from all. */
function countHint(context: Context, check: HeldOut): string {
  const { format, words } = context;
  const card =
    check.method === "forward"
      ? `Scored by the method's older card, learned on ${format.count(check.train)} older ${words.unit}`
      : `Scored by cards of the same method, each learned without the ${words.unit} it scores`;
  const ranking = rankingHint(context, check);
  return ranking === null ? card : `${card}. ${ranking}`;
}

function uncheckedHeadline({ words }: Context): Phrase {
  return phrase("This score has ", strong(`not been checked on ${words.unit} it had not seen`), ".");
}

function howChecked({ format, words, document }: Context, check: HeldOut): Phrase {
  const base = `The average ${words.rate} is ${format.percent(document.evidence.base_rate)}.`;
  const { evidence } = document;
  const all = evidence.won + evidence.lost;
  const how =
    check.method === "forward"
      ? `The same method, learned on the ${format.count(check.train)} older ${words.unit}, was checked on these ${format.count(check.n)}${restWords(all - check.train - check.n, format.count)}.`
      : `Checked by cross-fitting: ${words.unit} held out in turn, each scored by the same method learned on the others.`;
  return phrase(light(`${how} The score below learned from all ${format.count(all)}. ${base}`));
}

/** The headline's card may put far more, or fewer, companies at high than the published one does: then its rate is of another group. */
function otherCard({ format, words, document }: Context, check: HeldOut): readonly Phrase[] {
  const shifts = shareShifts(check);
  if (shifts === null) return [];
  const { checked, now } = shifts;
  const of = `of these ${format.count(check.n)} ${words.unit}`;
  const high = `${document.scorecard.levels.high}+`;
  const so =
    now < checked
      ? "the counts above are of a wider group than is high now"
      : `the counts above are of a narrower group than is high now: expect a lower ${words.rate} of it`;
  return [
    phrase(
      strong("Another share at high. "),
      `The older card put ${format.count(checked)} ${of} at ${high}; the score below puts ${format.count(now)} there: ${so}.`,
    ),
  ];
}

/** Deals that neither taught nor tested: created before the cut and decided after it, or too young for their outcome to count. */
function restWords(rest: number, count: (n: number) => string): string {
  return rest > 0 ? `; the other ${count(rest)}, between the two or not yet decided enough, were in neither` : "";
}

/** Why the page names no winners and losers: groups picked from data that passed no test are no claims. */
function withheld({ document, words }: Context): readonly Phrase[] {
  if (document.scorecard.attributes.length === 0) return [];
  const why = {
    none: "with no separation its groups may be chance",
    untested: "its groups were not tested against chance",
    weak: null,
    reliable: null,
  }[document.separation.verdict];
  if (why === null) return [];
  return [phrase(light(`“${words.winners}” and “${words.losers}” are left out: ${why}.`))];
}

/** Below the bar of quarantine; an attribute this strong alone is rarely honest. */
const SUSPICIOUS = 0.85;

/** A ranking this good on held-out deals is rarer than a field that was filled in late. */
const TOO_GOOD = 0.9;

/** What must be read before any number is believed: an attribute, or a whole score, that is too good to be known in advance. */
function suspicions({ document, attributes, format, quoted, words }: Context): readonly Phrase[] {
  const suspects = document.scorecard.attributes.flatMap(({ attribute }) => {
    const described = attributes.get(attribute);
    const suspect = (described?.auc ?? 0) >= SUSPICIOUS || (described?.reason ?? "").startsWith("allowed");
    return described !== undefined && suspect ? [nameOf(described)] : [];
  });
  if (suspects.length > 0)
    return [
      phrase(
        strong(`Check first: was ${suspects.join(", ")} known when the ${words.unit} ${words.began}?`),
        " It tells the outcome so well that it may be written down because of it. If so, every number here flatters.",
      ),
    ];
  if ((quoted?.auc ?? 0) < TOO_GOOD) return [];
  return [
    phrase(
      strong("Check first: is everything in the score known before a deal is decided?"),
      ` It ranks ${words.unit} better (AUC ${format.decimal(quoted!.auc!)}) than profiles do on honest data.`,
    ),
  ];
}

function cautions(context: Context): readonly Phrase[] {
  return [...suspicions(context), ...verdictCautions(context)];
}

function verdictCautions({ document, format }: Context): readonly Phrase[] {
  const { verdict, reason } = document.separation;
  if (verdict === "weak")
    return [phrase(said(reason, format), " Use the scores to order work, not to drop a company.")];
  if (verdict === "untested")
    return [phrase("Not tested against chance: build again without --no-resampling before you rely on it.")];
  return [];
}

function noneVerdict(context: Context): Verdict {
  const { document, format, words } = context;
  const { evidence, separation } = document;
  const interval = evidence.base_rate_interval;
  const decided = evidence.won + evidence.lost;
  return {
    headline: phrase(
      "This data ",
      strong(`does not tell ${words.contrast}`),
      isHypothesis(context)
        ? ". The score below is what people declared, as written."
        : context.forced
          ? ". The score below was forced: do not use it."
          : ". There is no score to use.",
    ),
    support: [
      chanceWords(context),
      phrase(
        "Expect the average of ",
        strong(format.percent(evidence.base_rate)),
        light(` ${format.evidence(interval, decided)}`),
        ` from any company: ${format.count(evidence.won)} of ${format.count(decided)} ${words.reached}.`,
      ),
      phrase(settled(context, separation.deals_needed, decided)),
      ...(isHypothesis(context) ? [NOT_LEARNED] : withheld(context)),
    ],
    levels: null,
  };
}

const NOT_LEARNED: Phrase = phrase(
  light("Nothing of the score was learned from these deals: use it to order work, not to drop a company."),
);

/** What the points were learned from, and how well they tell customers apart. */
function contrastWords(
  { format }: Context,
  { customers, others, auc, auc_interval: [low, high] }: NonNullable<Declared["contrast"]>,
): Phrase {
  return phrase(
    `Learned by telling ${format.count(customers)} customers from ${format.count(others)} other companies of the universe. Shown one of each that it had not seen, the customer scores higher `,
    strong(format.percent(auc), `AUC ${format.decimal(auc)}, held out by turns`),
    light(` (${format.range(low, high)})`),
    " of the time; a coin, 50%.",
  );
}

const NOT_TOLD_APART: Phrase = phrase(
  strong("Nothing found tells your customers from the other companies of the universe. "),
  "The points are what is commonest among them, and say nobody to call.",
);

/** What people declared, where no deal says anything of it. */
function hypothesisVerdict(context: Context): Verdict {
  const { document, format } = context;
  const { from, customers, contrast } = document.declared!;
  return {
    headline:
      from === "customers"
        ? phrase("This score says how much a company ", strong("looks like your customers: not a win rate"), ".")
        : phrase(
            "This is ",
            strong("a hypothesis"),
            ": what people believe of their best customers, not what deals show.",
          ),
    support: [
      phrase(said(document.separation.reason, format), " No win rate is known, and none is claimed."),
      ...(contrast === null ? [] : [contrastWords(context, contrast)]),
      ...(notToldApart(document.declared!, document.breadth?.universe ?? 0) ? [NOT_TOLD_APART] : []),
      ...(customers === null ? [] : [ownLevels(context, customers, document.declared!)]),
      phrase("Use the points to order work. Companies are dropped only by whom you said not to sell to."),
    ],
    levels: null,
  };
}

/** Decided deals under which nothing can be said about how many would settle it. */
const FEWEST_TO_TELL = 200;

function settled({ format, words }: Context, needed: number | null, decided: number): string {
  if (needed !== null)
    return `About ${format.count(needed)} closed ${words.unit} would settle it; there are ${format.count(decided)}.`;
  return decided < FEWEST_TO_TELL
    ? `Too few ${words.unit} to tell; look again at about ${format.count(FEWEST_TO_TELL)}.`
    : `How many more ${words.unit} would settle it cannot be told from these.`;
}

/** Above this p a verdict of none is chance's doing; below it the engine's own reason says what failed. */
export const CHANCE = 0.2;

function chanceWords({ document, format }: Context): Phrase {
  const { p, reason } = document.separation;
  if (p === null || p <= CHANCE) return said(reason, format);
  return phrase(
    hinted(`Shuffled at random, the same data does as well ${oddsOf(p, format.count)}.`, tidy(reason) || null),
  );
}
