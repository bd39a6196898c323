import type { Block } from "../../icp/page/block.ts";
import { formatFor } from "../../icp/page/format.ts";
import type { Fact } from "../../icp/page/page.ts";
import { command, light, phrase, strong } from "../../icp/page/phrase.ts";
import { type Change, changesOf } from "../../store/changes.ts";
import { versionsOf } from "../../store/versions.ts";
import { type ToldNarrative, tellNarrative } from "./narrative.ts";
import { type Asked, askedOf } from "./signers.ts";
import type { Workspace } from "./workspace.ts";

/** What waits for somebody. */
export interface Questions {
  /** Logged changes that nobody has looked at. */
  readonly changes: readonly Change[];
  /** Drafts made after the version in force, and who was asked about them. */
  readonly drafts: readonly {
    readonly number: number;
    readonly why: string | null;
    readonly asked: readonly Asked[];
  }[];
  readonly narrative: ToldNarrative;
}

/** Gathers what waits for somebody. */
export async function openQuestions(workspace: Workspace, icp: string, now: Date): Promise<Questions> {
  const { db } = workspace.store;
  const versions = await versionsOf(db, icp);
  const inForce = versions.find(({ state }) => state === "approved")?.number ?? 0;
  const drafts = versions.filter(({ state, number }) => state === "draft" && number > inForce);
  return {
    changes: await changesOf(db, icp, { unreviewed: true }),
    drafts: await Promise.all(
      drafts.map(async ({ number, why, id }) => ({ number, why, asked: await askedOf(db, id) })),
    ),
    narrative: await tellNarrative(workspace, icp, now),
  };
}

const format = formatFor("en");

/** What waits for somebody, as a part of a report; null where nothing does. */
export function questionsBlock({ changes, drafts, narrative }: Questions): Block | null {
  const facts: Fact[] = [
    ...changes.map(({ id, kind, date, note }) => ({
      name: "Not reviewed",
      text: phrase(
        strong(`${kind} of ${format.date(date)}`),
        note === null ? "" : `: ${note}`,
        ". ",
        command(`openicp change review ${id}`),
      ),
    })),
    ...drafts.map(({ number, why, asked }) => {
      const open = [...new Set(asked.filter((one) => one.answered_at === null).map(({ person }) => person))];
      const against = [...new Set(asked.filter(({ answer }) => answer === "disagree").map(({ person }) => person))];
      return {
        name: `Draft ${number}`,
        text: phrase(
          why === null ? null : `${why}. `,
          asked.length === 0
            ? "Nobody was asked about it."
            : open.length === 0
              ? "Everybody who was asked has answered."
              : phrase(strong(open.join(", ")), open.length === 1 ? " has not answered." : " have not answered."),
          against.length === 0 ? null : ` ${against.join(", ")} ${against.length === 1 ? "disagrees" : "disagree"}.`,
        ),
      };
    }),
    ...narrativeFacts(narrative),
  ];
  if (facts.length === 0) return null;
  return {
    id: "questions",
    title: "What waits for an answer",
    lead: phrase(facts.length === 1 ? "one thing" : `${facts.length} things`),
    facts,
    tables: [],
    notes: [],
  };
}

function narrativeFacts({ narrative, due, contradictions }: ToldNarrative): Fact[] {
  if (narrative === null) return [];
  return [
    ...(due
      ? [
          {
            name: "Narrative",
            text: phrase(
              strong("to be looked at"),
              `, since ${format.date(narrative.review_date!)}`,
              light(` (${narrative.owner})`),
            ),
          },
        ]
      : []),
    ...contradictions.map(({ sentence }) => ({ name: "Narrative", text: phrase(sentence) })),
  ];
}
