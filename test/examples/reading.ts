import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { KindFacts } from "../../examples/generator/kinds.ts";

/** The committed folder of the sample company. */
export const FOLDER = fileURLToPath(new URL("../../examples/calvanto/", import.meta.url));

export type Row = Readonly<Record<string, string>>;

let connection: Promise<DuckDBConnection> | undefined;

function connect(): Promise<DuckDBConnection> {
  connection ??= DuckDBInstance.create(":memory:").then((instance) => instance.connect());
  return connection;
}

/** All rows of a committed CSV file as DuckDB reads them, every cell a text, empty cells as "". */
export async function readCsv(path: string): Promise<Row[]> {
  const file = join(FOLDER, path).replaceAll("'", "''");
  const options = "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', strict_mode = true";
  const sql = `SELECT COLUMNS(*)::VARCHAR FROM read_csv('${file}', ${options})`;
  const result = await (await connect()).runAndReadAll(sql);
  const names = result.columnNames();
  return result
    .getRows()
    .map((cells) => Object.fromEntries(names.map((name, index) => [name, String(cells[index] ?? "")])));
}

/** The header line of a committed CSV file. */
export function headerOf(path: string): string {
  return readFileSync(join(FOLDER, path), "utf8").split("\n", 1)[0]!;
}

const UNKNOWN: ReadonlySet<string> = new Set(["", "unknown", "n/a", "-"]);

/** The text trimmed and lower-cased; null when it says that nothing is known. */
export function folded(cell: string): string | null {
  const text = cell.trim().toLowerCase();
  return UNKNOWN.has(text) ? null : text;
}

const UNITS: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };

/** `2,300`, `$2,300,000`, `1.5M` as numbers. */
export function numberOf(cell: string): number | null {
  const text = folded(cell)?.replaceAll(/[$,]/g, "");
  if (text === undefined) return null;
  const unit = UNITS[text.slice(-1)];
  return unit === undefined ? Number(text) : Number((Number(text.slice(0, -1)) * unit).toFixed(0));
}

/** The tokens of a `;`-separated set. */
export function tokensOf(cell: string): string[] | null {
  return (
    folded(cell)
      ?.split(";")
      .map((token) => token.trim()) ?? null
  );
}

/** What a planted rule looks at, as the cells of an account (or prospect) tell it. */
export function kindFacts(industry: string, employees: string, country: string, tools: string): KindFacts {
  return {
    industry: folded(industry),
    employees: numberOf(employees),
    country: folded(country),
    tech_stack: tokensOf(tools),
  };
}

/** Days since 1970-01-01 of an ISO date or moment. */
export function dayOf(text: string): number {
  return Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 86_400_000;
}

/** Share of the rows that satisfy the condition. */
export function share<T>(rows: readonly T[], holds: (row: T) => boolean): number {
  return rows.filter(holds).length / rows.length;
}
