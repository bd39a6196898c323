import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Workspace } from "../../engine/workspace/workspace.ts";
import { command, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import { PAGES } from "./pages.ts";
import { type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

export interface ServeCommandOptions extends WorkspaceOptions {
  readonly host: string;
  readonly port: number;
  readonly origin?: string;
  readonly log: "silent" | "error" | "warn" | "info";
  readonly work?: boolean;
  readonly uploadLimit: number;
}

/** Unless told. */
export const PORT = 7878;

/** A port as typed. */
export function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError("0 to 65535; 0: any free one");
  return port;
}

function megabytes(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1) throw new InvalidArgumentError("a whole number of megabytes.");
  return limit;
}

/** The built app, beside the bundle or in a checkout. */
export function appFolder(): string {
  const beside = ["./web", "../../dist/web", "../../../dist/web"].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return beside.find((folder) => existsSync(folder)) ?? beside[0]!;
}

/** `openicp serve`. */
export function serveCommand(surroundings: Surroundings): Command {
  return withCommonOptions(
    withWorkspaceOptions(
      command("serve", "Open the workspace as a web app, with its API, until Ctrl-C", [
        "serve --workspace icp",
        "serve --workspace icp --host 0.0.0.0 --origin https://icp.example.com",
      ])
        .option("--host <address>", "the address it listens on; 127.0.0.1 is this machine alone", "127.0.0.1")
        .addOption(new Option("--port <n>", "0: any free one").argParser(portOf).default(PORT))
        .option("--origin <url>", "the address that people type, when it is another (behind a proxy that speaks HTTPS)")
        .option("--no-work", "leaves the jobs of the loop to openicp work, or to nobody")
        .addOption(
          new Option("--upload-limit <mb>", "what an uploaded file may have, in MB").argParser(megabytes).default(2000),
        )
        .addOption(
          new Option("--log <level>", "what is logged, a line of JSON each, on stderr")
            .choices(["silent", "error", "warn", "info"])
            .default("warn"),
        ),
    ),
  ).action((options: ServeCommandOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "serve", effects, async (workspace, { now }) => {
        const { uploadLimit, work = true, ...rest } = options;
        const own = { ...rest, now, demo: false, work, uploadLimit: uploadLimit * 1_000_000 };
        await serveUntilStopped(workspace, surroundings, effects.signal, own);
        return { json: null, text: "", warnings: [] };
      }),
    ),
  );
}

interface Until extends Pick<ServeCommandOptions, "host" | "port" | "log"> {
  readonly origin?: string | undefined;
  readonly json?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly demo: boolean;
  readonly work?: boolean | undefined;
  readonly uploadLimit?: number | undefined;
  now(): Date;
}

/** Serves a workspace until `signal`, and says where. */
export async function serveUntilStopped(
  workspace: Workspace,
  { stdout, stderr }: Surroundings,
  signal: AbortSignal,
  { host, port, origin, log, demo, now, json, quiet, work, uploadLimit }: Until,
): Promise<void> {
  const { serve } = await import("../../api/serve.ts");
  const serving = await serve(workspace, {
    ...{ host, port, origin: origin ?? null, app: appFolder(), logLevel: log, logTo: stderr, pages: PAGES, demo, now },
    early: true,
    ...(work === undefined ? {} : { work }),
    ...(uploadLimit === undefined ? {} : { uploadLimit }),
  });
  if (json === true) stdout.write(`${JSON.stringify({ origin: serving.origin, entry: serving.entry })}\n`);
  else if (quiet !== true) stdout.write(whereWords(serving, demo));
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });
  await serving.close();
}

function whereWords(
  { origin, entry }: { readonly origin: string; readonly entry: string | null },
  demo: boolean,
): string {
  if (demo) return `\nOpen it: ${entry}\nCtrl-C ends it.\n`;
  const first = entry === null ? "" : `Set it up (once, for whoever looks after it): ${entry}\nThen `;
  return `${first}OpenICP is at ${origin}\nCtrl-C ends it.\n`;
}
