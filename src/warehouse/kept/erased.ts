import { createHash, randomBytes } from "node:crypto";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";

export type ErasedKind = "account" | "person" | "deal";

/** A column by which a row stands for a company, a person or a deal. */
export interface EraseColumn {
  readonly header: string;
  /** `any`: the id of a record that may be of each kind. */
  readonly kind: ErasedKind | "any";
  /** `address`: an e-mail, for the company whose domain it is at. */
  readonly as: "id" | "domain" | "email" | "address";
  /** What becomes of a row that names somebody who was erased: it goes, or only this cell does. */
  readonly loses: "row" | "cell";
}

/** Somebody who was erased: what named them, as a salted SHA-256. */
export interface ErasedEntry {
  readonly kind: ErasedKind;
  readonly print: string;
  /** ISO time. */
  readonly erased_at: string;
}

/** All who were erased: it goes along when a workspace is exported, and is applied where one is restored. */
export interface ErasureList {
  readonly salt: string | null;
  readonly entries: readonly ErasedEntry[];
}

/** SQL: what a cell is compared by: ids without Salesforce's three further characters, domains and addresses in lower case. */
export function comparedSql(cell: string, as: EraseColumn["as"]): string {
  if (as === "email") return `lower(trim(${cell}))`;
  if (as === "address") return `nullif(split_part(lower(trim(${cell})), '@', 2), '')`;
  if (as === "domain") return `split_part(regexp_replace(lower(trim(${cell})), '^(https?://)?(www\\.)?', ''), '/', 1)`;
  return `CASE WHEN regexp_full_match(trim(${cell}), '[a-zA-Z0-9]{15}[A-Z0-5]{3}') THEN left(trim(${cell}), 15) ELSE trim(${cell}) END`;
}

/** The same of a text. */
export function comparedText(text: string, as: "id" | "domain" | "email"): string {
  const bare = text.trim();
  if (as === "email") return bare.toLowerCase();
  if (as === "domain")
    return bare
      .toLowerCase()
      .replace(/^(https?:\/\/)?(www\.)?/, "")
      .split("/")[0]!;
  return /^[a-zA-Z0-9]{15}[A-Z0-5]{3}$/.test(bare) ? bare.slice(0, 15) : bare;
}

/** The list of who was erased, the oldest first. */
export async function erasureList(database: Database): Promise<ErasureList> {
  const salt = await database.value<string | null>("SELECT value FROM kept.meta.settings WHERE name = 'salt'");
  const entries = await database.rows<ErasedEntry>(
    "SELECT kind, print, erased_at FROM kept.meta.erased ORDER BY rowid",
  );
  return { salt, entries };
}

/** A salt for a list that has none yet. */
export function freshSalt(): string {
  return randomBytes(16).toString("hex");
}

/** What stands for a text in the list. */
export function printOf(salt: string, as: "id" | "domain" | "email", text: string): string {
  return createHash("sha256")
    .update(`${salt}${as}:${comparedText(text, as)}`)
    .digest("hex");
}

/** SQL that makes the list longer by what it does not hold yet. */
export function addToListSql(
  { salt }: ErasureList,
  all: readonly ErasedEntry[],
  known: readonly ErasedEntry[],
): string {
  const had = new Set(known.map(({ kind, print }) => `${kind} ${print}`));
  const added = all.filter(({ kind, print }) => !had.has(`${kind} ${print}`));
  const rows = added.map(({ kind, print, erased_at }) => `(${[kind, print, erased_at].map(quoteText).join(", ")})`);
  return [
    `DELETE FROM kept.meta.settings WHERE name = 'salt'`,
    `INSERT INTO kept.meta.settings VALUES ('salt', ${quoteText(salt ?? "")})`,
    ...(rows.length === 0 ? [] : [`INSERT INTO kept.meta.erased VALUES ${rows.join(", ")}`]),
  ].join("; ");
}

/** SQL boolean, never NULL: a cell names somebody of the list; null where none of its kind is in it. */
export function namesErasedSql({ salt, entries }: ErasureList, { header, kind, as }: EraseColumn): string | null {
  const prints = entries.filter((entry) => kind === "any" || entry.kind === kind).map(({ print }) => quoteText(print));
  if (prints.length === 0 || salt === null) return null;
  const word = as === "address" ? "domain" : as;
  return `coalesce(sha256(${quoteText(`${salt}${word}:`)} || ${comparedSql(quoteIdentifier(header), as)}) IN (${[...new Set(prints)].join(", ")}), false)`;
}

/** SQL boolean over a file's columns: the row names somebody of the list and goes with them; null where none can. */
export function rowErasedSql(list: ErasureList, columns: readonly EraseColumn[]): string | null {
  const any = columns.filter(({ loses }) => loses === "row").flatMap((column) => namesErasedSql(list, column) ?? []);
  return any.length === 0 ? null : `(${any.join(" OR ")})`;
}

/** SQL replacements of cells that name somebody of the list by NULL: for `SELECT * REPLACE (...)`; empty where none can. */
export function cellsErasedSql(list: ErasureList, columns: readonly EraseColumn[]): readonly string[] {
  return columns
    .filter(({ loses }) => loses === "cell")
    .flatMap((column) => {
      const erased = namesErasedSql(list, column);
      const cell = quoteIdentifier(column.header);
      return erased === null ? [] : [`CASE WHEN ${erased} THEN NULL ELSE ${cell} END AS ${cell}`];
    });
}

/** Why a row is not taken in again. */
export const ERASED_REASON = "it is about a person or company that was erased on request";
