import type { IcpDocument } from "../../icp/document.ts";
import type { HalfLife } from "../../icp/half-lives.ts";
import { parseIcp } from "../../icp/parse.ts";
import { printIcp } from "../../icp/print.ts";
import type { Role } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { audit } from "../../store/audit.ts";
import { finishRun } from "../../store/runs.ts";
import { addDraft, type Version } from "../../store/versions.ts";
import { type HeldAway, inThisThread } from "../away/tasks.ts";
import type { DecideResult } from "../edit/decide-on.ts";
import type { EditResult } from "../edit/edit-on.ts";
import type { EditWishes } from "../edit/find-edits.ts";
import type { HalfLivesResult } from "../edit/half-lives-on.ts";
import type { TableSource } from "../table-source.ts";
import type { BuiltDraft } from "./build-draft.ts";
import { askedVersion } from "./in-force-file.ts";
import { inRun } from "./in-run.ts";
import { keptRequest } from "./kept-request.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

interface AskedEdit {
  readonly icp: string;
  /** Number, id, or the beginning of an id; null: the version in force. */
  readonly version: string | null;
  readonly why: string | null;
  readonly seed: number;
  /** What is said now of the columns' meaning; it goes before what was said at import. */
  readonly typed: Partial<IngestOptions>;
}

export interface EditVersionRequest extends AskedEdit {
  readonly wishes: EditWishes;
  /** How many of the accounts that move are named. */
  readonly top: number;
}

export interface DecideVersionRequest extends AskedEdit {
  /** Rules by number or id. */
  readonly confirm: readonly string[];
  readonly reject: readonly string[];
}

/** A version made by hand, as a draft, and of which version it was made. */
export interface EditedDraft<T> {
  readonly run: number;
  /** Number of the version that was edited. */
  readonly from: number;
  readonly draft: BuiltDraft;
  readonly result: T;
}

/** Roles whose rows an edit is held against. */
const ROLES = ["deals", "accounts", "universe", "customers", "contacts", "history"] as const;

/**
 * Weights, points or levels of a version as a person sets them: a new draft, marked as made by hand, that keeps its effect on the deals the
 * workspace holds. What is in force stays so until somebody publishes.
 *
 * @throws InputError for an edit that cannot be made, and where no version is in force and none is named
 */
export function editVersion(
  workspace: Workspace,
  { wishes, top, ...asked }: EditVersionRequest,
  effects: WorkspaceEffects,
): Promise<EditedDraft<EditResult>> {
  return inDraft(workspace, asked, effects, (held, source) =>
    (effects.away ?? inThisThread)("edit", { ...held, change: { wishes, top, why: asked.why } }, source, effects),
  );
}

/**
 * Disqualifiers of a version as a person confirms or rejects them: a new draft that keeps which deals and accounts that leaves out.
 *
 * @throws InputError for a rule that is not there, where nothing changes, and where no version is in force and none is named
 */
export function decideVersion(
  workspace: Workspace,
  { confirm, reject, ...asked }: DecideVersionRequest,
  effects: WorkspaceEffects,
): Promise<EditedDraft<DecideResult>> {
  return inDraft(workspace, asked, effects, (held, source) =>
    (effects.away ?? inThisThread)("decide", { ...held, change: { confirm, reject, why: asked.why } }, source, effects),
  );
}

export interface HalfLivesRequest extends AskedEdit {
  readonly wanted: readonly HalfLife[];
}

/**
 * Half-lives of events as a person sets them: a new draft that keeps how many accounts are active by the old and by the new. A later build measures
 * them anew, or takes the defaults.
 *
 * @throws InputError for an event that does not count, where nothing changes, and where no version is in force and none is named
 */
export function setHalfLives(
  workspace: Workspace,
  { wanted, ...asked }: HalfLivesRequest,
  effects: WorkspaceEffects,
): Promise<EditedDraft<HalfLivesResult>> {
  return inDraft(
    workspace,
    asked,
    effects,
    (held, source) =>
      (effects.away ?? inThisThread)("half_lives", { ...held, change: { wanted, why: asked.why } }, source, effects),
    [...ROLES, "events"],
  );
}

async function inDraft<T extends { readonly document: IcpDocument }>(
  workspace: Workspace,
  { icp, version: which, why, seed, typed }: AskedEdit,
  effects: WorkspaceEffects,
  make: (held: HeldAway, source: TableSource) => Promise<T>,
  roles: readonly Role[] = ROLES,
): Promise<EditedDraft<T>> {
  const version = await askedVersion(workspace.store, icp, which);
  const before = parseIcp(version.document, `version ${version.number}`).document;
  return inRun(workspace, "edit", effects, async (run) => {
    const { ingest, reading, source } = await keptRequest(workspace, roles, typed);
    const result = await make({ before, ingest, reading, seed }, source);
    const draft = await keep(workspace, version, result.document, why, run, effects);
    return { run, from: version.number, draft, result };
  });
}

function keep(
  { store }: Workspace,
  { icp, id: parent, number: from }: Version,
  document: IcpDocument,
  why: string | null,
  run: number,
  { now, by }: WorkspaceEffects,
): Promise<BuiltDraft> {
  const at = now();
  const text = printIcp({ created_at: at.toISOString().slice(0, 10), approved_by: null, document });
  return store.transaction(async (tx) => {
    const { version, isNew } = await addDraft(tx, {
      id: document.id,
      icp,
      document: text,
      origin: "hand",
      parent,
      why,
      at,
      by,
    });
    const { number, state } = version;
    const summary = { icp, version: document.id, number, from, new: isNew };
    await finishRun(tx, run, { at, summary });
    if (isNew)
      await audit(tx, {
        at,
        who: by,
        action: "edit",
        subject: `version ${number} of ${icp}`,
        details: { ...summary, why },
      });
    return { icp, version: document.id, number, isNew, state };
  });
}
