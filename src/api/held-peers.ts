import { openPeers, type Peers } from "../engine/workspace/check/peers.ts";
import type { Workspace } from "../engine/workspace/workspace.ts";

/** The accounts with decided deals of each profile, laid when first asked for. */
export interface HeldPeers {
  of(icp: string): Promise<Peers>;
  /** Whoever asks from now on gets them as they are then. */
  renew(): void;
  /** Waits for those that are being laid. */
  close(): Promise<void>;
}

/** Keeps them per profile. */
export function makePeers(workspace: Workspace): HeldPeers {
  const known = new Map<string, Promise<Peers>>();
  const opening = new Set<Promise<Peers>>();
  return {
    of: (icp) => {
      const found = known.get(icp);
      if (found !== undefined) return found;
      const made = openPeers(workspace, icp);
      known.set(icp, made);
      opening.add(made);
      made
        .catch(() => {
          if (known.get(icp) === made) known.delete(icp);
        })
        .finally(() => opening.delete(made));
      return made;
    },
    renew: () => known.clear(),
    close: async () => void (await Promise.allSettled(opening)),
  };
}
