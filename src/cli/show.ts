import { type Command, Option } from "commander";
import { readIcp } from "../engine/read-icp.ts";
import { writeWhole } from "../engine/write.ts";
import { onePage } from "../icp/page/one-page.ts";
import { renderSummary } from "../icp/page/summary.ts";
import { printIcp } from "../icp/print.ts";
import { type CommonOptions, command, withCommonOptions } from "./common.ts";
import { pageText } from "./page.ts";
import { perform, type Surroundings } from "./run.ts";
import { checkTargets } from "./targets.ts";

interface ShowOptions extends CommonOptions {
  readonly format: "terminal" | "summary" | "md" | "html" | "json";
  readonly out?: string;
}

/** `openicp show`. */
export function showCommand(surroundings: Surroundings): Command {
  const examples = ["show icp.json", "show icp.json --format html --out icp.html", "show icp.json --format summary"];
  return withCommonOptions(
    command("show", "Read an ICP document as a page", examples)
      .argument("<icp>", "an ICP document")
      .addOption(
        new Option("--format <format>", "how to show it")
          .choices(["terminal", "summary", "md", "html", "json"])
          .default("terminal"),
      )
      .option("--out <file>", "write it there instead of printing it"),
  ).action((path: string, options: ShowOptions) =>
    perform(surroundings, options, async () => {
      await checkTargets([options.out], [path]);
      const envelope = await readIcp(path);
      const screen = options.out === undefined ? surroundings : { ...surroundings, color: false };
      const text =
        options.format === "json"
          ? printIcp(envelope)
          : options.format === "summary"
            ? renderSummary(onePage(envelope.document))
            : pageText(envelope, options.format, screen);
      if (options.out === undefined) return { json: envelope, text, product: true, warnings: [] };
      await writeWhole(options.out, text);
      return { json: { written: [options.out] }, text: `Written: ${options.out}\n`, warnings: [] };
    }),
  );
}
