import { type Command, InvalidArgumentError, Option } from "commander";
import { type FilterSummary, filterFile } from "../engine/filter.ts";
import { command, type ReadingOptions, several, withCommonOptions, withReadingOptions } from "./common.ts";
import { guessLines, noticedLines, readLines } from "./report.ts";
import { ingestOptions, readOptions, wishes } from "./requests.ts";
import { perform, type Surroundings } from "./run.ts";
import { checkTargets } from "./targets.ts";
import { unseenTable } from "./unseen.ts";
import { filterInWorkspace } from "./workspace/filter.ts";
import { NO_PROFILE, profileIn, type VersionOptions, withReadVersionOptions } from "./workspace/with-workspace.ts";

interface FilterOptions extends VersionOptions, ReadingOptions {
  readonly icp?: string;
  readonly keep: string;
  readonly drop: string;
  readonly below?: number;
  readonly customers?: string[];
  readonly openDeals?: string[];
  readonly accounts?: string[];
  readonly contacts?: string[];
  readonly contacted?: string[];
  readonly exclude?: string[];
  readonly events?: string[];
  readonly readmitChurned?: boolean;
  readonly ledger?: string;
  readonly raw?: boolean;
}

function fit(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isInteger(value) || value < 0 || value > 100)
    throw new InvalidArgumentError("give a fit from 0 to 100.");
  return value;
}

const count = new Intl.NumberFormat("en-US");

function rows(n: number): string {
  return `${count.format(n)} ${n === 1 ? "row" : "rows"}`;
}

/** `312 dropped for low fit would have won about 9 (4 to 17) if each became an opportunity`. */
function riskLine({ reasons, wins_at_risk }: FilterSummary): string[] {
  const low = reasons.find(({ code }) => code === "low_fit");
  if (low === undefined || wins_at_risk === null) return [];
  const { value, low: from, high: to } = wins_at_risk;
  const whole = (x: number): string => (x > 0 && x < 0.5 ? "under 1" : count.format(Math.round(x)));
  const limits = from === null || to === null ? "" : ` (${whole(from)} to ${whole(to)})`;
  const about = whole(value).startsWith("under") ? whole(value) : `about ${whole(value)}`;
  const each = low.rows === 1 ? "if it became an opportunity" : "if each became an opportunity";
  return [`  The ${count.format(low.rows)} dropped for low fit would have won ${about}${limits} ${each}.`];
}

function inWords(summary: FilterSummary): string {
  const { kept_levels: kept, reasons, below } = summary;
  const levels = kept.high + kept.medium + kept.low + kept.unknown;
  const scored =
    levels === 0
      ? ""
      : `: high ${count.format(kept.high)} · medium ${count.format(kept.medium)} · low ${count.format(kept.low)} · too little known ${count.format(kept.unknown)}`;
  const width = Math.max(...reasons.map(({ rows }) => count.format(rows).length), 0);
  const lines = reasons.map(({ code, label, rows }) => {
    const cut = code === "low_fit" ? `  (fit below ${below})` : "";
    return `  ${count.format(rows).padStart(width)}  ${label}${cut}`;
  });
  const rejected = summary.rejected > 0 ? `, rejected ${rows(summary.rejected)}` : "";
  const copied = summary.copied > 0 ? `, ${rows(summary.copied)} in a file that repeats another` : "";
  return [
    ...readLines(summary.files),
    ...guessLines(summary.guesses),
    ...noticedLines(summary.notes),
    ...unseenTable(summary.unseen, summary.read - summary.rejected)
      .trimEnd()
      .split("\n"),
    "",
    `KEPT ${count.format(summary.kept)} of ${rows(summary.read)}${scored}`,
    `DROPPED ${count.format(summary.dropped)}${rejected}${copied}`,
    ...lines,
    ...riskLine(summary),
    `Written: ${summary.written.join(", ")}`,
    "",
  ].join("\n");
}

/** `openicp filter`. */
export function filterCommand(surroundings: Surroundings): Command {
  const examples = [
    "filter prospects.csv --icp icp.json --keep keep.csv --drop drop.csv",
    "filter batch.csv --icp icp.json --keep keep.csv --drop drop.csv --customers customers.csv --open-deals Opportunity.csv",
    "filter batch.csv --keep keep.csv --drop drop.csv --workspace ~/icp",
  ];
  const base = command("filter", "An outbound batch minus those not to touch, each with its reason", examples)
    .argument("<batch...>", "companies or people: CSV, XLSX, JSON, Parquet, also gzip or zip")
    .option("--icp <file>", "the ICP document; without: the version in force of the workspace")
    .requiredOption("--keep <file>", "where the rows to work on go (CSV)")
    .requiredOption("--drop <file>", "where the dropped rows go, each with its reason (CSV)")
    .addOption(
      new Option("--below <fit>", "drop rows of a lower fit (default: the profile's medium level)").argParser(fit),
    )
    .option("--customers <file>", "customers, or their subscriptions: dropped (repeatable)", several)
    .option("--open-deals <file>", "export of deals: open ones, and those lost within 180 days (repeatable)", several)
    .option("--accounts <file>", "accounts of the CRM: ids, websites, types, attributes (repeatable)", several)
    .option("--contacts <file>", "contacts of the CRM: who opted out, whose address bounces (repeatable)", several)
    .option("--contacted <file>", "outreach log: whoever was contacted within 90 days is dropped (repeatable)", several)
    .option("--exclude <file>", "websites or names not to touch: competitors, partners (repeatable)", several)
    .option(
      "--events <file>",
      "what happened at these companies: who is highly active is kept at low fit, to check",
      several,
    )
    .option("--readmit-churned", "keep customers who left")
    .option("--ledger <file>", "append what was dropped, and the wins at risk, to this CSV file")
    .option("--raw", "write cells as they came, for the CRM; default: no cell is a formula to a spreadsheet");
  return withReadVersionOptions(withCommonOptions(withReadingOptions(base))).action(
    (batch: string[], options: FilterOptions, self: Command) => {
      const profile = profileIn(options);
      if (profile === null) return self.error(NO_PROFILE);
      return perform(surroundings, options, async (effects) => {
        const files = {
          customers: options.customers ?? [],
          openDeals: options.openDeals ?? [],
          accounts: options.accounts ?? [],
          contacts: options.contacts ?? [],
          contacted: options.contacted ?? [],
          exclude: options.exclude ?? [],
        };
        const given = [
          ...batch,
          options.icp,
          options.valueMap,
          ...(options.events ?? []),
          ...Object.values(files).flat(),
        ];
        await checkTargets([options.keep, options.drop, options.ledger], given);
        const request = {
          batch,
          keep: options.keep,
          drop: options.drop,
          ledger: options.ledger ?? null,
          below: options.below ?? null,
          files,
          events: options.events ?? [],
          readmitChurned: options.readmitChurned === true,
          raw: options.raw === true,
          ingest: ingestOptions(options),
          reading: readOptions(options),
          mapFile: wishes(options).map,
          valueMap: options.valueMap ?? null,
        };
        if (profile === "workspace") return filterInWorkspace(request, options, effects, inWords);
        const summary = await filterFile({ ...request, icp: options.icp! }, effects);
        return { json: summary, text: inWords(summary), warnings: summary.warnings };
      });
    },
  );
}
