import { type AccountIndex, openAccountIndex } from "../engine/workspace/accounts/account-index.ts";
import type { Workspace } from "../engine/workspace/workspace.ts";

/** The accounts of each profile, laid when first asked for, and again after a job. */
export interface Indexes {
  /** Works on the index of a profile; it stays until the work is done. @throws InputError where no version is in force */
  use<T>(icp: string, work: (index: AccountIndex) => Promise<T>): Promise<T>;
  /** The same for what is given piece by piece: the index stays until the last was taken, or nobody takes more. */
  lend<T>(icp: string, work: (index: AccountIndex) => AsyncGenerator<T>): AsyncGenerator<T>;
  /** Whoever asks from now on gets them as they are then. */
  renew(): void;
  /** Closes all, once nobody uses them. */
  close(): Promise<void>;
}

interface Held {
  readonly opened: Promise<AccountIndex>;
  users: number;
  /** Closed as soon as nobody uses it. */
  old: boolean;
}

/** Keeps one index per profile. */
export function makeIndexes(workspace: Workspace): Indexes {
  const newest = new Map<string, Held>();
  const all = new Set<Held>();
  const closing = new Set<Promise<unknown>>();
  const letGo = (held: Held): void => {
    if (!held.old || held.users > 0 || !all.delete(held)) return;
    const gone = held.opened.then((index) => index.close()).catch(() => undefined);
    closing.add(gone);
    void gone.then(() => closing.delete(gone));
  };
  const held = (icp: string): Held => {
    const found = newest.get(icp);
    if (found !== undefined) return found;
    const made: Held = { opened: openAccountIndex(workspace, icp), users: 0, old: false };
    newest.set(icp, made);
    all.add(made);
    // One that could not be laid is not kept: the next who asks tries again.
    made.opened.catch(() => {
      if (newest.get(icp) === made) newest.delete(icp);
      all.delete(made);
    });
    return made;
  };
  const renew = (): void => {
    const before = [...newest.values()];
    newest.clear();
    for (const one of before) {
      one.old = true;
      letGo(one);
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
    close: async () => {
      renew();
      while (all.size + closing.size > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    },
  };
}
