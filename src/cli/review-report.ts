import type { DriftSummary } from "../engine/drift.ts";
import type { RefreshResult } from "../engine/refresh.ts";
import type { ValidateResult } from "../engine/validate.ts";
import type { LevelResult } from "../icp/document.ts";
import type { Block } from "../icp/page/block.ts";
import { formatFor } from "../icp/page/format.ts";
import { light, type Phrase, phrase, strong } from "../icp/page/phrase.ts";
import type { Report } from "../icp/page/report.ts";
import { changesHeadline } from "../watch/changes/block.ts";
import { driftReport } from "../watch/drift/report.ts";
import type { DriftResult } from "../watch/drift/result.ts";
import { contestBlock, proposal, refreshReport } from "./refresh-report.ts";

const format = formatFor("en");

/** What the quarterly meeting looks at; drift is null where it could not be told, with the reason. */
export interface Review {
  readonly refresh: RefreshResult;
  readonly validation: ValidateResult | null;
  readonly drift: DriftSummary | { readonly why: string };
  /** What waits for an answer; only a workspace knows. */
  readonly questions?: Block | null;
}

/** The pack for the quarterly meeting of 60 minutes: what happened, what held, what moved, the proposal, and the decisions to take. */
export function reviewReport(review: Review): Report {
  const { refresh } = review;
  const changes = "why" in review.drift ? null : review.drift.result.changes;
  const base = refreshReport(refresh, null);
  const due = changes === null ? [] : changesHeadline(changes, format);
  const drift = "why" in review.drift ? null : driftReport(review.drift.result);
  return {
    kicker: "Review of the quarter",
    name: refresh.in_force.name,
    facts: phrase(
      `profile ${refresh.in_force.id.slice(0, 8)} in force, ${format.count(refresh.newer)} newer closed deals`,
    ),
    headline: proposal(refresh),
    support: [...(drift === null ? [] : [drift.headline, ...drift.support.slice(0, 1)]), ...due],
    charts: drift?.charts ?? [],
    blocks: [
      agendaOf(review),
      ...(review.questions == null ? [] : [review.questions]),
      ...(review.validation === null ? [] : [quarterBlock(review.validation), heldBlock(review.validation)]),
      ...(drift === null ? [notMovedBlock(review)] : drift.blocks.filter(({ id }) => MOVED.includes(id))),
      contestBlock(refresh),
      ...base.blocks.slice(1),
    ],
    footer: base.footer,
  };
}

/** Blocks of the drift report that the meeting looks at. */
const MOVED = ["alarms", "changes", "emerging"];

/** What the drift asks the meeting to decide. */
function movedDecisions({ runs, emerging, changes }: DriftResult): string[] {
  const alarms = runs.at(-1)?.alarms.length ?? 0;
  return [
    ...(alarms === 0 ? [] : ["Whether what moved is meant, and stays"]),
    ...(emerging.kinds.length === 0 && emerging.rising === null
      ? []
      : ["Whether to sell to a new kind, and who tries it"]),
    ...(changes.step === "strategic review" ? ["Who prepares the strategic review, and by when"] : []),
    ...(changes.step === "refit later" ? ["When to refit after what you changed"] : []),
  ];
}

/** Sixty minutes, each part with the decision it ends in. */
function agendaOf({ refresh, validation, drift }: Review): Block {
  const { contest } = refresh;
  const open = validation?.claims.filter(({ verdict }) => verdict === "not confirmed") ?? [];
  const decisions = "why" in drift ? [] : movedDecisions(drift.result);
  const decide =
    contest.verdict === "proposed"
      ? "Approve the candidate, or say what would have to be seen first."
      : "Keep the profile in force, and when to look again.";
  const rows: readonly (readonly [minutes: number, what: string, decision: string])[] = [
    [
      10,
      "The quarter: wins and losses against the profile",
      "Which losses at high deserve a call, which wins at low a closer look.",
    ],
    [
      10,
      "What held",
      open.length === 0
        ? "Nothing to decide, unless the numbers surprise anybody."
        : `What to do about ${open.map(({ promise }) => promise.replace("_", " ")).join(" and ")}, which did not hold.`,
    ],
    [
      10,
      "What moved, and kinds that emerge",
      decisions.length === 0 ? "Nothing to decide." : `${decisions.join("; ")}.`,
    ],
    [20, "The proposal: what changes, who moves", decide],
    [10, "Who not to sell to, and what is missing", "Confirm or reject rules; which attribute to collect next."],
  ];
  return {
    id: "agenda",
    title: "Sixty minutes",
    lead: phrase("five parts, each with a decision to take"),
    facts: [],
    tables: [
      {
        title: "Agenda",
        open: true,
        more: 0,
        columns: [
          { head: "part", number: false },
          { head: "minutes", number: true },
          { head: "to decide", number: false },
        ],
        rows: rows.map(([minutes, what, decision]) => [phrase(what), phrase(String(minutes)), phrase(decision)]),
      },
    ],
    notes: [],
  };
}

function rateOf({ n, won, win_rate, win_rate_interval }: LevelResult): Phrase {
  if (n === 0 || win_rate === null) return phrase("no deals");
  const limits = win_rate_interval === null ? "" : ` (${format.range(win_rate_interval[0], win_rate_interval[1])})`;
  return phrase(`${format.count(won)} of ${format.count(n)}, `, strong(format.percent(win_rate)), light(limits));
}

/** Newer deals by level of the profile. */
export function quarterBlock({ check }: ValidateResult): Block {
  return {
    id: "quarter",
    title: "Wins and losses against the profile",
    lead: phrase(check === null ? "" : `${format.count(check.n)} newer deals, ${format.count(check.won)} won`),
    facts: [],
    tables:
      check === null
        ? []
        : [
            {
              title: "By level of the profile in force",
              open: true,
              more: 0,
              columns: [
                { head: "level", number: false },
                { head: "won", number: true },
                { head: "median days", number: true },
              ],
              rows: check.levels.map((one) => [
                phrase(one.level),
                rateOf(one),
                phrase(one.median_cycle_days === null ? "–" : format.count(Math.round(one.median_cycle_days))),
              ]),
            },
          ],
    notes: check === null ? [] : [phrase(check.reason)],
  };
}

const NAMES = { win_rate: "Win rate", cycle: "Cycle", acv: "Amount", retention: "Retention" } as const;

/** The promises and their verdicts. */
export function heldBlock({ claims }: ValidateResult): Block {
  return {
    id: "held",
    title: "What held",
    lead: phrase("the profile's promises, on deals it had not seen"),
    facts: claims.map(({ promise, verdict, says, next_step }) => ({
      name: NAMES[promise],
      text: phrase(strong(verdict), `: ${says}.`, next_step === "" ? null : ` ${next_step}`),
    })),
    tables: [],
    notes: claims.length === 0 ? [phrase("Nothing can be claimed from these deals.")] : [],
  };
}

function notMovedBlock({ drift }: Review): Block {
  const why = "why" in drift ? drift.why : "";
  return {
    id: "moved",
    title: "What moved",
    lead: phrase(),
    facts: [],
    tables: [],
    notes: [phrase(`Not told: ${why}.`)],
  };
}
