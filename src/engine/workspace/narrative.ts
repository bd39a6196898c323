import { InputError } from "../../errors.ts";
import { type Contradicted, narrativeContradictions } from "../../icp/narrative.ts";
import { parseIcp } from "../../icp/parse.ts";
import { audit } from "../../store/audit.ts";
import { type Narrative, narrativesOf, writeNarrative } from "../../store/narratives.ts";
import { versionInForce } from "../../store/versions.ts";
import { narrativeWords } from "./narrative-words.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

export interface WriteNarrativeRequest {
  readonly icp: string;
  readonly text: string;
  /** Who answers for it; null: who did so far. */
  readonly owner: string | null;
  /** ISO day on which it is looked at again; null: a year from now. */
  readonly reviewDate: string | null;
}

/** The strategic narrative, how it stands to the scorecard in force, and how long ago it should have been looked at. */
export interface ToldNarrative {
  /** Null before the first. */
  readonly narrative: Narrative | null;
  /** What the words say and the scorecard in force does not. */
  readonly contradictions: readonly Contradicted[];
  /** Its review date has come. */
  readonly due: boolean;
  /** Earlier versions of it. */
  readonly before: number;
}

/** Writes why such a company buys, in words; what was written before stays in the history. @throws InputError for no words, and for the first one without an owner */
export async function putNarrative(
  workspace: Workspace,
  { icp, text, owner, reviewDate }: WriteNarrativeRequest,
  { now, by }: WorkspaceEffects,
): Promise<ToldNarrative> {
  const words = text.trim();
  if (words === "") throw new InputError("the narrative is empty: say why your best customers buy");
  const [last] = await narrativesOf(workspace.store.db, icp);
  const person = owner ?? last?.owner ?? null;
  if (person === null) throw new InputError("who answers for the narrative? Name them with --owner");
  const at = now();
  const review_date = reviewDate ?? aYearFrom(at);
  await workspace.store.transaction(async (tx) => {
    const { id } = await writeNarrative(tx, { icp, text: words, owner: person, review_date, at, by });
    await audit(tx, {
      at,
      who: by,
      action: "narrative",
      subject: `narrative ${id} of ${icp}`,
      details: { owner: person, review_date },
    });
  });
  return tellNarrative(workspace, icp, at);
}

/** The narrative that holds. */
export async function tellNarrative({ store }: Workspace, icp: string, now: Date): Promise<ToldNarrative> {
  const all = await narrativesOf(store.db, icp);
  const narrative = all[0] ?? null;
  const inForce = narrative === null ? null : await versionInForce(store.db, icp);
  return {
    narrative,
    contradictions:
      narrative === null || inForce === null
        ? []
        : narrativeContradictions(
            parseIcp(inForce.document, `version ${inForce.number}`).document,
            narrative.text,
            narrativeWords,
          ),
    due: narrative?.review_date != null && narrative.review_date <= now.toISOString().slice(0, 10),
    before: Math.max(0, all.length - 1),
  };
}

function aYearFrom(at: Date): string {
  const next = new Date(at);
  next.setUTCFullYear(at.getUTCFullYear() + 1);
  return next.toISOString().slice(0, 10);
}
