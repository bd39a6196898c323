import { InputError } from "../errors.ts";
import type { IcpDocument } from "../icp/document.ts";
import type { Guess, RawTable, Rejection, Role } from "../ingest/facts.ts";
import { keyKinds } from "../ingest/key-columns.ts";
import type { IngestOptions } from "../ingest/options.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { expectedCount } from "../stats/expected-count.ts";
import { type Database, openDatabase } from "../warehouse/database.ts";
import type { ReadOptions } from "../warehouse/files/read.ts";
import { readFiles } from "../warehouse/files/read-files.ts";
import { copyTogether } from "../warehouse/files/write-together.ts";
import { type DealStates, layDealStates } from "./deal-states.ts";
import type { Effects } from "./effects.ts";
import { newestDay } from "./filter/as-of.ts";
import { batchContacts, type ContactDays, contactedHits, flagHits, logContacts } from "./filter/contacts.ts";
import { type Customers, customerHits, findCustomers, layCustomers } from "./filter/customers.ts";
import { dealHits, findDeals } from "./filter/deals.ts";
import { countReasons, DROPPED, decide, keptLevels, type ReasonRows } from "./filter/decide.ts";
import { excludeHits, excludeSource } from "./filter/exclude.ts";
import { addHits, createHits } from "./filter/hits.ts";
import { appendLedger, readLedger, type WinsAtRisk } from "./filter/ledger.ts";
import { layNotes } from "./filter/notes.ts";
import { relationHits } from "./filter/relations.ts";
import { droppedSql, keptSql } from "./filter/written.ts";
import { fingerprint } from "./fingerprint.ts";
import { NO_FILES } from "./input-files.ts";
import { withAttributes } from "./match/inline.ts";
import { layKeys, type Source } from "./match/keys.ts";
import { layFit } from "./match/lay-fit.ts";
import { type List, lookAt, readLists, requireKeys, requireMapped } from "./match/list.ts";
import { unmatchable } from "./match/match.ts";
import { readIcp } from "./read-icp.ts";
import { absentWarning, noneWarning } from "./score.ts";
import type { LevelCounts, UnseenShare } from "./tally.ts";
import { unseenWarnings } from "./unseen.ts";
import { readValueMap, withValueMap } from "./value-map.ts";

/** Files that say whom not to touch. */
export interface SuppressionFiles {
  readonly customers: readonly string[];
  readonly openDeals: readonly string[];
  readonly accounts: readonly string[];
  readonly contacts: readonly string[];
  readonly contacted: readonly string[];
  readonly exclude: readonly string[];
}

export interface FilterRequest {
  readonly batch: readonly string[];
  readonly icp: string;
  readonly keep: string;
  readonly drop: string;
  readonly ledger: string | null;
  /** Fit below which a row is dropped; null: the document's medium level, where its score separates reliably. */
  readonly below: number | null;
  readonly files: SuppressionFiles;
  readonly readmitChurned: boolean;
  /** Cells go out as they came, formulas included. */
  readonly raw: boolean;
  readonly ingest: IngestOptions;
  readonly reading: ReadOptions;
  /** Path of a value map; null without one. */
  readonly valueMap: string | null;
}

/** A file that was read, for the report. */
export interface FileRead {
  readonly role: string;
  readonly file: string;
  readonly format: string;
  readonly read: number;
  readonly rejected: readonly Rejection[];
}

