import { type Command, Option } from "commander";
import { samplesIn } from "../engine/reach/samples.ts";
import { readIcp } from "../engine/read-icp.ts";
import { writeWhole } from "../engine/write.ts";
import { InputError } from "../errors.ts";
import type { IcpDocument } from "../icp/document.ts";
import { type FilterPlan, filterPlan } from "../icp/filters/filters.ts";
import { renderFilters } from "../icp/filters/render.ts";
import { TOOLS, type Tool } from "../icp/filters/tools.ts";
import { onePage } from "../icp/page/one-page.ts";
import { renderSummary } from "../icp/page/summary.ts";
import { printIcp } from "../icp/print.ts";
import { type CommonOptions, command, withCommonOptions } from "./common.ts";
import { pageText } from "./page.ts";
import { perform, type Surroundings } from "./run.ts";
import { checkTargets } from "./targets.ts";

interface ShowOptions extends CommonOptions {
  readonly format: "terminal" | "summary" | "md" | "html" | "json" | "filters";
  readonly for?: Tool;
  readonly out?: string;
  readonly accounts?: string;
}

/** The filter settings asked for; null for another format. */
function filtersAsked(document: IcpDocument, options: ShowOptions): FilterPlan | null {
  if (options.format !== "filters") {
    if (options.for !== undefined) throw new InputError("--for goes with --format filters: add it");
    return null;
  }
  if (options.for === undefined) throw new InputError(`--format filters needs --for, one of ${TOOLS.join(", ")}`);
  return filterPlan(document, options.for);
}

/** `openicp show`. */
export function showCommand(surroundings: Surroundings): Command {
  const examples = [
    "show icp.json",
    "show icp.json --format html --out icp.html",
    "show icp.json --format summary",
    "show icp.json --format filters --for sales-navigator",
  ];
  return withCommonOptions(
    command("show", "Read an ICP document as a page", examples)
      .argument("<icp>", "an ICP document")
      .addOption(
        new Option("--format <format>", "how to show it")
          .choices(["terminal", "summary", "md", "html", "json", "filters"])
          .default("terminal"),
      )
      .addOption(
        new Option("--for <tool>", "with --format filters: where the companies are looked for").choices([...TOOLS]),
      )
      .option("--out <file>", "write it there instead of printing it")
      .option("--accounts <file>", "the accounts: names the sample accounts of the page, with their points"),
  ).action((path: string, options: ShowOptions) =>
    perform(surroundings, options, async () => {
      await checkTargets([options.out], [path, options.accounts]);
      const envelope = await readIcp(path);
      const samples = options.accounts === undefined ? [] : await samplesIn(envelope.document, options.accounts, {});
      const kept = envelope.document.sample_accounts.length;
      const warnings =
        options.accounts !== undefined && samples.length < kept
          ? [
              `${samples.length === 0 ? "none" : `only ${samples.length}`} of the ${kept} sample accounts ${samples.length === 1 ? "is" : "are"} in ${options.accounts}`,
            ]
          : [];
      const screen = options.out === undefined ? surroundings : { ...surroundings, color: false };
      const plan = filtersAsked(envelope.document, options);
      const text =
        plan !== null
          ? renderFilters(plan)
          : options.format === "json"
            ? printIcp(envelope)
            : options.format === "summary"
              ? renderSummary(onePage(envelope.document, { samples }))
              : pageText(envelope, options.format as "terminal" | "md" | "html", screen, { samples });
      if (options.out === undefined) return { json: plan ?? envelope, text, product: true, warnings };
      await writeWhole(options.out, text);
      return { json: { written: [options.out] }, text: `Written: ${options.out}\n`, warnings };
    }),
  );
}
