import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { InterruptedError } from "../../errors.ts";
import type { Effects } from "../effects.ts";
import { type Errand, errorOf, type Message, STOP } from "./messages.ts";
import { type Staged, withStaged } from "./staged.ts";
import { type Away, inThisThread, type TaskName, type Tasks } from "./tasks.ts";

/** The bundled worker; a checkout that is not built does everything in this thread. */
function bundledWorker(): URL | null {
  for (const candidate of ["./away.js", "../../../dist/away.js"]) {
    const url = new URL(candidate, import.meta.url);
    if (existsSync(url)) return url;
  }
  return null;
}

/** One core is left to whoever asks meanwhile. */
function spareCores(): number {
  return Math.max(1, availableParallelism() - 1);
}

/**
 * Does tasks in a thread of their own with a database of their own, which gets the tables as files within a folder; requests are answered
 * meanwhile. The result is the same.
 */
export function inOwnThread(folder: string): Away {
  const worker = bundledWorker();
  if (worker === null) return inThisThread;
  return (task, asked, source, effects) =>
    withStaged(source, join(folder, "tmp"), effects, (staged) => run(worker, task, asked, staged, effects));
}

function run<K extends TaskName>(
  worker: URL,
  task: K,
  asked: Tasks[K]["asked"],
  staged: Staged,
  { today, workers, signal, warn, progress }: Effects,
): Promise<Tasks[K]["given"]> {
  if (signal.aborted) throw new InterruptedError("interrupted");
  const errand: Errand<K> = { task, asked, staged, today, workers, threads: spareCores() };
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, { workerData: errand, name: `openicp-${task}` });
    const stop = (): void => thread.postMessage(STOP);
    // Settled when the thread is gone, so that nobody takes its files away before.
    let ended: () => void = () => reject(new Error(`the thread of ${task} ended without an answer`));
    signal.addEventListener("abort", stop);
    thread.on("message", (message: Message) => {
      if (message.kind === "progress") progress(message.step, message.done, message.of);
      else if (message.kind === "warn") warn?.(message.sentence);
      else if (message.kind === "given") ended = () => resolve(message.given as Tasks[K]["given"]);
      else ended = () => reject(errorOf(message));
    });
    thread.on("error", (error) => {
      ended = () => reject(error);
    });
    thread.on("exit", () => {
      signal.removeEventListener("abort", stop);
      ended();
    });
  });
}
