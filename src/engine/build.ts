import { basename } from "node:path";
import { type Admission, documentAttributes, type Examined, examine } from "../build/attributes.ts";
import { type BuildEffects, baseRateInterval, buildDraft, type Draft } from "../build/draft.ts";
import { InputError, InterruptedError } from "../errors.ts";
import { type Assembled, assembleFeatures } from "../features/assemble.ts";
import { auditLeakage } from "../features/leakage.ts";
import type { CodedMatrix } from "../features/matrix.ts";
import { type DealColumns, matrixOf } from "../features/matrix-of.ts";
import type { IcpDocument, IcpEnvelope } from "../icp/document.ts";
import { contentForHash } from "../icp/print.ts";
import type { Facts, RawTable } from "../ingest/facts.ts";
import type { IngestOptions } from "../ingest/options.ts";
import type { Database } from "../warehouse/database.ts";
import { openDatabase } from "../warehouse/database.ts";
import { type ReadOptions, readFile } from "../warehouse/files/read.ts";
import { maturedCohorts } from "./cohorts.ts";
import { duckdbColumns } from "./columns.ts";
import type { Effects } from "./effects.ts";
import { gatherFacts } from "./facts.ts";
import { fingerprint, sha256 } from "./fingerprint.ts";
import { parameters } from "./parameters.ts";
import { breathe, openPool, type Pool } from "./pool.ts";
import { addUniverse } from "./universe.ts";
import { VERSION } from "./version.ts";

export interface BuildRequest {
  readonly deals: string;
  readonly accounts: string | null;
  readonly universe: string | null;
  /** `openicp build` names a document after its deals file unless told otherwise. */
  readonly name: string | null;
  readonly ingest: IngestOptions;
  readonly reading: ReadOptions;
  /** Fields and headers a person allows out of quarantine. */
  readonly allow: readonly string[];
  /** null: account attributes only when there is an accounts table, all of them otherwise. */
  readonly about: "account" | "all" | null;
  readonly seed: number;
  readonly resampling: boolean;
  readonly forceScore: boolean;
}

export interface BuildResult {
  readonly envelope: IcpEnvelope;
  readonly facts: Facts;
  /** The raw table that `--scores` scores: the accounts, or the one table of deals. */
  readonly scored: RawTable;
}

/** Reads the files of a request into the warehouse. */
async function readTables(database: Database, request: BuildRequest, effects: Effects): Promise<RawTable[]> {
  const files = [
    { path: request.deals, role: "deals" },
    { path: request.accounts, role: "accounts" },
    { path: request.universe, role: "universe" },
  ] as const;
  const tables: RawTable[] = [];
  for (const [i, { path, role }] of files.entries()) {
    if (path === null) continue;
    effects.progress(`reading ${role}`, i, files.length);
    tables.push(await readFile(database, path, role, `raw_${role}`, request.reading));
  }
  return tables;
}

async function dealColumns(database: Database, facts: Facts): Promise<DealColumns> {
  const day = (column: string): string => `date_diff('day', DATE '1970-01-01', ${column})`;
  const [y, account, created, closed, order] = await database.numbers(
    `SELECT y, account, ${day("created")}, ${day("closed")}, ord FROM ${facts.table} ORDER BY deal`,
  );
  const accounts = account!.reduce((a, b) => Math.max(a, b), -1) + 1;
  return {
    n: y!.length,
    y: Uint8Array.from(y!),
    account: Int32Array.from(account!),
    accounts,
    created: created!,
    closed: closed!,
    order: order!,
  };
}

interface Prepared {
  readonly deals: DealColumns;
  readonly examined: readonly Examined[];
  readonly assembled: Assembled;
  readonly matrix: CodedMatrix;
  readonly eligible: readonly Examined[];
}

