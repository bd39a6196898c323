import type { Command } from "commander";
import type { AuditLevel, Group, Money, Share } from "../engine/audit/table.ts";
import { type AuditSummary, auditFile } from "../engine/audit.ts";
import { command, type ReadingOptions, several, withCommonOptions, withReadingOptions } from "./common.ts";
import { guessLines, noticedLines, readLines } from "./report.ts";
import { ingestOptions, readOptions, wishes } from "./requests.ts";
import { perform, type Surroundings } from "./run.ts";
import { checkTargets } from "./targets.ts";
import { unseenTable } from "./unseen.ts";
import { auditInWorkspace } from "./workspace/audit.ts";
import { NO_PROFILE, profileIn, type VersionOptions, withReadVersionOptions } from "./workspace/with-workspace.ts";

interface AuditOptions extends Omit<VersionOptions, "by">, ReadingOptions {
  readonly icp?: string;
  readonly accounts?: string[];
  readonly by?: string;
  readonly out?: string;
}

const count = new Intl.NumberFormat("en-US");
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 3 });
const WORDS: Readonly<Record<AuditLevel, string>> = {
  high: "high",
  medium: "medium",
  low: "low",
  unknown: "too little known",
  none: "no level",
};
/** Values of a breakdown that are shown; all are in `--json` and `--out`. */
const MOST_GROUPS = 12;

function percent(x: number): string {
  return `${Math.round(100 * x)}%`;
}

/** `34% (29-41%)`. */
function withLimits({ value, interval }: Share): string {
  if (value === null || interval === null) return "-";
  return `${percent(value)} (${Math.round(100 * interval[0])}-${percent(interval[1])})`;
}

function moneyText({ currency, amount }: Pick<Money, "currency" | "amount">): string {
  return currency === null ? compact.format(amount) : `${currency} ${compact.format(amount)}`;
}

/** Lines of a table whose columns are as wide as they need to be; all but the first are right-aligned. */
function laidOut(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) =>
    `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  ")}`.trimEnd(),
  );
}

function wonText(won: Share | undefined): string {
  return won === undefined || won.of === 0 ? "-" : `won ${won.n} of ${count.format(won.of)}: ${withLimits(won)}`;
}

function levelTable({ all, held_out, kind }: AuditSummary): string[] {
  const decided = all.levels.some(({ won }) => won.of > 0);
  const what = kind === "pipeline" ? "open deals" : "rows";
  const header = [
    "level",
    what,
    "share",
    ...all.money.flatMap(({ currency }) => [currency ?? "amount", "share"]),
    ...(held_out === null ? [] : ["held-out deals"]),
    ...(decided ? ["closed in this file"] : []),
  ];
  const lines = all.levels.map(({ level, rows, money, won }) => [
    WORDS[level],
    count.format(rows.n),
    withLimits(rows),
    ...money.flatMap(({ amount, share }) => [compact.format(amount), share === null ? "-" : percent(share)]),
    ...(held_out === null ? [] : [wonText(held_out.levels.find((one) => one.level === level)?.won)]),
    ...(decided ? [wonText(won)] : []),
  ]);
  return laidOut([header, ...lines]);
}

function wonInAll({ levels }: Group): string {
  const [won, of] = [levels.reduce((sum, one) => sum + one.won.n, 0), levels.reduce((sum, one) => sum + one.won.of, 0)];
  return of === 0 ? "-" : `won ${count.format(won)} of ${count.format(of)}`;
}

function groupTable(column: string, groups: readonly Group[]): string[] {
  const shown = groups.filter(({ rows }) => rows > 0);
  const [first] = shown;
  if (first === undefined) return [];
  const levels = first.levels.map(({ level }) => level);
  const decided = shown.some(({ levels }) => levels.some(({ won }) => won.of > 0));
  const header = [
    column,
    "rows",
    ...levels.map((level) => WORDS[level]),
    ...(levels.includes("high") ? ["share high"] : []),
    ...(decided ? ["closed deals"] : []),
    ...first.money.flatMap(({ currency }) => [currency ?? "amount", ...(levels.includes("low") ? ["of it low"] : [])]),
  ];
  const lines = shown.slice(0, MOST_GROUPS).map((group) => [
    group.name ?? "(not given)",
    count.format(group.rows),
    ...group.levels.map(({ rows }) => count.format(rows.n)),
    ...(levels.includes("high") ? [withLimits(group.levels[0]!.rows)] : []),
    ...(decided ? [wonInAll(group)] : []),
    ...group.money.flatMap(({ amount }, i) => {
      const low = group.levels.find(({ level }) => level === "low");
      const share = low?.money[i]?.share;
      return [
        compact.format(amount),
        ...(low === undefined ? [] : [share === null || share === undefined ? "-" : percent(share)]),
      ];
    }),
  ]);
  const more = shown.length - MOST_GROUPS;
  const rest =
    more > 0
      ? [`  and ${count.format(more)} more ${more === 1 ? "value" : "values"} (all of them with --json or --out)`]
      : [];
  return ["", `BY ${column.toUpperCase()}`, ...laidOut([header, ...lines]), ...rest];
}

