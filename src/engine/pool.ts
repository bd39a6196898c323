import { existsSync } from "node:fs";
import { Tinypool } from "tinypool";
import { type PermutationPlan, type Permuter, permutedStatistic } from "../build/separation.ts";
import { InterruptedError } from "../errors.ts";

/** Runs resamples by index; the same numbers whatever the number of workers. */
export interface Pool {
  permuter(plan: PermutationPlan): Permuter;
  close(): Promise<void>;
}

/** Workers run the bundled worker; a checkout that is not built runs everything in this thread. */
function bundledWorker(): URL | null {
  for (const candidate of ["./worker.js", "../../dist/worker.js"]) {
    const url = new URL(candidate, import.meta.url);
    if (existsSync(url)) return url;
  }
  return null;
}

/** Lets signals and progress through between two resamples. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function inThisThread(plan: PermutationPlan, signal: AbortSignal): Permuter {
  return async (from, to) => {
    const out: number[] = [];
    for (let index = from; index < to; index++) {
      await breathe();
      if (signal.aborted) throw new InterruptedError("interrupted");
      out.push(permutedStatistic(plan, index));
    }
    return out;
  };
}

/** The plan with its arrays in shared memory, so that workers do not each copy them. */
function shared(plan: PermutationPlan): PermutationPlan {
  const codes = (source: Uint16Array): Uint16Array => {
    const copy = new Uint16Array(new SharedArrayBuffer(source.byteLength));
    copy.set(source);
    return copy;
  };
  const attributes = plan.matrix.attributes.map((a) => ({ ...a, codes: codes(a.codes) }));
  return { ...plan, matrix: { ...plan.matrix, attributes } };
}

/** @param workers threads besides this one; 1 runs here */
export function openPool(workers: number, signal: AbortSignal): Pool {
  const worker = bundledWorker();
  const pools: Tinypool[] = [];
  return {
    permuter(plan) {
      if (workers <= 1 || worker === null) return inThisThread(plan, signal);
      const pool = new Tinypool({
        filename: worker.href,
        workerData: shared(plan),
        minThreads: workers,
        maxThreads: workers,
        runtime: "worker_threads",
      });
      pools.push(pool);
      signal.addEventListener("abort", () => void pool.destroy(), { once: true });
      return (from, to) =>
        Promise.all(
          Array.from({ length: to - from }, (_, i) => pool.run(from + i, { name: "permutation" }) as Promise<number>),
        );
    },
    async close() {
      await Promise.all(pools.map((p) => p.destroy()));
    },
  };
}
