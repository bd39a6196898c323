import { readFile as readText } from "node:fs/promises";
import { basename } from "node:path";
import { InputError } from "../../errors.ts";
import { chooseFormat, type DateCounts, dateCountsSql, dateSql, timesSql } from "../../ingest/dates.ts";
import { cellSql } from "../../ingest/keys.ts";
import { findHeader } from "../../ingest/options.ts";
import { readPlacedYaml } from "../../ingest/placed-yaml.ts";
import { openDatabase } from "../../warehouse/database.ts";
import { readFile } from "../../warehouse/files/read.ts";
import { CHANGE_KINDS, type Change, changeKind } from "../../watch/changes/change.ts";
import { dayOf } from "../../watch/drift/days.ts";

const TABLE = "raw_changes";
const AN_EXAMPLE = "write them as 2026-07-01";

/**
 * Reads the changes that a company made or saw: `date`, `kind`, `note`, a row each in any table that can be read, or a list of such in YAML.
 *
 * @throws InputError with file and line where a date is missing or cannot be told
 */
export function readChanges(path: string): Promise<readonly Change[]> {
  return /\.ya?ml$/i.test(path) ? fromYaml(path) : fromTable(path);
}

interface Line {
  readonly line: number;
  readonly written: string | null;
  readonly day: string | null;
  readonly kind: string | null;
  readonly note: string | null;
}

async function fromTable(path: string): Promise<readonly Change[]> {
  const database = await openDatabase();
  const file = basename(path);
  try {
    const raw = await readFile(database, path, "changes", TABLE);
    const header = (...names: readonly string[]): string | null =>
      names.map((name) => findHeader(name, raw.columns)).find((one) => one !== null) ?? null;
    const date = header("date", "day", "when", "since");
    if (date === null)
      throw new InputError(
        `${file} needs a column date, and kind (${CHANGE_KINDS.join(", ")}) and note beside it; it has ${raw.columns.join(", ")}`,
      );
    const [rejected] = raw.rejected;
    if (rejected !== undefined)
      throw new InputError(`${rejected.file}:${rejected.line ?? "?"}: ${rejected.reason}: mend the line`);
    const cell = cellSql(date);
    const [counts] = await database.rows<DateCounts>(dateCountsSql(timesSql(TABLE, date, cell)));
    const chosen = chooseFormat(counts!);
    if (chosen?.ambiguous === true || (chosen?.reversed ?? 0) > 0)
      throw new InputError(`${file}: nobody can tell day and month apart in ${date}: ${AN_EXAMPLE}`);
    const day = chosen === null ? "NULL" : `CAST(${dateSql(cell, chosen.format)} AS VARCHAR)`;
    const lines = await database.rows<Line>(
      `SELECT __row + 1 AS line, ${cell} AS written, ${day} AS day, ${cellSql(header("kind", "type", "change"))} AS kind,
         ${cellSql(header("note", "notes", "what", "description"))} AS note FROM ${TABLE} ORDER BY __row`,
    );
    return lines.map((one) => changeOf(`${file}:${one.line}`, one));
  } finally {
    database.close();
  }
}

async function fromYaml(path: string): Promise<readonly Change[]> {
  const file = basename(path);
  const text = await readText(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`cannot read ${path}: ${error.message}`);
  });
  const { value, placeOf } = readPlacedYaml(text, file, "give a list of date, kind and note");
  const nested = typeof value === "object" && value !== null && "changes" in value;
  const list: unknown = nested ? (value as { readonly changes: unknown }).changes : value;
  if (!Array.isArray(list)) throw new InputError(`${file}: give a list of changes, each with date, kind and note`);
  return list.map((one: unknown, k) => {
    const place = placeOf(nested ? ["changes", k] : [k]);
    if (typeof one !== "object" || one === null) throw new InputError(`${place}: give date, kind and note`);
    const part = (name: string): string | null => {
      const found = (one as Readonly<Record<string, unknown>>)[name];
      return typeof found === "string" && found.trim() !== "" ? found.trim() : null;
    };
    const written = part("date");
    const day = written !== null && /^\d{4}-\d{2}-\d{2}$/.test(written) ? written : null;
    return changeOf(place, { written, day, kind: part("kind"), note: part("note") });
  });
}

function changeOf(place: string, { written, day, kind, note }: Omit<Line, "line">): Change {
  if (written === null) throw new InputError(`${place}: the change has no date: ${AN_EXAMPLE}`);
  const number = day === null ? Number.NaN : dayOf(day);
  if (Number.isNaN(number)) throw new InputError(`${place}: ${written} is no date that can be read: ${AN_EXAMPLE}`);
  return { day: number, kind: changeKind(kind ?? ""), said: kind ?? "other", note: note ?? "" };
}