async function prepare(database: Database, facts: Facts, admission: Admission, effects: Effects): Promise<Prepared> {
  const deals = await dealColumns(database, facts);
  const reader = duckdbColumns(database, facts.table, deals.n);
  const assembled = await assembleFeatures(facts.candidates, reader, (done) =>
    effects.progress("reading attributes", done, facts.candidates.length),
  );
  const { features } = assembled;
  const audits = auditLeakage(
    features.map((f) => f.coded),
    features.map((f) => f.source),
    deals.y,
  );
  const examined = examine(features, audits, admission);
  const eligible = examined.filter((e) => e.status === "eligible");
  if (eligible.length === 0) throw new InputError(nothingLeft(examined, assembled));
  const matrix = matrixOf(
    deals,
    eligible.map((e) => e.feature),
  );
  return { deals, examined, assembled, matrix, eligible };
}

function nothingLeft(examined: readonly Examined[], assembled: Assembled): string {
  const quarantined = examined.filter((e) => e.status === "quarantined").map((e) => e.feature.header);
  const about = examined.some((e) => e.status === "ignored")
    ? " or score the deal's own attributes too (--about all)"
    : "";
  const said =
    quarantined.length > 0
      ? ` ${quarantined.length} are quarantined because they follow the outcome (${quarantined.slice(0, 5).join(", ")});`
      : "";
  return `no attribute is left to learn from:${said} ${assembled.ignored.length} are ids, dates, names or text: add columns that describe the companies (--accounts), allow one out of quarantine (--allow COLUMN)${about}`;
}

function excludedRows(facts: Facts): IcpDocument["evidence"]["excluded"] {
  return facts.evidence.excluded.map(({ reason, rows }) => ({ reason, rows }));
}

function evidenceOf(facts: Facts, deals: DealColumns): IcpDocument["evidence"] {
  const { evidence } = facts;
  const won = deals.y.reduce((a, b) => a + b, 0);
  const customers = new Set([...deals.account].filter((_, i) => deals.y[i] === 1)).size;
  return {
    opportunities: deals.n,
    won,
    lost: deals.n - won,
    lost_by_reason: { ...evidence.lostByReason },
    open: evidence.open,
    accounts: deals.accounts,
    customers,
    window: { from: evidence.from, to: evidence.to },
    base_rate: Number((won / deals.n).toFixed(4)),
    base_rate_interval: baseRateInterval(won, deals.n),
    excluded: excludedRows(facts),
  };
}

function inputOf(facts: Facts, request: BuildRequest, about: "account" | "all", print: string): IcpDocument["input"] {
  return {
    fingerprint: print,
    files: facts.totals.map((t) => ({
      role: t.role,
      name: t.file,
      rows: t.read,
      taken: t.taken,
      rejected: t.rejected.length,
    })),
    new_business: facts.newBusiness,
    outcome: facts.outcome,
    order: request.ingest.order,
    about,
    row_weights: "none",
  };
}

function documentOf(
  request: BuildRequest,
  facts: Facts,
  prepared: Prepared,
  draft: Draft,
  about: "account" | "all",
  print: string,
): IcpDocument {
  const { used, ...learned } = draft;
  const aside = facts.setAside.map((s) => ({
    column: { name: s.name, header: s.header, about: s.about },
    reason: s.reason,
  }));
  const scored = draft.scorecard.attributes.length > 0;
  const content: IcpDocument = {
    schema: "openicp/icp@1",
    id: "",
    name: request.name ?? nameOf(request.deals),
    goal: "win",
    as_of: facts.evidence.asOf,
    seed: request.seed,
    engine: { version: VERSION, parameters: parameters(prepared.matrix.n, request) },
    input: inputOf(facts, request, about, print),
    maturity: learned.maturity,
    separation: learned.separation,
    evidence: evidenceOf(facts, prepared.deals),
    attributes: documentAttributes(prepared.examined, [...prepared.assembled.ignored, ...aside], used, scored),
    scorecard: learned.scorecard,
    segments: [],
    disqualifiers: [],
    timing: null,
    breadth: null,
    tam: null,
    validation: learned.validation,
    declared: null,
    strategic: null,
    notes: [...facts.notes, ...openWithoutAccount(facts)],
    sample_accounts: [],
  };
  return content;
}

