import { InputError } from "../errors.ts";
import type { HeldOut, IcpDocument } from "../icp/document.ts";
import { goalWords } from "../icp/page/goal-words.ts";
import type { Facts, RawTable } from "../ingest/facts.ts";
import type { IngestOptions } from "../ingest/options.ts";
import type { Claim } from "../proof/claim.ts";
import type { Database } from "../warehouse/database.ts";
import type { ReadOptions } from "../warehouse/files/read.ts";
import { interruptOn } from "../warehouse/interrupt-on.ts";
import { complete, type Wishes } from "./complete.ts";
import type { Effects } from "./effects.ts";
import { gatherAgain } from "./gather-again.ts";
import { customersAlone, factsFor, readingFor } from "./goals/for-goal.ts";
import { rewordFor } from "./goals/reword.ts";
import type { InputFiles } from "./input-files.ts";
import type { Said } from "./map-file.ts";
import { withMapSheets } from "./map-sheets.ts";
import { ownCustomers } from "./own-customers.ts";
import { type AgainstResult, againstIn, againstOf } from "./proof/against.ts";
import { ALL_MET, forced, HYPOTHESIS, MAYBE_SEEN, NO_RIVAL, NO_SCORE } from "./proof/check-words.ts";
import { checkedDeals, summarised, tooLittleKnown, withoutVerdict } from "./proof/checked.ts";
import { claimsOf } from "./proof/claims.ts";
import { type Ranked, rankedOf } from "./proof/ranked.ts";
import { readIcp } from "./read-icp.ts";
import { filesSource, type TableSource } from "./table-source.ts";
import { absentLabels, columnsOf, metBefore, ownStyle, unseenDeals } from "./unseen-deals.ts";
import { readValueMap, withValueMap } from "./value-map.ts";

export interface ValidateRequest {
  readonly files: InputFiles;
  readonly icp: string;
  readonly ingest: IngestOptions;
  readonly reading: ReadOptions;
  readonly wishes: Wishes;
  /** Path of a value map; null without one. */
  readonly valueMap: string | null;
  /** Another score that the deals carry: `COLUMN`, `COLUMN=A|B|C`; null without one. */
  readonly against: string | null;
}

export interface ValidateResult {
  readonly icp: string;
  readonly name: string;
  /** What the score stands for: `won` of the check counts those that reached it. */
  readonly goal: IcpDocument["goal"];
  /** `build`: the file is the one the profile was built from, so its own held-out checks are shown. `new`: deals it has not seen. */
  readonly deals: "build" | "new";
  readonly separation: IcpDocument["separation"];
  /** The check; null when there is no scorecard. */
  readonly check: HeldOut | null;
  /** The profile's promises, held against these deals; empty for the build's own deals and where nothing is claimed. */
  readonly claims: readonly Claim[];
  /** The profile against another score on the same deals; null where none was asked for. */
  readonly against: AgainstResult | null;
  /** Lift, calibration, and who is below the line; null for the build's own deals and where nothing is claimed. */
  readonly ranked: Ranked | null;
  /** Deals left out because they are not newer than what the profile was built on. */
  readonly seen: number;
  /** Newer deals left out because their accounts have older deals in the same file. */
  readonly met: number;
  /** Deals left out because they are of customers that the profile was made from. */
  readonly customers: number;
  /** Why the check has no verdict, where the profile may have been made from these very companies; null where it has one. */
  readonly unclaimed: string | null;
  /** Why figures are shown and nothing is claimed from them: the profile may know these deals or companies; null where it claims. */
  readonly doubt: string | null;
  /** Nothing speaks for deals among them that the profile knows. */
  readonly sure: boolean;
  readonly warnings: readonly string[];
  readonly facts: Facts | null;
  /** What was said, the mapping file's words included; null for the build's own files, which are not read again. */
  readonly said: Said | null;
}

