import { duckdb } from "../sql/dialects/duckdb.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { printSelect, type Select } from "../sql/select.ts";
import { type ColumnPart, type Split, splitByColumn } from "../sql/split.ts";
import { uniqueName } from "../sql/steps.ts";
import type { Database } from "../warehouse/database.ts";

/** A select over a raw table; `__row` is among what is kept. */
export interface RawSelect extends Select {
  readonly table: string;
}

/** What a select gives, laid as rows that point at the few different results. */
export interface Laid {
  /** View of the kept columns and the computed ones; in no order. */
  readonly view: string;
  /** Query of the kept columns and SQL expressions over the computed ones, which are evaluated once per different result. */
  with(name: string, sql: string, ...more: readonly (readonly [name: string, sql: string])[]): string;
}

/** Results are numbered by a BIGINT. */
const MOST_NUMBERS = 2n ** 62n;

interface NumberedPart extends ColumnPart {
  /** Table: `cell`, and `number` of what comes of it. */
  readonly cells: string;
  /** Table: `number`, and the values. */
  readonly forms: string;
  readonly count: bigint;
}

/** Names of helping columns, unlike any of the select's. */
interface Names {
  readonly cell: string;
  readonly number: string;
}

/**
 * Computes a select as `printSelect` says it, but what needs one column once per different cell, and the rest once per different
 * combination: a million rows hold some thousands of each.
 */
export async function layByCells(database: Database, name: string, select: RawSelect): Promise<Laid> {
  const split = splitByColumn(select.steps, select.columns);
  const names = helpingNames(select, split);
  const parts: NumberedPart[] = [];
  for (const [k, part] of split.parts.entries())
    parts.push(await numberForms(database, `${name}_${k}`, select.table, part, names));
  if (parts.reduce((product, { count }) => product * count, 1n) > MOST_NUMBERS)
    return layAtOnce(database, name, select);
  await database.run(rowsSql(name, select, parts, names));
  const rest = { table: `${name}_forms`, keep: [names.number], steps: split.rest, columns: split.columns };
  await database.run(
    `CREATE VIEW ${quoteIdentifier(rest.table)} AS ${formsSql(`${name}_rows`, parts, names)};
     CREATE TABLE ${quoteIdentifier(`${name}_results`)} AS ${printSelect(rest, duckdb)}`,
  );
  const [number, rows, results] = [names.number, `${name}_rows`, `${name}_results`].map(quoteIdentifier);
  const kept = select.keep.map((one) => `r.${quoteIdentifier(one)}`).join(", ");
  const computed = select.columns.map((one) => `c.${quoteIdentifier(one.name)}`).join(", ");
  await database.run(
    `CREATE VIEW ${quoteIdentifier(name)} AS SELECT ${kept}, ${computed} FROM ${rows} r JOIN ${results} c USING (${number})`,
  );
  return {
    view: name,
    with: (alias, sql, ...more) => {
      const all = [[alias, sql] as const, ...more];
      const shown = all.map(([one]) => `c.${quoteIdentifier(one)}`).join(", ");
      return `SELECT ${kept}, ${shown} FROM ${rows} r JOIN (SELECT ${number}, ${named(all)} FROM ${results}) c USING (${number})`;
    },
  };
}

/** The plain way, where there are too many combinations to number them. */
async function layAtOnce(database: Database, name: string, select: RawSelect): Promise<Laid> {
  const table = quoteIdentifier(name);
  await database.run(`CREATE TABLE ${table} AS ${printSelect(select, duckdb)}`);
  const kept = select.keep.map(quoteIdentifier).join(", ");
  return {
    view: name,
    with: (alias, sql, ...more) => `SELECT ${kept}, ${named([[alias, sql], ...more])} FROM ${table}`,
  };
}

function named(columns: readonly (readonly [name: string, sql: string])[]): string {
  return columns.map(([name, sql]) => `${sql} AS ${quoteIdentifier(name)}`).join(", ");
}

function helpingNames(select: RawSelect, { parts, rest }: Split): Names {
  const values = parts.flatMap((part) => [...part.steps.map((step) => step.name), ...part.values]);
  const all = [...select.keep, ...select.columns.map((c) => c.name), ...rest.map((step) => step.name), ...values];
  const taken = new Set(all.map((one) => one.toLowerCase()));
  return { cell: uniqueName("cell", taken), number: uniqueName("number", taken) };
}

