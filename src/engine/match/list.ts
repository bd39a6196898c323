import { InputError } from "../../errors.ts";
import type { RawTable, Role } from "../../ingest/facts.ts";
import { fieldName } from "../../ingest/field-name.ts";
import { type KeyColumns, keyColumns, keyKinds } from "../../ingest/key-columns.ts";
import { assignmentIn, findHeader, type IngestOptions, requireHeader, splitAssignment } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import type { ReadOptions } from "../../warehouse/files/read.ts";
import { readFile } from "../../warehouse/files/read.ts";
import { lookOver, type Seen } from "../gather/look.ts";

/** A file that has been looked over, with the columns that say which company or person its rows are about. */
export interface List extends Seen {
  readonly keys: KeyColumns;
}

/** `COLUMN=field` for the columns that this file has; `--ignore` takes columns out of it. */
export function namedIn(headers: readonly string[], options: Pick<IngestOptions, "map">): ReadonlyMap<string, string> {
  const pairs = options.map.flatMap((text) => {
    const parts = assignmentIn(text, headers);
    return parts === null ? [] : [[parts.header, fieldName(parts.rest)] as const];
  });
  return new Map(pairs);
}

/** Looks over a table that has been read. */
export async function lookAt(
  database: Database,
  raw: RawTable,
  of: "companies or people" | "deals",
  options: Pick<IngestOptions, "map" | "ignore">,
): Promise<List> {
  const ignored = new Set(options.ignore.map((wanted) => findHeader(wanted, raw.columns)));
  const columns = raw.columns.filter((header) => !ignored.has(header));
  const table = of === "deals" ? "deals" : "accounts";
  const seen = await lookOver(database, { ...raw, columns }, table, namedIn(raw.columns, options));
  return { ...seen, raw, keys: keyColumns(seen.columns, of) };
}

/** Reads files, each into a table of its own, and looks them over. */
export async function readLists(
  database: Database,
  paths: readonly string[],
  role: Role,
  name: string,
  reading: ReadOptions,
  options: Pick<IngestOptions, "map" | "ignore">,
): Promise<List[]> {
  const lists: List[] = [];
  for (const [i, path] of paths.entries()) {
    const raw = await readFile(database, path, role, `${name}_${i + 1}`, reading);
    lists.push(await lookAt(database, raw, role === "deals" ? "deals" : "companies or people", options));
  }
  return lists;
}

/** Throws `InputError` for a list whose rows name no company. */
export function requireKeys({ raw, keys }: List): void {
  if (keyKinds(keys).length > 0) return;
  throw new InputError(
    `${raw.file} has no column with a website, company name, CRM id or e-mail, so its rows cannot be matched: name one with --map 'COLUMN=domain' (or account_name, account_id, email)`,
  );
}

/** Throws `InputError` for a `--map` or `--ignore` that none of the files has a column for. */
export function requireMapped(options: Pick<IngestOptions, "map" | "ignore">, tables: readonly RawTable[]): void {
  const headers = [...new Set(tables.flatMap(({ columns }) => columns))];
  for (const text of options.map) splitAssignment(text, "--map", headers);
  for (const wanted of options.ignore) requireHeader(wanted, "--ignore", headers);
}

/** Rows of files that hold the same as an earlier one: read, and not in the table. */
export function copiedRows({ parts }: RawTable): number {
  return parts
    .filter(({ copyOf }) => copyOf !== null)
    .reduce((sum, { rowsRead, rejected }) => sum + rowsRead - rejected.length, 0);
}
