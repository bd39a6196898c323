import { Command, CommanderError } from "commander";
import { VERSION } from "../engine/version.ts";
import { InterruptedError } from "../errors.ts";
import { auditCommand } from "./audit.ts";
import { buildCommand } from "./build.ts";
import { compareCommand } from "./compare.ts";
import { compileCommand } from "./compile.ts";
import { confirmCommand, rejectCommand } from "./decide.ts";
import { declareCommand } from "./declare.ts";
import { demoCommand } from "./demo.ts";
import { diffCommand } from "./diff.ts";
import { driftCommand } from "./drift.ts";
import { editCommand } from "./edit.ts";
import { debugText, failureOf } from "./failure.ts";
import { filterCommand } from "./filter.ts";
import { refreshCommand } from "./refresh.ts";
import type { Surroundings } from "./run.ts";
import { scoreCommand } from "./score.ts";
import { showCommand } from "./show.ts";
import { validateCommand } from "./validate.ts";
import { activateCommand } from "./workspace/activate.ts";
import { workspaceCommand } from "./workspace/backup.ts";
import { changeCommand } from "./workspace/change.ts";
import { customersCommand } from "./workspace/customers.ts";
import { doctorCommand } from "./workspace/doctor.ts";
import { eraseCommand } from "./workspace/erase.ts";
import { importCommand } from "./workspace/import.ts";
import { initCommand } from "./workspace/init.ts";
import { listCommand } from "./workspace/list.ts";
import { runCommand, scheduleCommand, workCommand } from "./workspace/loop.ts";
import { narrativeCommand } from "./workspace/narrative.ts";
import { peopleCommand } from "./workspace/people.ts";
import { publishCommand, rollbackCommand } from "./workspace/publish.ts";
import { reviewCommand } from "./workspace/review.ts";
import { runsCommand } from "./workspace/runs.ts";
import { serveCommand } from "./workspace/serve.ts";
import { settingsCommand } from "./workspace/settings.ts";
import { signOffCommand } from "./workspace/sign-off.ts";
import { versionsCommand } from "./workspace/versions.ts";

const WRONG_USAGE = 2;
const INTERRUPTED = 130;

function program(surroundings: Surroundings): Command {
  const top = new Command("openicp")
    .description(
      "From closed deals to a one-page ideal customer profile and a score for every account. Offline, free, nothing to set up.",
    )
    .version(VERSION, "-v, --version")
    // A command's own --version names a version of the profile.
    .enablePositionalOptions()
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
    editCommand,
    refreshCommand,
    showCommand,
    compareCommand,
    compileCommand,
    confirmCommand,
    rejectCommand,
    declareCommand,
    demoCommand,
    initCommand,
    importCommand,
    publishCommand,
    rollbackCommand,
    versionsCommand,
    listCommand,
    activateCommand,
    reviewCommand,
    signOffCommand,
    settingsCommand,
    changeCommand,
    narrativeCommand,
    workCommand,
    serveCommand,
    peopleCommand,
    runCommand,
    scheduleCommand,
    runsCommand,
    customersCommand,
    doctorCommand,
    eraseCommand,
    workspaceCommand,
  ];
  for (const command of make) top.addCommand(command(surroundings));
  for (const command of [top, ...top.commands.flatMap((one) => [one, ...one.commands])]) {
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

/** @param streams where a command writes; by default this process's own */
export function surroundingsOf(
  signal: AbortSignal,
  { stdout, stderr }: Pick<Surroundings, "stdout" | "stderr"> = process,
): Surroundings {
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

/** What went wrong, said on stderr; gives the exit code. */
function failed(error: unknown, { stderr, signal }: Surroundings): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
  const failure = failureOf(signal.aborted ? new InterruptedError("interrupted", { cause: error }) : error);
  stderr.write(`openicp: ${failure.text}\n`);
  if (process.env.OPENICP_DEBUG) stderr.write(`${debugText(error)}\n`);
  return failure.code;
}

/** One command in the given surroundings. Exit codes: 0 done, 1 the user must act, 2 wrong usage, 130 interrupted, 70 our mistake. */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    await program(surroundings).parseAsync(argv);
    return 0;
  } catch (error) {
    return failed(error, surroundings);
  }
}

/** The command line: `run` in a process of its own. */
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
  process.exitCode = await run(argv, surroundingsOf(interruption.signal));
}
