import { type Command, Option } from "commander";
import type { Crm } from "../../compile/crm-fields.ts";
import type { Plan } from "../../engine/workspace/activate.ts";
import { InputError } from "../../errors.ts";
import { command, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import { checkTargets } from "../targets.ts";
import { lineOf, type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

interface ActivateOptions extends WorkspaceOptions {
  readonly for: Crm;
  readonly out?: string;
  readonly dryRun?: boolean;
  readonly all?: boolean;
  readonly id?: string;
  readonly hubspotNative?: boolean;
  readonly raw?: boolean;
}

const NAMES: Readonly<Record<Crm, string>> = { salesforce: "Salesforce", hubspot: "HubSpot" };

function inWords({
  crm,
  number,
  wanted,
  added,
  changed,
  same,
  written,
  gone,
  without_id,
  repeated,
  id,
  since,
  out,
}: Plan): string {
  const n = (count: number): string => count.toLocaleString("en-US");
  const before = since === null ? "nothing was delivered before" : `delivered before on ${since}`;
  return [
    `${NAMES[crm]}, by version ${number}: ${n(wanted)} accounts with an id from "${id.column}"; ${before}.`,
    `  ${n(added)} new, ${n(changed)} another than delivered, ${n(same)} as delivered`,
    ...(gone > 0
      ? [`  ${n(gone)} delivered once and no longer among the accounts: ${NAMES[crm]} keeps what it has`]
      : []),
    ...(without_id > 0
      ? [`  ${n(without_id)} ${without_id === 1 ? "account" : "accounts"} without an id: not written`]
      : []),
    ...(repeated > 0 ? [`  ${n(repeated)} ${repeated === 1 ? "row" : "rows"} whose id comes again: written once`] : []),
    out === null
      ? "Nothing was written (--dry-run)."
      : `Written: ${out} (${n(written)} ${written === 1 ? "row" : "rows"})`,
    "",
  ].join("\n");
}

/** `openicp activate`. */
export function activateCommand(surroundings: Surroundings): Command {
  const base = command("activate", "A file for the CRM with the scores that changed since the last one", [
    "activate --for salesforce --dry-run",
    "activate --for salesforce --out update.csv",
  ])
    .addOption(
      new Option("--for <crm>", "where the scores go").choices(["salesforce", "hubspot"]).makeOptionMandatory(),
    )
    .option("--out <file>", "write the file there (CSV)")
    .option("--dry-run", "only tell what would be in it")
    .option("--all", "everything, whatever was delivered before")
    .option("--id <column>", "the column with the CRM's ids")
    .option("--hubspot-native", "with --for hubspot: set its own ICP tier and target account flag too")
    .option("--raw", "leave cells that begin like a formula as they are");
  return withCommonOptions(withWorkspaceOptions(base)).action((options: ActivateOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "activate", effects, async (workspace, all) => {
        const { out, dryRun } = options;
        if ((out === undefined) === (dryRun !== true))
          throw new InputError("say where the file goes (--out update.csv), or only look (--dry-run)");
        if (options.for === "salesforce" && options.hubspotNative === true)
          throw new InputError("--hubspot-native goes with --for hubspot");
        await checkTargets([out], []);
        const { activate } = await import("../../engine/workspace/activate.ts");
        const plan = await activate(
          workspace,
          {
            ...{ icp: lineOf(options), crm: options.for, out: out ?? null, id: options.id ?? null },
            ...{ native: options.hubspotNative === true, raw: options.raw === true, all: options.all === true },
          },
          all,
        );
        return { json: plan, text: inWords(plan), warnings: plan.warnings };
      }),
    ),
  );
}
