import { existsSync } from "node:fs";
import { type Command, Option } from "commander";
import type { Effects } from "../engine/effects.ts";
import { type Paper, printPdf } from "../engine/print-pdf.ts";
import { samplesIn } from "../engine/reach/samples.ts";
import { readIcp } from "../engine/read-icp.ts";
import { writeWhole } from "../engine/write.ts";
import { InputError } from "../errors.ts";
import type { IcpDocument, IcpEnvelope } from "../icp/document.ts";
import { type FilterPlan, filterPlan } from "../icp/filters/filters.ts";
import { renderFilters } from "../icp/filters/render.ts";
import { TOOLS, type Tool } from "../icp/filters/tools.ts";
import { renderCardHtml } from "../icp/page/html/render-html.ts";
import { renderCardMarkdown } from "../icp/page/markdown/render-markdown.ts";
import { onePage, type PageOptions } from "../icp/page/one-page.ts";
import type { Page } from "../icp/page/page.ts";
import { renderSummary } from "../icp/page/summary.ts";
import { renderCardTerminal } from "../icp/page/terminal/render-terminal.ts";
import { printIcp } from "../icp/print.ts";
import { anonymousOption, command, withCommonOptions } from "./common.ts";
import { pageText, type Screen } from "./page.ts";
import { perform, type Surroundings } from "./run.ts";
import { checkTargets, pageFormat } from "./targets.ts";
import {
  lineOf,
  oneVersion,
  type VersionOptions,
  withVersionOptions,
  withWorkspace,
  workspaceOf,
} from "./workspace/with-workspace.ts";

const FORMATS = ["terminal", "summary", "md", "html", "card", "pdf", "json", "filters"] as const;
const PAPERS: readonly Paper[] = ["A4", "Letter"];

interface ShowOptions extends VersionOptions {
  readonly format: (typeof FORMATS)[number];
  readonly for?: Tool;
  readonly out?: string;
  readonly accounts?: string;
  readonly paper?: Paper;
  readonly anonymous?: boolean;
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

/** The page in the format asked for, as text. */
function textOf(envelope: IcpEnvelope, options: ShowOptions, named: PageOptions, screen: Screen): string {
  const page = (): Page => onePage(envelope.document, named);
  switch (options.format) {
    case "json":
      return printIcp(envelope);
    case "summary":
      return renderSummary(page());
    case "card":
      return cardText(page(), options.out, screen);
    case "terminal":
    case "md":
    case "html":
      return pageText(envelope, options.format, screen, named);
    default:
      throw new Error(`${options.format} is no text`);
  }
}

/** The card alone, written as the ending of its file says. */
function cardText(page: Page, out: string | undefined, screen: Screen): string {
  const format = out === undefined ? "terminal" : pageFormat(out);
  if (format === "html") return renderCardHtml(page);
  return format === "md" ? renderCardMarkdown(page) : renderCardTerminal(page, screen);
}

/** Refuses options that do not go together before anything is done. */
function checkShown({ format, out, paper, anonymous, json }: ShowOptions): void {
  if (paper !== undefined && format !== "pdf") throw new InputError("--paper goes with --format pdf: add it");
  if (format === "pdf" && out === undefined) throw new InputError("--format pdf needs --out FILE.pdf");
  if (anonymous === true && json === true && out === undefined)
    throw new InputError("--json gives the document as it is, with its names: leave out --anonymous, or --json");
  if (anonymous === true && (format === "json" || format === "filters"))
    throw new InputError(`--anonymous goes with pages; --format ${format} gives the document as it is`);
}

async function pdfOf(
  envelope: IcpEnvelope,
  options: ShowOptions,
  named: PageOptions,
  { signal }: Surroundings,
): Promise<Uint8Array> {
  const html = pageText(envelope, "html", NO_SCREEN, named);
  return printPdf(html, options.paper ?? "A4", process.env, signal);
}

const NO_SCREEN: Screen = { width: 100, color: false };

/** A version that a workspace keeps; `which` null: the one in force. */
function keptEnvelope(options: ShowOptions, which: string | null, effects: Effects): Promise<IcpEnvelope> {
  return withWorkspace(options, "show", effects, async (workspace) => {
    const { envelopeOf } = await import("../engine/workspace/versions.ts");
    return (await envelopeOf(workspace, lineOf(options), which)).envelope;
  });
}

/** `openicp show`. */
export function showCommand(surroundings: Surroundings): Command {
  const examples = [
    "show icp.json",
    "show icp.json --format html --out icp.html",
    "show icp.json --format summary",
    "show icp.json --format card --out card.html",
    "show icp.json --format pdf --out icp.pdf --anonymous",
    "show icp.json --format filters --for sales-navigator",
  ];
  return withVersionOptions(
    withCommonOptions(
      command("show", "Read an ICP document as a page", examples)
        .argument("[icp]", "an ICP document; with a workspace: the number of a version (default: the one in force)")
        .addOption(new Option("--format <format>", "how to show it").choices([...FORMATS]).default("terminal"))
        .addOption(
          new Option("--for <tool>", "with --format filters: where the companies are looked for").choices([...TOOLS]),
        )
        .option("--out <file>", "write it there instead of printing it")
        .option("--accounts <file>", "the accounts: names the sample accounts of the page, with their points")
        .addOption(new Option("--paper <size>", "with --format pdf (default: A4)").choices([...PAPERS]))
        .addOption(anonymousOption()),
    ),
  ).action((path: string | undefined, options: ShowOptions, self: Command) => {
    const kept = workspaceOf(options) !== null && (path === undefined || !existsSync(path));
    if (path === undefined && !kept)
      return self.error("error: missing required argument 'icp', or a workspace (--workspace DIR)\n");
    return perform(surroundings, options, async (effects) => {
      checkShown(options);
      await checkTargets([options.out], [...(kept ? [] : [path!]), options.accounts]);
      const envelope = kept
        ? await keptEnvelope(options, oneVersion(path ?? null, options.version), effects)
        : await readIcp(path!);
      const samples = options.accounts === undefined ? [] : await samplesIn(envelope.document, options.accounts, {});
      const sampled = envelope.document.sample_accounts.length;
      const warnings =
        options.accounts !== undefined && samples.length < sampled
          ? [
              `${samples.length === 0 ? "none" : `only ${samples.length}`} of the ${sampled} sample accounts ${samples.length === 1 ? "is" : "are"} in ${options.accounts}`,
            ]
          : [];
      const named = { anonymous: options.anonymous === true, samples };
      const screen = options.out === undefined ? surroundings : { ...surroundings, color: false };
      if (options.format === "pdf") {
        await writeWhole(options.out!, await pdfOf(envelope, options, named, surroundings));
        return { json: { written: [options.out] }, text: `Written: ${options.out}\n`, warnings };
      }
      const plan = filtersAsked(envelope.document, options);
      const text = plan === null ? textOf(envelope, options, named, screen) : renderFilters(plan);
      if (options.out === undefined) return { json: plan ?? envelope, text, product: true, warnings };
      await writeWhole(options.out, text);
      return { json: { written: [options.out] }, text: `Written: ${options.out}\n`, warnings };
    });
  });
}
