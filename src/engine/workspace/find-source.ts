import type { Role } from "../../ingest/facts.ts";
import { findHistoryColumns } from "../../ingest/field-history.ts";
import type { KeptKey, KeptSource } from "../../warehouse/kept/source.ts";

/** Least share of the shorter list of columns that two exports of one kind have in common. */
const SHARED = 0.5;
/** Files of these roles differ in kind with a few columns. */
const STRICT: ReadonlySet<Role> = new Set(["customers", "contacts", "events", "history"]);
const STRICTLY_SHARED = 0.75;

/** A file's headers as columns of its source: those that differ in case and blanks only are the same. */
export interface Placed {
  readonly cells: readonly { readonly header: string; readonly column: string }[];
  /** All columns of the source, the file's new ones last. */
  readonly columns: readonly string[];
}

function close(header: string): string {
  return header.replace(/\s+/g, "").toLowerCase();
}

/** Where the cells of a file go in a source. */
export function placeHeaders(headers: readonly string[], known: readonly string[]): Placed {
  const plain = new Set(headers.map(close)).size === headers.length && new Set(known.map(close)).size === known.length;
  const keyOf = plain ? close : (header: string) => header.toLowerCase();
  const byKey = new Map(known.map((column) => [keyOf(column), column]));
  const cells = headers.map((header) => ({ header, column: byKey.get(keyOf(header)) ?? header }));
  return { cells, columns: [...known, ...cells.flatMap(({ column }) => (known.includes(column) ? [] : [column]))] };
}

/** The source whose rows a file's are more of: same role, same key, and enough columns in common; null for a file of a new kind. */
export function findSource(
  sources: readonly KeptSource[],
  role: Role,
  file: string,
  headers: readonly string[],
  key: KeptKey,
): KeptSource | null {
  const shares = sources
    .filter((source) => source.role === role && sameKey(source.key, key) && sameRecord(source, role, file, headers))
    .map((source) => ({ source, share: shareOf(source.columns, headers) }))
    .filter(({ share }) => share >= (STRICT.has(role) || key.kind === "row" ? STRICTLY_SHARED : SHARED))
    .sort((a, b) => b.share - a.share);
  return shares[0]?.source ?? null;
}

function sameKey(a: KeptKey, b: KeptKey): boolean {
  return (
    a.kind === b.kind &&
    a.headers.length === b.headers.length &&
    a.headers.every((header, i) => close(header) === close(b.headers[i]!))
  );
}

/** Histories of accounts and of deals look alike but for whose they are. */
function sameRecord(source: KeptSource, role: Role, file: string, headers: readonly string[]): boolean {
  if (role !== "history") return true;
  const record = (columns: readonly string[]): string => close(findHistoryColumns(file, columns).record);
  return record(source.columns) === record(headers);
}

function shareOf(some: readonly string[], others: readonly string[]): number {
  const known = new Set(some.map(close));
  return others.filter((header) => known.has(close(header))).length / Math.min(some.length, others.length);
}

/** `accounts_2` for the second kind of accounts. */
export function sourceName(sources: readonly KeptSource[], role: Role): string {
  return `${role}_${sources.filter((source) => source.role === role).length + 1}`;
}
