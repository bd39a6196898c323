import type { Ranked } from "../engine/proof/ranked.ts";
import type { Block } from "../icp/page/block.ts";
import { formatFor } from "../icp/page/format.ts";
import type { GoalWords } from "../icp/page/goal-words.ts";
import { light, type Phrase, phrase, strong } from "../icp/page/phrase.ts";
import type { BelowLine, Side } from "../proof/below-line.ts";
import type { Calibration } from "../proof/calibration.ts";
import type { Lift } from "../proof/lift.ts";

const format = formatFor("en");
const TENTHS = 10;
/** Of the best of the deals so much is looked at in one figure. */
const BEST = 0.2;

type Limits = readonly [number, number];

/** `12`, `12.5`: wins of a group that ties are parted over. */
function wins(n: number): string {
  return Number.isInteger(Number(n.toFixed(1))) ? format.count(n) : n.toFixed(1);
}

function rate(value: number, interval: Limits): Phrase {
  return phrase(strong(format.percent(value)), light(` (${format.range(...interval)})`));
}

function times(value: number, [low, high]: Limits): Phrase {
  return phrase(strong(`${value.toFixed(1)}×`), light(` (${low.toFixed(1)}–${high.toFixed(1)})`));
}

function part(groups: readonly unknown[]): string {
  return groups.length === TENTHS ? "tenth" : "fifth";
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

const FAULTS: Readonly<Record<NonNullable<Calibration["fault"]>, string>> = {
  "too high": "the forecasts are too high",
  "too low": "the forecasts are too low",
  "too bold":
    "the forecasts are too bold: the likely ones came in less often than said, or the unlikely ones more often",
  "too timid":
    "the forecasts are too timid: the likely ones came in more often than said, or the unlikely ones less often",
};

function chance(p: number): string {
  return p < 0.001 ? "P below 0.1%" : `P ${Number((100 * p).toPrecision(2))}%`;
}

/** What was said and what was won, and whether that holds. */
export function calibrationSentence(found: Calibration, { unit, reached, counted }: GoalWords): Phrase {
  const { n, won, said, rate: seen, rate_interval, verdict, fault, slope } = found;
  const opening = phrase(
    `said ${format.percent(said)} on average, ${reached} `,
    strong(format.percent(seen)),
    light(` ${format.evidence(rate_interval, n)}`),
    ": ",
  );
  const tail =
    slope === null
      ? phrase(".")
      : phrase(
          ". ",
          light(
            `Slope ${slope.slope.toFixed(2)} (${slope.interval[0].toFixed(2)}–${slope.interval[1].toFixed(2)}); 1 is as said.`,
          ),
        );
  if (fault !== null) {
    const p = fault === "too high" || fault === "too low" ? found.p_difference : slope!.p;
    return phrase(opening, strong(FAULTS[fault]), light(` (${chance(p)})`), tail);
  }
  if (verdict === "confirmed") return phrase(opening, "the forecasts hold", tail);
  const few =
    Math.min(won, n - won) < 20
      ? `${won} ${counted[0]} and ${n - won} ${counted[1]} are too few to judge forecasts; 20 of each are needed`
      : `nothing shows that the forecasts are off, and these ${unit} are too few to say that they hold within 10 points`;
  return phrase(opening, few, tail);
}

const STEPS: Readonly<Record<NonNullable<Calibration["fault"]>, string>> = {
  "too high": "Plan with fewer wins than p_win says until the profile is refreshed; the order may still hold.",
  "too low": "Plan with more wins than p_win says once the profile is refreshed; the order may still hold.",
  "too bold": "Trust the order more than p_win, and refresh on newer deals.",
  "too timid": "The score separates better than it says: refresh, and p_win will say so.",
};

/** What was said of the deals against what became of them. */
export function calibrationBlock(found: Calibration, words: GoalWords): Block {
  const { groups, fault, verdict } = found;
  const name = part(groups);
  const top = Math.max(0.1, ...groups.flatMap(({ said, rate_interval }) => [said, rate_interval[1]]));
  return {
    id: "calibration",
    title: "The forecasts",
    lead: phrase(
      `${format.count(found.n)} ${words.unit} it has not seen, by the chance that it gave them: what was said, and what came of it`,
    ),
    facts: [
      { name: "Do they hold", text: phrase(strong(verdict), ": ", calibrationSentence(found, words)) },
      ...(fault === null ? [] : [{ name: "Next", text: phrase(STEPS[fault]) }]),
    ],
    ...(groups.length === 0
      ? {}
      : {
          plots: [
            {
              title:
                fault === null
                  ? `Said ${format.percent(found.said)}, ${words.reached} ${format.percent(found.rate)}`
                  : `The forecasts are ${fault}`,
              note: `across: what was said; up: how many ${words.reached}, with 95% limits; dashed: as said`,
              across: ["said 0%", `said ${format.percent(top)}`] as const,
              top: { value: top, text: format.percent(top) },
              line: { from: 0, to: top, text: "as said" },
              joined: false,
              points: groups.map((group) => ({
                x: group.said / top,
                value: group.rate,
                interval: group.rate_interval,
                text: `said ${format.percent(group.said)}, ${words.reached} ${format.percent(group.rate)} ${format.evidence(group.rate_interval, group.n)}`,
                short: "",
              })),
            },
          ],
        }),
    tables:
      groups.length === 0
        ? []
        : [
            {
              title: `${name === "tenth" ? "Tenths" : "Fifths"} by what was said`,
              open: true,
              more: 0,
              columns: [
                { head: "said", number: false },
                { head: words.unit, number: true },
                { head: words.reached, number: true },
                { head: words.rate, number: true },
              ],
              rows: groups.map((group) => [
                phrase(format.percent(group.said)),
                phrase(format.count(group.n)),
                phrase(wins(group.won)),
                rate(group.rate, group.rate_interval),
              ]),
            },
          ],
    notes: [
      phrase(
        "Two things are tested, together at 5%: whether as many came in as were said on average, and whether the likely ones differ from the unlikely ones as much as was said (the slope). The forecasts hold where neither shows and the average is known within 10 points.",
      ),
    ],
  };
}

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

/** The three as blocks, those with nothing to say left out. */
export function rankedBlocks(ranked: Ranked | null, words: GoalWords): Block[] {
  if (ranked === null) return [];
  const { lift, calibration, below, levels } = ranked;
  return [
    ...(lift === null ? [] : [liftBlock(lift, words)]),
    ...(calibration === null ? [] : [calibrationBlock(calibration, words)]),
    ...(below === null ? [] : [belowBlock(below, levels, words)]),
  ];
}
