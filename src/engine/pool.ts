import { existsSync } from "node:fs";
import { Tinypool } from "tinypool";
import { type BootstrapPlan, type Resampler, resampled } from "../build/bootstrap.ts";
import { type Booster, type CeilingPlan, ceilingFold } from "../build/ceiling.ts";
import { type PermutationPlan, type Permuter, permutedStatistic } from "../build/separation.ts";
import { InterruptedError } from "../errors.ts";
import type { CodedMatrix } from "../features/matrix.ts";
import { findSegments, type SegmentInput } from "../segments/find-segments.ts";
import type { Segments } from "../segments/segment.ts";

/** Runs resamples by index; the same numbers whatever the number of workers. */
export interface Pool {
  permuter(plan: PermutationPlan): Permuter;
  resampler(plan: BootstrapPlan): Resampler;
  booster(plan: CeilingPlan): Booster;
  /** In a worker where there is one, so that this thread hears of an interruption. */
  segments(input: SegmentInput): Promise<Segments>;
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

type Run<Plan, Result> = (plan: Plan, index: number) => Result;
type Runner<Result> = (from: number, to: number) => Promise<Result[]>;

function inThisThread<Plan, Result>(plan: Plan, run: Run<Plan, Result>, signal: AbortSignal): Runner<Result> {
  return async (from, to) => {
    const out: Result[] = [];
    for (let index = from; index < to; index++) {
      await breathe();
      if (signal.aborted) throw new InterruptedError("interrupted");
      out.push(run(plan, index));
    }
    return out;
  };
}

/** The plan with its arrays in shared memory, so that workers do not each copy them. */
function shared<Plan extends { readonly matrix: CodedMatrix }>(plan: Plan): Plan {
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
  const runner = <Plan extends { readonly matrix: CodedMatrix }, Result>(
    plan: Plan,
    name: "permutation" | "bootstrap" | "ceiling",
    run: Run<Plan, Result>,
  ): Runner<Result> => {
    if (workers <= 1 || worker === null) return inThisThread(plan, run, signal);
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
      Promise.all(Array.from({ length: to - from }, (_, i) => pool.run(from + i, { name }) as Promise<Result>));
  };
  const segments = async (input: SegmentInput): Promise<Segments> => {
    await breathe();
    if (signal.aborted) throw new InterruptedError("interrupted");
    if (worker === null) return findSegments(input);
    const pool = new Tinypool({ filename: worker.href, minThreads: 1, maxThreads: 1, runtime: "worker_threads" });
    pools.push(pool);
    signal.addEventListener("abort", () => void pool.destroy(), { once: true });
    return (await pool.run(input, { name: "segments" })) as Segments;
  };
  return {
    segments,
    permuter: (plan) => runner(plan, "permutation", permutedStatistic),
    resampler: (plan) => runner(plan, "bootstrap", resampled),
    booster: (plan) => runner(plan, "ceiling", ceilingFold),
    async close() {
      await Promise.all(pools.map((p) => p.destroy()));
    },
  };
}
