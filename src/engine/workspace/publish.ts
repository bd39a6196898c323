import { InputError } from "../../errors.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { parseIcp } from "../../icp/parse.ts";
import { printIcp } from "../../icp/print.ts";
import { putInForce, versionBefore } from "../../store/approvals.ts";
import { audit } from "../../store/audit.ts";
import { changesOf } from "../../store/changes.ts";
import { finishRun } from "../../store/runs.ts";
import { showScores } from "../../store/score-runs.ts";
import { newestDraft, readVersion, type Version, versionInForce } from "../../store/versions.ts";
import { inRun } from "./in-run.ts";
import { type ScoredVersion, scoreVersion } from "./score-version.ts";
import { type Asked, askedOf } from "./signers.ts";
import { type Stamped, stampNew } from "./stamps.ts";
import { newestRuns } from "./visible.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

export interface PublishRequest {
  readonly icp: string;
  /** Number, id, or the beginning of an id; null: the newest draft. */
  readonly version: number | string | null;
  readonly why: string | null;
  /** In spite of a score that does not separate, or was not tested. */
  readonly force: boolean;
}

/** A version put in force, with every account scored by it. */
export interface Published {
  readonly icp: string;
  readonly version: string;
  readonly number: number;
  readonly kind: "publish" | "rollback";
  /** Version that was in force until then; null for the first. */
  readonly replaced: string | null;
  readonly forced: boolean;
  readonly scored: ScoredVersion;
  /** People who were asked about it and have not answered. */
  readonly unanswered: readonly Pick<Asked, "person" | "team" | "claim">[];
  readonly disagreed: readonly Pick<Asked, "person" | "team" | "claim" | "comment">[];
  readonly warnings: readonly string[];
}

/** Why a document should not be put in force without force; null where it may. */
function against({ separation, declared, name }: IcpDocument): string | null {
  if (declared?.scores === true) return null;
  if (separation.verdict === "none")
    return `${name} does not tell winners from losers on deals it has not seen, so it should not guide anybody: ${separation.reason} (--force puts it in force all the same, marked)`;
  if (separation.verdict === "untested")
    return `${name} was built without its test against chance: build it again without --no-resampling (--force puts it in force all the same, marked)`;
  return null;
}

/**
 * Approves a version and puts it in force: scores every account by it, and shows version and scores in one moment. Until then everybody
 * works with what was in force before.
 *
 * @throws InputError without a draft, and for a score that does not separate unless forced
 */
export async function publish(
  workspace: Workspace,
  { icp, version, why, force }: PublishRequest,
  effects: WorkspaceEffects,
): Promise<Published> {
  const { db } = workspace.store;
  const wanted = version === null ? await newestDraft(db, icp) : await readVersion(db, icp, version);
  if (wanted === null) throw new InputError(`there is no draft of ${icp} to publish: make one with openicp build`);
  if (wanted.state === "approved")
    throw new InputError(`version ${wanted.number} of ${icp} is in force already: there is nothing to publish`);
  if (wanted.state === "retired" && wanted.approved_at !== null)
    throw new InputError(
      `version ${wanted.number} of ${icp} was in force before: openicp rollback --to ${wanted.number} brings it back`,
    );
  const envelope = parseIcp(wanted.document, `version ${wanted.number}`);
  const objection = against(envelope.document);
  if (objection !== null && !force) throw new InputError(objection);
  const document = printIcp({ ...envelope, approved_by: effects.by });
  return inForce(workspace, { wanted, kind: "publish", why, forced: objection !== null, document }, effects);
}

/**
 * Puts the version back in force that was before this one, or the one named: its scores are there still, and only what changed since is
 * scored again.
 *
 * @throws InputError where nothing was in force before
 */
export async function rollback(
  workspace: Workspace,
  { icp, version, why }: Pick<PublishRequest, "icp" | "version" | "why">,
  effects: WorkspaceEffects,
): Promise<Published> {
  const { db } = workspace.store;
  const wanted = version === null ? await versionBefore(db, icp) : await readVersion(db, icp, version);
  if (wanted === null)
    throw new InputError(`there is nothing to go back to: no other version of ${icp} has been in force`);
  if (wanted.state === "approved") throw new InputError(`version ${wanted.number} of ${icp} is in force already`);
  if (wanted.approved_at === null)
    throw new InputError(
      `version ${wanted.number} of ${icp} has never been in force: openicp publish ${wanted.number} approves it`,
    );
  return inForce(workspace, { wanted, kind: "rollback", why, forced: false, document: null }, effects);
}

interface Step {
  readonly wanted: Version;
  readonly kind: Published["kind"];
  readonly why: string | null;
  readonly forced: boolean;
  /** The envelope as approved; null: as it was. */
  readonly document: string | null;
}

