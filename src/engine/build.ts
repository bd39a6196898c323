import type { Levels } from "../build/check.ts";
import { buildDraft } from "../build/draft.ts";
import { InputError } from "../errors.ts";
import type { IcpDocument, IcpEnvelope } from "../icp/document.ts";
import type { SampleAccount } from "../icp/page/sample-account.ts";
import type { Facts, RawTable } from "../ingest/facts.ts";
import type { Database } from "../warehouse/database.ts";
import { interruptOn } from "../warehouse/interrupt-on.ts";
import type { AlreadyRows } from "./already/already.ts";
import { alreadyInBuild, keyedCompanies, keyedCustomers } from "./already/in-build.ts";
import { besideDeals, checkDirections, declaring } from "./beside-deals.ts";
import { buildEffects } from "./build-effects.ts";
import type { BuildRequest } from "./build-request.ts";
import { addInside } from "./buyers/add-inside.ts";
import { maturedCohorts } from "./cohorts.ts";
import { requireCompiles } from "./compiles.ts";
import { complete } from "./complete.ts";
import { type FoundDisqualifiers, findDisqualifiers } from "./disqualify.ts";
import { documentOf, sealed } from "./document.ts";
import type { Effects } from "./effects.ts";
import { gatherFacts } from "./facts.ts";
import { customersBeside } from "./goals/customers-beside.ts";
import { dealsByWin } from "./goals/deals-by-win.ts";
import { customersAlone, factsFor, readingFor, requireCustomers, unlearned } from "./goals/for-goal.ts";
import { markLeaves } from "./goals/mark-leaves.ts";
import { reworded, rewordKinds } from "./goals/reword.ts";
import { enoughDeals } from "./hypothesis.ts";
import type { Said } from "./map-file.ts";
import { withMapSheets } from "./map-sheets.ts";
import { factsWithoutDeals } from "./no-deals.ts";
import { partsBy } from "./parts.ts";
import { openPool, type Pool } from "./pool.ts";
import { suggestedBy } from "./prefill.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { addReach } from "./reach/add-reach.ts";
import { distinctCompanies } from "./reach/distinct-companies.ts";
import { type ReadDeclared, readDeclared } from "./read-declared.ts";
import { readIcp } from "./read-icp.ts";
import { weigh } from "./row-weights.ts";
import { scoredTable, withUniverse } from "./scored-table.ts";
import { addSegments } from "./segments/add-segments.ts";
import { addSellerCard } from "./seller-card.ts";
import { filesSource, type TableSource } from "./table-source.ts";
import { readTechnologies } from "./technologies.ts";
import { addTiming } from "./timing/add-timing.ts";
import type { Activity } from "./timing/lay-activity.ts";
import { addValue } from "./value/add-value.ts";
import { readValueMap } from "./value-map.ts";
import { customersIn, hypothesisFrom } from "./without-deals.ts";

export interface BuildResult {
  readonly envelope: IcpEnvelope;
  readonly facts: Facts;
  /** The raw table that `--scores` scores: the accounts, the one table of deals, or the universe; null without any. */
  readonly scored: RawTable | null;
  /** The document's sample accounts, by name. */
  readonly samples: readonly SampleAccount[];
  /** What was said, the mapping file's words included. */
  readonly said: Said;
  /** The coded deals that it was learned from; null where there were too few. */
  readonly prepared: Prepared | null;
  /** How active the companies of the scored table are; null without events. */
  readonly activity: Activity | null;
  /** Who of the scored table is a customer already, or has a deal open; null where no file tells. */
  readonly already: AlreadyRows | null;
}

/**
 * Files -> document: read, gather facts, code attributes, audit, learn, check, seal. The database stays open for `work` (scores, counts).
 *
 * @param work runs with the result while its tables are still there @param source where the tables come from, if not from the files
 * @throws InputError when the files cannot make a profile: the sentence says what is missing
 */
export async function buildIcp<T>(
  request: BuildRequest,
  effects: Effects,
  work: (result: BuildResult, database: Database) => Promise<T>,
  source: TableSource = filesSource(request.files),
): Promise<T> {
  const database = await source.open();
  const pool = openPool(effects.workers, effects.signal);
  const close = interruptOn(effects.signal, database);
  try {
    return await work(await buildWith(database, pool, request, effects, source), database);
  } finally {
    await pool.close();
    close();
  }
}

