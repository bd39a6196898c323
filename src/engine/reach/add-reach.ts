import { breadthVerdict, offTheMark } from "../../build/breadth-verdict.ts";
import type { Levels } from "../../build/check.ts";
import type { Draft } from "../../build/draft.ts";
import { type NoLevels, type ProposedLevels, proposeLevels } from "../../build/propose-levels.ts";
import { type MarketCell, tamOf } from "../../build/tam.ts";
import type { BreadthPart } from "../../icp/breadth.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { SampleAccount } from "../../icp/page/sample-account.ts";
import type { Facts, RawTable } from "../../ingest/facts.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { expectedAmounts } from "../../value/expected-amounts.ts";
import type { Database } from "../../warehouse/database.ts";
import type { AlreadyInBuild } from "../already/in-build.ts";
import { readable } from "../match/readable.ts";
import type { Prepared } from "../prepare.ts";
import { cardOnUniverse } from "../seller-card.ts";
import { breadthOf, readUniverse } from "../universe.ts";
import { wonAmounts } from "../won-amounts.ts";
import { fillTiers } from "./fill-tiers.ts";
import { atLevels, byFitOf, cellsOf, countsOf, layMarket } from "./market.ts";
import { pipelineOf } from "./pipeline.ts";
import { capacityOf, type Room, TIERS } from "./room.ts";
import { chooseSamples, resolveSamples } from "./samples.ts";

/** What a build knows beside the document. */
export interface Known {
  readonly facts: Facts;
  readonly prepared: Pick<Prepared, "deals">;
  readonly draft: Draft;
  /** Deals of each segment. */
  readonly kinds: readonly Int32Array[];
  readonly universe: RawTable | null;
  readonly accounts: RawTable | null;
  readonly already: AlreadyInBuild;
}

/** What a person asked for. */
export interface Asked {
  readonly levels: Levels | "data" | null;
  readonly room: Room;
}

/** A document, and its sample accounts by name. */
export interface Reached {
  readonly document: IcpDocument;
  readonly samples: readonly SampleAccount[];
}

/**
 * Adds to a document how far it reaches: the universe's companies by level, levels that suit them better, the market in accounts and money,
 * tiers against capacity, where the open deals stand, and sample accounts.
 */
export async function addReach(
  database: Database,
  document: IcpDocument,
  known: Known,
  { levels, room }: Asked,
): Promise<Reached> {
  const { facts, draft, universe } = known;
  if (document.scorecard.attributes.length === 0) return { document, samples: [] };
  const { document: measured, read } =
    universe === null ? { document, read: null } : await readUniverse(database, document, universe);
  const market = read === null ? null : await layMarket(database, read, known.already.universe ?? null);
  const cells = market === null ? null : await cellsOf(database, market);
  const proposed = cells === null ? null : proposeLevels(draft.older, measured.scorecard.by_fit, byFitOf(cells));
  const levelled = levels === "data" && proposed !== null ? adopted(measured, draft, proposed) : measured;
  const carded =
    levelled.seller_card !== undefined || read === null
      ? levelled
      : {
          ...levelled,
          ...(await cardOnUniverse(
            database,
            { ...read.document, scorecard: levelled.scorecard },
            read.table.table,
            read.columns,
          )),
        };
  const placed = cells === null ? null : atLevels(cells, levelled.scorecard.levels);
  const broad = placed === null ? carded : { ...carded, breadth: toldBreadth(carded, placed, proposed!, room) };
  if (document.separation.verdict === "none" && document.declared?.scores !== true)
    return { document: broad, samples: [] };
  const tam = placed === null || document.goal !== "win" ? null : await tamIn(database, broad, placed, known);
  const pipeline = await pipelineOf(database, broad, facts);
  const reached: IcpDocument = { ...broad, tam, ...(pipeline === null ? {} : { pipeline }) };
  return addRanked(database, reached, placed, known, room);
}

/** The same for what people declared: there are no deals, so levels stay, and there is no money. */
export async function addDeclaredReach(
  database: Database,
  document: IcpDocument,
  universe: RawTable,
  room: Room,
  already: AlreadyInBuild,
): Promise<IcpDocument> {
  const { document: measured, read } = await readUniverse(database, document, universe);
  if (read === null) return measured;
  const cells = await cellsOf(database, await layMarket(database, read, already.universe ?? null));
  const capacity = capacityOf(room);
  return {
    ...measured,
    breadth: { ...measured.breadth!, ...(capacity === undefined ? {} : { capacity }) },
    tiers: fillTiers(cells, room.tiers ?? TIERS, "universe", universe.file),
  };
}

