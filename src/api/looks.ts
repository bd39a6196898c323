import { type LookedFile, type LookRequest, lookAtFile } from "../engine/workspace/look-at-file.ts";
import type { Workspace } from "../engine/workspace/workspace.ts";
import { apiError } from "./errors.ts";

/** A file being looked at. */
export type Look =
  | { readonly state: "reading" }
  | { readonly state: "read"; readonly looked: LookedFile }
  | { readonly state: "failed"; readonly error: string };

/** Looks at uploaded files: one at a time, each remembered until its upload is gone. */
export interface Looks {
  /** Begins a look, or comes back to it; waits for it no longer than `ms`. @param print tells this version of the file from others */
  at(upload: string, request: LookRequest, print: string, ms: number): Promise<Look>;
  forget(upload: string): void;
  close(): Promise<void>;
}

interface Held {
  readonly upload: string;
  readonly stop: AbortController;
  readonly ended: Promise<Look>;
}

/** Looks that are remembered. */
const REMEMBERED = 200;

/** Keeps the looks of a server. */
export function makeLooks({ warehouse }: Workspace, broken: (error: unknown) => void): Looks {
  const known = new Map<string, Held>();
  let queue: Promise<unknown> = Promise.resolve();
  const begin = (upload: string, request: LookRequest): Held => {
    const stop = new AbortController();
    const ended = queue.then(async (): Promise<Look> => {
      try {
        stop.signal.throwIfAborted();
        return { state: "read", looked: await lookAtFile(warehouse, request, stop.signal) };
      } catch (error) {
        const said = stop.signal.aborted ? "the file was taken away" : (apiError(error)?.message ?? null);
        if (said === null) broken(error);
        return { state: "failed", error: said ?? "it cannot be read through a mistake of OpenICP; the log says more" };
      }
    });
    queue = ended;
    return { upload, stop, ended };
  };
  return {
    at: async (upload, request, print, ms) => {
      const key = JSON.stringify([upload, request, print]);
      const held = known.get(key) ?? begin(upload, request);
      known.delete(key);
      known.set(key, held);
      const [oldest] = known.keys();
      if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<Look>((resolve) => {
        timer = setTimeout(() => resolve({ state: "reading" }), ms);
      });
      try {
        return await Promise.race([held.ended, late]);
      } finally {
        clearTimeout(timer);
      }
    },
    forget: (upload) => {
      for (const [key, held] of known) {
        if (held.upload !== upload) continue;
        held.stop.abort();
        known.delete(key);
      }
    },
    close: async () => {
      for (const { stop } of known.values()) stop.abort();
      known.clear();
      await queue;
    },
  };
}
