import { InputError } from "../../errors.ts";
import { type Claim, claimsOf } from "../../icp/claims.ts";
import { parseIcp } from "../../icp/parse.ts";
import { audit } from "../../store/audit.ts";
import { answerSignOff, askSignOff, type SignOff } from "../../store/sign-offs.ts";
import { newestDraft, readVersion, type Version } from "../../store/versions.ts";
import { type Asked, askedOf, signerKey } from "./signers.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

export type Team = SignOff["team"];

export interface SignOffRequest {
  readonly icp: string;
  /** Number or id; null: the newest draft. */
  readonly version: string | null;
}

export interface ToldSignOff {
  readonly number: number;
  readonly version: string;
  /** What can be agreed to or not. */
  readonly claims: readonly Claim[];
  readonly asked: readonly Asked[];
}

/** By what somebody, called by name or address, is kept among those who were asked about a version. @throws InputError for a name that several bear */
export async function signerOf(workspace: Workspace, which: SignOffRequest, called: string): Promise<string> {
  const { db } = workspace.store;
  return signerKey(db, called, await askedOf(db, (await versionOf(workspace, which)).id));
}

/** Asks a person, called by name or address, what they think of the claims of a draft: all, or those named. Asked twice is asked once. */
export async function ask(
  workspace: Workspace,
  {
    person,
    team,
    claims,
    ...which
  }: SignOffRequest & { readonly person: string; readonly team: Team; readonly claims: readonly string[] },
  { now, by }: WorkspaceEffects,
): Promise<ToldSignOff> {
  const version = await versionOf(workspace, which);
  const all = claimsOfVersion(version);
  for (const id of claims) requireClaim(all, id, version.number);
  const wanted = claims.length === 0 ? all.map(({ id }) => id) : claims;
  const { db } = workspace.store;
  const key = await signerKey(db, person, await askedOf(db, version.id));
  const at = now();
  await workspace.store.transaction(async (tx) => {
    await askSignOff(tx, { version: version.id, person: key, team, claims: wanted }, at);
    await audit(tx, {
      at,
      who: by,
      action: "ask",
      subject: `version ${version.number} of ${version.icp}`,
      details: { person: key, team, claims: wanted },
    });
  });
  return told(workspace, version);
}

/** What a person says of a claim, or of all they were asked about that they have not answered yet. */
export async function answer(
  workspace: Workspace,
  {
    person,
    claim,
    answer: said,
    comment,
    ...which
  }: SignOffRequest & {
    readonly person: string;
    /** Null: all that is open. */
    readonly claim: string | null;
    readonly answer: SignOff["answer"];
    readonly comment: string | null;
  },
  { now, by }: WorkspaceEffects,
): Promise<ToldSignOff> {
  const version = await versionOf(workspace, which);
  const { db } = workspace.store;
  const everybody = await askedOf(db, version.id);
  const key = await signerKey(db, person, everybody);
  const asked = everybody.filter((one) => one.key === key);
  if (asked.length === 0)
    throw new InputError(
      `${person} was not asked about version ${version.number}: openicp signoff ask ${person} --team TEAM`,
    );
  if (said === null && comment === null) throw new InputError("say --agree, --disagree or --comment TEXT");
  const open =
    claim === null ? asked.filter(({ answered_at }) => answered_at === null).map((one) => one.claim) : [claim];
  if (open.length === 0)
    throw new InputError(
      `${person} has answered everything about version ${version.number}: name a claim to answer it anew`,
    );
  for (const id of open) requireClaim(claimsOfVersion(version), id, version.number);
  const at = now();
  await workspace.store.transaction(async (tx) => {
    for (const id of open)
      await answerSignOff(tx, { version: version.id, person: key, claim: id, answer: said, comment }, at);
    await audit(tx, {
      at,
      who: by,
      action: said ?? "comment",
      subject: `version ${version.number} of ${version.icp}`,
      details: { person: key, claims: open, comment },
    });
  });
  return told(workspace, version);
}

/** Who was asked what about a version, and what they said. */
export async function tellSignOff(workspace: Workspace, which: SignOffRequest): Promise<ToldSignOff> {
  return told(workspace, await versionOf(workspace, which));
}

async function told({ store }: Workspace, version: Version): Promise<ToldSignOff> {
  const asked = await askedOf(store.db, version.id);
  return { number: version.number, version: version.id, claims: claimsOfVersion(version), asked };
}

async function versionOf({ store }: Workspace, { icp, version }: SignOffRequest): Promise<Version> {
  const found = version === null ? await newestDraft(store.db, icp) : await readVersion(store.db, icp, version);
  if (found === null)
    throw new InputError(`there is no draft of ${icp} to sign off: openicp build or openicp refresh makes one`);
  return found;
}

function claimsOfVersion({ document, number }: Version): readonly Claim[] {
  return claimsOf(parseIcp(document, `version ${number}`).document);
}

function requireClaim(all: readonly Claim[], id: string, number: number): void {
  if (!all.some((one) => one.id === id))
    throw new InputError(`version ${number} makes no claim ${id}: it makes ${all.map((one) => one.id).join(", ")}`);
}
