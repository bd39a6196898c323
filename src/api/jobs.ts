import { randomUUID } from "node:crypto";
import { z } from "@hono/zod-openapi";
import { InterruptedError } from "../errors.ts";

/** Work that takes longer than a request may. */
export const job = z
  .object({
    id: z.string(),
    kind: z.string(),
    state: z.enum(["queued", "running", "done", "failed", "stopped"]),
    by: z.string(),
    asked_at: z.string(),
    started_at: z.string().nullable(),
    finished_at: z.string().nullable(),
    /** What it is doing, in words. */
    step: z.string(),
    done: z.number(),
    of: z.number(),
    /** What came out, when it is done. */
    result: z.unknown(),
    /** What went wrong, in a sentence. */
    error: z.string().nullable(),
    /** What a person should know, a sentence each. */
    warnings: z.array(z.string()),
  })
  .openapi("Job");
export type Job = Readonly<z.infer<typeof job>>;

/** What work is given while it runs as a job. */
export interface JobTools {
  readonly signal: AbortSignal;
  progress(step: string, done: number, of: number): void;
  warn(sentence: string): void;
}

export interface Jobs {
  /** Puts work behind what waits already: one job runs at a time, as each writes. */
  start(kind: string, by: string, work: (tools: JobTools) => Promise<unknown>): Job;
  get(id: string): Job | null;
  /** The newest first. */
  all(): readonly Job[];
  /** Stops a job at its next safe point. */
  stop(id: string): boolean;
  /** Remembers those that ended no more: what they told may name whom nobody is to name from now on. */
  forgetEnded(): void;
  /** Called with every change of a job, until the function it gives is called. */
  listen(listener: (job: Job) => void): () => void;
  /** Stops what runs, and waits for it. */
  close(): Promise<void>;
}

export interface JobsEffects {
  now(): Date;
  /** Work that nobody foresaw to fail. */
  broken(error: unknown, job: Job): void;
  /** After the work and before anybody is told that the job has ended: what rests on what it changed is made ready. */
  settle(): Promise<void>;
  ended(job: Job, seconds: number): void;
  /** In a sentence for whoever asked; null for a fault of ours. */
  sentence(error: unknown): string | null;
  /** What came out, and what to know, as whoever asked for it reads it. */
  worded<T>(value: T): T;
}

/** Work that ended where it was told to stop; what broke after that has its own sentence. */
function isStop(error: unknown): boolean {
  return error instanceof InterruptedError || (error instanceof Error && error.name === "AbortError");
}

/** Ended jobs that are remembered. The run log in the store remembers all. */
const REMEMBERED = 200;

/** The jobs of this server. What a job makes true is in the store; a job itself lives as long as the server. */
export function makeJobs({ now, broken, settle, ended, sentence, worded }: JobsEffects): Jobs {
  const known = new Map<string, Job>();
  const stops = new Map<string, AbortController>();
  const listeners = new Set<(job: Job) => void>();
  let queue: Promise<unknown> = Promise.resolve();
  let closing = false;

  const put = (job: Job): Job => {
    known.set(job.id, job);
    for (const listener of listeners) listener(job);
    return job;
  };
  const change = (id: string, part: Partial<Job>): Job => put({ ...known.get(id)!, ...part });
  const forgetOld = (): void => {
    const over = known.size - REMEMBERED;
    for (const { id } of [...known.values()]
      .filter(({ finished_at }) => finished_at !== null)
      .slice(0, Math.max(0, over)))
      known.delete(id);
  };
  const run = async (id: string, work: (tools: JobTools) => Promise<unknown>): Promise<void> => {
    const { signal } = stops.get(id)!;
    const began = now();
    let end: Partial<Job>;
    let fault: { readonly error: unknown } | null = null;
    try {
      if (closing || signal.aborted) throw new InterruptedError("interrupted");
      change(id, { state: "running", started_at: began.toISOString() });
      const result = await work({
        signal,
        progress: (step, done, of) => void change(id, { step, done, of }),
        warn: (text) =>
          void change(id, { warnings: [...new Set([...known.get(id)!.warnings, worded({ warning: text }).warning])] }),
      });
      end = { state: "done", result: worded(result ?? null) };
    } catch (error) {
      const stopped = isStop(error);
      const said = stopped ? "it was stopped; nothing was changed" : sentence(error);
      if (said === null) fault = { error };
      end = {
        state: stopped ? "stopped" : "failed",
        error: said ?? "it failed through a mistake of OpenICP; the log of the server says more",
      };
    }
    stops.delete(id);
    if (!closing) await settle().catch((error: unknown) => broken(error, known.get(id)!));
    const job = change(id, { ...end, finished_at: now().toISOString() });
    if (fault !== null) broken(fault.error, job);
    ended(job, (now().getTime() - began.getTime()) / 1000);
    forgetOld();
  };
  return {
    start: (kind, by, work) => {
      const made = put({
        ...{ id: randomUUID(), kind, state: "queued", by, asked_at: now().toISOString(), started_at: null },
        ...{ finished_at: null, step: "waiting", done: 0, of: 0, result: null, error: null, warnings: [] },
      });
      stops.set(made.id, new AbortController());
      queue = queue.then(() => run(made.id, work));
      return made;
    },
    get: (id) => known.get(id) ?? null,
    all: () => [...known.values()].reverse(),
    stop: (id) => {
      const found = stops.get(id);
      found?.abort();
      return found !== undefined;
    },
    forgetEnded: () => {
      for (const { id, finished_at } of [...known.values()]) if (finished_at !== null) known.delete(id);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: async () => {
      closing = true;
      for (const stop of stops.values()) stop.abort();
      await queue;
    },
  };
}
