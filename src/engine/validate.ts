import { type Checked, summarise } from "../build/check.ts";
import { toSql } from "../compile/sql.ts";
import { InputError } from "../errors.ts";
import type { HeldOut, IcpDocument } from "../icp/document.ts";
import type { Facts, RawTable } from "../ingest/facts.ts";
import type { IngestOptions } from "../ingest/options.ts";
import { duckdb } from "../sql/dialects/duckdb.ts";
import { quoteText } from "../sql/quote.ts";
import { type Database, openDatabase } from "../warehouse/database.ts";
import { type ReadOptions, readFile } from "../warehouse/files/read.ts";
import type { Effects } from "./effects.ts";
import { gatherFacts } from "./facts.ts";
import { fingerprint } from "./fingerprint.ts";
import { readIcp } from "./read-icp.ts";

export interface ValidateRequest {
  readonly deals: string;
  readonly accounts: string | null;
  readonly icp: string;
  readonly ingest: IngestOptions;
  readonly reading: ReadOptions;
}

export interface ValidateResult {
  readonly icp: string;
  readonly name: string;
  /** `build`: the file is the one the profile was built from, so its own held-out checks are shown. `new`: deals it has not seen. */
  readonly deals: "build" | "new";
  readonly separation: IcpDocument["separation"];
  /** The check; null when there is no scorecard. */
  readonly check: HeldOut | null;
  /** Deals left out because they are not newer than what the profile was built on. */
  readonly seen: number;
  readonly warnings: readonly string[];
  readonly facts: Facts | null;
}

/** Attribute sources as columns of the deals table, whose columns are named by field. */
function columnsOf(document: IcpDocument, facts: Facts): ReadonlyMap<string, string> {
  const there = new Set(facts.candidates.map((c) => c.name));
  const used = new Set(document.scorecard.attributes.map((a) => a.attribute));
  const sources = document.attributes.filter((a) => used.has(a.name) && there.has(a.source)).map((a) => a.source);
  return new Map(sources.map((s) => [s, s]));
}

/** What tells deals the profile has not seen, as SQL on `d`, and in words; null where nothing does. */
interface Unseen {
  readonly sql: string;
  readonly words: string;
}

/** Deals closed after the last day the profile was built on, or beyond its last value of `--order`. */
function unseenDeals(document: IcpDocument, facts: Facts): Unseen | null {
  const { order, order_to } = document.input;
  if (order !== null && order_to !== null && facts.ordered)
    return { sql: `d.ord > ${order_to}`, words: `deals beyond ${order_to} by ${order}` };
  const to = document.evidence.window.to;
  if (to === null || facts.evidence.asOf === null) return null;
  return { sql: `d.closed > CAST(${quoteText(to)} AS DATE)`, words: `deals closed after ${to}` };
}

async function checkedDeals(
  database: Database,
  document: IcpDocument,
  facts: Facts,
  unseen: Unseen | null,
): Promise<Checked> {
  const columns = columnsOf(document, facts);
  if (columns.size === 0)
    throw new InputError(
      "these deals have none of the columns that this profile scores by: give --accounts, or deals with the same columns as in the build",
    );
  const scores = toSql(document, duckdb, { table: facts.table, idColumns: ["deal"], columns });
  const where = unseen === null ? "" : `WHERE ${unseen.sql}`;
  const [fit, p, known, y, account, cycle] = await database.numbers(
    `SELECT s.fit, s.p_win, s.known, d.y, d.account, date_diff('day', d.created, d.closed) FROM (${scores}) s JOIN ${facts.table} d ON d.deal = s.deal ${where} ORDER BY d.deal`,
  );
  return { fit: fit!, p: p!, known: known!, y: Uint8Array.from(y!), account: Int32Array.from(account!), cycle: cycle! };
}

function buildResult(document: IcpDocument): ValidateResult {
  const { forward, cross_fit } = document.validation;
  const check = forward !== null && forward.verdict !== "not enough data" ? forward : cross_fit;
  const warnings = [
    "these are the deals the profile was built from: shown is the check made during the build, on deals held out from it",
  ];
  return {
    icp: document.id,
    name: document.name,
    deals: "build",
    separation: document.separation,
    check,
    seen: document.evidence.opportunities,
    warnings,
    facts: null,
  };
}

async function validateNew(
  database: Database,
  document: IcpDocument,
  request: ValidateRequest,
  effects: Effects,
): Promise<ValidateResult> {
  effects.progress("reading deals", 0, 2);
  const tables = [await readFile(database, request.deals, "deals", "raw_deals", request.reading)];
  if (request.accounts !== null)
    tables.push(await readFile(database, request.accounts, "accounts", "raw_accounts", request.reading));
  const ingest = { ...request.ingest, ...rememberedIn(document, tables[0]!, request.ingest) };
  const facts = await gatherFacts(database, tables, ingest);
  effects.progress("scoring", 1, 2);
  const common = {
    icp: document.id,
    name: document.name,
    deals: "new",
    separation: document.separation,
    facts,
  } as const;
  if (document.scorecard.attributes.length === 0)
    return {
      ...common,
      check: null,
      seen: 0,
      warnings: ["this profile has no scorecard, so there is nothing to check"],
    };
  const unseen = unseenDeals(document, facts);
  const checked = await checkedDeals(database, document, facts, unseen);
  const seen = facts.evidence.opportunities - checked.y.length;
  if (checked.y.length === 0)
    throw new InputError(
      `none of the ${seen} closed deals is newer than what the profile was built on (${unseen!.words}): give newer deals`,
    );
  const check = summarise(
    checked,
    document.scorecard.levels,
    "forward",
    unseen?.words ?? "all deals of this file",
    document.evidence.opportunities,
  );
  return { ...common, check, seen, warnings: unseen === null ? [MAYBE_SEEN] : [] };
}

/** Without dates or an order nobody can tell old deals from new ones. */
const MAYBE_SEEN =
  "neither dates nor --order tell these deals from those the profile was built with: if some of them were, the figures flatter";

/** What the document remembers of its own reading, where this file has the same columns and the person says nothing else. */
function rememberedIn(
  document: IcpDocument,
  deals: RawTable,
  ingest: IngestOptions,
): Pick<IngestOptions, "outcome" | "order"> {
  const { outcome, order } = document.input;
  const there = deals.columns.some((header) => outcome.startsWith(`${header}=`));
  return {
    outcome: ingest.outcome ?? (there ? outcome : null),
    order: ingest.order ?? (order !== null && deals.columns.includes(order) ? order : null),
  };
}

/** A document held against deals it has not seen; for the build's own files, the check made during the build. */
export async function validateFile(request: ValidateRequest, effects: Effects): Promise<ValidateResult> {
  const { document } = await readIcp(request.icp);
  const database = await openDatabase();
  const stop = (): void => database.interrupt();
  effects.signal.addEventListener("abort", stop);
  try {
    return (await sameFiles(document, request))
      ? buildResult(document)
      : await validateNew(database, document, request, effects);
  } finally {
    effects.signal.removeEventListener("abort", stop);
    database.close();
  }
}

async function sameFiles(document: IcpDocument, request: ValidateRequest): Promise<boolean> {
  const print = await fingerprint([request.deals, request.accounts]).catch(() => "");
  return print === document.input.fingerprint;
}
