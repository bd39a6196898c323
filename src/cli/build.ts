import type { Command } from "commander";
import { Option } from "commander";
import type { Levels } from "../build/check.ts";
import { type BuildResult, buildIcp } from "../engine/build.ts";
import type { BuildRequest } from "../engine/build-request.ts";
import type { Wishes } from "../engine/complete.ts";
import { directionWishes } from "../engine/directions.ts";
import type { InputFiles } from "../engine/input-files.ts";
import { mapText } from "../engine/map-file.ts";
import { ROLES } from "../engine/read-tables.ts";
import { type ScoreSummary, scoreBuilt } from "../engine/score.ts";
import { strategyWishes } from "../engine/strategy.ts";
import { type TextFile, writeTogether } from "../engine/write.ts";
import { InputError } from "../errors.ts";
import type { PageOptions } from "../icp/page/one-page.ts";
import { printIcp } from "../icp/print.ts";
import type { Database } from "../warehouse/database.ts";
import {
  anonymousOption,
  beliefsOption,
  type CommonOptions,
  command,
  type FileOptions,
  type ReadingOptions,
  several,
  withCommonOptions,
  withReadingOptions,
} from "./common.ts";
import { halfLife } from "./half-life.ts";
import { marginShare, moneyAmount } from "./money-options.ts";
import { nowLines } from "./now.ts";
import { pageText } from "./page.ts";
import { readingReport } from "./report.ts";
import { ingestOptions, inputFiles, readOptions, wishes } from "./requests.ts";
import { type RoomOptions, roomOf, tierRequest, withRoomOptions } from "./room-options.ts";
import { type Outcome, perform, type Surroundings } from "./run.ts";
import { checkInputs, checkTargets, pageFormat } from "./targets.ts";
import { unseenTable } from "./unseen.ts";
import { type BuildWorkspaceOptions, buildWorkspace } from "./workspace/build.ts";
import { withWorkspaceOptions, workspaceOf } from "./workspace/with-workspace.ts";

export interface BuildOptions extends CommonOptions, ReadingOptions, FileOptions, RoomOptions {
  readonly levels?: Levels | "data";
  readonly goal?: BuildRequest["goal"];
  readonly name?: string;
  readonly out?: string;
  readonly page?: string;
  readonly scores?: string;
  readonly resampling?: boolean;
  readonly forceScore?: boolean;
  readonly findableOnly?: boolean;
  readonly monotone?: string[];
  readonly parts?: string;
  /** Days. */
  readonly recency?: number;
  readonly strategy?: string[];
  /** Share of revenue. */
  readonly margin?: number;
  readonly cac?: number;
  readonly technologies?: string;
  readonly previous?: string;
  readonly declared?: string;
  readonly beliefs?: boolean;
  readonly anonymous?: boolean;
}

/** A goal that was typed goes before that of a mapping file. */
function withGoal(all: Wishes, goal: BuildOptions["goal"]): Wishes {
  return goal === undefined ? all : { ...all, typed: [...all.typed, "goal"] };
}

export function requestOf(files: InputFiles, options: BuildOptions): BuildRequest {
  return {
    files,
    goal: options.goal ?? "win",
    name: options.name ?? null,
    ingest: ingestOptions(options),
    reading: readOptions(options),
    allow: options.allow ?? [],
    about: options.about ?? null,
    findableOnly: options.findableOnly === true,
    monotone: directionWishes(options.monotone ?? []),
    parts: options.parts ?? null,
    weights: { halfLifeDays: options.recency ?? null, strategy: strategyWishes(options.strategy ?? []) },
    money: { margin: options.margin ?? 1, cac: options.cac ?? null },
    wishes: withGoal(wishes(options), options.goal),
    seed: options.seed,
    declared: options.declared ?? null,
    previous: options.previous ?? null,
    resampling: options.resampling !== false,
    forceScore: options.forceScore === true,
    levels: options.levels ?? null,
    room: roomOf(options),
    valueMap: options.valueMap ?? null,
    technologies: options.technologies ?? null,
  };
}

interface Written {
  readonly paths: readonly string[];
  /** Of `--scores`. */
  readonly summary: ScoreSummary | null;
}

/** Writes what was asked for, all or nothing. */
async function writeAll(
  result: BuildResult,
  database: Database,
  options: BuildOptions,
  surroundings: Surroundings,
  warn: (sentence: string) => void,
): Promise<Written> {
  const { scores, page, out, saveMap } = options;
  const texts: TextFile[] = [];
  if (page !== undefined)
    texts.push({
      path: page,
      text: pageText(
        result.envelope,
        pageFormat(page),
        { ...surroundings, color: false },
        pageOptions(options, result),
      ),
    });
  if (out !== undefined) texts.push({ path: out, text: printIcp(result.envelope) });
  if (saveMap !== undefined) texts.push({ path: saveMap, text: mapText(result.facts, result.said, saveMap) });
  let summary: ScoreSummary | null = null;
  await writeTogether(texts, async () => {
    if (scores !== undefined)
      summary = await scoreBuilt(database, result, scores, warn, tierRequest(options, options.seed));
  });
  return { paths: [scores, page, out, saveMap].filter((path) => path !== undefined), summary };
}

function pageOptions({ anonymous }: BuildOptions, { samples }: BuildResult): PageOptions {
  return { anonymous: anonymous === true, samples };
}

function closing(written: readonly string[]): string {
  if (written.length > 0) return `Written: ${written.join(", ")}\n`;
  return "Nothing was written. Add --out icp.json to keep the profile, --page icp.html for the page, --scores scores.csv for a score per account.\n";
}

