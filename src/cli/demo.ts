import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type Command, Option } from "commander";
import type { Effects } from "../engine/effects.ts";
import { NotFoundError } from "../errors.ts";
import { type BuildOptions, build } from "./build.ts";
import { type CommonOptions, command, withCommonOptions } from "./common.ts";
import { type Outcome, perform, type Surroundings } from "./run.ts";
import { PORT, portOf, serveUntilStopped } from "./workspace/serve.ts";
import { workspaceEffects } from "./workspace/with-workspace.ts";

interface DemoOptions extends CommonOptions {
  readonly dir: string;
  readonly serve?: boolean;
  readonly port: number;
}

/** The sample company, beside the bundle or the source. */
function sampleFolder(): string {
  for (const up of ["../examples/calvanto", "../../examples/calvanto"]) {
    const folder = fileURLToPath(new URL(up, import.meta.url));
    if (existsSync(folder)) return folder;
  }
  throw new NotFoundError("the sample company is missing: examples/calvanto belongs beside dist/");
}

function guide(folder: string): string {
  const at = (name: string): string => relative(process.cwd(), join(folder, name)) || name;
  return [
    `The page:   ${at("icp.html")}   (open it in a browser; it prints on both sides of one sheet)`,
    `The scores: ${at("scores.csv")}   (one row per account: points that add up to the fit, timing, what to do)`,
    `The ICP:    ${at("icp.json")}`,
    "",
    "With your own export:  node bin/openicp.js build deals.csv --accounts accounts.csv --out icp.json --page icp.html --scores scores.csv",
  ].join("\n");
}

/** Builds the sample company's profile from its Salesforce export. */
async function demo(
  options: DemoOptions,
  surroundings: Surroundings,
  effects: Parameters<typeof build>[3],
): Promise<Outcome> {
  const sample = sampleFolder();
  await mkdir(options.dir, { recursive: true });
  const request: BuildOptions = {
    ...options,
    accounts: [join(sample, "salesforce/Account.csv")],
    universe: [join(sample, "prospects.csv")],
    events: [join(sample, "events.csv")],
    name: "Calvanto: ideal customer profile",
    out: join(options.dir, "icp.json"),
    page: join(options.dir, "icp.html"),
    scores: join(options.dir, "scores.csv"),
  };
  const outcome = await build([join(sample, "salesforce/Opportunity.csv")], request, surroundings, effects);
  return { ...outcome, text: `${outcome.text}\n${guide(options.dir)}\n` };
}

/** Opens the app on a workspace of the sample company, which is made when it is not there. */
async function demoApp(options: DemoOptions, surroundings: Surroundings, given: Effects): Promise<Outcome> {
  const { initWorkspace, openWorkspace } = await import("../engine/workspace/open.ts");
  const { fillDemo } = await import("../engine/workspace/demo.ts");
  const dir = join(options.dir, "calvanto");
  const effects = workspaceEffects({ ...options, by: "demo" }, given);
  const opening = { databaseUrl: null, doing: "openicp demo" };
  if (!existsSync(join(dir, "workspace.json"))) await initWorkspace(dir, opening, effects);
  const workspace = await openWorkspace(dir, opening, effects);
  try {
    await fillDemo(workspace, sampleFolder(), options.seed ?? 1, effects);
    const { json, quiet, port } = options;
    const { signal } = effects;
    const until = { host: "127.0.0.1", port, log: "warn" as const, json, quiet, demo: true, now: effects.now };
    await serveUntilStopped(workspace, surroundings, signal, until);
    return { json: null, text: "", warnings: [] };
  } finally {
    await workspace.close();
  }
}

/** `openicp demo`. */
export function demoCommand(surroundings: Surroundings): Command {
  return withCommonOptions(
    command("demo", "Build the profile of the sample company and show it", [
      "demo",
      "demo --serve",
      "demo --dir /tmp/calvanto",
    ])
      .option("--dir <folder>", "where the files go", "openicp-demo")
      .option("--serve", "opens the web app on the sample company, until Ctrl-C")
      .addOption(new Option("--port <n>", "of the web app; 0: any free one").argParser(portOf).default(PORT)),
  ).action((options: DemoOptions) =>
    perform(surroundings, options, (effects) =>
      options.serve === true ? demoApp(options, surroundings, effects) : demo(options, surroundings, effects),
    ),
  );
}
