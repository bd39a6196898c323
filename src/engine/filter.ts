import type { IcpDocument } from "../icp/document.ts";
import type { Guess, RawTable } from "../ingest/facts.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { type Database, openDatabase } from "../warehouse/database.ts";
import { copyTogether } from "../warehouse/files/write.ts";
import { interruptOn } from "../warehouse/interrupt-on.ts";
import type { Effects } from "./effects.ts";
import { activeNotes, batchActivity, keptNow, notActive } from "./filter/active.ts";
import { contactedHits, flagHits } from "./filter/contacts.ts";
import { customerHits, findCustomers } from "./filter/customers.ts";
import { dealHits, findDeals } from "./filter/deals.ts";
import { countReasons, decide, keptLevels, type ReasonRows } from "./filter/decide.ts";
import { excludeHits } from "./filter/exclude.ts";
import { addHits, createHits } from "./filter/hits.ts";
import { appendLedger, readLedger, type WinsAtRisk } from "./filter/ledger.ts";
import { belowOf, fitWarnings, winsAtRisk } from "./filter/low-fit.ts";
import { layNotes } from "./filter/notes.ts";
import { asOfIn, headersOf, type Read, readAll } from "./filter/read.ts";
import { relationHits } from "./filter/relations.ts";
import type { FilterRequest } from "./filter/request.ts";
import {
  asOfGuess,
  dateNote,
  type FileRead,
  filesOf,
  matchingNotes,
  readingGuesses,
  readingNotes,
} from "./filter/told.ts";
import { droppedSql, keptSql } from "./filter/written.ts";
import { fingerprint } from "./fingerprint.ts";
import { readsNothing } from "./headers.ts";
import { NO_FILES } from "./input-files.ts";
import { mapColumns, toldColumns } from "./map-columns.ts";
import { withMapSheets } from "./map-sheets.ts";
import { withAttributes } from "./match/inline.ts";
import type { KeptLists } from "./match/kept-lists.ts";
import { layKeys } from "./match/keys.ts";
import { layFit } from "./match/lay-fit.ts";
import { copiedRows } from "./match/list.ts";
import { readIcp } from "./read-icp.ts";
import { suggestedNote, unjudgedWarnings } from "./rule-notes.ts";
import { absentWarning } from "./score-warnings.ts";
import type { LevelCounts, UnseenShare } from "./tally.ts";
import { unseenWarnings } from "./unseen.ts";
import { readValueMap, withValueMap } from "./value-map.ts";