/** Builds, writes and words the outcome. */
export async function build(
  deals: readonly string[],
  options: BuildOptions,
  surroundings: Surroundings,
  effects: Parameters<typeof buildIcp>[1],
): Promise<Outcome> {
  const files = inputFiles(deals, options);
  if (options.levels === "data" && files.universe.length === 0)
    throw new InputError(
      "--levels data goes by the companies you could sell to: give them with --universe FILE, or the points by hand (--levels 65,35)",
    );
  if (options.accountsPerSeller !== undefined && options.sellers === undefined)
    throw new InputError("--accounts-per-seller needs --sellers N");
  await checkInputs(files);
  await checkTargets(
    [options.out, options.page, options.scores, options.saveMap],
    [
      ...Object.values(files).flat(),
      options.valueMap,
      options.technologies,
      options.rates,
      options.previous,
      options.declared,
    ],
  );
  if (typeof options.mapFile === "string")
    await checkTargets([options.out, options.page, options.scores], [options.mapFile]);
  if (options.page !== undefined) pageFormat(options.page);
  return buildIcp(requestOf(files, options), effects, async (result, database) => {
    const { paths, summary } = await writeAll(result, database, options, surroundings, (sentence) =>
      effects.warn?.(sentence),
    );
    const unseen =
      summary === null ? "" : `${nowLines(summary.now)}${unseenTable(summary.unseen, summary.levels.rows)}`;
    const { envelope, facts } = result;
    return {
      json: {
        id: envelope.document.id,
        maturity: envelope.document.maturity,
        separation: envelope.document.separation,
        written: paths,
        unseen: summary?.unseen ?? [],
        now: summary?.now ?? null,
        files: facts.totals,
        guesses: facts.guesses,
        notes: facts.notes,
        merges: facts.merges,
        set_aside: facts.setAside,
        icp: envelope,
      },
      text: `${readingReport(facts)}\n${pageText(envelope, "terminal", surroundings, pageOptions(options, result))}\n${unseen}${closing(paths)}`,
      warnings: [],
    };
  });
}

/** `openicp build`. */
export function buildCommand(surroundings: Surroundings): Command {
  const examples = [
    "build deals.csv --out icp.json --page icp.html",
    "build Opportunity.csv --accounts Account.csv --scores scores.csv",
    "build --declared icp.yaml --accounts Account.csv --scores scores.csv",
    "build sales.csv.gz --outcome 'Opportunity Result=Won' --order 'Opportunity Number'",
  ];
  const base = command(
    "build",
    "Closed deals -> an ideal customer profile, its page, and a score per account",
    examples,
  )
    .argument("[deals...]", "file of opportunities, one row each: CSV, XLSX, JSON, Parquet, also gzip or zip")
    .option("--accounts <file>", "the accounts of these deals (repeatable, like every file)", several)
    .option("--customers <file>", "customers or subscriptions: revenue, expansion, churn", several)
    .option("--contacts <file>", "contacts: who buys inside", several)
    .option("--leads <file>", "leads", several)
    .option("--events <file>", "what happened: visits, downloads, product use", several)
    .option("--history <file>", "field history: values as they were when each deal was created", several)
    .option("--universe <file>", "companies you could sell to: shows how broad the profile is", several)
    .option(
      "--declared <file>",
      "what you believe of your best customers (openicp declare writes it): alone, or beside deals",
    )
    .option("--technologies <file>", "your list, CSV: technology, role (required, complementary, competitor, red-flag)")
    .addOption(
      new Option("--goal <goal>", "what a high fit stands for (default: win)").choices([
        "win",
        "good-win",
        "value",
        "retention",
      ]),
    )
    .option("--previous <file>", "an earlier version: the disqualifiers you confirmed or rejected in it stay so")
    .option("--name <name>", "title of the profile")
    .option("--out <file>", "write the ICP document (JSON)")
    .option("--page <file>", "write the page: .html, .md or .txt")
    .addOption(anonymousOption())
    .option("--scores <file>", "write a score for every account given (CSV)")
    .option("--no-resampling", "skip the test against chance; the document says so")
    .option("--findable-only", "leave out what stands in your CRM alone and no provider has for prospects")
    .option(
      "--parts <column>",
      "a card of its own for each part of an attribute, where that wins ('auto' finds the attribute)",
    )
    .option(
      "--monotone <column=up|down>",
      "its points may only rise, or only fall (repeatable): 'Employees=up'",
      several,
    )
    .addOption(
      new Option(
        "--recency <half-life>",
        "newer deals teach more: time in which a deal's weight halves (12m, 180d)",
      ).argParser(halfLife),
    )
    .option(
      "--strategy <column=values:weight>",
      "such deals count so many times (repeatable): 'Industry=Healthcare|Biotech:3', 'Employees>=200:2'",
      several,
    )
    .addOption(
      new Option("--margin <share>", "what a sale leaves, for lifetime value and payback: 0.8 (default 1)").argParser(
        marginShare,
      ),
    )
    .addOption(new Option("--cac <amount>", "what it costs to win a customer, for payback").argParser(moneyAmount))
    .option("--force-score", "a scorecard although the data does not tell winners from losers; marked");
  const whole = withWorkspaceOptions(withCommonOptions(withReadingOptions(withRoomOptions(base))));
  whole.option("--why <text>", "with a workspace: why this draft is made, for the log").addOption(beliefsOption());
  return whole.action((deals: string[], options: BuildWorkspaceOptions) => {
    const given = [deals, ...ROLES.map((role) => options[role as keyof FileOptions] ?? [])].flat();
    if (given.length === 0 && workspaceOf(options) !== null) return buildWorkspace(surroundings, options);
    return perform(surroundings, options, (effects) => build(deals, options, surroundings, effects));
  });
}
