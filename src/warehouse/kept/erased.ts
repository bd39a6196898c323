import { createHash, randomBytes } from "node:crypto";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../database.ts";

/** A column by which a row stands for a person or a company. */
export interface EraseColumn {
  readonly header: string;
  readonly kind: "account" | "person";
  readonly as: "id" | "domain" | "email";
}

/** Somebody who was erased: what named them, as a salted SHA-256. */
export interface ErasedEntry {
  readonly kind: EraseColumn["kind"];
  readonly print: string;
  /** ISO time. */
  readonly erased_at: string;
}

/** What cells are compared by: ids without Salesforce's three further characters, domains and addresses in lower case. */
export function comparedSql(cell: string, as: EraseColumn["as"]): string {
  if (as === "email") return `lower(trim(${cell}))`;
  if (as === "domain") return `split_part(regexp_replace(lower(trim(${cell})), '^(https?://)?(www\\.)?', ''), '/', 1)`;
  return `CASE WHEN regexp_full_match(trim(${cell}), '[a-zA-Z0-9]{15}[A-Z0-5]{3}') THEN left(trim(${cell}), 15) ELSE trim(${cell}) END`;
}

/** The same of a text. */
export function comparedText(text: string, as: EraseColumn["as"]): string {
  const bare = text.trim();
  if (as === "email") return bare.toLowerCase();
  if (as === "domain")
    return bare
      .toLowerCase()
      .replace(/^(https?:\/\/)?(www\.)?/, "")
      .split("/")[0]!;
  return /^[a-zA-Z0-9]{15}[A-Z0-5]{3}$/.test(bare) ? bare.slice(0, 15) : bare;
}

/** The salt of this warehouse's prints; made with the first erasure. */
export async function saltOf(database: Database): Promise<string> {
  const salt = await database.value<string | null>("SELECT value FROM kept.meta.settings WHERE name = 'salt'");
  if (salt !== null) return salt;
  const fresh = randomBytes(16).toString("hex");
  await database.run(`INSERT INTO kept.meta.settings VALUES ('salt', ${quoteText(fresh)})`);
  return fresh;
}

export function printOf(salt: string, as: EraseColumn["as"], text: string): string {
  return createHash("sha256")
    .update(`${salt}${as}:${comparedText(text, as)}`)
    .digest("hex");
}

/** SQL: the print of a cell. */
export function printSql(salt: string, { header, as }: EraseColumn): string {
  return `sha256(${quoteText(`${salt}${as}:`)} || ${comparedSql(quoteIdentifier(header), as)})`;
}

/** The list of who was erased, the oldest first: it goes along when a workspace is exported, and is applied where one is restored. */
export function erasedEntries(database: Database): Promise<readonly ErasedEntry[]> {
  return database.rows<ErasedEntry>("SELECT kind, print, erased_at FROM kept.meta.erased ORDER BY rowid");
}

/** SQL text over a file's columns: why a row that stands for somebody who was erased is not taken, NULL where it is; null where nobody was. */
export async function erasedSql(database: Database, columns: readonly EraseColumn[]): Promise<string | null> {
  const entries = await erasedEntries(database);
  if (entries.length === 0 || columns.length === 0) return null;
  const salt = await saltOf(database);
  const when = (["person", "account"] as const).flatMap((kind) => {
    const prints = entries.filter((entry) => entry.kind === kind).map(({ print }) => quoteText(print));
    const own = columns.filter((column) => column.kind === kind);
    if (prints.length === 0 || own.length === 0) return [];
    const any = own
      .map((column) => `coalesce(${printSql(salt, column)} IN (${prints.join(", ")}), false)`)
      .join(" OR ");
    return [
      `WHEN ${any} THEN ${quoteText(`this ${kind === "person" ? "person" : "company"} was erased on request and is not taken in again`)}`,
    ];
  });
  return when.length === 0 ? null : `CASE ${when.join(" ")} END`;
}
