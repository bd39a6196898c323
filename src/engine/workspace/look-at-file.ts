import { InputError } from "../../errors.ts";
import { knownField } from "../../ingest/aliases.ts";
import type { Column } from "../../ingest/column.ts";
import { customerColumns } from "../../ingest/customers/columns.ts";
import { findEventColumns } from "../../ingest/event-columns.ts";
import type { Rejection } from "../../ingest/facts.ts";
import { squashedHeader } from "../../ingest/field-name.ts";
import { guessedOutcome } from "../../ingest/outcome.ts";
import { findPersonColumns } from "../../ingest/person-columns.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { type ReadOptions, readFile } from "../../warehouse/files/read.ts";
import { shownName } from "../../warehouse/files/sheet-path.ts";
import { interruptOn } from "../../warehouse/interrupt-on.ts";
import { keptSources } from "../../warehouse/kept/source.ts";
import type { Warehouse } from "../../warehouse/kept/warehouse.ts";
import { lookOver, type Seen } from "../gather/look.ts";
import { findSource } from "./find-source.ts";
import { namedIn } from "./import.ts";
import { requireOwnAccounts, requireOwnNames } from "./import-refuses.ts";
import { rowKeys } from "./keys.ts";
import { type KeptRole, recognised, requireRole } from "./role-of.ts";
import { readingOf, saidNow, saidOf, withSaid } from "./said.ts";

/** What is said of a file that is looked at. */
export interface LookRequest {
  readonly path: string;
  readonly role: KeptRole | null;
  readonly reading: ReadOptions;
  /** `COLUMN=field`. */
  readonly map: readonly string[];
}

/** A column of a file, before anything is imported. */
export interface LookedColumn {
  readonly header: string;
  /** What it is taken for. */
  readonly field: string;
  /** The field is said by a person, now or at an earlier import; known by its name or its part in such a file; or the header's own: it may become an attribute. */
  readonly by: "said" | "known" | "own";
  readonly kind: "empty" | "number" | "date" | "email" | "website" | "id" | "phone" | "category" | "text";
  /** Share of the rows in which it says something. */
  readonly filled: number;
  /** Different values, about. */
  readonly distinct: number;
  /** The first different cells, cut short. */
  readonly samples: readonly string[];
}

/** A file as it would be read, without importing it. */
export interface LookedFile {
  readonly file: string;
  readonly format: string;
  readonly rows: number;
  /** Null where its columns do not tell, or not surely: `question` says what to answer. */
  readonly role: KeptRole | null;
  readonly question: string | null;
  /** Of the kind of files that came before, whose mapping is remembered; null for a new kind. */
  readonly like: { readonly source: string; readonly files: readonly string[] } | null;
  /** Headers that make its rows known again; empty: the whole row. */
  readonly key: readonly string[];
  /** They are ids. */
  readonly keyed: boolean;
  readonly columns: readonly LookedColumn[];
  /** Of deals: where won and lost are read from, as an option says it and in a sentence; the reason where that cannot be told. */
  readonly outcome: { readonly option: string | null; readonly text: string } | null;
  readonly rejected: readonly Rejection[];
  readonly notes: readonly string[];
}

const SAMPLED_ROWS = 500;
const SAMPLES = 5;
const LONGEST_SAMPLE = 80;
const LOOKED = "looked";

/**
 * Reads a file as an import would, and imports nothing.
 *
 * @throws InputError for a file that cannot be read
 */
export async function lookAtFile(
  warehouse: Warehouse,
  { path, role: told, reading, map }: LookRequest,
  signal: AbortSignal,
): Promise<LookedFile> {
  const database = await warehouse.work();
  const close = interruptOn(signal, database);
  try {
    const file = shownName(path);
    const sources = await keptSources(database);
    const byName = sources.find((one) => one.files.includes(file) && (told === null || told === one.role)) ?? null;
    const raw = await readFile(
      database,
      path,
      told ?? "accounts",
      LOOKED,
      readingOf({ ...reading, emptyDeals: true }, saidOf(byName)),
    );
    requireOwnNames(raw);
    const said = withSaid(saidOf(byName), saidNow(reading, { map }));
    const named = namedIn(raw.columns, said.ingest.map ?? []);
    const { role, question: asked } = roleOf(() => told ?? recognised(sources, file, raw.columns));
    const keys = await rowKeys(database, { ...raw, role: role ?? "accounts" }, named);
    const before = role === null ? null : findSource(sources, role, file, raw.columns, keys.key);
    const doubt =
      role === null
        ? null
        : questionOf(() => {
            requireRole(role, file, raw.columns, named);
            if (told === null && before === null) requireOwnAccounts(sources, role, file, keys.key);
          });
    const seen = await lookOver(database, raw, role === "deals" ? "deals" : "accounts", named);
    const samples = await samplesOf(database, raw.columns);
    const parts = new Set([...keys.key.headers, ...partsOf(role, seen, named)]);
    return {
      ...{ file, format: raw.format, rows: raw.rowsRead, role: doubt === null ? role : null, question: asked ?? doubt },
      like: before === null ? null : { source: before.source, files: before.files },
      ...{ key: keys.key.headers, keyed: keys.key.kind === "id" },
      columns: seen.columns.map((column, i) => toldColumn(column, { named, parts }, samples[i]!)),
      outcome: role === "deals" ? outcomeOf(seen, said.ingest.outcome ?? null) : null,
      rejected: raw.rejected,
      notes: [...raw.notes, ...keys.notes],
    };
  } finally {
    close();
  }
}

