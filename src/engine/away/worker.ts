import { setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import type { Effects } from "../effects.ts";
import { type Errand, failed, type Message, STOP } from "./messages.ts";
import { stagedSource } from "./staged.ts";
import { inThisThread } from "./tasks.ts";

/** Below whoever waits for an answer; on Linux the priority is that of this thread, and of those it starts. */
const NICE = 10;

const port = parentPort!;
const { task, asked, staged, today, workers, threads } = workerData as Errand;
const send = (message: Message): void => port.postMessage(message);
const stop = new AbortController();
port.on("message", (said) => {
  if (said === STOP) stop.abort();
});
if (process.platform === "linux") setPriority(NICE);
const effects: Effects = {
  ...{ today, workers, signal: stop.signal },
  warn: (sentence) => send({ kind: "warn", sentence }),
  progress: (step, done, of) => send({ kind: "progress", step, done, of }),
};
try {
  send({ kind: "given", given: await inThisThread(task, asked, stagedSource(staged, threads), effects) });
} catch (error) {
  send(failed(error));
} finally {
  port.close();
}