function inForce(workspace: Workspace, step: Step, effects: WorkspaceEffects): Promise<Published> {
  const { wanted, kind, why, forced, document } = step;
  const { icp, id, number } = wanted;
  return inRun(workspace, kind, effects, async (run) => {
    const content = parseIcp(wanted.document, `version ${number}`).document;
    const visible = await newestRuns(workspace.store.db);
    const scored = await scoreVersion(workspace.warehouse, { document: content, run, asOf: null, visible }, effects);
    const asked = await askedOf(workspace.store.db, id);
    const at = effects.now();
    const decision = { icp, version: id, kind, at, by: effects.by, why, forced };
    const { rows: accounts, changed, gone, levels, as_of } = scored;
    const counts = { gone, levels, as_of, import: scored.import };
    const { replaced } = await workspace.store.transaction(async (tx) => {
      const done = await putInForce(tx, document === null ? decision : { ...decision, document });
      await showScores(tx, { run, icp, version: id, at, accounts, changed, counts });
      await finishRun(tx, run, { at, summary: { icp, version: id, number, accounts, changed, ...counts } });
      await audit(tx, {
        at,
        who: effects.by,
        action: kind,
        subject: `version ${number} of ${icp}`,
        details: { version: id, replaced: done.replaced, why, forced },
      });
      return done;
    });
    const unanswered = asked.filter(({ answered_at }) => answered_at === null);
    const disagreed = asked.filter(({ answer }) => answer === "disagree");
    return {
      icp,
      version: id,
      number,
      kind,
      replaced,
      forced,
      scored,
      unanswered: unanswered.map(({ person, team, claim }) => ({ person, team, claim })),
      disagreed: disagreed.map(({ person, team, claim, comment }) => ({ person, team, claim, comment })),
      warnings: await warnings(workspace, step, asked),
    };
  });
}

async function warnings({ store }: Workspace, { wanted, forced }: Step, asked: readonly Asked[]): Promise<string[]> {
  const open = await changesOf(store.db, wanted.icp, { unreviewed: true });
  const silent = new Set(asked.filter(({ answered_at }) => answered_at === null).map(({ person }) => person));
  const against = new Set(asked.filter(({ answer }) => answer === "disagree").map(({ person }) => person));
  return [
    ...(forced
      ? [`version ${wanted.number} is in force by force: its score does not reliably tell winners from losers`]
      : []),
    ...(silent.size === 0 ? [] : [`${[...silent].join(", ")} ${silent.size === 1 ? "has" : "have"} not answered yet`]),
    ...(against.size === 0 ? [] : [`${[...against].join(", ")} ${against.size === 1 ? "disagrees" : "disagree"}`]),
    ...open.map(
      ({ kind, date, note }) => `${kind} of ${date}${note === null ? "" : ` (${note})`} has not been reviewed`,
    ),
  ];
}

export interface ScoreAgainRequest {
  readonly icp: string;
  /** ISO day that activity is looked at from; null: the newest day of an event. */
  readonly asOf: string | null;
  /** Computes every account, not only what changed. */
  readonly anew?: boolean;
}

/** Scores what changed since the version in force was last scored, shows it, and stamps whatever was created since. */
export async function scoreAgain(
  workspace: Workspace,
  { icp, asOf, anew = false }: ScoreAgainRequest,
  effects: WorkspaceEffects,
): Promise<{
  readonly version: string;
  readonly number: number;
  readonly run: number;
  readonly scored: ScoredVersion;
  readonly stamped: readonly Stamped[];
}> {
  const version = await versionInForce(workspace.store.db, icp);
  if (version === null)
    throw new InputError(`no version of ${icp} is in force: openicp build makes one, openicp publish approves it`);
  const done = await inRun(workspace, "score", effects, async (run) => {
    const { id, number, document } = version;
    const content = parseIcp(document, `version ${number}`).document;
    const visible = anew ? new Map<string, number>() : await newestRuns(workspace.store.db);
    const scored = await scoreVersion(workspace.warehouse, { document: content, run, asOf, visible }, effects);
    const { rows: accounts, changed, gone, levels, as_of, moved } = scored;
    const counts = { gone, levels, as_of, moved, import: scored.import };
    const at = effects.now();
    await workspace.store.transaction(async (tx) => {
      await showScores(tx, { run, icp, version: id, at, accounts, changed, counts });
      await finishRun(tx, run, { at, summary: { icp, version: id, number, accounts, changed, ...counts } });
    });
    return { version: id, number, run, scored };
  });
  return { ...done, stamped: await stampNew(workspace, effects) };
}
