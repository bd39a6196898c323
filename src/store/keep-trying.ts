import { setTimeout } from "node:timers/promises";
import { NotFoundError } from "../errors.ts";
import { isServerGone } from "./plain-error.ts";

/** Does a step that does nothing the second time. */
export type KeepTrying = (step: () => Promise<unknown>) => Promise<void>;

/**
 * Steps that must not be lost with a connection are tried again until the server is back: what a job came to. @param stopped once true, the next
 * failure is final @param warn told once for each step
 */
export function keepTrying(seconds: number, stopped: () => boolean, warn: (text: string) => void): KeepTrying {
  return async (step) => {
    for (let failures = 0; ; failures++) {
      try {
        await step();
        return;
      } catch (error) {
        // It was done the time before, and only the answer was lost.
        if (failures > 0 && error instanceof NotFoundError) return;
        if (stopped() || !isServerGone(error)) throw error;
        if (failures === 0) warn(`${(error as Error).message}; waiting for it`);
      }
      await setTimeout(seconds * 1000);
    }
  };
}
