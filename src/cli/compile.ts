import { existsSync } from "node:fs";
import { type Command, InvalidArgumentError, Option } from "commander";
import { toJavaScript } from "../compile/javascript.ts";
import { toSql } from "../compile/sql.ts";
import type { Effects } from "../engine/effects.ts";
import { readIcp } from "../engine/read-icp.ts";
import { writeWorkbook } from "../engine/workbook.ts";
import { writeWhole } from "../engine/write.ts";
import { InputError } from "../errors.ts";
import { duckdb } from "../sql/dialects/duckdb.ts";
import { command, decimalOption, type ReadingOptions, several, withCommonOptions } from "./common.ts";
import { readOptions, wishes } from "./requests.ts";
import { type Outcome, perform, type Surroundings } from "./run.ts";
import { checkTargets } from "./targets.ts";
import {
  lineOf,
  oneVersion,
  type VersionOptions,
  withReadVersionOptions,
  withWorkspace,
  workspaceOf,
} from "./workspace/with-workspace.ts";

interface CompileOptions extends VersionOptions, ReadingOptions {
  readonly to: "js" | "sql" | "xlsx";
  readonly accounts?: string;
  readonly rows?: number;
  readonly table: string;
  readonly id?: string[];
  readonly out?: string;
}

/** Prepared rows of a workbook where nobody says otherwise. */
const ROWS = 1000;

function rowCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("give a whole number, 1 or more.");
  return value;
}

async function workbook(icp: string, options: CompileOptions, effects: Effects): Promise<Outcome> {
  const { out, accounts } = options;
  if (out === undefined)
    throw new InputError("--to xlsx needs --out: a workbook is a file, as in --out scorecard.xlsx");
  const summary = await writeWorkbook(
    {
      icp,
      out,
      accounts: accounts ?? null,
      reading: readOptions(options),
      mapFile: wishes(options).map,
      rows: options.rows ?? ROWS,
    },
    effects,
  );
  const filled = summary.filled > 0 ? `, ${summary.filled} of them filled` : "";
  return {
    json: { to: "xlsx", ...summary, written: [out] },
    text: `Written: ${out} (${summary.rows} rows${filled})\n`,
    warnings: summary.warnings,
  };
}

/** `openicp compile`. */
export function compileCommand(surroundings: Surroundings): Command {
  const examples = [
    "compile icp.json --to js --out score.mjs",
    "compile icp.json --to sql --dialect duckdb --table accounts --id account_id",
    "compile icp.json --to xlsx --out scorecard.xlsx --accounts accounts.csv",
  ];
  return withReadVersionOptions(
    withCommonOptions(
      command(
        "compile",
        "The score to run elsewhere: the same points in JavaScript, in SQL and in a spreadsheet",
        examples,
      )
        .argument("[icp]", "an ICP document; with a workspace: the number of a version (default: the one in force)")
        .addOption(new Option("--to <language>", "what to make").choices(["js", "sql", "xlsx"]).makeOptionMandatory())
        .addOption(new Option("--dialect <name>", "for SQL").choices(["duckdb"]).default("duckdb"))
        .option("--table <name>", "for SQL: the table with the raw accounts", "accounts")
        .option("--id <column...>", "for SQL: columns to begin each row with")
        .option("--accounts <file>", "for XLSX: companies to fill in")
        .addOption(new Option("--rows <n>", `for XLSX: prepared rows (default ${ROWS})`).argParser(rowCount))
        .option("--map-file <file>", "columns and sheets of that file (openicp.map.yaml beside it is read by itself)")
        .option("--no-map-file", "read no such file")
        .option("--sheet <name>", "sheet of a workbook (repeatable); or FILE.xlsx#NAME", several)
        .option("--delimiter <sign>", "separator of the CSV file")
        .option("--encoding <name>", "utf-8, utf-16, latin-1")
        .addOption(decimalOption())
        .option("--out <file>", "write it there instead of printing it"),
    ),
  ).action((icp: string | undefined, options: CompileOptions, self: Command) => {
    if (workspaceOf(options) !== null && (icp === undefined || !existsSync(icp)))
      return perform(surroundings, options, (effects) => inWorkspace(icp ?? null, options, effects));
    if (icp === undefined)
      return self.error("error: missing required argument 'icp', or a workspace (--workspace DIR)\n");
    return perform(surroundings, options, (effects) => compiled(icp, options, effects));
  });
}

/** A version of the workspace as code. */
function inWorkspace(argument: string | null, options: CompileOptions, effects: Effects): Promise<Outcome> {
  return withWorkspace(options, "compile", effects, async (workspace) => {
    const { withVersion } = await import("../engine/workspace/in-force-file.ts");
    const which = oneVersion(argument, options.version);
    return withVersion(workspace, lineOf(options), which, ({ path }) => compiled(path, options, effects));
  });
}

async function compiled(path: string, options: CompileOptions, effects: Effects): Promise<Outcome> {
  await checkTargets([options.out], [path, options.accounts]);
  if (options.to === "xlsx") return workbook(path, options, effects);
  const { document } = await readIcp(path);
  const code =
    options.to === "js"
      ? toJavaScript(document)
      : `${toSql(document, duckdb, { table: options.table.split("."), idColumns: options.id ?? [] })}\n`;
  if (options.out === undefined)
    return { json: { to: options.to, icp: document.id, code }, text: code, product: true, warnings: [] };
  await writeWhole(options.out, code);
  return {
    json: { to: options.to, icp: document.id, written: [options.out] },
    text: `Written: ${options.out}\n`,
    warnings: [],
  };
}
