import type { Block, BlockTable } from "../../icp/page/block.ts";
import type { Format } from "../../icp/page/format.ts";
import { shorten } from "../../icp/page/label.ts";
import type { Fact } from "../../icp/page/page.ts";
import { light, type Phrase, phrase, strong } from "../../icp/page/phrase.ts";
import { isoOf } from "../drift/days.ts";
import { figureText, many } from "../drift/words.ts";
import { CHANGE_KINDS } from "./change.ts";
import { type Changes, ENOUGH_DECIDED, type FoundChange, type MeasuredChange } from "./changes.ts";
import type { Measured } from "./measure.ts";

function sentenceCase(text: string): string {
  return text.replace(/^./, (letter) => letter.toUpperCase());
}

/** `+4 points (−3 to +11)`, `−6 days (−12 to −1)` */
function differenceText({ difference, interval, unit, missing }: Measured): Phrase {
  if (difference === null) return phrase(light("not enough", missing));
  const value = (x: number): string => {
    const whole = Math.round(unit === "share" ? 100 * x : x);
    return whole > 0 ? `+${whole}` : `${whole}`.replace("-", "−");
  };
  const name = unit === "share" ? "points" : "days";
  const finite = interval?.every(Number.isFinite) ?? false;
  return phrase(
    `${value(difference)} ${name}`,
    finite ? light(` (${value(interval![0])} to ${value(interval![1])})`) : null,
  );
}

/** Where the block stands: beside a candidate that has learned from what came since, or alone. */
export type Beside = "candidate" | "nothing";

/** What a change asks for. */
function adviceOf({ step, kind, decided }: MeasuredChange, beside: Beside, format: Format): string {
  const since = `${many(format, decided, "deal")} decided since`;
  if (step === "strategic review")
    return `A ${kind === "pivot" ? kind : "new market"} changes who to sell to: hold a strategic review (openicp declare), then refit; ${since}.`;
  if (step === "refit later")
    return `The profile learned before it: refit when ${ENOUGH_DECIDED} deals are decided; ${since}.`;
  return beside === "candidate"
    ? `The profile in force learned before it, the candidate also from the ${since}.`
    : `The profile learned before it: refit (openicp refresh); ${since}.`;
}

/** `35% (n 538)`: the limits stand at the difference. */
function shortFigure(unit: Measured["unit"], figure: Measured["before"], format: Format): Phrase {
  if (figure === null) return phrase("–");
  const value = unit === "share" ? format.percent(figure.value) : many(format, Math.round(figure.value), "day");
  return phrase(value, light(` (n ${format.count(figure.n)})`));
}

function foundFact(one: FoundChange, format: Format): Fact {
  const what = one.what === "cycle" ? "Cycle" : "Wins outside the kinds";
  const limits = one.difference === null ? null : phrase(": ", differenceText(one));
  if (one.missing !== null) return { name: what, text: phrase(light(`Not enough data: ${one.missing}.`)) };
  const verdict =
    one.what === "cycle"
      ? one.clear
        ? `Won deals take ${(one.difference ?? 0) < 0 ? "less" : "more"} time than when the profile was learned`
        : "No clear shift of the time to close"
      : one.clear
        ? `${(one.difference ?? 0) < 0 ? "Fewer" : "More"} wins are of none of the profile's kinds`
        : "No clear change of the wins that are of none of the profile's kinds";
  return {
    name: what,
    text: phrase(
      one.clear ? strong(verdict) : verdict,
      ": ",
      figureText(one, one.before, format),
      " before, ",
      figureText(one, one.after, format),
      " since",
      limits,
      ".",
    ),
  };
}

/** The recommendation in a sentence; none where nothing asks for one. */
export function changesHeadline({ since, found, step }: Changes, format: Format): readonly Phrase[] {
  if (step === null) return [];
  const [first] = since.filter((one) => one.step === step);
  const shift = found.some(({ clear, what }) => clear && what === "cycle");
  const because =
    first === undefined
      ? shift
        ? "the time to close has shifted"
        : "more wins are of none of its kinds"
      : `${first.said} (${format.date(isoOf(first.day))}) is newer than what the profile learned from`;
  if (step === "strategic review")
    return [phrase(strong("A strategic review is due"), `: ${because}, and changes who to sell to.`)];
  return step === "refit"
    ? [phrase(strong("A refit is due"), `: ${because}.`)]
    : [phrase(strong("A refit comes due"), ` when ${ENOUGH_DECIDED} deals are decided since: ${because}.`)];
}

