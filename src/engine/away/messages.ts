import { InputError, InterruptedError, NotFoundError } from "../../errors.ts";
import type { Staged } from "./staged.ts";
import type { TaskName, Tasks } from "./tasks.ts";

/** What a thread is given when it starts. */
export interface Errand<K extends TaskName = TaskName> {
  readonly task: K;
  readonly asked: Tasks[K]["asked"];
  readonly staged: Staged;
  readonly today: string;
  readonly workers: number;
  readonly threads: number;
}

/** To the thread: stop at the next safe point. */
export const STOP = "stop";

/** From the thread. */
export type Message =
  | { readonly kind: "progress"; readonly step: string; readonly done: number; readonly of: number }
  | { readonly kind: "warn"; readonly sentence: string }
  | { readonly kind: "given"; readonly given: unknown }
  | { readonly kind: "failed"; readonly name: string; readonly message: string; readonly stack: string | null };

const KNOWN = { InputError, InterruptedError, NotFoundError } as const;

/** An error as a message: its kind would be lost on the way. */
export function failed(error: unknown): Message {
  if (!(error instanceof Error)) return { kind: "failed", name: "Error", message: String(error), stack: null };
  return { kind: "failed", name: error.name, message: error.message, stack: error.stack ?? null };
}

/** The error that was sent. */
export function errorOf({ name, message, stack }: Extract<Message, { kind: "failed" }>): Error {
  const Kind = KNOWN[name as keyof typeof KNOWN] ?? Error;
  const error = new Kind(message);
  if (stack !== null) error.stack = stack;
  return error;
}
