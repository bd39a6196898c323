import type { FilePart, RawTable, Rejection } from "../../ingest/facts.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../database.ts";
import { sharedColumns } from "../files/same-columns.ts";
import { type ImportRecord, type KeptSource, keptImports, keptRejections, rawName } from "./source.ts";

/**
 * Lays the kept rows of sources of one role as one raw table of a work catalog, as `readFiles` does with files: in the order in which they came.
 * A source that one import made is read like its file; of several, only the rows that are kept are counted.
 */
export async function layKept(
  database: Database,
  sources: readonly KeptSource[],
  table: string,
  decimal: RawTable["decimal"],
): Promise<RawTable> {
  const told: Told[] = [];
  for (const source of sources) told.push(await tellSource(database, source));
  const columns = sharedColumns(sources.map((source) => source.columns));
  const parts: FilePart[] = [];
  const selects: string[] = [];
  let before = 0;
  for (const [i, source] of sources.entries()) {
    const cells = columns.names.map((name, k) => {
      const own = columns.own[i]![k]!;
      return `${own === null ? "CAST(NULL AS VARCHAR)" : quoteIdentifier(own)} AS ${quoteIdentifier(name)}`;
    });
    const { rowsRead, last, whole, ...part } = told[i]!;
    const place = await placeSql(database, source, whole);
    selects.push(
      `SELECT ${place.sql} + ${before} AS __row, ${cells.join(", ")} FROM (SELECT * FROM ${rawName(source)} WHERE __gone IS NULL${place.order})`,
    );
    parts.push({ ...part, rowsRead, before, copyOf: null });
    before += Math.max(rowsRead, last);
  }
  await database.run(`CREATE TABLE ${quoteIdentifier(table)} AS ${selects.join(" UNION ALL ")}`);
  return {
    role: sources[0]!.role,
    table,
    file: parts.map(({ file }) => file).join(" + "),
    columns: columns.names,
    rowsRead: parts.reduce((sum, part) => sum + part.rowsRead, 0),
    rejected: parts.flatMap(({ rejected }) => rejected),
    format: parts[0]!.format,
    notes: told.flatMap(({ notes }) => notes),
    parts: parts.map(({ file, format, before: at, rowsRead, rejected, copyOf, sheet }) => ({
      file,
      format,
      before: at,
      rowsRead,
      rejected,
      copyOf,
      ...(sheet === undefined ? {} : { sheet }),
    })),
    decimal,
  };
}

type Told = Pick<FilePart, "file" | "format" | "rowsRead" | "rejected"> & {
  readonly sheet?: NonNullable<FilePart["sheet"]>;
  readonly notes: readonly string[];
  readonly last: number;
  /** All that one import brought. */
  readonly whole: boolean;
};

/** Whole imports of one file are numbered as in it; what several left, one after the other. */
async function placeSql(database: Database, source: KeptSource, whole: boolean): Promise<Place> {
  const inOrder = await database.value<boolean>(
    `SELECT coalesce(bool_and(up), true) FROM (SELECT __seq > lag(__seq, 1, -1) OVER () AS up FROM ${rawName(source)} WHERE __gone IS NULL)`,
  );
  return { sql: whole ? "__seq" : "row_number() OVER ()", order: inOrder ? "" : " ORDER BY __seq" };
}

interface Place {
  /** SQL of a row's number. */
  readonly sql: string;
  readonly order: string;
}

async function tellSource(database: Database, source: KeptSource): Promise<Told> {
  const imports = await keptImports(database, source.source);
  const newest = imports.at(-1)!;
  const [rows] = await database.rows<{ n: number; last: number }>(
    `SELECT count(*) AS n, coalesce(max(__seq), 0) AS last FROM ${rawName(source)} WHERE __gone IS NULL`,
  );
  const { n, last } = rows!;
  const rejected = imports.length === 1 ? await keptRejections(database, newest.import) : NONE;
  if (imports.length === 1 && n + rejected.length === newest.read) {
    const { file, format, read: rowsRead, notes, part } = newest;
    const sheet = part.sheet === undefined ? {} : { sheet: part.sheet };
    return { file, format, rowsRead, rejected, notes, last, whole: true, ...sheet };
  }
  const others = source.files.length - 1;
  const file = others === 0 ? source.files[0]! : `${source.files[0]!} and ${others} more`;
  return {
    file,
    format: newest.format,
    rowsRead: n,
    rejected: NONE,
    notes: latestNotes(imports),
    last: n,
    whole: false,
  };
}

const NONE: readonly Rejection[] = [];

/** What was odd in the newest import of each file, said once. */
function latestNotes(imports: readonly ImportRecord[]): string[] {
  const byFile = new Map(imports.map((one) => [one.file, one.notes]));
  return [...new Set([...byFile.values()].flat())];
}