/** Table of the kept columns and the number of each row's combination. */
function rowsSql(
  name: string,
  { table, keep }: RawSelect,
  parts: readonly NumberedPart[],
  { cell, number }: Names,
): string {
  const numbers = parts.map((_, k) => `p${k}.${quoteIdentifier(number)} * ${strideOf(parts, k)}::BIGINT`);
  const joins = parts.map(
    ({ cells, column }, k) =>
      `JOIN ${quoteIdentifier(cells)} p${k} ON t.${quoteIdentifier(column)} IS NOT DISTINCT FROM p${k}.${quoteIdentifier(cell)}`,
  );
  const kept = keep.map((one) => `t.${quoteIdentifier(one)}`);
  const whole = `${["0::BIGINT", ...numbers].join(" + ")} AS ${quoteIdentifier(number)}`;
  return `CREATE TABLE ${quoteIdentifier(`${name}_rows`)} AS SELECT ${[...kept, whole].join(", ")} FROM ${quoteIdentifier(table)} t ${joins.join(" ")}`;
}

/** What the numbers of part `k` are multiplied by: how many combinations the parts before it have. */
function strideOf(parts: readonly NumberedPart[], k: number): bigint {
  return parts.slice(0, k).reduce((product, { count }) => product * count, 1n);
}

/** Each combination that occurs, with the values of its parts. */
function formsSql(rows: string, parts: readonly NumberedPart[], names: Names): string {
  const number = quoteIdentifier(names.number);
  const values = parts.flatMap((part, k) => part.values.map((value) => `p${k}.${quoteIdentifier(value)}`));
  const joins = parts.map(
    ({ forms, count }, k) =>
      `JOIN ${quoteIdentifier(forms)} p${k} ON d.${number} // ${strideOf(parts, k)}::BIGINT % ${count}::BIGINT = p${k}.${number}`,
  );
  return `SELECT ${[`d.${number}`, ...values].join(", ")} FROM (SELECT DISTINCT ${number} FROM ${quoteIdentifier(rows)}) d ${joins.join(" ")}`;
}

/** Reads each different cell of a column once, and numbers what comes of it. */
async function numberForms(
  database: Database,
  name: string,
  table: string,
  part: ColumnPart,
  { cell, number }: Names,
): Promise<NumberedPart> {
  const [different, words, forms, cells] = ["different", "words", "forms", "cells"].map((what) => `${name}_${what}`);
  const [own, at] = [quoteIdentifier(cell), quoteIdentifier(number)];
  const values = part.values.map(quoteIdentifier);
  const read = printSelect(
    {
      table: different!,
      keep: [cell],
      steps: part.steps.map((step) =>
        step.expr.form === "column" ? { ...step, expr: { form: "column" as const, name: cell } } : step,
      ),
      columns: part.values.map((value) => ({ name: value, expr: { form: "ref" as const, name: value } })),
    },
    duckdb,
  );
  const same = values.map((value) => `w.${value} IS NOT DISTINCT FROM f.${value}`).join(" AND ");
  await database.run(
    `CREATE VIEW ${quoteIdentifier(different!)} AS SELECT DISTINCT ${quoteIdentifier(part.column)} AS ${own} FROM ${quoteIdentifier(table)};
     CREATE TABLE ${quoteIdentifier(words!)} AS ${read};
     CREATE TABLE ${quoteIdentifier(forms!)} AS SELECT row_number() OVER () - 1 AS ${at}, * FROM (SELECT DISTINCT ${values.join(", ")} FROM ${quoteIdentifier(words!)});
     CREATE TABLE ${quoteIdentifier(cells!)} AS SELECT w.${own}, f.${at} FROM ${quoteIdentifier(words!)} w JOIN ${quoteIdentifier(forms!)} f ON ${same};
     DROP TABLE ${quoteIdentifier(words!)}`,
  );
  const count = await database.value<number>(`SELECT count(*) FROM ${quoteIdentifier(forms!)}`);
  return { ...part, cells: cells!, forms: forms!, count: BigInt(count) };
}
