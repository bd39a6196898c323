import type { BuildEffects } from "../build/draft.ts";
import { InterruptedError } from "../errors.ts";
import type { Effects } from "./effects.ts";
import { breathe, type Pool } from "./pool.ts";

/** What learning needs from the world: threads to resample in, a pause between steps, a stop. */
export function buildEffects(pool: Pool, resampling: boolean, effects: Effects): BuildEffects {
  return {
    permuter: resampling ? (plan) => pool.permuter(plan) : null,
    resampler: resampling ? (plan) => pool.resampler(plan) : null,
    booster: resampling ? (plan) => pool.booster(plan) : null,
    batch: Math.max(4, 2 * effects.workers),
    pause: async () => {
      await breathe();
      if (effects.signal.aborted) throw new InterruptedError("interrupted");
    },
    progress: (step, done, of) => {
      if (effects.signal.aborted) effects.signal.throwIfAborted();
      effects.progress(step, done, of);
    },
  };
}
