import { Command, CommanderError } from "commander";
import { VERSION } from "../engine/version.ts";
import { InterruptedError } from "../errors.ts";
import { auditCommand } from "./audit.ts";
import { buildCommand } from "./build.ts";
import { compileCommand } from "./compile.ts";
import { confirmCommand, rejectCommand } from "./decide.ts";
import { declareCommand } from "./declare.ts";
import { demoCommand } from "./demo.ts";
import { diffCommand } from "./diff.ts";
import { driftCommand } from "./drift.ts";
import { debugText, failureOf } from "./failure.ts";
import { filterCommand } from "./filter.ts";
import type { Surroundings } from "./run.ts";
import { scoreCommand } from "./score.ts";
import { showCommand } from "./show.ts";
import { validateCommand } from "./validate.ts";

const WRONG_USAGE = 2;
const INTERRUPTED = 130;

function program(surroundings: Surroundings): Command {
  const top = new Command("openicp")
    .description(
      "From closed deals to a one-page ideal customer profile and a score for every account. Offline, free, nothing to set up.",
    )
    .version(VERSION, "-v, --version")
    .addHelpText(
      "after",
      "\nStart with:\n  $ openicp demo\n  $ openicp build deals.csv --out icp.json --page icp.html\n",
    );
  const make = [
    buildCommand,
    scoreCommand,
    filterCommand,
    auditCommand,
    validateCommand,
    diffCommand,
    driftCommand,
    showCommand,
    compileCommand,
    confirmCommand,
    rejectCommand,
    declareCommand,
    demoCommand,
  ];
  for (const command of make) top.addCommand(command(surroundings));
  for (const command of [top, ...top.commands]) {
    command
      .exitOverride()
      .showSuggestionAfterError()
      .configureOutput({
        writeOut: (text) => surroundings.stdout.write(text),
        writeErr: (text) => surroundings.stderr.write(text),
        outputError: (text, write) =>
          write(
            `openicp: ${text.replace(/^error: /, "")}Run 'openicp ${command === top ? "" : `${command.name()} `}--help' for help.\n`,
          ),
      });
  }
  return top;
}

function surroundingsOf(signal: AbortSignal): Surroundings {
  const { stdout, stderr } = process;
  return {
    stdout,
    stderr,
    today: new Date().toISOString().slice(0, 10),
    signal,
    width: Math.min(Math.max(stdout.columns ?? 100, 80), 120),
    color: stdout.isTTY === true && process.env.NO_COLOR === undefined,
    version: VERSION,
  };
}

/** The command line. Exit codes: 0 done, 1 the user must act, 2 wrong usage, 130 interrupted, 70 our mistake. */
export async function main(argv: readonly string[]): Promise<void> {
  const interruption = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      if (interruption.signal.aborted) process.exit(INTERRUPTED);
      interruption.abort();
    });
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  try {
    await program(surroundingsOf(interruption.signal)).parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
      return;
    }
    const failure = failureOf(
      interruption.signal.aborted ? new InterruptedError("interrupted", { cause: error }) : error,
    );
    process.stderr.write(`openicp: ${failure.text}\n`);
    if (process.env.OPENICP_DEBUG) process.stderr.write(`${debugText(error)}\n`);
    process.exitCode = failure.code;
  }
}