export interface FilterSummary {
  readonly icp: string;
  readonly as_of: string | null;
  readonly files: readonly FileRead[];
  /** Rows of the batch: `read = kept + dropped + rejected`, always. */
  readonly read: number;
  readonly kept: number;
  readonly dropped: number;
  readonly rejected: number;
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

const KEYS = "filter_keys";

/** `filter`: an outbound batch minus those not to touch, each with its reason. Both files appear whole, or neither. */
export async function filterFile(request: FilterRequest, effects: Effects): Promise<FilterSummary> {
  const { document } = await readIcp(request.icp);
  const ledger = request.ledger === null ? null : await readLedger(request.ledger);
  const database = await openDatabase();
  const stop = (): void => database.interrupt();
  effects.signal.addEventListener("abort", stop);
  try {
    const entries = request.valueMap === null ? [] : await readValueMap(database, request.valueMap);
    const summary = await filterIn(database, withValueMap(document, entries), request, effects);
    return request.ledger === null ? summary : await entered(summary, request, request.ledger, ledger);
  } finally {
    effects.signal.removeEventListener("abort", stop);
    database.close();
  }
}

/** Enters the batch into the ledger. */
async function entered(
  summary: FilterSummary,
  { batch }: FilterRequest,
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

/** Everything that was read, with its place among the sources of the keys; the batch is source 0. */
interface Read {
  readonly batch: List;
  readonly sources: readonly Source[];
  readonly customers: (Customers & { readonly source: number; readonly lists: readonly List[] }) | null;
  readonly deals: readonly { readonly source: number; readonly list: List; readonly states: DealStates }[];
  readonly accounts: readonly { readonly source: number; readonly list: List }[];
  readonly contacts: readonly { readonly source: number; readonly list: List }[];
  readonly logs: readonly { readonly source: number; readonly list: List; readonly days: ContactDays }[];
  readonly exclude: readonly { readonly source: number; readonly list: List }[];
  readonly touched: ContactDays | null;
}

async function filterIn(
  database: Database,
  document: IcpDocument,
  request: FilterRequest,
  effects: Effects,
): Promise<FilterSummary> {
  effects.progress("reading", 0, 3);
  const read = await readAll(database, document, request);
  effects.progress("matching", 1, 3);
  await layKeys(database, read.sources, KEYS);
  const asOf = request.ingest.asOf ?? (await asOfIn(database, read));
  await createHits(database);
  const guesses = await suppress(database, read, asOf, request.readmitChurned);
  effects.progress("scoring", 2, 3);
  const scored = await score(database, document, read, request);
  const below = belowOf(document, request.below);
  if (below !== null)
    await addHits(
      database,
      "low_fit",
      `SELECT __row AS "row", 'fit ' || fit || ' is below ${below}' AS reason FROM ${quoteIdentifier(scored.scores)} WHERE fit < ${below} AND level <> 'unknown'`,
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
    { select: keptSql(raw, scored.scores, request.raw), path: request.keep },
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
    below,
    reasons,
    wins_at_risk: below === null ? null : await winsAtRisk(database, document, scored.scores),
    kept_levels: levels,
    unseen: scored.unseen,
    written: [request.keep, request.drop],
    guesses: [...asOfGuess(asOf, request.ingest.asOf), ...readingGuesses(read), ...guesses],
    notes: [...raw.notes, ...readingNotes(read), ...(await matchingNotes(database, read)), ...dateNote(read, asOf)],
    warnings,
  };
}

async function readAll(database: Database, document: IcpDocument, request: FilterRequest): Promise<Read> {
  const { files, ingest, reading } = request;
  const batchTable = await readFiles(database, request.batch, "universe", "raw_batch", reading);
  const lists = (paths: readonly string[], role: Role, name: string) =>
    readLists(database, paths, role, name, reading, ingest);
  const customers = await lists(files.customers, "customers", "raw_customers");
  const deals = await lists(files.openDeals, "deals", "raw_deals");
  const accounts = await lists(files.accounts, "accounts", "raw_accounts");
  const contacts = await lists(files.contacts, "contacts", "raw_contacts");
  const logs = await lists(files.contacted, "events", "raw_contacted");
  const exclude = await lists(files.exclude, "accounts", "raw_exclude");
  const batch = await lookAt(database, batchTable, "companies or people", ingest);
  const all = [customers, deals, accounts, contacts, logs, exclude].flat();
  requireMapped(ingest, [batchTable, ...all.map(({ raw }) => raw)]);
  for (const list of [...deals, ...accounts, ...logs]) requireKeys(list);
  if (all.length > 0) requireKeys(batch);
  requireEmails(contacts);

  const sources: Source[] = [{ table: batchTable.table, keys: batch.keys }];
  const place = (source: Source): number => sources.push(source) - 1;
  const own = (list: List): number => place({ table: list.raw.table, keys: list.keys });
  const known = customers.length === 0 ? null : await layCustomers(database, customers, ingest);
  const laidCustomers =
    known === null ? null : { ...known, lists: customers, source: place({ table: known.table, keys: null }) };
  const laidDeals = [];
  for (const list of deals)
    laidDeals.push({
      list,
      states: await layDealStates(database, list, ingest, { outcome: document.input.outcome }),
      source: own(list),
    });
  const laidLogs = [];
  for (const list of logs) laidLogs.push({ list, days: await logContacts(database, list, ingest), source: own(list) });
  const laidExclude = [];
  for (const list of exclude) laidExclude.push({ list, source: place(await excludeSource(database, list)) });
  return {
    batch,
    customers: laidCustomers,
    deals: laidDeals,
    logs: laidLogs,
    exclude: laidExclude,
    accounts: accounts.map((list) => ({ list, source: own(list) })),
    contacts: contacts.map((list) => ({ list, source: own(list) })),
    touched: await batchContacts(database, batch, ingest),
    sources,
  };
}

function requireEmails(contacts: readonly List[]): void {
  for (const { raw, keys } of contacts)
    if (keys.emails.length === 0)
      throw new InputError(
        `${raw.file} has no column of e-mail addresses, so nobody in it can be found in the batch: name one with --map 'COLUMN=email'`,
      );
}

/**
 * The newest day on which something happened: starts and ends of customers, creation and close of decided deals, logged contacts. A column of
 * the batch, which may hold tasks that are planned, speaks only where nothing else does.
 */
async function asOfIn(database: Database, { customers, deals, logs, touched }: Read): Promise<string | null> {
  const happened = [
    ...deals.flatMap(({ states: { table } }) =>
      ["created", "closed"].map((day) => `SELECT ${day} FROM ${table} WHERE status IN ('won', 'lost')`),
    ),
    ...logs.map(({ days }) => `SELECT day FROM ${days.table}`),
  ];
  const newest = [await newestDay(database, happened), customers?.asOf ?? null].filter((day) => day !== null).sort();
  return newest.at(-1) ?? (touched === null ? null : newestDay(database, [`SELECT day FROM ${touched.table}`]));
}

/** Adds every reason but low fit. */
async function suppress(
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
  readonly warnings: readonly string[];
}

/** Scores the batch, with the attributes of the accounts where it has none of its own; rows that disqualify are dropped. */
async function score(
  database: Database,
  document: IcpDocument,
  { batch, accounts }: Read,
  request: FilterRequest,
): Promise<Scored> {
  const [first] = accounts;
  const known = first === undefined ? null : { source: first.source, raw: first.list.raw };
  const scorable = await withAttributes(database, document, batch.raw, known, KEYS, request.ingest.map);
  const { columns, absent } = scorable;
  const { scores, unseen } = await layFit(database, document, scorable);
  await addHits(
    database,
    "disqualifier",
    `SELECT __row AS "row", 'disqualified: ' || disqualified_by AS reason FROM ${quoteIdentifier(scores)} WHERE disqualified_by IS NOT NULL`,
  );
  const nothing =
    document.scorecard.attributes.length > 0 && columns.size === 0
      ? [nothingKnown(batch.raw, absent)]
      : absentWarning(absent, batch.raw.file);
  return { scores, unseen, warnings: [...nothing, ...unseenWarnings(unseen)] };
}

function nothingKnown({ file }: RawTable, absent: readonly string[]): string {
  return `${file} has none of the columns that this profile scores by (${absent.join(", ")}): every row is at level unknown, and none is dropped for low fit (--accounts gives the attributes of companies in your CRM)`;
}

/** Fit below which rows are dropped: as a person said, else the medium level where the score is sure enough to drop on. */
function belowOf({ separation, scorecard }: IcpDocument, stated: number | null): number | null {
  if (scorecard.attributes.length === 0) return null;
  if (separation.verdict === "none" || separation.verdict === "weak") return stated;
  return stated ?? scorecard.levels.medium;
}

function fitWarnings(document: IcpDocument, stated: number | null): string[] {
  const { separation, scorecard } = document;
  const unscored = scorecard.attributes.length === 0;
  if (unscored || separation.verdict === "none") {
    const ignored = unscored && stated !== null ? ["--below changes nothing: there is no fit to compare with it"] : [];
    const kept =
      stated === null || unscored
        ? ["no row is dropped for low fit"]
        : [`rows below fit ${stated} are dropped because --below says so`];
    return [...noneWarning(document), ...kept, ...ignored];
  }
  if (separation.verdict === "weak" && stated === null)
    return [
      `this profile separates winners from losers only weakly, so no row is dropped for low fit (--below ${scorecard.levels.medium} drops them all the same)`,
    ];
  if (separation.verdict === "weak")
    return ["this profile separates winners from losers only weakly: a drop for low fit is provisional"];
  return separation.verdict === "untested"
    ? [
        "nobody has tested whether this profile separates winners from losers (it was built with --no-resampling): a drop for low fit is provisional",
      ]
    : [];
}

/** Wins that the rows dropped for low fit would have brought, from the win rate of each fit. */
async function winsAtRisk(database: Database, document: IcpDocument, scores: string): Promise<WinsAtRisk> {
  const found = await database.rows<{ fit: number; n: number }>(
    `SELECT fit, count(*) AS n FROM ${quoteIdentifier(scores)} s JOIN ${DROPPED} d ON d."row" = s.__row WHERE d.code = 'low_fit' GROUP BY fit ORDER BY fit`,
  );
  const entries = new Map(document.scorecard.by_fit.map((entry) => [entry.fit, entry]));
  const { value, limits } = expectedCount(
    found.flatMap(({ fit, n }) => {
      const entry = entries.get(fit);
      return entry === undefined ? [] : [{ n, p: entry.p, low: entry.low, high: entry.high }];
    }),
  );
  const tenth = (x: number): number => Math.round(10 * x) / 10;
  return {
    value: tenth(value),
    low: limits === null ? null : tenth(limits[0]),
    high: limits === null ? null : tenth(limits[1]),
  };
}

function filesOf({ batch, customers, deals, accounts, contacts, logs, exclude }: Read): FileRead[] {
  const of = (role: string, list: List): FileRead => ({
    role,
    file: list.raw.file,
    format: list.raw.format,
    read: list.raw.rowsRead,
    rejected: list.raw.rejected,
  });
  return [
    of("batch", batch),
    ...(customers?.lists ?? []).map((list) => of("customers", list)),
    ...deals.map(({ list }) => of("deals", list)),
    ...accounts.map(({ list }) => of("accounts", list)),
    ...contacts.map(({ list }) => of("contacts", list)),
    ...logs.map(({ list }) => of("contacted", list)),
    ...exclude.map(({ list }) => of("exclude", list)),
  ];
}

function asOfGuess(asOf: string | null, stated: string | null): Guess[] {
  if (asOf === null || stated !== null) return [];
  return [
    {
      what: "as of",
      text: `Looked from ${asOf}, the newest day on which something happened.`,
      override: "--as-of DATE",
    },
  ];
}

function readingGuesses({ customers, deals, logs, touched }: Read): Guess[] {
  return [
    ...(customers?.guesses ?? []).filter(({ what }) => what !== "revenue"),
    ...deals.flatMap(({ states }) => states.guesses).filter(({ what }) => what !== "new business"),
    ...logs.flatMap(({ days }) => days.guesses),
    ...(touched?.guesses ?? []),
  ];
}

/** What customers pay matters to retention; a filter asks only who is one. */
const REVENUE = /\brevenue\b/;

function readingNotes({ customers, deals, accounts, contacts, logs, exclude, touched }: Read): string[] {
  return [
    ...(customers?.lists ?? []).flatMap((list) => list.raw.notes),
    ...(customers?.notes ?? []).filter((note) => !REVENUE.test(note)),
    ...[...deals, ...accounts, ...contacts, ...logs, ...exclude].flatMap(({ list }) => list.raw.notes),
    ...deals.flatMap(({ states }) => states.notes),
    ...logs.flatMap(({ days }) => days.notes),
    ...(touched?.notes ?? []),
  ];
}

const count = new Intl.NumberFormat("en-US");

/** What could not be held against the batch, because it names companies in another way. */
async function matchingNotes(database: Database, { batch, customers, deals, sources }: Read): Promise<string[]> {
  if (sources.length === 1) return [];
  const file = batch.raw.file;
  const notes: string[] = [];
  const missed = await database.value<number>(
    `SELECT count(*) FROM ${quoteIdentifier(batch.raw.table)} WHERE __row NOT IN (SELECT "row" FROM ${KEYS} WHERE source = 0)`,
  );
  if (missed > 0)
    notes.push(
      `${count.format(missed)} ${missed === 1 ? "row" : "rows"} of ${file} give neither website nor name, id or e-mail of the company: they could not be held against the other files.`,
    );
  const words = (list: List): string =>
    keyKinds(list.keys)
      .map((kind) => ({ id: "id", domain: "website", name: "name" })[kind])
      .join(" or ");
  const tell = async (source: number, of: string, kinds: string, rows: string, what: string) => {
    const found = await unmatchable(database, KEYS, source, 0, rows);
    if (found.nameless > 0)
      notes.push(
        `${count.format(found.nameless)} of ${count.format(found.rows)} ${what} in ${of} name no company: they were not found.`,
      );
    if (found.apart > 0)
      notes.push(
        `${count.format(found.apart)} of ${count.format(found.rows)} ${what} in ${of} name their company by ${kinds} only, which ${file} does not have: they were not found (--accounts FILE, with ids, websites and names, joins them).`,
      );
  };
  for (const { source, list, states } of deals)
    await tell(
      source,
      list.raw.file,
      words(list),
      `SELECT "row" FROM ${states.table} WHERE status = 'open'`,
      "open deals",
    );
  if (customers !== null) {
    const kinds = [...new Set(customers.lists.map(words))].join(" or ");
    await tell(customers.source, customers.files, kinds, `SELECT "row" FROM ${customers.table}`, "customers");
  }
  return notes;
}

function dateNote({ deals, logs, touched }: Read, asOf: string | null): string[] {
  if (asOf !== null || (deals.length === 0 && logs.length === 0 && touched === null)) return [];
  return [
    "No file holds a date of something that happened: deals lost within 180 days and contacts within 90 days were not looked for.",
  ];
}
