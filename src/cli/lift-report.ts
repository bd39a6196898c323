import type { Block } from "../icp/page/block.ts";
import { formatFor } from "../icp/page/format.ts";
import type { GoalWords } from "../icp/page/goal-words.ts";
import { light, type Phrase, phrase, strong } from "../icp/page/phrase.ts";
import type { Lift } from "../proof/lift.ts";
import { part, rate, wins } from "./ranked-words.ts";

const format = formatFor("en");
/** Of the best of the deals so much is looked at in one figure. */
const BEST = 0.2;

type Limits = readonly [number, number];

function times(value: number, [low, high]: Limits): Phrase {
  return phrase(strong(`${value.toFixed(1)}×`), light(` (${low.toFixed(1)}–${high.toFixed(1)})`));
}

/** `81–97`, `81` */
function span([low, high]: Limits): string {
  return low === high ? String(low) : `${low}–${high}`;
}

/** What the best fifth of the deals holds. */
function bestFifth({ groups }: Lift): Lift["groups"][number] {
  return groups[Math.round(BEST * groups.length) - 1]!;
}

/** What the order of the score is worth, in a sentence. */
export function liftSentence(lift: Lift, { unit, reached }: GoalWords): Phrase {
  const fifth = bestFifth(lift);
  const what = reached === "won" ? "wins" : `of those that ${reached}`;
  return phrase(
    `The best fifth of these ${unit} by fit holds `,
    strong(`${format.percent(fifth.gain)} of the ${what}`),
    light(` (${format.range(...fifth.gain_interval)}, n ${format.count(lift.won)})`),
    "; in any order it would hold 20%.",
  );
}

/** Deals by tenths of their fit. */
export function liftBlock(lift: Lift, words: GoalWords): Block {
  const { groups, n } = lift;
  const name = part(groups);
  const top = Math.max(...groups.map(({ rate_interval }) => rate_interval[1]));
  const [first, last] = [groups[0]!, groups.at(-1)!];
  const [best, worst] = [format.percent(first.rate), format.percent(last.rate)];
  return {
    id: "lift",
    title: "By fit",
    lead: phrase(
      `${format.count(n)} ${words.unit} it has not seen, ranked by fit and cut into ${name}s: the best ${name} ${words.reached} ${best}, the last ${worst}`,
    ),
    facts: [{ name: "What the order is worth", text: liftSentence(lift, words) }],
    plots: [
      {
        title: `${words.rate.replace(/^./, (letter) => letter.toUpperCase())} by ${name} of fit: from ${best} to ${worst}`,
        note: `each dot: one ${name} of the ${words.unit}, with 95% limits; dashed: all of them`,
        across: ["best fit", "lowest fit"],
        top: { value: top, text: format.percent(top) },
        line: { from: lift.rate, to: lift.rate, text: format.percent(lift.rate) },
        joined: false,
        points: groups.map((group, k) => ({
          x: (k + 0.5) / groups.length,
          value: group.rate,
          interval: group.rate_interval,
          text: `${name} ${k + 1}: ${format.percent(group.rate)} ${format.evidence(group.rate_interval, group.n)}`,
          short: "",
        })),
      },
      {
        title: `The best fifth holds ${format.percent(bestFifth(lift).gain)} of the wins`,
        note: `share of the wins in so many ${words.unit}, best fit first; dashed: in any order`,
        across: ["no deal", `all ${format.count(n)}`],
        top: { value: 1, text: "100%" },
        line: { from: 0, to: 1, text: "" },
        joined: true,
        points: [
          { x: 0, value: 0, interval: null, text: "no deal: no win", short: "" },
          ...groups.map((group, k) => ({
            x: (k + 1) / groups.length,
            value: group.gain,
            interval: group.gain_interval,
            text: `${format.percent((k + 1) / groups.length)} of the ${words.unit}: ${format.percent(group.gain)} of the wins (${format.range(...group.gain_interval)})`,
            short: group === bestFifth(lift) ? format.percent(group.gain) : "",
          })),
        ],
      },
    ],
    tables: [
      {
        title: `${name === "tenth" ? "Tenths" : "Fifths"} by fit`,
        open: true,
        more: 0,
        columns: [
          { head: "fit", number: false },
          { head: words.unit, number: true },
          { head: words.reached, number: true },
          { head: words.rate, number: true },
          { head: "against all", number: true },
          { head: "wins so far", number: true },
        ],
        rows: groups.map((group) => [
          phrase(span(group.fit)),
          phrase(format.count(group.n)),
          phrase(wins(group.won)),
          rate(group.rate, group.rate_interval),
          times(group.lift, group.lift_interval),
          rate(group.gain, group.gain_interval),
        ]),
      },
    ],
    notes: [
      phrase(
        `Groups are of equal size. ${words.unit.replace(/^./, (letter) => letter.toUpperCase())} of the same fit that reach into two groups are parted evenly over both, so wins need not be whole; several of one company go together.`,
      ),
    ],
  };
}