/** What was declared, with levels that begin where a person says now. */
function atLevels(declared: ReadDeclared | null, asked: BuildRequest["levels"]): ReadDeclared | null {
  if (declared === null || asked === null || asked === "data") return declared;
  return { ...declared, card: { ...declared.card, levels: asked } };
}

/** Where levels begin while learning: as a person says, else as declared. */
function levelsOf(asked: BuildRequest["levels"], declared: ReadDeclared | null): { levels?: Levels } {
  if (asked !== null && asked !== "data") return { levels: asked };
  return declared === null ? {} : { levels: declared.card.levels };
}

function withDisqualifiers(document: IcpDocument, { disqualifiers, searches, notes }: FoundDisqualifiers): IcpDocument {
  return {
    ...document,
    disqualifiers: [...disqualifiers],
    disqualifier_search: [...searches],
    notes: [...document.notes, ...notes],
  };
}

const PARTS_NEED_DEALS =
  "--parts: a card for each part is learned from closed deals, and there are too few: leave it out";

async function buildWith(
  database: Database,
  pool: Pool,
  asked: BuildRequest,
  effects: Effects,
  source: TableSource,
): Promise<BuildResult> {
  const written = asked.declared === null ? null : await readDeclared(asked.declared);
  if (written === null && asked.files.deals.length + asked.files.customers.length === 0)
    throw new InputError(
      "there are no deals to learn from: give a file of them (openicp build deals.csv), or your customers (--customers customers.csv), or write down what you believe (openicp declare --out icp.yaml) and build with --declared icp.yaml",
    );
  requireCustomers(asked.goal, asked.files.customers);
  const previous = asked.previous === null ? null : (await readIcp(asked.previous)).document;
  const reading = await withMapSheets(asked.reading, asked.wishes.map, asked.files.deals[0]);
  const tables = await source.tables(database, { ...reading, emptyDeals: written !== null }, effects);
  const print = await source.fingerprint(database, asked.goal);
  const { guesses, ...said } = await complete(database, tables, asked.files.deals[0], asked, asked.wishes);
  const request = { ...asked, ...said, goal: said.goal ?? asked.goal };
  const alone = !tables.some(({ role, rowsRead }) => role === "deals" && rowsRead > 0);
  const { goal } = request;
  const ofCustomers = alone && goal === "retention";
  const customers = alone && !ofCustomers ? await customersIn(database, tables, request) : null;
  const declared = atLevels(
    written ?? (customers === null ? null : await suggestedBy(database, customers, tables)),
    request.levels,
  );
  const gathered = ofCustomers
    ? await customersAlone(database, tables, request.ingest)
    : alone
      ? factsWithoutDeals(tables, customers)
      : await gatherFacts(
          database,
          tables,
          readingFor(goal, request.ingest),
          print,
          declared !== null || goal === "retention",
        );
  const deals = withUniverse({ ...gathered, guesses: [...guesses, ...gathered.guesses] }, tables);
  if (declared !== null && !ofCustomers && goal !== "retention" && !enoughDeals(deals.evidence)) {
    if (request.parts !== null) throw new InputError(PARTS_NEED_DEALS);
    if (goal !== "win") throw new InputError(unlearned(goal));
    const read = deals;
    const scored = scoredTable(tables);
    const beliefs = { declared, customers };
    const known = customers === null ? null : await keyedCompanies(database);
    const already = await alreadyInBuild(database, tables, known, request.ingest, read.outcome);
    const ofScored = scored === null ? null : (already[scored.role] ?? null);
    const { document, notes } = await hypothesisFrom(
      database,
      request,
      beliefs,
      previous,
      read,
      tables,
      scored,
      print,
      effects,
      already,
    );
    const source = { tables, scored, options: request.ingest, already: ofScored };
    const timed = await addTiming(database, document, null, source, effects);
    const carded = await addSellerCard(database, timed.document, scored);
    return {
      envelope: { created_at: effects.today, approved_by: null, document: sealed(carded) },
      facts: { ...read, notes: [...notes, ...read.notes] },
      scored,
      samples: [],
      said: { ...said, about: "account" },
      prepared: null,
      activity: timed.activity,
      already: ofScored,
    };
  }
  const read = ofCustomers ? deals : await factsFor(database, goal, deals, tables);
  const about = goal === "retention" ? "account" : (request.about ?? (read.hasAccounts ? "account" : "all"));
  const valueMap = request.valueMap === null ? [] : await readValueMap(database, request.valueMap);
  const admission = { allow: new Set(request.allow), about, findableOnly: request.findableOnly };
  const technologies = request.technologies === null ? [] : await readTechnologies(database, request.technologies);
  const { monotone } = request;
  const found = await prepare(
    database,
    read,
    admission,
    effects,
    valueMap,
    technologies,
    monotone,
    declaring(declared, read),
  );
  checkDirections(found);
  const prepared = await weigh(found, request.weights);
  const facts = { ...read, notes: [...read.notes, ...prepared.assembled.notes] };
  const parts = partsBy(prepared, request.parts);
  const build = buildEffects(pool, request.resampling, effects);
  const orderName = read.ordered ? request.ingest.order : null;
  const draft = await buildDraft(
    {
      matrix: prepared.matrix,
      features: prepared.eligible.map((e) => e.feature),
      seed: request.seed,
      orderName,
      matured: maturedCohorts(facts.cohorts),
      forceScore: request.forceScore,
      ...levelsOf(request.levels, declared),
      ...(parts === undefined ? {} : { parts }),
    },
    build,
  );
  const named = { ...request, name: request.name ?? declared?.parsed.says.name ?? null };
  const scoring = reworded(documentOf(named, facts, prepared, draft, about, print));
  const wanted = { seed: request.seed, orderName, previous, attributes: scoring.attributes };
  const beside =
    goal === "retention"
      ? null
      : await customersBeside(database, deals, tables, admission, effects, valueMap, technologies);
  const rules = await findDisqualifiers(database, facts, prepared, wanted, build, beside);
  const learned = withDisqualifiers(scoring, rules);
  const market = tables.find((t) => t.role === "universe") ?? null;
  const distinct = market === null ? null : await distinctCompanies(database, market, request.ingest);
  const universe = distinct?.table ?? null;
  const { document: kinded, kinds } = await addSegments(database, pool, learned, prepared, facts, universe, effects);
  const segmented = rewordKinds(beside === null ? kinded : await markLeaves(kinded, beside));
  const texts = { tables, ignored: prepared.assembled.ignored };
  const inside =
    goal === "retention"
      ? segmented
      : await addInside(database, segmented, facts, await dealsByWin(database, facts, prepared), kinds, texts, effects);
  const beheld = await besideDeals(database, inside, declared, facts, prepared, previous, orderName);
  const told = { ...beheld, notes: [...beheld.notes, ...(distinct?.notes ?? [])] };
  const accounts = tables.find((t) => t.role === "accounts") ?? null;
  // A profile of who stays is about customers.
  const already =
    goal === "retention"
      ? {}
      : await alreadyInBuild(
          database,
          tables,
          await keyedCustomers(database, deals),
          request.ingest,
          told.input.outcome,
        );
  const known = { facts, prepared, draft, kinds, universe, accounts, already };
  const { document: reached, samples } = await addReach(database, told, known, request);
  const standing = { placed: draft.placed(reached.scorecard.levels), kinds };
  const valued = goal === "win" ? await addValue(database, reached, facts, prepared, standing, request.money) : reached;
  const scored = scoredTable(tables);
  const ofScored = scored === null ? null : (already[scored.role] ?? null);
  const given = { tables, scored, options: request.ingest, already: ofScored };
  const { document: timed, activity } = await addTiming(database, valued, facts, given, effects);
  requireCompiles(timed);
  const whole = await addSellerCard(database, timed, scored);
  return {
    envelope: { created_at: effects.today, approved_by: null, document: sealed(whole) },
    facts,
    scored,
    samples,
    said: { ...said, about },
    prepared,
    activity,
    already: ofScored,
  };
}