/** For the very deals of the build: the check made then. */
function buildResult(document: IcpDocument, rival: boolean): ValidateResult {
  const { forward, cross_fit } = document.validation;
  const check = forward !== null && forward.verdict !== "not enough data" ? forward : cross_fit;
  const warnings = [
    `these are the ${goalWords(document.goal).unit} the profile was built from: shown is the check made during the build, on ${goalWords(document.goal).unit} held out from it`,
    ...(rival ? [NO_RIVAL] : []),
    ...(document.separation.verdict === "none" && document.scorecard.attributes.length > 0
      ? [document.declared?.scores === true ? HYPOTHESIS : forced(document)]
      : []),
  ];
  return {
    icp: document.id,
    name: document.name,
    goal: document.goal,
    deals: "build",
    separation: document.separation,
    check,
    claims: [],
    against: null,
    ranked: null,
    seen: document.evidence.opportunities,
    met: 0,
    customers: 0,
    unclaimed: null,
    doubt: null,
    sure: true,
    warnings,
    facts: null,
    said: null,
  };
}

/** The new rows as the document's goal sees them; customers alone do for `retention`. */
export async function factsOf(
  database: Database,
  document: IcpDocument,
  tables: readonly RawTable[],
  ingest: IngestOptions,
): Promise<{ readonly facts: Facts; readonly order: string | null }> {
  const { goal, goal_outcome } = document;
  if (!tables.some(({ role }) => role === "deals"))
    return { facts: await customersAlone(database, tables, ingest), order: null };
  const { facts, order } = await gatherAgain(database, document, tables, readingFor(goal, ingest));
  const own = await factsFor(database, goal, facts, tables, goal_outcome?.threshold?.amount ?? null);
  return { facts: own, order: own.ordered ? order : null };
}

/** What is missing to check a document of this goal; nothing for most. */
function requireFiles({ goal }: IcpDocument, { deals, customers }: InputFiles): void {
  if (customers.length === 0 && (goal === "good-win" || goal === "retention"))
    throw new InputError(
      `this profile is for the goal ${goal}: who stayed is told by your customers or subscriptions of the same time, so give them too (--customers customers.csv)`,
    );
  if (deals.length === 0 && goal !== "retention")
    throw new InputError(
      "give the closed deals to hold the profile against: openicp validate deals.csv --icp icp.json",
    );
}

