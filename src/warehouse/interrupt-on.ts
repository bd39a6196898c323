import type { Database } from "./database.ts";

/** Interrupts what a database does when the signal aborts, until what this gives is called: that closes it. */
export function interruptOn(signal: AbortSignal | undefined, database: Database): () => void {
  const stop = (): void => database.interrupt();
  if (signal?.aborted === true) stop();
  signal?.addEventListener("abort", stop);
  return () => {
    signal?.removeEventListener("abort", stop);
    database.close();
  };
}