function roleOf(work: () => KeptRole): { readonly role: KeptRole | null; readonly question: string | null } {
  try {
    return { role: work(), question: null };
  } catch (error) {
    if (error instanceof InputError) return { role: null, question: error.message };
    throw error;
  }
}

function questionOf(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

function outcomeOf({ columns }: Seen, said: string | null): LookedFile["outcome"] {
  if (said !== null) return { option: said, text: "As was said of such files before." };
  try {
    const { text, guess } = guessedOutcome(columns);
    return { option: text, text: guess?.text ?? `Won and lost are read from ${text}.` };
  } catch (error) {
    if (error instanceof InputError) return { option: null, text: error.message };
    throw error;
  }
}

/** Headers that have a part of their own in a file of this role. */
function partsOf(
  role: KeptRole | null,
  { columns, meanings }: Seen,
  named: ReadonlyMap<string, string>,
): readonly string[] {
  const of = (found: object): readonly string[] =>
    Object.values(found).flatMap((column: Column | null) => (column === null ? [] : [column.header]));
  if (role === "contacts" || role === "leads") {
    const { one, optOut, doNotCall, bounced, converted } = findPersonColumns(columns);
    return [...of(one), ...[...optOut, ...doNotCall, ...bounced, ...converted].map(({ header }) => header)];
  }
  if (role === "events") return of(findEventColumns(columns));
  return role === "customers" ? of(customerColumns(columns, named)) : of(meanings);
}

/**
 * The same files, held against each other: a list of companies without ids, beside accounts that have them, is more likely the market, and nobody
 * but a person can tell.
 */
export function askTogether(files: readonly LookedFile[]): readonly LookedFile[] {
  const accounts = files.find(({ role, keyed }) => role === "accounts" && keyed);
  if (accounts === undefined) return files;
  return files.map((one) =>
    one.role !== "accounts" || one.keyed || one.like !== null
      ? one
      : {
          ...one,
          role: null,
          question: `${one.file} lists companies without the ids that ${accounts.file} has: are they a market that you could sell to (universe), or accounts of yours?`,
        },
  );
}

function toldColumn(
  { header, field, profile }: Column,
  { named, parts }: { readonly named: ReadonlyMap<string, string>; readonly parts: ReadonlySet<string> },
  samples: readonly string[],
): LookedColumn {
  const known = parts.has(header) || knownField(squashedHeader(header)) !== null;
  const by = named.has(header) ? "said" : known ? "known" : "own";
  const filled = profile.rows === 0 ? 0 : profile.filled / profile.rows;
  return { header, field, by, kind: kindOf(profile), filled, distinct: profile.distinct, samples };
}

/** Most cells decide. */
function kindOf({ filled, distinct, shares, top, averageWords }: Column["profile"]): LookedColumn["kind"] {
  if (filled === 0) return "empty";
  const most = (share: number): boolean => share >= 0.5;
  if (most(shares.email)) return "email";
  if (most(shares.url) || most(shares.domain)) return "website";
  if (most(shares.crm_id) || most(shares.damaged_id)) return "id";
  if (most(shares.date)) return "date";
  if (most(shares.number)) return "number";
  if (most(shares.phone)) return "phone";
  return top.length > 0 && distinct <= Math.max(filled / 2, 12) && averageWords < 6 ? "category" : "text";
}

async function samplesOf(database: Database, columns: readonly string[]): Promise<readonly (readonly string[])[]> {
  const cells = columns.map((header) => `left(trim(${quoteIdentifier(header)}), ${LONGEST_SAMPLE + 1})`);
  const found = await database.texts(
    `SELECT ${cells.join(", ")} FROM (SELECT * FROM ${LOOKED} ORDER BY __row LIMIT ${SAMPLED_ROWS}) ORDER BY __row`,
  );
  return columns.map((_, i) => {
    const distinct = [...new Set((found[i] ?? []) as (string | null)[])].filter((text) => text !== null && text !== "");
    return (distinct as string[])
      .slice(0, SAMPLES)
      .map((text) => (text.length > LONGEST_SAMPLE ? `${text.slice(0, LONGEST_SAMPLE)}…` : text));
  });
}
