import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { NotFoundError } from "../errors.ts";
import { type BuildOptions, build } from "./build.ts";
import { type CommonOptions, command, withCommonOptions } from "./common.ts";
import { type Outcome, perform, type Surroundings } from "./run.ts";

interface DemoOptions extends CommonOptions {
  readonly dir: string;
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

/** `openicp demo`. */
export function demoCommand(surroundings: Surroundings): Command {
  return withCommonOptions(
    command("demo", "Build the profile of the sample company and show it", ["demo", "demo --dir /tmp/calvanto"]).option(
      "--dir <folder>",
      "where the files go",
      "openicp-demo",
    ),
  ).action((options: DemoOptions) => perform(surroundings, options, (effects) => demo(options, surroundings, effects)));
}
