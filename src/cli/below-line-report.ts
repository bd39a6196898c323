import type { Ranked } from "../engine/proof/ranked.ts";
import type { Block } from "../icp/page/block.ts";
import { formatFor } from "../icp/page/format.ts";
import type { GoalWords } from "../icp/page/goal-words.ts";
import { light, type Phrase, phrase, strong } from "../icp/page/phrase.ts";
import type { BelowLine, Side } from "../proof/below-line.ts";

const format = formatFor("en");

function sideWords({ n, won, rate: seen, rate_interval, companies }: Side, { unit, one, reached }: GoalWords): Phrase {
  if (seen === null || rate_interval === null) return phrase(`no ${unit}`);
  return phrase(
    `${reached} ${format.count(won)} of ${format.count(n)} ${n === 1 ? one : unit}: `,
    strong(format.percent(seen)),
    light(
      ` (${format.range(...rate_interval)}; ${format.count(companies)} ${companies === 1 ? "company" : "companies"})`,
    ),
  );
}

function lessWords({ less, less_interval }: Side): Phrase | null {
  if (less === null || less_interval === null) return null;
  const points = (value: number): string => String(Math.round(100 * value)).replace("-", "−");
  const [low, high] = less < 0 ? [-less_interval[1], -less_interval[0]] : less_interval;
  const by = Math.abs(Math.round(100 * less));
  return phrase(
    `, ${by} ${by === 1 ? "point" : "points"} ${less < 0 ? "more" : "less"} than at high`,
    light(` (${points(low)} to ${points(high)})`),
  );
}

/** What became of who is below the line. */
export function belowBlock(
  { high, below, low, control, control_above }: BelowLine,
  levels: Ranked["levels"],
  words: GoalWords,
): Block {
  const line = (name: string, side: Side) => ({ name, text: phrase(sideWords(side, words), lessWords(side), ".") });
  return {
    id: "below",
    title: "Below the line",
    lead: phrase(
      control === null
        ? "what became of companies that a list of high fit would leave out"
        : "the control sample, and the others that a list of high fit would leave out",
    ),
    facts: [
      line(`At high (${levels.high} and up)`, high),
      line(`Below ${levels.high}`, below),
      line(`Of these below ${levels.medium}`, low),
      ...(control === null ? [] : [line("The control sample", control)]),
    ],
    tables: [],
    notes: [
      phrase(
        control === null
          ? "These companies were sold to because somebody thought them worth it, so they may win more often than others below the line would. A fair sample is drawn by `openicp score --control 100`; deals or accounts with its column `control` are told here on their own."
          : "Where `openicp score --control` drew the control sample by chance, it speaks for all below the line, as far as somebody tried to sell to all of it: companies without a deal are not in this file (openicp compare counts them). Any other column called control is taken at its word.",
      ),
      ...(control_above === 0
        ? []
        : [
            phrase(
              `${format.count(control_above)} ${control_above === 1 ? "deal" : "deals"} of the control sample ${control_above === 1 ? "is" : "are"} at high by this profile and not counted in it.`,
            ),
          ]),
    ],
  };
}
