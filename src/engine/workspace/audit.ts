import { InputError } from "../../errors.ts";
import { parseIcp } from "../../icp/parse.ts";
import type { RawTable } from "../../ingest/facts.ts";
import { keyKinds } from "../../ingest/key-columns.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { type KeptSource, keptSources } from "../../warehouse/kept/source.ts";
import { type AuditRequest, type AuditSummary, auditOn, type KeptForAudit } from "../audit.ts";
import { lookAt } from "../match/list.ts";
import { askedVersion } from "./in-force-file.ts";
import { layTogether } from "./list/lay-together.ts";
import { buildOptions } from "./said.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

export interface AuditKeptRequest extends Omit<AuditRequest, "icp"> {
  readonly product: string;
  /** Number, id, or the beginning of an id; null: the version in force. */
  readonly version: string | null;
  /** What is said now of the columns' meaning; it goes before what was said at import. */
  readonly typed: Partial<IngestOptions>;
}

/**
 * `audit` by a version of a workspace: of the file given, with the attributes of the accounts that the workspace keeps; without a file, of the
 * deals that it keeps.
 *
 * @throws InputError where no version is in force and none is named, and without a file and deals
 */
export async function auditKept(
  workspace: Workspace,
  { product, version: which, typed, ...request }: AuditKeptRequest,
  effects: WorkspaceEffects,
): Promise<AuditSummary & { readonly number: number }> {
  const version = await askedVersion(workspace.store, product, which);
  const { document } = parseIcp(version.document, `version ${version.number}`);
  const database = await workspace.warehouse.work();
  const summary = await auditOn(database, document, request, effects, () =>
    keptForAudit(database, typed, request.files.length === 0),
  );
  return { ...summary, number: version.number };
}

async function keptForAudit(database: Database, typed: Partial<IngestOptions>, alone: boolean): Promise<KeptForAudit> {
  const sources = await keptSources(database);
  const options = buildOptions(sources, typed);
  const laid = async (role: KeptSource["role"]): Promise<RawTable | null> => {
    const own = sources.filter((one) => one.role === role);
    if (own.length === 0) return null;
    const { raw } = await layTogether(database, role, own, `audit_${role}`);
    return raw.rowsRead === 0 ? null : raw;
  };
  const raw = alone ? await laid("deals") : null;
  if (alone && raw === null)
    throw new InputError("the workspace holds no deals to audit: give a file, or openicp import deals.csv");
  const accounts = await laid("accounts");
  const list = accounts === null ? null : await lookAt(database, accounts, "companies or people", options);
  return { raw, accounts: list === null || keyKinds(list.keys).length === 0 ? null : list, options };
}
