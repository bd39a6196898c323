import type { Command } from "commander";
import type { Effects } from "../engine/effects.ts";
import { customersTemplate, declaredTemplate, writeTemplate } from "../engine/write-template.ts";
import { InputError } from "../errors.ts";
import { type CommonOptions, command, several } from "./common.ts";
import { ingestOptions } from "./requests.ts";
import { type Outcome, perform, type Surroundings } from "./run.ts";
import { checkTargets } from "./targets.ts";

interface DeclareOptions extends CommonOptions {
  readonly out?: string;
  readonly customers?: string[];
  readonly accounts?: string[];
}

async function declare(options: DeclareOptions, effects: Effects): Promise<Outcome> {
  const { out, customers = [], accounts = [] } = options;
  if (customers.length === 0 && accounts.length > 0)
    throw new InputError("--accounts tells more of customers: give them too (--customers customers.csv)");
  const text =
    customers.length === 0
      ? declaredTemplate()
      : await customersTemplate({ customers, accounts }, ingestOptions(options), effects);
  if (out === undefined) return { json: { written: [], template: text }, text, product: true, warnings: [] };
  await checkTargets([out], [...customers, ...accounts]);
  await writeTemplate(out, text);
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
    "declare --customers customers.csv --accounts accounts.csv --out icp.yaml",
    "build --declared icp.yaml --accounts accounts.csv --page icp.html",
  ])
    .option("--out <file>", "write it here; without, it is printed")
    .option("--customers <file>", "begin with what these customers have in common (repeatable)", several)
    .option("--accounts <file>", "the accounts of these customers, which say what they are (repeatable)", several)
    .option("--json", "one JSON value on stdout, nothing else")
    .option("--quiet", "say nothing but errors")
    .action((options: DeclareOptions) => perform(surroundings, options, (effects) => declare(options, effects)));
}
