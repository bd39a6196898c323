import { membersNamed } from "../../store/erase.ts";
import type { Db } from "../../store/store.ts";
import { type ErasureLook, lookAtNames } from "./erase.ts";
import { type EraseRequest, wantedNames } from "./erase-everywhere.ts";
import { type Forgotten, forgetIn, personsOf } from "./finish-erasure.ts";
import type { Workspace } from "./workspace.ts";

/** What an erasure would take away. Nothing went. */
export interface WouldErase extends Pick<ErasureLook, "removed" | "changes" | "scores" | "stamps">, Forgotten {
  /** Who may sign in now, and would no more. */
  readonly members: readonly { readonly email: string; readonly role: string }[];
}

/** Leads out of a transaction of which nothing is to stay. */
class Undo extends Error {}

/** What erasing somebody would take away: done in transactions that are undone, so that it is what an erasure does. */
export async function lookAtErasure(workspace: Workspace, request: EraseRequest): Promise<WouldErase> {
  const { warehouse, store } = workspace;
  const { pending, list, ...taken } = await lookAtNames(warehouse, wantedNames(request));
  const found: { forgotten?: Forgotten; members?: WouldErase["members"] } = {};
  const forget = async (tx: Db): Promise<never> => {
    const persons = await personsOf(tx, list);
    found.members = (await membersNamed(tx, persons.listed)).map(({ email, role }) => ({ email, role }));
    found.forgotten = await forgetIn(tx, pending, persons);
    throw new Undo();
  };
  await store.transaction(forget).catch((error: unknown) => {
    if (found.forgotten === undefined) throw error;
  });
  return { ...taken, ...found.forgotten!, members: found.members! };
}

/** Whether anything would go. */
export function wouldErase({ removed, listed, jobs, names, views }: WouldErase): boolean {
  return removed.length + listed + jobs + names + views > 0;
}
