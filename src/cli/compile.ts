import { type Command, Option } from "commander";
import { toJavaScript } from "../compile/javascript.ts";
import { toSql } from "../compile/sql.ts";
import { readIcp } from "../engine/read-icp.ts";
import { writeWhole } from "../engine/write.ts";
import { duckdb } from "../sql/dialects/duckdb.ts";
import { type CommonOptions, command, withCommonOptions } from "./common.ts";
import { perform, type Surroundings } from "./run.ts";
import { checkTargets } from "./targets.ts";

interface CompileOptions extends CommonOptions {
  readonly to: "js" | "sql";
  readonly table: string;
  readonly id?: string[];
  readonly out?: string;
}

/** `openicp compile`. */
export function compileCommand(surroundings: Surroundings): Command {
  const examples = [
    "compile icp.json --to js --out score.mjs",
    "compile icp.json --to sql --dialect duckdb --table accounts --id account_id",
  ];
  return withCommonOptions(
    command("compile", "The score as code: the same points in JavaScript and in SQL", examples)
      .argument("<icp>", "an ICP document")
      .addOption(new Option("--to <language>", "what to make").choices(["js", "sql"]).makeOptionMandatory())
      .addOption(new Option("--dialect <name>", "for SQL").choices(["duckdb"]).default("duckdb"))
      .option("--table <name>", "for SQL: the table with the raw accounts", "accounts")
      .option("--id <column...>", "for SQL: columns to begin each row with")
      .option("--out <file>", "write it there instead of printing it"),
  ).action((path: string, options: CompileOptions) =>
    perform(surroundings, options, async () => {
      await checkTargets([options.out], [path]);
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
    }),
  );
}
