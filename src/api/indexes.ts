import { type AccountIndex, openAccountIndex } from "../engine/workspace/accounts/account-index.ts";
import { indexPrint } from "../engine/workspace/accounts/index-print.ts";
import { linesOf } from "../engine/workspace/lines.ts";
import type { Workspace } from "../engine/workspace/workspace.ts";

/** The accounts of each profile, laid when first asked for, and again after a job. */
export interface Indexes {
  /** Works on the index of a profile; it stays until the work is done. @throws InputError where no version is in force */
  use<T>(icp: string, work: (index: AccountIndex) => Promise<T>): Promise<T>;
  /** The same for what is given piece by piece: the index stays until the last was taken, or nobody takes more. */
  lend<T>(icp: string, work: (index: AccountIndex) => AsyncGenerator<T>): AsyncGenerator<T>;
  /**
   * Lays those anew that are not any more what the workspace says; until they are there, whoever asks gets them as they were. What is the same stays.
   */
  renew(): Promise<void>;
  /** Lays those of every profile in force, before anybody asks. */
  early(): Promise<void>;
  /** Closes all, once nobody uses them; what somebody uses for long is waited for no more, and closed when they end. */
  close(): Promise<void>;
}

interface Held {
  /** What it was laid from. */
  readonly print: Promise<string>;
  readonly opened: Promise<AccountIndex>;
  users: number;
  /** Closed as soon as nobody uses it. */
  old: boolean;
}

/** So long closing waits for who reads, in ms. */
const PATIENCE = 20_000;

/** Keeps one index per profile. */
export function makeIndexes(workspace: Workspace, patience = PATIENCE): Indexes {
  const newest = new Map<string, Held>();
  const all = new Set<Held>();
  let closed = false;
  const closing = new Set<Promise<unknown>>();
  const letGo = (held: Held): void => {
    if (!held.old || held.users > 0 || !all.delete(held)) return;
    const gone = held.opened.then((index) => index.close()).catch(() => undefined);
    closing.add(gone);
    void gone.then(() => closing.delete(gone));
  };
  const open = (icp: string): Held => {
    const print = indexPrint(workspace, icp);
    const made: Held = { print, opened: print.then(() => openAccountIndex(workspace, icp)), users: 0, old: false };
    all.add(made);
    // One that could not be laid is not kept: the next who asks tries again.
    made.opened.catch(() => {
      if (newest.get(icp) === made) newest.delete(icp);
      all.delete(made);
    });
    return made;
  };
  const held = (icp: string): Held => {
    const found = newest.get(icp) ?? open(icp);
    newest.set(icp, found);
    return found;
  };
  const replace = (icp: string, one: Held, by: Held | null): void => {
    if (newest.get(icp) === one) {
      if (by === null) newest.delete(icp);
      else newest.set(icp, by);
    }
    one.old = true;
    letGo(one);
  };
  const renew = async (): Promise<void> => {
    for (const [icp, one] of [...newest]) {
      const same = await Promise.all([one.print, indexPrint(workspace, icp)]).then(
        ([before, now]) => before === now,
        () => false,
      );
      if (same) continue;
      const made = open(icp);
      const laid = await made.opened.then(
        () => true,
        () => false,
      );
      replace(icp, one, laid ? made : null);
    }
  };
  return {
    use: async (icp, work) => {
      const one = held(icp);
      one.users++;
      try {
        return await work(await one.opened);
      } finally {
        one.users--;
        letGo(one);
      }
    },
    lend: async function* (icp, work) {
      const one = held(icp);
      one.users++;
      try {
        yield* work(await one.opened);
      } finally {
        one.users--;
        letGo(one);
      }
    },
    renew,
    early: async () => {
      for (const { id, in_force } of await linesOf(workspace))
        if (in_force !== null && !closed) await held(id).opened.catch(() => undefined);
    },
    close: async () => {
      closed = true;
      for (const [icp, one] of [...newest]) replace(icp, one, null);
      const late = performance.now() + patience;
      while (all.size + closing.size > 0 && performance.now() < late)
        await new Promise((resolve) => setTimeout(resolve, 10));
    },
  };
}
