import type { AgainstResult } from "../engine/proof/against.ts";
import type { ValidateResult } from "../engine/validate.ts";
import type { Block } from "../icp/page/block.ts";
import { formatFor } from "../icp/page/format.ts";
import { goalWords } from "../icp/page/goal-words.ts";
import { light, type Phrase, phrase, strong } from "../icp/page/phrase.ts";
import type { Report } from "../icp/page/report.ts";
import { rankedBlocks } from "./ranked-report.ts";
import { heldBlock, quarterBlock } from "./review-report.ts";

const format = formatFor("en");

/** A check on new deals as a report: the verdict, deals by level, the promises, and another score beside it. */
export function validateReport(result: ValidateResult): Report {
  const { check, claims, against, seen, met, customers, warnings } = result;
  const auc =
    check === null || check.auc === null || check.auc_interval === null
      ? []
      : [
          phrase(
            "A won deal is ranked above a lost one ",
            strong(format.percent(check.auc)),
            ` of the time`,
            light(` (${format.range(check.auc_interval[0], check.auc_interval[1])}, n ${format.count(check.n)})`),
            "; a coin would, half of the time.",
          ),
        ];
  const out = [
    [seen, "not newer than those the profile was built with"],
    [met, "of companies that older deals told of"],
    [customers, "of customers that the profile was made from"],
  ] as const;
  const left = out.filter(([n]) => n > 0).map(([n, why]) => `${format.count(n)} ${why}`);
  return {
    kicker: "Does it hold",
    name: result.name,
    facts: phrase(`profile ${result.icp.slice(0, 8)}`),
    headline: headlineOf(result),
    support: [...auc, ...warnings.map((warning) => phrase(light(`Mind: ${warning}.`)))],
    charts: [],
    blocks: [
      quarterBlock(result),
      ...(claims.length === 0 ? [] : [heldBlock(result)]),
      ...rankedBlocks(result.ranked, goalWords(result.goal)),
      ...(against === null ? [] : [againstBlock(against)]),
    ],
    footer: phrase(left.length === 0 ? "No deal was left out." : `Left out: ${left.join("; ")}.`),
  };
}

/** The verdict, and what became of deals at both ends of the score. */
function headlineOf({ check, ranked, goal, doubt }: ValidateResult): Phrase {
  if (check === null) return phrase(strong("No scorecard"));
  const [high, low] = ["high", "low"].map((name) => check.levels.find(({ level }) => level === name));
  if (doubt !== null || ranked === null || check.verdict === "not enough data" || !high?.n || !low?.n)
    return phrase(strong(check.reason));
  const { unit, reached } = goalWords(goal);
  const { levels } = ranked;
  return phrase(
    strong(check.verdict === "confirmed" ? "The score holds." : "The score is not clearly better than chance."),
    ` Of ${format.count(check.n)} ${unit} it had not seen: scored ${levels.high} and up, ${format.count(high.won)} of ${format.count(high.n)} ${reached}; under ${levels.medium}, ${format.count(low.won)} of ${format.count(low.n)}.`,
  );
}

/** The profile beside the score that a company has. */
function againstBlock(one: AgainstResult): Block {
  const row = (name: string, { auc, interval, top_wins }: AgainstResult["ours"]) => [
    phrase(name),
    phrase(strong(format.percent(auc), `AUC ${auc.toFixed(3)}`), light(` (${format.range(...interval)})`)),
    phrase(String(Number(top_wins.toFixed(top_wins < 10 ? 1 : 0)))),
  ];
  const points = (value: number): string => `${Math.round(100 * value)}`.replace("-", "−");
  const [low, high] = one.difference_interval;
  const ahead = Math.abs(Math.round(100 * one.difference));
  return {
    id: "against",
    title: `Against ${one.column}`,
    lead: phrase(`${format.count(one.n)} deals that both score, ${format.count(one.won)} won; ${one.read}`),
    facts: [
      {
        name: "Difference",
        text: phrase(
          strong(one.verdict),
          `: of 100 pairs of a won and a lost deal, this profile ranks ${ahead} ${one.difference < 0 ? "fewer" : "more"} rightly`,
          light(` (${points(low)} to ${points(high)})`),
          one.suspicion === null ? "." : `. ${one.column} probably knows the outcome: ${one.suspicion}.`,
        ),
      },
      ...(one.needed === null
        ? []
        : [
            {
              name: "Still needed",
              text: phrase(`About ${format.count(one.needed)} deals would show a difference of 5 pairs.`),
            },
          ]),
    ],
    tables: [
      {
        title: "On the same deals",
        open: true,
        more: 0,
        columns: [
          { head: "score", number: false },
          { head: "won ranked above lost", number: true },
          { head: `wins in its best ${format.count(one.top)}`, number: true },
        ],
        rows: [row("this profile", one.ours), row(one.column, one.theirs)],
      },
      ...(one.values.length === 0
        ? []
        : [
            {
              title: `Won by ${one.column}, best first`,
              open: true,
              more: 0,
              columns: [
                { head: "value", number: false },
                { head: "deals", number: true },
                { head: "won", number: true },
              ],
              rows: one.values.map(({ value, n, won, interval }) => [
                phrase(value),
                phrase(format.count(n)),
                n === 0
                  ? phrase("–")
                  : phrase(strong(format.percent(won / n)), light(` (${format.range(...interval)})`)),
              ]),
            },
          ]),
    ],
    notes: [
      phrase(
        `${one.column} is read as it stands today. If it goes on changing after a deal is closed, it knows the outcome; a field history (--history) tells what it was when the deal was created.`,
      ),
      ...(one.left_out.theirs_unknown === 0
        ? []
        : [phrase(`${format.count(one.left_out.theirs_unknown)} deals have no ${one.column}: they are in neither.`)]),
      ...(one.left_out.ours_unknown === 0
        ? []
        : [
            phrase(
              `Of ${format.count(one.left_out.ours_unknown)} deals this profile knows too little: they are in neither.`,
            ),
          ]),
    ],
  };
}