/** `deals` for `/data/deals.csv.gz`. */
function nameOf(path: string): string {
  return basename(path).replace(/\.(csv|tsv|txt|parquet)?(\.gz)?$/i, "") || basename(path);
}

function openWithoutAccount({ evidence }: Facts): string[] {
  if (evidence.openWithoutAccount === 0) return [];
  const write = new Intl.NumberFormat("en-US");
  return [`${write.format(evidence.openWithoutAccount)} of ${write.format(evidence.open)} open deals have no account.`];
}

/** Gives the document its id: the hash of everything else in it. */
export function sealed(document: IcpDocument): IcpDocument {
  return { ...document, id: sha256(contentForHash(document)) };
}

function buildEffects(pool: Pool, resampling: boolean, effects: Effects): BuildEffects {
  return {
    permuter: resampling ? (plan) => pool.permuter(plan) : null,
    batch: Math.max(4, 2 * effects.workers),
    pause: async () => {
      await breathe();
      if (effects.signal.aborted) throw new InterruptedError("interrupted");
    },
    progress: (step, done, of) => {
      if (effects.signal.aborted) effects.signal.throwIfAborted();
      effects.progress(step, done, of);
    },
  };
}

/**
 * Files -> document: read, gather facts, code attributes, audit, learn, check, seal. The database stays open for `work` (scores, counts).
 *
 * @param work runs with the result while its tables are still there
 * @throws InputError when the files cannot make a profile: the sentence says what is missing
 */
export async function buildIcp<T>(
  request: BuildRequest,
  effects: Effects,
  work: (result: BuildResult, database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase();
  const pool = openPool(effects.workers, effects.signal);
  const stop = (): void => database.interrupt();
  effects.signal.addEventListener("abort", stop);
  try {
    return await work(await buildWith(database, pool, request, effects), database);
  } finally {
    effects.signal.removeEventListener("abort", stop);
    await pool.close();
    database.close();
  }
}

/** The universe takes no part in the facts; its rows are accounted for beside the other files'. */
function withUniverse(facts: Facts, tables: readonly RawTable[]): Facts {
  const universe = tables.find((t) => t.role === "universe");
  if (universe === undefined) return facts;
  const { role, file, format, rowsRead: read, rejected } = universe;
  return {
    ...facts,
    totals: [
      ...facts.totals,
      { role, file, format, read, taken: read - rejected.length, merged: 0, outOfScope: [], rejected },
    ],
  };
}

function scoredTable(tables: readonly RawTable[]): RawTable {
  return tables.find((t) => t.role === "accounts") ?? tables.find((t) => t.role === "deals")!;
}

async function buildWith(
  database: Database,
  pool: Pool,
  request: BuildRequest,
  effects: Effects,
): Promise<BuildResult> {
  const tables = await readTables(database, request, effects);
  const facts = withUniverse(await gatherFacts(database, tables, request.ingest), tables);
  const about = request.about ?? (facts.hasAccounts ? "account" : "all");
  const prepared = await prepare(database, facts, { allow: new Set(request.allow), about }, effects);
  const draft = await buildDraft(
    {
      matrix: prepared.matrix,
      features: prepared.eligible.map((e) => e.feature),
      seed: request.seed,
      orderName: request.ingest.order,
      matured: maturedCohorts(facts.cohorts),
      forceScore: request.forceScore,
    },
    buildEffects(pool, request.resampling, effects),
  );
  const print = await fingerprint([request.deals, request.accounts]);
  const document = documentOf(request, facts, prepared, draft, about, print);
  const universe = tables.find((t) => t.role === "universe") ?? null;
  const whole = universe === null ? document : await addUniverse(database, document, universe);
  return {
    envelope: { created_at: effects.today, approved_by: null, document: sealed(whole) },
    facts,
    scored: scoredTable(tables),
  };
}
