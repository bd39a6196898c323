import type { Command } from "commander";
import { declaredTemplate, writeTemplate } from "../engine/write-template.ts";
import { type CommonOptions, command } from "./common.ts";
import { type Outcome, perform, type Surroundings } from "./run.ts";
import { checkTargets } from "./targets.ts";

interface DeclareOptions extends CommonOptions {
  readonly out?: string;
}

async function declare({ out }: DeclareOptions): Promise<Outcome> {
  const text = declaredTemplate();
  if (out === undefined) return { json: { written: [], template: text }, text, product: true, warnings: [] };
  await checkTargets([out]);
  await writeTemplate(out);
  return {
    json: { written: [out], template: text },
    text: `Written: ${out}\nPut your own answers in, then: openicp build --declared ${out} --accounts accounts.csv --page icp.html --scores scores.csv\n`,
    warnings: [],
  };
}

/** `openicp declare`. */
export function declareCommand(surroundings: Surroundings): Command {
  return command("declare", "The starting template of a declared ICP: what you believe, as a file to edit", [
    "declare --out icp.yaml",
    "build --declared icp.yaml --accounts accounts.csv --page icp.html",
  ])
    .option("--out <file>", "write it here; without, it is printed")
    .option("--json", "one JSON value on stdout, nothing else")
    .option("--quiet", "say nothing but errors")
    .action((options: DeclareOptions) => perform(surroundings, options, () => declare(options)));
}
