import { type Command, Option } from "commander";
import type { Crm } from "../compile/crm-fields.ts";
import { fieldsFile } from "../engine/crm/fields-file.ts";
import type { CrmRequest } from "../engine/crm/write.ts";
import { type ScoreSummary, scoreFile } from "../engine/score.ts";
import { writeWhole } from "../engine/write.ts";
import { InputError } from "../errors.ts";
import { command, decimalOption, type ReadingOptions, several, withCommonOptions } from "./common.ts";
import { eventLines, nowLines } from "./now.ts";
import { readOptions, wishes } from "./requests.ts";
import { type TierOptions, tierLines, tierRequest, withTierOptions } from "./room-options.ts";
import { perform, type Surroundings } from "./run.ts";
import { checkTargets } from "./targets.ts";
import { unseenTable } from "./unseen.ts";
import { scoreWorkspace } from "./workspace/score.ts";
import { scoreInWorkspace } from "./workspace/score-file.ts";
import {
  NO_PROFILE,
  profileIn,
  type VersionOptions,
  withVersionOptions,
  workspaceOf,
} from "./workspace/with-workspace.ts";

interface ScoreOptions extends VersionOptions, ReadingOptions, TierOptions {
  readonly icp?: string;
  readonly out?: string;
  readonly for?: Crm;
  readonly fields?: string;
  readonly id?: string;
  readonly hubspotNative?: boolean;
  readonly raw?: boolean;
  readonly anew?: boolean;
  readonly events?: string[];
  readonly customers?: string[];
  readonly openDeals?: string[];
}

const count = new Intl.NumberFormat("en-US");

function inWords(summary: ScoreSummary, more: readonly string[]): string {
  const { file, levels, out, unseen, guesses } = summary;
  const share = (n: number): string => `${count.format(n)} (${Math.round((100 * n) / Math.max(levels.rows, 1))}%)`;
  const rejected = file.rejected > 0 ? `, ${count.format(file.rejected)} rejected` : "";
  const read = `${file.name}: ${count.format(file.read)} rows read${rejected}\n`;
  const scored = levels.high + levels.medium + levels.low + levels.unknown > 0;
  const body = scored
    ? `high ${share(levels.high)} · medium ${share(levels.medium)} · low ${share(levels.low)} · too little known ${share(levels.unknown)}\n`
    : "no scorecard: every row carries the base rate only\n";
  const guessed = guesses.map(({ text, override }) => `${text}  [${override}]\n`).join("");
  return `${read}${eventLines(summary.now)}${guessed}${body}${nowLines(summary.now)}${tierLines(summary.tiers)}${unseenTable(unseen, levels.rows)}${forCrm(summary)}Written: ${[out, ...more].join(", ")}\n`;
}

/** What the file for a CRM holds, what it leaves out, and the fields to create once. */
function forCrm({ for_crm: written }: ScoreSummary): string {
  if (written === undefined) return "";
  const { id, without_id, rows_without_id, repeated, fields } = written;
  const rows = rows_without_id.slice(0, 10).join(", ");
  const more = without_id > 10 ? " ..." : "";
  const left = [
    ...(without_id > 0 ? [`${counted(without_id, "row")} without an id not written (row ${rows}${more})`] : []),
    ...(repeated > 0 ? [`${counted(repeated, "row")} whose id comes again further down not written`] : []),
  ];
  const widths = fields[0]!.map((_, k) => Math.max(...fields.map((row) => row[k]!.length)));
  const table = fields.map(
    (row) =>
      `  ${row
        .map((text, k) => text.padEnd(widths[k]!))
        .join("  ")
        .trimEnd()}\n`,
  );
  return [
    `${counted(written.written, "row")} for the CRM, ids from "${id.column}"${left.map((text) => `; ${text}`).join("")}\n`,
    `\nCreate these fields once (--fields FILE writes their definitions):\n${table.join("")}\n`,
  ].join("");
}

function counted(n: number, one: string): string {
  return `${count.format(n)} ${one}${n === 1 ? "" : "s"}`;
}

/** What is asked for a CRM; refuses options that belong to one and stand without it. */
function crmRequest(options: ScoreOptions, today: string): CrmRequest | null {
  const given = [
    ...(options.fields === undefined ? [] : ["--fields"]),
    ...(options.id === undefined ? [] : ["--id"]),
    ...(options.hubspotNative ? ["--hubspot-native"] : []),
  ];
  if (options.for === undefined && given.length > 0)
    throw new InputError(`${given[0]} goes with --for salesforce or --for hubspot: add one of them`);
  if (options.for === "salesforce" && options.hubspotNative)
    throw new InputError("--hubspot-native goes with --for hubspot");
  if (options.for === undefined) return null;
  return {
    crm: options.for,
    id: options.id ?? null,
    native: options.hubspotNative === true,
    scoredAt: options.asOf ?? today,
  };
}

