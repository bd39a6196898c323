import type { Block } from "../../../icp/page/block.ts";
import { formatFor } from "../../../icp/page/format.ts";
import { light, phrase, strong } from "../../../icp/page/phrase.ts";
import type { Report } from "../../../icp/page/report.ts";
import type { Run } from "../../../store/runs.ts";
import type { VersionLine } from "../../../store/versions.ts";
import { type Questions, questionsBlock } from "../questions.ts";

/** What the yearly review looks at. */
export interface YearBehind {
  readonly icp: string;
  readonly name: string;
  /** Made within the year, the oldest first. */
  readonly versions: readonly VersionLine[];
  /** Looks at drift within the year, the oldest first. */
  readonly looks: readonly Run[];
  readonly questions: Questions;
}

const format = formatFor("en");

function day(at: Date): string {
  return format.date(at.toISOString().slice(0, 10));
}

/** The pack for the yearly strategic review: the words of the profile, what became of it in the year, what waits for an answer. */
export function strategyReport({ icp, name, versions, looks, questions }: YearBehind): Report {
  const { narrative } = questions.narrative;
  const alarms = looks.filter(({ summary }) => alarmsIn(summary).length > 0);
  const waiting = questionsBlock(questions);
  return {
    kicker: "Strategic review of the year",
    name,
    facts: phrase(`profile ${icp}`),
    headline: phrase(
      strong(
        narrative === null ? "Nobody has written down why your best customers buy" : "Does the narrative still hold?",
      ),
      narrative === null ? ": openicp narrative write." : ` ${narrative.owner} answers for it.`,
    ),
    support: [
      phrase(
        `${versions.length === 1 ? "One version was" : `${format.count(versions.length)} versions were`} made in the year; ${alarms.length === 0 ? "no" : format.count(alarms.length)} of ${format.count(looks.length)} looks raised an alarm.`,
      ),
    ],
    charts: [],
    blocks: [
      ...(narrative === null ? [] : [narrativeBlock(narrative)]),
      ...(waiting === null ? [] : [waiting]),
      yearBlock(versions, alarms),
    ],
    footer: phrase("Written by the yearly review"),
  };
}

/** Names of what raised an alarm in a look, from the run log. */
export function alarmsIn(summary: Run["summary"]): readonly string[] {
  const alarms = summary?.alarms;
  return Array.isArray(alarms) ? alarms.filter((one) => typeof one === "string") : [];
}

function narrativeBlock({
  text,
  owner,
  review_date,
  written_at,
}: NonNullable<Questions["narrative"]["narrative"]>): Block {
  return {
    id: "narrative",
    title: "Why such a company buys",
    lead: phrase(
      `${owner}, ${day(written_at)}${review_date === null ? "" : `; to be looked at on ${format.date(review_date)}`}`,
    ),
    facts: [],
    tables: [],
    notes: text.split(/\n{2,}/).map((paragraph) => phrase(paragraph)),
  };
}

function yearBlock(versions: readonly VersionLine[], alarms: readonly Run[]): Block {
  return {
    id: "year",
    title: "What became of the profile in the year",
    lead: phrase(),
    facts: alarms.map(({ started_at, summary }) => ({
      name: day(started_at),
      text: phrase(strong("alarm"), `: ${alarmsIn(summary).join(", ")}`),
    })),
    tables: [
      {
        title: "Versions",
        open: true,
        more: 0,
        columns: [
          { head: "version", number: true },
          { head: "made", number: false },
          { head: "in force since", number: false },
          { head: "why", number: false },
        ],
        rows: versions.map(({ number, origin, created_at, created_by, approved_at, why }) => [
          phrase(String(number)),
          phrase(`${origin}, ${day(created_at)}`, light(` (${created_by})`)),
          phrase(approved_at === null ? "never" : day(approved_at)),
          phrase(why ?? ""),
        ]),
      },
    ],
    notes: [],
  };
}