async function tamIn(
  database: Database,
  document: IcpDocument,
  market: readonly MarketCell[],
  { facts, prepared, draft, kinds }: Known,
): Promise<IcpDocument["tam"]> {
  const amount = await wonAmounts(database, facts, prepared.deals);
  // Deals stand at the levels of the learned card: what companies at a declared card's levels bring is not known apart.
  const own = document.declared?.scores === true ? null : draft.placed(document.scorecard.levels);
  const { high, medium } = own?.levels ?? NOWHERE;
  const values = expectedAmounts(amount, [high, medium], true);
  if (values === null) return null;
  return tamOf({
    document,
    market,
    won: amount.value.reduce((n, one) => n + (one > 0 ? 1 : 0), 0),
    values: { high: values[0]!, medium: values[1]! },
    ofSegments: expectedAmounts(amount, kinds, false)!,
    currency: facts.currency,
    counts: (byFit) => draft.counts(document.scorecard.levels, byFit),
  });
}

const NOWHERE = { high: new Int32Array(0), medium: new Int32Array(0) };

/** Tiers of the universe, else of the accounts; sample accounts of the accounts, else of the universe. */
async function addRanked(
  database: Database,
  document: IcpDocument,
  cells: readonly MarketCell[] | null,
  { universe, accounts, facts, already }: Known,
  room: Room,
): Promise<Reached> {
  const list = accounts ?? universe;
  if (list === null) return { document, samples: [] };
  const rows = already[accounts === null ? "universe" : "accounts"] ?? null;
  const market = await layMarket(database, await readable(database, document, await copied(database, list)), rows);
  const chosen = await chooseSamples(database, market, document.seed);
  const ranked = cells ?? (await cellsOf(database, market));
  const [of, file] = cells === null ? (["accounts", list.file] as const) : (["universe", universe!.file] as const);
  // Where events were given, the accounts are ranked by what happened too: the scores file has these tiers.
  const byTiming = of === "accounts" && facts.events !== null;
  const whole: IcpDocument = {
    ...document,
    ...(byTiming ? {} : { tiers: fillTiers(ranked, room.tiers ?? TIERS, of, file) }),
    sample_accounts: [...chosen],
  };
  return { document: whole, samples: await resolveSamples(database, whole, market) };
}

/** The list under another name: what is laid to read it must not stand in the way of whoever reads it next. */
async function copied(database: Database, list: RawTable): Promise<RawTable> {
  const table = `${list.table}_reach`;
  await database.run(`CREATE VIEW ${table} AS SELECT * FROM ${quoteIdentifier(list.table)}`);
  return { ...list, table };
}

/** The document at the levels that the data suggests; as it is, with a note, where none would hold. */
function adopted(document: IcpDocument, draft: Draft, proposed: ProposedLevels | NoLevels): IcpDocument {
  const { levels } = document.scorecard;
  if ("why" in proposed) {
    const note = `Levels stay at ${levels.high} and ${levels.medium}: ${proposed.why}.`;
    return { ...document, notes: [...document.notes, note] };
  }
  const { scorecard, validation } = draft.at(proposed.levels);
  // The questions' own levels follow the profile's.
  const { seller_card: _, ...rest } = document;
  return {
    ...rest,
    scorecard: { ...document.scorecard, levels: scorecard.levels, by_fit: scorecard.by_fit },
    validation: { ...document.validation, forward: validation.forward, cross_fit: validation.cross_fit },
  };
}

function toldBreadth(
  { validation, scorecard }: IcpDocument,
  cells: readonly MarketCell[],
  proposed: ProposedLevels | NoLevels,
  room: Room,
): BreadthPart {
  const counted = breadthOf(countsOf(cells));
  const wins = validation.cross_fit?.levels.find(({ level }) => level === "high")?.won ?? null;
  const capacity = capacityOf(room);
  const { share } = counted;
  const off = share !== null && offTheMark(share);
  return {
    ...counted,
    ...(share === null ? {} : { verdict: breadthVerdict(counted.high, share, wins) }),
    ...(wins === null ? {} : { wins }),
    ...(off ? { proposal: proposalOf(proposed, scorecard.levels) } : {}),
    ...(capacity === undefined ? {} : { capacity }),
  };
}

function proposalOf(proposed: ProposedLevels | NoLevels, now: Levels): NonNullable<BreadthPart["proposal"]> | null {
  if ("why" in proposed || proposed.levels.high === now.high) return null;
  const { levels, share, results, base } = proposed;
  const high = results.find(({ level }) => level === "high")!;
  return {
    ...levels,
    share: Number(share.toFixed(4)),
    n: high.n,
    won: high.won,
    win_rate: high.win_rate!,
    win_rate_interval: high.win_rate_interval,
    base_rate: Number(base.toFixed(4)),
  };
}
