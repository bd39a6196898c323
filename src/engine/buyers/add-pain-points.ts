import type { Deals, Presence } from "../../buyers/presence.ts";
import { commonest } from "../../buyers/words/commonest.ts";
import { painPoints } from "../../buyers/words/pain-points.ts";
import { type Note, presenceOf, vocabularyOf } from "../../buyers/words/vocabulary.ts";
import type { IgnoredColumn } from "../../features/assemble.ts";
import type { PainPoint } from "../../icp/buyers.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { Facts, RawTable } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import { namesAmong } from "./names-in-files.ts";
import { MOST_NOTES, readNotes } from "./read-notes.ts";
import { findTextColumns, type TextColumn } from "./text-columns.ts";
import { contrastsOf } from "./to-document.ts";

/** Phrases kept of a kind of customer, and of texts about losses alone. */
const MOST_OF_KIND = 10;
const MOST_OF_LOSSES = 12;

/** What a build has read, where notes and names stand. */
export interface TextSource {
  readonly tables: readonly RawTable[];
  /** Columns that are no attributes, with the reason. */
  readonly ignored: readonly IgnoredColumn[];
}

/**
 * Adds to a document the words of its deals' notes: those that set won deals apart from lost ones, those that set each kind of customer apart, and
 * the commonest of texts that are written for lost deals only. Words are told from 5 accounts on, and never names, addresses or numbers.
 * Unchanged without free text.
 *
 * @param kinds deals of each of the document's segments
 */
export async function addPainPoints(
  database: Database,
  document: IcpDocument,
  facts: Facts,
  deals: Deals,
  kinds: readonly Int32Array[],
  { tables, ignored }: TextSource,
): Promise<IcpDocument> {
  const file = tables.find(({ role }) => role === "deals")!;
  const columns = await findTextColumns(database, facts, ignored, file);
  const [both, lost] = [columns.filter(({ of }) => of === "both"), columns.filter(({ of }) => of === "lost")];
  if (both.length + lost.length === 0) return document;
  const read = (some: readonly TextColumn[]) => readNotes(database, facts, file, some);
  const { notes, all } = await read(both);
  const noted = Int32Array.from(notes, ({ deal }) => deal);
  const phrases = await phrasesOf(database, tables, notes, deals);
  const { rows, ...counts } = painPoints(phrases, deals, noted);
  const sampled =
    all > notes.length
      ? [
          `Read from ${notes.length.toLocaleString("en-US")} of ${all.toLocaleString("en-US")} deals with a note (at most ${MOST_NOTES.toLocaleString("en-US")}).`,
        ]
      : [];
  const losses = lost.length === 0 ? null : await lossesOf(database, tables, (await read(lost)).notes, deals, lost);
  return {
    ...document,
    pain_points: {
      columns: both.map(({ header }) => header),
      ...counts,
      rows: contrastsOf(rows),
      losses,
      notes: sampled,
    },
    segments: document.segments.map((segment, k) => ({
      ...segment,
      pain_points: ofKind(phrases, deals, noted, kinds[k]!),
    })),
  };
}

async function phrasesOf(
  database: Database,
  tables: readonly RawTable[],
  notes: readonly Note[],
  deals: Deals,
): Promise<Presence> {
  const vocabulary = vocabularyOf(notes, deals);
  return presenceOf(vocabulary, notes, await namesAmong(database, tables, vocabulary.words));
}

async function lossesOf(
  database: Database,
  tables: readonly RawTable[],
  notes: readonly Note[],
  deals: Deals,
  columns: readonly TextColumn[],
): Promise<NonNullable<IcpDocument["pain_points"]>["losses"]> {
  const phrases = await phrasesOf(database, tables, notes, deals);
  return {
    columns: columns.map(({ header }) => header),
    deals: notes.length,
    rows: commonest(phrases, deals, MOST_OF_LOSSES).map((one) => ({ ...one })),
  };
}

/** Phrases that notes of one kind's deals have more often than those of all other deals, won or lost. */
function ofKind(phrases: Presence, { account }: Deals, noted: Int32Array, kind: Int32Array): PainPoint[] {
  const inKind = new Uint8Array(account.length);
  for (const row of kind) inKind[row] = 1;
  const { rows, won, lost } = painPoints(phrases, { y: inKind, account }, noted);
  return rows
    .filter(({ finding, lift }) => finding && (lift ?? 0) > 1)
    .slice(0, MOST_OF_KIND)
    .map(({ label, won: deals, lost: elsewhere, accounts, lift, interval, q }) => ({
      ...{ label, deals, of: won, elsewhere, of_elsewhere: lost, accounts },
      lift: lift!,
      interval: [...interval!],
      q: q!,
    }));
}
