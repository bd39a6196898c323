import { compileIcp } from "../../compile/program.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { Pipeline } from "../../icp/pipeline.ts";
import type { Facts } from "../../ingest/facts.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { layByCells } from "../lay-by-cells.ts";

const LEVELS = ["high", "medium", "low", "unknown"] as const;

/** Where the open deals of the build stand, by level; null without open deals or a scorecard. */
export async function pipelineOf(
  database: Database,
  document: IcpDocument,
  { open, candidates, evidence, currency }: Facts,
): Promise<Pipeline | null> {
  if (open === undefined || evidence.open === 0 || document.scorecard.attributes.length === 0) return null;
  if (document.goal === "retention") return null;
  // Who was known when a deal began is told of decided deals only.
  const columnsOfOpen = await database.rows<{ name: string }>(
    `SELECT column_name AS name FROM duckdb_columns() WHERE table_name = ${quoteText(open)} AND database_name = current_database()`,
  );
  const laidOut = new Set(columnsOfOpen.map(({ name }) => name));
  const there = new Set(candidates.map(({ name }) => name).filter((name) => laidOut.has(name)));
  const sources = document.attributes.map(({ source }) => source).filter((source) => there.has(source));
  const columns = new Map([...new Set(sources)].map((source) => [source, source]));
  const program = compileIcp(document, columns);
  await database.run(`CREATE VIEW ${open}_rows AS SELECT *, "row" AS __row FROM ${quoteIdentifier(open)}`);
  const laid = await layByCells(database, `${open}_levels`, {
    table: `${open}_rows`,
    keep: ["__row", "amount"],
    steps: program.steps,
    columns: program.columns.filter(({ name }) => name === "level"),
  });
  const found = await database.rows<{ level: string; deals: number; priced: number; cents: number | null }>(
    `SELECT level, count(*) AS deals, count(amount) AS priced, CAST(sum(CAST(round(amount * 100) AS HUGEINT)) AS DOUBLE) AS cents
     FROM ${quoteIdentifier(laid.view)} GROUP BY level`,
  );
  const of = (level: string) => found.find((one) => one.level === level);
  const sum = (pick: (one: (typeof found)[number]) => number): number => found.reduce((a, one) => a + pick(one), 0);
  const priced = sum((one) => one.priced);
  const inMoney = (cents: number | null | undefined): number => (cents ?? 0) / 100;
  return {
    open: sum((one) => one.deals),
    currency,
    amount: priced === 0 ? null : sum((one) => one.cents ?? 0) / 100,
    priced,
    levels: LEVELS.map((level) => ({
      level,
      deals: of(level)?.deals ?? 0,
      amount: priced === 0 ? null : inMoney(of(level)?.cents),
    })),
  };
}