const NO_FIGURES = [phrase("–"), phrase("–"), phrase("–")];

/** Longest name of a value that stands in the table. */
const LONGEST_NAME = 24;

function beforeAndAfter(since: Changes["since"], format: Format): BlockTable {
  return {
    title: "Seen since",
    open: true,
    more: 0,
    columns: [
      { head: "change", number: false },
      { head: "what is seen", number: false },
      { head: "before", number: true },
      { head: "after", number: true },
      { head: "difference", number: true },
    ],
    rows: since.flatMap((one) => {
      const told = one.figures.filter(({ missing }) => missing === null);
      if (told.length === 0) return [[phrase(sentenceCase(one.said)), phrase("too early to tell"), ...NO_FIGURES]];
      return one.figures.map((figure) => [
        phrase(sentenceCase(one.said)),
        phrase(shorten(figure.name, LONGEST_NAME)),
        shortFigure(figure.unit, figure.before, format),
        shortFigure(figure.unit, figure.after, format),
        phrase(differenceText(figure), figure.clear ? strong(" changed") : null),
      ]);
    }),
  };
}

/** What the company changed, what is seen before and after it, and what the data tells of by itself. */
export function changesBlock(
  { given, since, within, earlier, ahead, found }: Changes,
  format: Format,
  beside: Beside = "nothing",
): Block {
  const days = (from: number, to: number): string => `${format.date(isoOf(from))} to ${format.date(isoOf(to))}`;
  const listed = (changes: Changes["within"]): string =>
    changes.map(({ day, said }) => `${said} (${format.date(isoOf(day))})`).join(", ");
  return {
    id: "changes",
    title: "What changed, and what is seen since",
    lead: phrase(
      given
        ? since.length === 0
          ? "no change that you tell of is newer than what the profile learned from"
          : `${many(format, since.length, "change")} since the profile was learned`
        : "told by the data alone",
    ),
    facts: [
      ...since.map((one) => ({
        name: sentenceCase(one.said),
        text: phrase(
          strong(format.date(isoOf(one.day))),
          one.note === "" ? ". " : `: ${one.note.replace(/[.\s]+$/, "")}. `,
          adviceOf(one, beside, format),
        ),
      })),
      ...found.map((one) => foundFact(one, format)),
    ],
    tables: since.length === 0 ? [] : [beforeAndAfter(since, format)],
    notes: [
      ...since.map((one) =>
        phrase(
          `${sentenceCase(one.said)}: ${days(one.after.from, one.after.to)} against ${days(one.before.from, one.before.to)}. Other things may have changed on the same days.`,
        ),
      ),
      ...(since.length === 0
        ? []
        : [
            phrase(
              "Win rate and cycle are of deals decided, the others of opportunities created; last comes the attribute whose mix moved most clearly. Where it says changed, chance is ruled out at q 5% over all figures of the table; all others may be chance.",
            ),
          ]),
      ...(within.length === 0
        ? []
        : [
            phrase(
              `The profile has learned from deals on both sides of ${listed(within)}: newer deals can be made to count more (refresh --recency).`,
            ),
          ]),
      ...(earlier === 0
        ? []
        : [phrase(`${many(format, earlier, "change")} before all that it learned from: nothing to do.`)]),
      ...(ahead.length === 0 ? [] : [phrase(`Later than the newest deal: ${listed(ahead)}.`)]),
      ...(given
        ? []
        : [
            phrase(
              `Tell what you changed or saw with --changes FILE: date, kind (${CHANGE_KINDS.join(", ")}) and note.`,
            ),
          ]),
      ...(found.some(({ what, missing }) => what === "wins outside the kinds" && missing === null)
        ? [
            phrase(
              "Wins of none of the kinds: the kinds were found among the earlier wins, so somewhat more of the later ones are outside of them in any case; 10 points and P 1% are asked for.",
            ),
          ]
        : []),
    ],
  };
}