/** `openicp score`. */
export function scoreCommand(surroundings: Surroundings): Command {
  const examples = [
    "score accounts.csv --icp icp.json --out scores.csv",
    "score prospects.csv.gz --icp icp.json --out scores.csv --json",
    "score prospects.csv --icp icp.json --out list.csv --capacity 50,200 --control 100",
    "score Account.csv --icp icp.json --out update.csv --for salesforce --fields fields.zip",
    "score prospects.csv --out scores.csv --workspace ~/icp",
  ];
  const base = withTierOptions(
    command("score", "Score raw accounts with an ICP document; points add up to the fit in every row", examples)
      .argument("[accounts]", "CSV (also gzip) or Parquet file, one company per row; without: those of the workspace")
      .option("--icp <file>", "the ICP document")
      .option("--out <file>", "where the scores go (CSV)")
      .option("--map <column=field>", "read a column as a field of the profile (repeatable)", several)
      .option(
        "--map-file <file>",
        "read the columns of such a file (openicp.map.yaml beside the accounts is read by itself)",
      )
      .option("--no-map-file", "read no such file")
      .option("--value-map <file>", "what other words mean, CSV: field, from, to")
      .addOption(new Option("--for <crm>", "a file that the CRM takes back instead").choices(["salesforce", "hubspot"]))
      .option("--fields <file>", "with --for: write the fields to create: .csv, .zip (Salesforce), .json (HubSpot)")
      .option("--id <column>", "with --for: the column with the CRM's ids")
      .option("--hubspot-native", "with --for hubspot: set its own ICP tier and target account flag too")
      .option("--raw", "leave cells that begin like a formula as they are")
      .option("--anew", "in a workspace: compute every account, not only what changed")
      .option("--events <file>", "what happened at these accounts: adds timing, 0 to 100 (repeatable)", several)
      .option("--customers <file>", "customers: they are not pursued (repeatable)", several)
      .option("--open-deals <file>", "deals: who has one open, or has bought, is not pursued (repeatable)", several)
      .addOption(
        new Option("--date-format <order>", "how dates like 03/04/2024 of events are read").choices([
          "day-first",
          "month-first",
        ]),
      )
      .option("--sheet <name>", "sheet of a workbook (repeatable); or FILE.xlsx#NAME", several)
      .option("--delimiter <sign>", "separator of the CSV file")
      .option("--encoding <name>", "utf-8, utf-16, latin-1")
      .addOption(decimalOption()),
  );
  return withVersionOptions(withCommonOptions(base)).action(
    (accounts: string | undefined, options: ScoreOptions, self: Command) => {
      const { icp, out } = options;
      if (accounts === undefined && workspaceOf(options) !== null) return scoreWorkspace(surroundings, options);
      if (accounts === undefined)
        return self.error("error: missing required argument 'accounts', or a workspace (--workspace DIR)\n");
      const profile = profileIn(options);
      if (profile === null) return self.error(NO_PROFILE);
      if (out === undefined) return self.error("error: required option '--out <file>' not specified\n");
      return perform(surroundings, options, async (effects) => {
        const crm = crmRequest(options, effects.today);
        const tiers = tierRequest(options, options.seed);
        if (crm !== null && tiers !== null)
          throw new InputError(
            "tiers stand in a table of scores: leave out --for, or --capacity, --tiers-by and --control",
          );
        await checkTargets(
          [out, options.fields],
          [
            accounts,
            icp,
            options.valueMap,
            ...(options.events ?? []),
            ...(options.customers ?? []),
            ...(options.openDeals ?? []),
          ],
        );
        const definitions =
          crm === null || options.fields === undefined
            ? null
            : { path: options.fields, text: fieldsFile(crm.crm, options.fields) };
        const request = {
          accounts,
          out,
          reading: readOptions(options),
          map: options.map ?? [],
          mapFile: wishes(options).map,
          valueMap: options.valueMap ?? null,
          raw: options.raw === true,
          crm,
          events: options.events ?? [],
          already: { customers: options.customers ?? [], openDeals: options.openDeals ?? [] },
          asOf: options.asOf ?? null,
          dateOrder: options.dateFormat ?? null,
          tiers,
        };
        const summary =
          profile === "workspace"
            ? await scoreInWorkspace(request, options, effects)
            : await scoreFile({ ...request, icp: icp! }, effects);
        if (definitions !== null) await writeWhole(definitions.path, definitions.text);
        const more = definitions === null ? [] : [definitions.path];
        return { json: summary, text: inWords(summary, more), warnings: summary.warnings };
      });
    },
  );
}
