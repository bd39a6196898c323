import { InputError } from "../../errors.ts";
import type { IcpEnvelope } from "../../icp/document.ts";
import { parseIcp } from "../../icp/parse.ts";
import { approvalsOf } from "../../store/approvals.ts";
import { signOffsOf } from "../../store/sign-offs.ts";
import { readVersion, type VersionLine, versionInForce, versionsOf } from "../../store/versions.ts";
import { newestRuns } from "./visible.ts";
import type { Workspace } from "./workspace.ts";

/** A version as people speak of it. */
export interface ToldVersion {
  readonly number: number;
  readonly id: string;
  readonly state: VersionLine["state"];
  readonly origin: VersionLine["origin"];
  readonly why: string | null;
  readonly created_at: Date;
  readonly created_by: string;
  readonly approved_at: Date | null;
  readonly approved_by: string | null;
  /** Times that it was put in force. */
  readonly approvals: number;
  readonly scored: boolean;
  readonly asked: number;
  readonly answered: number;
}

/** All versions of a profile, the newest first. */
export async function toldVersions({ store }: Workspace, icp: string): Promise<readonly ToldVersion[]> {
  const approvals = await approvalsOf(store.db, icp);
  const runs = await newestRuns(store.db);
  const told: ToldVersion[] = [];
  for (const line of await versionsOf(store.db, icp)) {
    const asked = await signOffsOf(store.db, line.id);
    const { number, id, state, origin, why, created_at, created_by, approved_at, approved_by } = line;
    told.push({
      ...{ number, id, state, origin, why, created_at, created_by, approved_at, approved_by },
      approvals: approvals.filter(({ version }) => version === id).length,
      scored: runs.has(id),
      asked: asked.length,
      answered: asked.filter(({ answered_at }) => answered_at !== null).length,
    });
  }
  return told;
}

/** A version's envelope: the one named, else the one in force. @throws InputError where there is none */
export async function envelopeOf(
  { store }: Workspace,
  icp: string,
  which: number | string | null,
): Promise<{ readonly envelope: IcpEnvelope; readonly text: string; readonly number: number }> {
  const found = which === null ? await versionInForce(store.db, icp) : await readVersion(store.db, icp, which);
  if (found === null)
    throw new InputError(
      `no version of ${icp} is in force yet: name a draft with --version N (openicp versions lists them), or publish one`,
    );
  return {
    envelope: parseIcp(found.document, `version ${found.number} of ${icp}`),
    text: found.document,
    number: found.number,
  };
}
