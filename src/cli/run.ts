import { availableParallelism } from "node:os";
import type { Effects } from "../engine/effects.ts";
import type { CommonOptions } from "./common.ts";
import { terminalProgress } from "./progress.ts";

/** What a command writes to and listens for. */
export interface Surroundings {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** ISO date of today. */
  readonly today: string;
  readonly signal: AbortSignal;
  readonly width: number;
  readonly color: boolean;
  readonly version: string;
}

/** What a command gives back: one JSON value, and the text that people read instead. */
export interface Outcome {
  readonly json: unknown;
  readonly text: string;
  /** What was asked for itself (a page, code), printed whatever is said about quiet. */
  readonly product?: boolean;
  /** Sentences for stderr, whatever the format. */
  readonly warnings: readonly string[];
}

/** Runs a verb with progress on stderr, then prints its outcome as asked. */
export async function perform(
  surroundings: Surroundings,
  options: CommonOptions,
  verb: (effects: Effects) => Promise<Outcome>,
): Promise<void> {
  const bar = terminalProgress(surroundings.stderr, options.quiet === true || options.json === true);
  const said = new Set<string>();
  const warn = (sentence: string): void => {
    if (options.quiet || said.has(sentence)) return;
    said.add(sentence);
    surroundings.stderr.write(`openicp: ${sentence}\n`);
  };
  const effects: Effects = {
    today: surroundings.today,
    signal: surroundings.signal,
    workers: options.workers ?? Math.min(availableParallelism(), 16),
    progress: bar.tell,
    warn,
  };
  let outcome: Outcome;
  try {
    outcome = await verb(effects);
  } finally {
    bar.stop();
  }
  for (const warning of outcome.warnings) warn(warning);
  if (options.json) surroundings.stdout.write(`${JSON.stringify(outcome.json, null, 2)}\n`);
  else if ((!options.quiet || outcome.product === true) && outcome.text !== "")
    surroundings.stdout.write(outcome.text.endsWith("\n") ? outcome.text : `${outcome.text}\n`);
}