/** `USD 2.1M of USD 5.6M sits in 31 of 120 open deals at level low, of a kind that won 3 of 61 held-out deals: 5% (2-14%).` */
function headline({ all, held_out, kind }: AuditSummary, level: AuditLevel): string[] {
  const line = all.levels.find((one) => one.level === level);
  if (line === undefined || all.rows === 0) return [];
  const won = held_out?.levels.find((one) => one.level === level)?.won;
  const kindOf =
    won === undefined || won.of === 0
      ? ""
      : `, of a kind that won ${won.n} of ${count.format(won.of)} held-out deals: ${withLimits(won)}`;
  const rows = `${count.format(line.rows.n)} of ${count.format(all.rows)} ${kind === "pipeline" ? `open ${all.rows === 1 ? "deal" : "deals"}` : all.rows === 1 ? "row" : "rows"}`;
  const money = line.money.map((own, i) => `${moneyText(own)} of ${moneyText(all.money[i]!)}`).join(", and ");
  const share = withLimits(line.rows).replace(" (", ", ").replace(")", "");
  const where = money === "" ? `${rows} (${share}) are` : `${money} sits in ${rows}`;
  return [`${where} at level ${WORDS[level]}${kindOf}.`];
}

function inWords(summary: AuditSummary): string {
  const { all, audited, kind, left_out, read, rejected } = summary;
  const gone = [
    ...left_out.map(({ reason, rows }) => `${count.format(rows)} ${reason}`),
    ...(rejected > 0 ? [`${count.format(rejected)} rejected`] : []),
  ];
  const title =
    kind === "pipeline"
      ? `PIPELINE ${count.format(audited)} open of ${count.format(read)} deals`
      : `LIST ${count.format(audited)} of ${count.format(read)} rows`;
  const scored = all.levels.every(({ level }) => level !== "none");
  const check = summary.held_out;
  const held =
    check === null || !scored
      ? []
      : [
          `  held-out deals: the profile's own check on deals it had not seen (${check.method === "forward" ? `newest deals, cut at ${check.cut}` : check.cut})`,
        ];
  const closed = all.levels.some(({ won }) => won.of > 0)
    ? ["  closed in this file: the profile may have learned from some of them, so held-out deals are the fairer figure"]
    : [];
  return [
    ...readLines(summary.files),
    ...guessLines(summary.guesses),
    ...noticedLines(summary.notes),
    ...unseenTable(summary.unseen, summary.read - summary.rejected)
      .trimEnd()
      .split("\n"),
    "",
    `${title}${gone.length === 0 ? "" : ` (${gone.join(", ")})`}`,
    ...levelTable(summary),
    ...held,
    ...closed,
    ...(scored ? ["", ...headline(summary, "high"), ...headline(summary, "low")] : []),
    ...summary.by.flatMap(({ column, groups }) => groupTable(column, groups)),
    ...(summary.written.length > 0 ? ["", `Written: ${summary.written.join(", ")}`] : []),
    "",
  ].join("\n");
}

/** Here `--by` names a column, not who asks. */
function whereOf({ by: _, ...options }: AuditOptions): Omit<AuditOptions, "by"> {
  return options;
}

/** `openicp audit`. */
export function auditCommand(surroundings: Surroundings): Command {
  const examples = [
    "audit Opportunity.csv --accounts Account.csv --icp icp.json",
    "audit leads.csv --icp icp.json --by 'Lead Source' --out audit.csv",
    "audit --by Owner --workspace ~/icp",
  ];
  const base = command("audit", "A pipeline, lead list, outreach log or audience held against the profile", examples)
    .argument(
      "[file...]",
      "deals or any list of companies or people: CSV, XLSX, JSON, Parquet, also gzip or zip; without: the deals of the workspace",
    )
    .option("--icp <file>", "the ICP document; without: the version in force of the workspace")
    .option("--by <column>", "break down by this column (default: owner and source)")
    .option("--accounts <file>", "accounts with the attributes that the file does not have (repeatable)", several)
    .option("--out <file>", "the tables as CSV");
  return withReadVersionOptions(withCommonOptions(withReadingOptions(base))).action(
    (files: string[], options: AuditOptions, self: Command) => {
      const profile = profileIn(options);
      if (profile === null) return self.error(NO_PROFILE);
      if (profile === "file" && files.length === 0) return self.error("error: missing required argument 'file'\n");
      return perform(surroundings, options, async (effects) => {
        const accounts = options.accounts ?? [];
        await checkTargets([options.out], [...files, options.icp, options.valueMap, ...accounts]);
        const request = {
          files,
          accounts,
          by: options.by ?? null,
          out: options.out ?? null,
          ingest: ingestOptions(options),
          reading: readOptions(options),
          valueMap: options.valueMap ?? null,
          mapFile: wishes(options).map,
        };
        if (profile === "workspace") return auditInWorkspace(request, whereOf(options), effects, inWords);
        const summary = await auditFile({ ...request, icp: options.icp! }, effects);
        return { json: summary, text: inWords(summary), warnings: summary.warnings };
      });
    },
  );
}
