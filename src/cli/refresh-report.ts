import type { Contest } from "../build/contest.ts";
import type { RefreshResult } from "../engine/refresh.ts";
import type { Block } from "../icp/page/block.ts";
import { formatFor } from "../icp/page/format.ts";
import { light, type Phrase, phrase, strong } from "../icp/page/phrase.ts";
import type { Report } from "../icp/page/report.ts";
import { changesBlock, changesHeadline } from "../watch/changes/block.ts";
import type { Changes } from "../watch/changes/changes.ts";
import { diffReport } from "../watch/diff/report.ts";

const format = formatFor("en");

/** Deals that one needs, as a reader says it. */
const FEWEST = 50;

/** The proposal in one sentence, and why. */
export function proposal({ contest, newer, candidate }: RefreshResult): Phrase {
  const { verdict, n, odds } = contest;
  if (candidate.document.scorecard.attributes.length === 0)
    return phrase(
      strong("Keep the profile in force, and look at it."),
      " Learned again, today's deals no longer tell winners from losers.",
    );
  if (verdict === "not enough data")
    return phrase(
      strong("Keep the profile in force."),
      ` Of ${format.count(newer)} newer deals ${format.count(n)} can be judged on; at least ${FEWEST} with won and lost ones are needed.`,
    );
  if (verdict === "proposed")
    return phrase(
      strong("A candidate is proposed."),
      ` What became of ${format.count(n)} newer deals is ${times(odds)} as likely by it as by the profile in force.`,
    );
  return contest.inverted
    ? phrase(strong("Keep the profile in force."), " A level of the candidate won less often than the one below it.")
    : phrase(
        strong("Keep the profile in force."),
        ` On ${format.count(n)} newer deals the candidate is not clearly better: their outcomes are ${times(odds)} as likely by it, and ${contest.odds_needed} times are asked for.`,
      );
}

function times(odds: number): string {
  if (odds >= 1e6) return "over a million times";
  return odds >= 9.5 ? `${format.count(Math.round(odds))} times` : `${Number(odds.toFixed(1))} times`;
}

/** `1.4%` of a gain in log-likelihood per deal. */
function likelier(gain: number, signed = false): string {
  const value = 100 * Math.expm1(gain);
  const digits = Math.abs(value) < 9.95 ? Number(Math.abs(value).toFixed(1)) : Math.round(Math.abs(value));
  return `${signed ? (value < 0 ? "−" : "+") : ""}${digits}%`;
}

function loss(value: number): string {
  return Number.isNaN(value) ? "–" : value.toFixed(3);
}

/** The contest as a block: figures of both, and how to read them. */
export function contestBlock({ contest, newer }: RefreshResult): Block {
  const { n, won, left_out, auc, halfLifeDays, gain, gain_interval: limits, levels } = contest;
  return {
    id: "contest",
    title: "The candidate against the profile in force",
    lead: phrase(`${format.count(n)} of ${format.count(newer)} newer deals, ${format.count(won)} won`),
    facts:
      contest.verdict === "not enough data"
        ? []
        : [
            {
              name: "Gain",
              text: phrase(
                "What became of a deal is ",
                strong(
                  `${likelier(gain)} ${gain < 0 ? "less likely" : "likelier"}`,
                  `${gain.toFixed(3)} nats per deal (${limits[0].toFixed(3)} to ${limits[1].toFixed(3)})`,
                ),
                " by the candidate than by the profile in force",
                light(` (${likelier(limits[0], true)} to ${likelier(limits[1], true)}, n ${format.count(n)})`),
                ".",
              ),
            },
            {
              name: "How it learns",
              text: phrase(
                halfLifeDays === null
                  ? "All deals of the window count the same."
                  : `Newer deals count for more: half after every ${halfLifeDays} days. Of the ways tried, this did best on deals that none had learned from.`,
              ),
            },
          ],
    tables: contest.verdict === "not enough data" ? [] : [figures(contest, auc), byLevel(levels)],
    notes: [
      phrase(
        "Each newer deal was scored by a candidate that had learned from the older deals and from newer ones of other companies, and by the profile in force. Outcomes that speak 50 to 1 against a profile in force that still holds are rare: in made-up worlds that had not moved they came in 3 to 5 of 100 (60 worlds each).",
      ),
      ...(left_out === 0
        ? []
        : [
            phrase(
              `${format.count(left_out)} newer deals took no part: older deals told of their companies, or the profile in force gives them no chance.`,
            ),
          ]),
      phrase("A person approves it, always: publish the candidate, or keep what is in force."),
    ],
  };
}

function figures(contest: Contest, auc: Contest["auc"]): Block["tables"][number] {
  const place = (value: number): Phrase => phrase(Number.isNaN(value) ? "–" : value.toFixed(3));
  return {
    title: "On the same deals",
    open: true,
    more: 0,
    columns: [
      { head: "measure", number: false },
      { head: "candidate", number: true },
      { head: "in force", number: true },
    ],
    rows: [
      [phrase("AUC (a won deal above a lost one)"), place(auc.candidate), place(auc.in_force)],
      [
        phrase("Loss per deal (less is better)"),
        phrase(loss(contest.loss.candidate)),
        phrase(loss(contest.loss.in_force)),
      ],
    ],
  };
}

function byLevel(levels: Contest["levels"]): Block["tables"][number] {
  return {
    title: "By level of the candidate",
    open: true,
    more: 0,
    columns: [
      { head: "level", number: false },
      { head: "deals", number: true },
      { head: "won", number: true },
    ],
    rows: levels.map(({ level, n, won }) => [
      phrase(level),
      phrase(format.count(n)),
      phrase(n === 0 ? "–" : `${format.count(won)} (${format.percent(won / n)})`),
    ]),
  };
}

/** The report of a refresh; `changes` are null where nobody can tell what came before and after. */
export function refreshReport(result: RefreshResult, changes: Changes | null): Report {
  const changed = diffReport(result.diff, result.moves, []);
  const { in_force, candidate } = result;
  return {
    kicker: "Candidate",
    name: candidate.document.name,
    facts: phrase(`${candidate.document.id.slice(0, 8)} against ${in_force.id.slice(0, 8)} in force`),
    headline: proposal(result),
    support: [changed.headline, ...(changes === null ? [] : changesHeadline(changes, format))],
    charts: [],
    blocks: [
      contestBlock(result),
      ...(changes === null ? [] : [changesBlock(changes, format, "candidate")]),
      ...changed.blocks,
    ],
    footer: phrase(
      `Learned again from ${format.count(candidate.document.evidence.opportunities)} closed deals · seed ${candidate.document.seed}`,
    ),
  };
}
