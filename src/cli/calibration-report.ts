import type { Block } from "../icp/page/block.ts";
import { formatFor } from "../icp/page/format.ts";
import type { GoalWords } from "../icp/page/goal-words.ts";
import { light, type Phrase, phrase, strong } from "../icp/page/phrase.ts";
import type { Calibration } from "../proof/calibration.ts";
import { part, rate, wins } from "./ranked-words.ts";

const format = formatFor("en");

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
