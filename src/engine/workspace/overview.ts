import { onePage } from "../../icp/page/one-page.ts";
import { plainText } from "../../icp/page/phrase.ts";
import { parseIcp } from "../../icp/parse.ts";
import { visibleRuns } from "../../store/score-runs.ts";
import { versionInForce } from "../../store/versions.ts";
import { scoresName } from "../../warehouse/kept/scores.ts";
import type { AccountIndex } from "./accounts/account-index.ts";
import type { OverviewOf } from "./overview-shape.ts";
import { openQuestions, type Questions } from "./questions.ts";
import type { Workspace } from "./workspace.ts";

const WEEK = 7 * 86_400_000;

/** The profile in force at a glance. */
export type Overview = OverviewOf<Questions>;

/** What a person who looks after the profile wants to know first. */
export async function tellOverview(
  workspace: Workspace,
  icp: string,
  index: AccountIndex | null,
  now: Date,
): Promise<Overview> {
  const { db } = workspace.store;
  const version = await versionInForce(db, icp);
  const questions = await openQuestions(workspace, icp, now);
  const { narrative } = questions.narrative;
  return {
    in_force: version === null ? null : toldInForce(version),
    accounts: index === null ? null : await countAccounts(index),
    changed: version === null ? null : await changedSince(workspace, version.id, new Date(now.getTime() - WEEK)),
    questions,
    review: narrative?.review_date == null ? null : { due: narrative.review_date, owner: narrative.owner },
  };
}

function toldInForce(version: NonNullable<Awaited<ReturnType<typeof versionInForce>>>): Overview["in_force"] {
  const { document } = parseIcp(version.document, `version ${version.number}`);
  const { verdict } = onePage(document);
  return {
    number: version.number,
    id: version.id,
    name: document.name,
    approved_at: version.approved_at?.toISOString() ?? null,
    approved_by: version.approved_by,
    maturity: document.maturity,
    separation: { verdict: document.separation.verdict, reason: document.separation.reason },
    verdict: plainText(verdict.headline),
  };
}

const EVERYTHING = { picked: {}, words: "", fitFrom: null, fitTo: null, sort: "-fit", offset: 0, limit: 1 };

async function countAccounts(index: AccountIndex): Promise<Overview["accounts"]> {
  return {
    levels: await index.counts("level", EVERYTHING),
    actions: await index.counts("action", EVERYTHING),
    total: (await index.page(EVERYTHING)).total,
  };
}

/** Accounts with a score that a run since then wrote; a version that came into force since then wrote all of them. */
async function changedSince(
  { store, warehouse }: Workspace,
  version: string,
  since: Date,
): Promise<Overview["changed"]> {
  const runs = await visibleRuns(store.db, { version });
  const newer = runs.filter(({ visible_at }) => visible_at >= since).map(({ run }) => run);
  const last = runs.at(-1)?.run;
  if (newer.length === 0 || last === undefined) return { since: since.toISOString(), accounts: 0, runs: 0 };
  const database = await warehouse.work();
  try {
    const accounts = await database.value<number>(
      `SELECT count(DISTINCT (source, "key")) FROM ${scoresName(version, "fit")} WHERE run IN (${newer.join(", ")}) AND run <= ${last}`,
    );
    return { since: since.toISOString(), accounts, runs: newer.length };
  } finally {
    database.close();
  }
}