async function validateNew(
  database: Database,
  document: IcpDocument,
  request: ValidateRequest,
  effects: Effects,
  same: boolean,
  source: TableSource,
): Promise<ValidateResult> {
  const reading = await withMapSheets(request.reading, request.wishes.map, request.files.deals[0]);
  const tables = await source.tables(database, reading, effects);
  const { guesses, ...said } = await complete(
    database,
    tables,
    request.files.deals[0],
    { ingest: request.ingest, allow: [], about: null },
    request.wishes,
  );
  const rival =
    request.against === null
      ? null
      : againstIn(
          request.against,
          tables.flatMap(({ columns }) => columns),
        );
  const ingest = { ...said.ingest, against: rival?.header ?? null };
  const { facts: gathered, order } = await factsOf(database, document, tables, ingest);
  const styled = await ownStyle(database, document, gathered, request.reading.decimal ?? null);
  const facts = {
    ...gathered,
    table: styled.table,
    guesses: [...guesses, ...gathered.guesses, ...styled.guesses],
  };
  effects.progress("scoring", 1, 2);
  const common = {
    icp: document.id,
    name: document.name,
    goal: document.goal,
    deals: "new",
    separation: document.separation,
    facts,
    said,
  } as const;
  if (document.scorecard.attributes.length === 0)
    return {
      ...common,
      check: null,
      claims: [],
      against: null,
      ranked: null,
      seen: 0,
      met: 0,
      customers: 0,
      unclaimed: null,
      doubt: null,
      sure: true,
      warnings: [NO_SCORE],
    };
  const columns = columnsOf(document, facts);
  const absent = absentLabels(document, columns);
  if (columns.size === 0)
    throw new InputError(
      `these deals have none of the columns that this profile scores by (${absent.join(", ")}): give --accounts, or deals with the same columns as in the build`,
    );
  const untaught = document.declared?.scores === true && document.evidence.opportunities === 0;
  const unseen = untaught ? null : unseenDeals(document, facts, order);
  const newer = await database.value<number>(`SELECT count(*) FROM ${facts.table} d WHERE ${unseen?.sql ?? "true"}`);
  const seen = facts.evidence.opportunities - newer;
  if (newer === 0 && same && document.edited === undefined) return buildResult(document, request.against !== null);
  if (newer === 0)
    throw new InputError(
      `none of the ${seen} ${goalWords(document.goal).unit} is newer than what the profile was built on (${unseen!.words}): give newer ones`,
    );
  const { others, unclaimed, caveat } = ownCustomers(document, facts);
  const fresh = `${unseen?.sql ?? "true"} AND ${others}`;
  const strange = await database.value<number>(`SELECT count(*) FROM ${facts.table} d WHERE ${fresh}`);
  if (strange === 0)
    throw new InputError(
      `all ${newer} closed deals are of customers that the profile was made from: give deals of other companies`,
    );
  const where = unseen === null ? fresh : `${fresh} AND NOT ${metBefore(facts, unseen)}`;
  const strangers = await checkedDeals(database, document, facts, columns, where);
  const checked = strangers.y.length > 0 ? strangers : await checkedDeals(database, document, facts, columns, fresh);
  const met = strangers.y.length > 0 ? strange - strangers.y.length : 0;
  const doubt = unclaimed ?? (unseen === null && !untaught ? MAYBE_SEEN : strangers.y.length === 0 ? ALL_MET : null);
  const warnings = [
    ...(unseen === null && !untaught ? [MAYBE_SEEN] : []),
    ...(strangers.y.length === 0 ? [ALL_MET] : []),
    ...(rival !== null && doubt !== null ? [NO_RIVAL] : []),
    ...(unclaimed === null ? [] : [unclaimed]),
    ...(caveat === null ? [] : [caveat]),
    ...(document.declared?.scores === true
      ? [HYPOTHESIS]
      : document.separation.verdict === "none"
        ? [forced(document)]
        : []),
    ...(absent.length > 0
      ? [`these deals have no column for ${absent.join(", ")}: they earn the points of "not known"`]
      : []),
  ];
  const counted = summarised(
    checked,
    document.scorecard.levels,
    "forward",
    unseen?.words ?? `all ${goalWords(document.goal).unit} of this file`,
    document.evidence.opportunities,
  );
  const check = { ...counted, reason: rewordFor(document.goal, counted.reason) };
  const sure = doubt === null && caveat === null;
  const judged = strangers.y.length > 0 ? where : fresh;
  return {
    ...common,
    claims: doubt === null && document.goal === "win" ? await claimsOf(database, document, facts, columns, judged) : [],
    against:
      rival === null || doubt !== null ? null : await againstOf(database, document, facts, columns, judged, rival),
    ranked: doubt === null ? await rankedOf(database, document, facts, columns, judged) : null,
    check: doubt === null ? (tooLittleKnown(check) ?? check) : withoutVerdict(check, doubt),
    seen,
    met,
    customers: newer - strange,
    unclaimed,
    doubt,
    sure,
    warnings,
  };
}

/** A document held against deals it has not seen; for the build's own files, the check made during the build. */
export async function validateFile(
  request: ValidateRequest,
  effects: Effects,
  source: TableSource = filesSource(request.files),
): Promise<ValidateResult> {
  const { document } = await readIcp(request.icp);
  requireFiles(document, request.files);
  const database = await source.open();
  const close = interruptOn(effects.signal, database);
  try {
    const same = await sameRows(database, document, source);
    return await validateNew(database, await withMapped(database, document, request), request, effects, same, source);
  } finally {
    close();
  }
}

async function withMapped(database: Database, document: IcpDocument, request: ValidateRequest): Promise<IcpDocument> {
  return request.valueMap === null ? document : withValueMap(document, await readValueMap(database, request.valueMap));
}

async function sameRows(database: Database, document: IcpDocument, source: TableSource): Promise<boolean> {
  const print = await source.fingerprint(database, document.goal).catch(() => "");
  return print === document.input.fingerprint;
}
