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
/** Values of a band that are named. */
const MOST_LABELS = 3;

/** The proposal in one sentence, and why. */
export function proposal(result: RefreshResult): Phrase {
  const { contest, newer, candidate } = result;
  const { verdict, n, odds, change } = contest;
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
  const changed = change !== null && change.chance <= change.chance_needed;
  if (verdict === "proposed")
    return phrase(
      strong("A candidate is proposed."),
      changed
        ? ` The profile in force no longer holds${likely(result)}, and the candidate does better on ${format.count(n)} newer deals that it had not learned from.`
        : ` What became of ${format.count(n)} newer deals is ${times(odds)} as likely by it as by the profile in force.`,
    );
  if (contest.inverted)
    return phrase(
      strong("Keep the profile in force."),
      " A level of the candidate won less often than the one below it.",
    );
  return changed
    ? phrase(
        strong("Keep the profile in force, and look again soon."),
        ` It no longer holds${likely(result)}, but the candidate does no better on ${format.count(n)} newer deals yet.`,
      )
    : phrase(
        strong("Keep the profile in force."),
        `${change === null ? " On" : " Nothing shows that it no longer holds, and on"} ${format.count(n)} newer deals the candidate is not clearly better: their outcomes are ${times(odds)} as likely by it, and ${format.count(contest.odds_needed)} times are asked for.`,
      );
}

/** Which companies most likely changed, in a parenthesis. */
function likely(result: RefreshResult): string {
  const named = companiesOf(result);
  if (named === null) return "";
  const { n, won, expected } = result.contest.change!.most_likely!;
  return ` (most likely ${named}: ${format.count(won)} of ${format.count(n)} won, ${format.count(Math.round(expected))} expected)`;
}

/** Attribute and band of what most likely changed; null where nothing is named, or the score as a whole. */
function companiesOf({ contest, candidate, in_force }: RefreshResult): string | null {
  const most = contest.change?.most_likely ?? null;
  if (most === null || most.attribute === null) return null;
  const known = [...candidate.document.attributes, ...in_force.attributes].find(({ name }) => name === most.attribute);
  const shown = most.labels.slice(0, MOST_LABELS).join(", ");
  return `${known?.label ?? most.attribute} ${shown}${most.labels.length > MOST_LABELS ? " and others" : ""}`;
}

/** What the newer outcomes say of the profile in force alone. */
function holds(result: RefreshResult): Block["facts"] {
  const { change } = result.contest;
  if (change === null) return [];
  const named = companiesOf(result);
  const changed = change.chance <= change.chance_needed;
  const most = changed ? change.most_likely : null;
  const share =
    most === null ? "" : ` ${format.percent(most.share)} of that speaks of ${named ?? "its score as a whole"}`;
  const came =
    most === null || named === null
      ? ""
      : `, of which ${format.count(most.won)} of ${format.count(most.n)} were won where it expected ${format.count(Math.round(most.expected))}`;
  return [
    {
      name: "Does the profile in force hold?",
      text: phrase(
        strong(changed ? "No longer." : "Nothing says otherwise."),
        ` What happened is ${times(change.odds)} as likely if one thing changed.${share}${share === "" ? "" : `${came}.`}`,
        light(
          ` If nothing changed, ${format.count(Math.max(1, Math.round(1000 * change.chance)))} of 1,000 sets of outcomes would speak as loudly; up to ${format.count(1000 * change.chance_needed)} count as a change.`,
        ),
      ),
    },
  ];
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
export function contestBlock(result: RefreshResult): Block {
  const { contest, newer } = result;
  const { n, won, left_out, auc, halfLifeDays, gain, gain_interval: limits, levels } = contest;
  return {
    id: "contest",
    title: "The candidate against the profile in force",
    lead: phrase(`${format.count(n)} of ${format.count(newer)} newer deals, ${format.count(won)} won`),
    facts:
      contest.verdict === "not enough data"
        ? []
        : [
            ...holds(result),
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
        `Each newer deal was scored by a candidate that had learned from the older deals and from newer ones of other companies, and by the profile in force. A candidate that gains is proposed where the profile in force no longer holds, or else where what happened is ${format.count(contest.odds_needed)} times as likely by it. In made-up worlds that had not moved that came in 5 of 100 (60 worlds).`,
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
