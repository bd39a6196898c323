import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Contest, contest, type Way } from "../build/contest.ts";
import { toSql } from "../compile/sql.ts";
import { InputError } from "../errors.ts";
import type { IcpDocument, IcpEnvelope } from "../icp/document.ts";
import { printIcp } from "../icp/print.ts";
import { scoredBy } from "../icp/scored-by.ts";
import type { Facts } from "../ingest/facts.ts";
import { duckdb } from "../sql/dialects/duckdb.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { Database } from "../warehouse/database.ts";
import { type DocumentDiff, diffDocuments } from "../watch/diff/diff.ts";
import type { Moves } from "../watch/diff/moves.ts";
import { type BuildResult, buildIcp } from "./build.ts";
import type { BuildRequest } from "./build-request.ts";
import { diffFiles } from "./diff.ts";
import type { Effects } from "./effects.ts";
import { readIcp } from "./read-icp.ts";
import { weigh } from "./row-weights.ts";
import { filesSource, type TableSource } from "./table-source.ts";
import { columnsOf, ownStyle, unseenDeals } from "./unseen-deals.ts";
import { writeWhole } from "./write.ts";

export interface RefreshRequest {
  /** How the candidate is built, all but what the profile in force settles. */
  readonly build: BuildRequest;
  /** Path of the profile in force. */
  readonly icp: string;
}

export interface RefreshResult {
  readonly in_force: IcpDocument;
  readonly candidate: IcpEnvelope;
  /** Newer deals that the profile in force has not seen. */
  readonly newer: number;
  readonly contest: Contest;
  readonly diff: DocumentDiff;
  /** Who would move level; null where the accounts are not one file. */
  readonly moves: Moves | null;
  readonly facts: Facts;
}

/** Half-lives in days of a candidate that forgets, beside the one that does not. */
const HALF_LIVES = [180, 90] as const;

/**
 * A profile learned again from today's deals, held against the one in force on the deals that are new since: what changes, who moves, and
 * whether it has earned its place. A person decides.
 *
 * @param source where the tables come from, if not from the files: then nobody is told to move
 * @throws InputError where there is no scorecard to hold it against, or no newer deals
 */
export async function refreshIcp(
  { build, icp }: RefreshRequest,
  effects: Effects,
  source: TableSource | null = null,
): Promise<RefreshResult> {
  const { document: inForce } = await readIcp(icp);
  if (inForce.scorecard.attributes.length === 0)
    throw new InputError(`${icp} has no scorecard, so there is nothing to hold a candidate against: build a profile`);
  if (inForce.goal !== "win")
    throw new InputError(`${icp} is for the goal ${inForce.goal}: refresh compares profiles of who is won only`);
  const request = asInForce(build, inForce, icp);
  const tables = source ?? filesSource(build.files);
  const first = await buildIcp(
    request,
    effects,
    async (result, database) => ({ result, ...(await held(result, database, inForce, request, effects)) }),
    tables,
  );
  const { halfLifeDays, verdict } = first.contest;
  const again =
    verdict === "proposed" && halfLifeDays !== request.weights.halfLifeDays
      ? await buildIcp(
          { ...request, weights: { ...request.weights, halfLifeDays } },
          effects,
          async (one) => one,
          tables,
        )
      : first.result;
  const candidate = again.envelope;
  return {
    in_force: inForce,
    candidate,
    newer: first.newer,
    contest: first.contest,
    diff: diffDocuments(inForce, candidate.document),
    moves: source === null ? await movesBetween(icp, candidate, build.files.accounts, request, effects) : null,
    facts: again.facts,
  };
}

/** What the profile in force was built by, where a person says nothing else. */
function asInForce(build: BuildRequest, inForce: IcpDocument, icp: string): BuildRequest {
  const { parameters } = inForce.engine;
  return {
    ...build,
    name: build.name ?? inForce.name,
    about: build.about ?? inForce.input.about,
    previous: build.previous ?? icp,
    levels: build.levels ?? (parameters.levels === undefined ? null : inForce.scorecard.levels),
    weights: {
      ...build.weights,
      halfLifeDays:
        build.weights.halfLifeDays ??
        (inForce.input.row_weights === "none" ? null : inForce.input.row_weights.half_life_days),
    },
  };
}

/** The contest, on the tables of a build. */
async function held(
  { prepared, facts }: BuildResult,
  database: Database,
  inForce: IcpDocument,
  { ingest, weights, seed, reading }: BuildRequest,
  effects: Effects,
): Promise<{ readonly newer: number; readonly contest: Contest }> {
  if (prepared === null)
    throw new InputError("there are too few deals to learn a candidate from: give those of the profile in force too");
  const unseen = unseenDeals(inForce, facts, ingest.order);
  if (unseen === null)
    throw new InputError(
      "neither dates nor --order tell which deals are new since the profile in force: export the close date too",
    );
  const styled = await ownStyle(database, inForce, facts, reading.decimal ?? null);
  const scores = toSql(inForce, duckdb, {
    table: styled.table,
    idColumns: ["deal"],
    columns: columnsOf(inForce, facts),
  });
  const [fresh, chance] = await database.numbers(
    `SELECT coalesce(${unseen.sql}, false)::INTEGER, s.p_win FROM (${scores}) s JOIN ${quoteIdentifier(facts.table)} d ON d.deal = s.deal ORDER BY d.deal`,
  );
  const newer = Int32Array.from(fresh!.keys()).filter((i) => fresh![i] === 1);
  if (newer.length === 0)
    throw new InputError(
      `no deal is newer than what the profile in force was built on (${unseen.words}): give newer ones`,
    );
  effects.progress("holding the candidate against the profile in force", 0, 1);
  const asked = weights.halfLifeDays;
  const halfLives = asked === null ? [null, ...HALF_LIVES] : [asked];
  const ways: Way[] = [];
  for (const halfLifeDays of halfLives) {
    const way = await weigh(prepared, { ...weights, halfLifeDays }).catch((error: unknown) => {
      if (error instanceof InputError && halfLifeDays !== asked) return null;
      throw error;
    });
    if (way !== null) ways.push({ halfLifeDays, matrix: way.matrix });
  }
  const pause = async (): Promise<void> => effects.signal.throwIfAborted();
  const scored = new Set(scoredBy(inForce.scorecard));
  const card = new Set(prepared.eligible.flatMap(({ feature }, k) => (scored.has(feature.name) ? [k] : [])));
  const found = await contest(ways, newer, { p: chance!, card, levels: inForce.scorecard.levels }, seed, pause);
  effects.progress("holding the candidate against the profile in force", 1, 1);
  return { newer: newer.length, contest: found };
}

/** Who moves level among the accounts, where they are one file that both score. */
async function movesBetween(
  icp: string,
  candidate: IcpEnvelope,
  accounts: readonly string[],
  { reading }: BuildRequest,
  effects: Effects,
): Promise<Moves | null> {
  const [file] = accounts;
  if (file === undefined || accounts.length > 1 || candidate.document.scorecard.attributes.length === 0) return null;
  const folder = await mkdtemp(join(tmpdir(), "openicp-refresh-"));
  try {
    const after = join(folder, "candidate.json");
    await writeWhole(after, printIcp(candidate));
    const { moves } = await diffFiles(
      { before: icp, after, accounts: file, reading, map: [], moves: null, top: 10 },
      effects,
    );
    return moves;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
