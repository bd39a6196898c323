import { InputError } from "../../errors.ts";
import { readVersion, type Version, versionInForce } from "../../store/versions.ts";
import { inFolder } from "./in-folder.ts";
import type { Workspace } from "./workspace.ts";

/** The version in force, and its document as a file while `work` runs: what verbs on files read. */
export interface InForceFile {
  readonly version: Version;
  readonly path: string;
}

/**
 * Does work with the version in force, its document laid down as a file that is gone afterwards.
 *
 * @throws InputError where no version is in force
 */
export async function withInForce<T>(
  workspace: Workspace,
  icp: string,
  work: (inForce: InForceFile) => Promise<T>,
): Promise<T> {
  return withVersion(workspace, icp, null, work);
}

/** The same with any version: by number, id, or the beginning of an id; null for the one in force. */
export async function withVersion<T>(
  { store }: Workspace,
  icp: string,
  which: string | null,
  work: (file: InForceFile) => Promise<T>,
): Promise<T> {
  const version = await askedVersion(store, icp, which);
  return inFolder(`version-${version.number}.json`, version.document, (path) => work({ version, path }));
}

/** A version by number, id, or the beginning of an id; null for the one in force. @throws InputError where there is none */
export async function askedVersion({ db }: Workspace["store"], icp: string, which: string | null): Promise<Version> {
  const version = which === null ? await versionInForce(db, icp) : await readVersion(db, icp, which);
  if (version === null)
    throw new InputError(`no version of ${icp} is in force: openicp build makes one, openicp publish approves it`);
  return version;
}