export interface FilterSummary {
  readonly icp: string;
  readonly as_of: string | null;
  readonly files: readonly FileRead[];
  /** Rows of the batch: `read = kept + dropped + rejected + copied`, always. */
  readonly read: number;
  readonly kept: number;
  readonly dropped: number;
  readonly rejected: number;
  /** Rows of a file of the batch that repeats another one. */
  readonly copied: number;
  /** Fit below which rows were dropped; null where fit drops nothing. */
  readonly below: number | null;
  readonly reasons: readonly ReasonRows[];
  readonly wins_at_risk: WinsAtRisk | null;
  readonly kept_levels: LevelCounts;
  readonly unseen: readonly UnseenShare[];
  readonly written: readonly string[];
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** Table of the keys of everything that was read. */
export const KEYS = "filter_keys";

/** `filter`: an outbound batch minus those not to touch, each with its reason. Both files appear whole, or neither. */
export async function filterFile(request: FilterRequest, effects: Effects): Promise<FilterSummary> {
  const { document } = await readIcp(request.icp);
  return filterOn(await openDatabase(), document, request, effects, async () => null);
}

/**
 * The same with a document that is read already.
 *
 * @param database is closed at the end @param keptIn lays what a workspace keeps beside the files; null without
 */
export async function filterOn(
  database: Database,
  document: IcpDocument,
  request: Omit<FilterRequest, "icp">,
  effects: Effects,
  keptIn: (document: IcpDocument) => Promise<KeptLists | null>,
): Promise<FilterSummary> {
  const close = interruptOn(effects.signal, database);
  try {
    const ledger = request.ledger === null ? null : await readLedger(request.ledger);
    const entries = request.valueMap === null ? [] : await readValueMap(database, request.valueMap);
    const mapped = withValueMap(document, entries);
    const summary = await filterIn(database, mapped, request, effects, await keptIn(mapped));
    return request.ledger === null ? summary : await entered(summary, request, request.ledger, ledger);
  } finally {
    close();
  }
}

/** Enters the batch into the ledger. */
async function entered(
  summary: FilterSummary,
  { batch }: Pick<FilterRequest, "batch">,
  path: string,
  before: string | null,
): Promise<FilterSummary> {
  const added = await appendLedger(path, before, {
    asOf: summary.as_of,
    batch: summary.files[0]!.file,
    fingerprint: await fingerprint({ ...NO_FILES, deals: batch }),
    icp: summary.icp,
    read: summary.read,
    kept: summary.kept,
    rejected: summary.rejected,
    reasons: summary.reasons,
    winsAtRisk: summary.wins_at_risk,
  });
  const again = `${path} holds this batch with these results already: nothing was added`;
  return {
    ...summary,
    written: [...summary.written, ...(added ? [path] : [])],
    notes: added ? summary.notes : [...summary.notes, again],
  };
}

async function filterIn(
  database: Database,
  document: IcpDocument,
  asked: Omit<FilterRequest, "icp">,
  effects: Effects,
  kept: KeptLists | null,
): Promise<FilterSummary> {
  effects.progress("reading", 0, 3);
  const mapped = await mapColumns(asked.mapFile, asked.batch[0], asked.ingest.map);
  const map = [...(mapped?.assignments ?? []), ...asked.ingest.map];
  const reading = await withMapSheets(asked.reading, asked.mapFile, asked.batch[0]);
  const request = { ...asked, reading, ingest: { ...asked.ingest, map } };
  const read = await readAll(database, document, request, asked.ingest, kept);
  effects.progress("matching", 1, 3);
  await layKeys(database, read.sources, KEYS);
  const asOf = request.ingest.asOf ?? (await asOfIn(database, read));
  await createHits(database);
  const guesses = await suppress(database, read, asOf, request.readmitChurned);
  effects.progress("scoring", 2, 3);
  const ownMap = [...request.ingest.map, ...(kept?.options.map ?? [])];
  const scored = await score(database, document, read, ownMap);
  const below = belowOf(document, request.below);
  const active = await batchActivity(database, document, read, kept?.options ?? request.ingest);
  if (below !== null)
    await addHits(
      database,
      "low_fit",
      `SELECT __row AS "row", 'fit ' || fit || ' is below ${below}' AS reason FROM ${quoteIdentifier(scored.scores)}
       WHERE fit < ${below} AND level <> 'unknown' AND ${notActive(document, active)}`,
    );
  await decide(database);
  await layNotes(database, KEYS, {
    people: read.batch.keys.emails.length > 0,
    customers: read.customers,
    deals: read.deals,
    readmitChurned: request.readmitChurned,
  });
  const { raw } = read.batch;
  const warnings = [...fitWarnings(document, request.below), ...scored.warnings];
  for (const warning of warnings) effects.warn?.(warning);
  await copyTogether(database, [
    { select: keptSql(raw, scored.scores, request.raw, keptNow(document, active)), path: request.keep },
    { select: droppedSql(raw, scored.scores, request.raw), path: request.drop },
  ]);
  const reasons = await countReasons(database);
  const levels = await keptLevels(database, scored.scores);
  return {
    icp: document.id,
    as_of: asOf,
    files: filesOf(read),
    read: raw.rowsRead,
    kept: levels.rows,
    dropped: reasons.reduce((sum, { rows }) => sum + rows, 0),
    rejected: raw.rejected.length,
    copied: copiedRows(raw),
    below,
    reasons,
    wins_at_risk: below === null ? null : await winsAtRisk(database, document, scored.scores),
    kept_levels: levels,
    unseen: scored.unseen,
    written: [request.keep, request.drop],
    guesses: [
      ...toldColumns(mapped, headersOf(read)),
      ...asOfGuess(asOf, request.ingest.asOf),
      ...readingGuesses(read),
      ...(active?.guesses ?? []),
      ...scored.guesses,
      ...guesses,
    ],
    notes: [
      ...raw.notes,
      ...(kept?.notes ?? []),
      ...readingNotes(read),
      ...(await matchingNotes(database, KEYS, read)),
      ...dateNote(read, asOf),
      ...(await activeNotes(database, document, active, { scores: scored.scores, below })),
      ...suggestedNote(document),
    ],
    warnings,
  };
}

/** Adds every reason but low fit; the keys lie in `KEYS`. */
export async function suppress(
  database: Database,
  read: Read,
  asOf: string | null,
  readmitChurned: boolean,
): Promise<readonly Guess[]> {
  const { batch, customers, deals, accounts, contacts, logs, exclude, touched } = read;
  const cells = batch.raw.columns.map(quoteIdentifier).join(", ");
  await addHits(
    database,
    "empty",
    `SELECT __row AS "row", 'the row is empty' AS reason FROM ${quoteIdentifier(batch.raw.table)} WHERE coalesce(${cells}, NULL) IS NULL`,
  );
  await findCustomers(database, KEYS, customers);
  await customerHits(database, readmitChurned);
  await findDeals(database, KEYS, deals);
  await dealHits(database, asOf);
  const own = { source: 0, list: batch };
  const relations = await relationHits(database, KEYS, [own, ...accounts], readmitChurned);
  for (const { source, list } of exclude) await excludeHits(database, KEYS, source, list.raw.file);
  await contactedHits(database, KEYS, touched, logs, asOf);
  const flags = await flagHits(database, KEYS, [own, ...contacts]);
  return [...relations, ...flags];
}

interface Scored {
  readonly scores: string;
  readonly unseen: readonly UnseenShare[];
  readonly guesses: readonly Guess[];
  readonly warnings: readonly string[];
}

/** Scores the batch, with the attributes of the accounts where it has none of its own; rows that disqualify are dropped. */
async function score(
  database: Database,
  document: IcpDocument,
  { batch, accounts }: Read,
  map: readonly string[],
): Promise<Scored> {
  const [first] = accounts;
  const known = first === undefined ? null : { source: first.source, raw: first.list.raw };
  const scorable = await withAttributes(database, document, batch.raw, known, KEYS, map);
  const { absent, columns } = scorable;
  const { scores, unseen } = await layFit(database, scorable);
  await addHits(
    database,
    "disqualifier",
    `SELECT __row AS "row", 'disqualified: ' || disqualified_by AS reason FROM ${quoteIdentifier(scores)} WHERE disqualified_by IS NOT NULL`,
  );
  const nothing = readsNothing(document, absent)
    ? [nothingKnown(batch.raw, absent)]
    : absentWarning(absent, batch.raw.file);
  const unjudged = unjudgedWarnings(document, columns, batch.raw.file);
  return { scores, unseen, guesses: scorable.guesses, warnings: [...nothing, ...unjudged, ...unseenWarnings(unseen)] };
}

function nothingKnown({ file }: RawTable, absent: readonly string[]): string {
  return `${file} has none of the columns that this profile scores by (${absent.join(", ")}): every row is at level unknown, and none is dropped for low fit (--accounts gives the attributes of companies in your CRM)`;
}
