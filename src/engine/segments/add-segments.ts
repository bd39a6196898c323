import type { Feature } from "../../features/assemble.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { humanise } from "../../icp/page/label.ts";
import type { Facts, RawTable } from "../../ingest/facts.ts";
import { MOST_MARKET, marketTaken, type SegmentInput } from "../../segments/find-segments.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Effects } from "../effects.ts";
import type { Pool } from "../pool.ts";
import type { Prepared } from "../prepare.ts";
import { wonAmounts } from "../won-amounts.ts";
import { type AccountRows, accountMeans, accountRows, dealCounts, sampledRows } from "./accounts.ts";
import { segmentsOf } from "./to-document.ts";
import { universeCodes } from "./universe-codes.ts";

/** Fewest attributes that the universe must know, as a kind has at least 3 of its own. */
const FEWEST_KNOWN = 3;

/** Most attributes that kinds are told by: beyond them the search takes minutes. */
const MOST_ATTRIBUTES = 100;

/** The account attributes that take part; of very many the best filled. */
function takingPart({ eligible }: Prepared): {
  readonly features: readonly Feature[];
  readonly notes: readonly string[];
} {
  const all = eligible.map(({ feature }) => feature).filter(({ about }) => about === "account");
  if (all.length <= MOST_ATTRIBUTES) return { features: all, notes: [] };
  const best = new Set([...all].sort((a, b) => b.filled - a.filled).slice(0, MOST_ATTRIBUTES));
  return {
    features: all.filter((feature) => best.has(feature)),
    notes: [`Kinds are looked for by the ${MOST_ATTRIBUTES} best filled of ${all.length} attributes.`],
  };
}

/** A document with its kinds of customers, and the deals with companies that the rule of each holds for. */
export interface WithKinds {
  readonly document: IcpDocument;
  readonly kinds: readonly Int32Array[];
}

interface Market {
  readonly features: readonly Feature[];
  readonly codes: readonly Uint16Array[];
  readonly is: SegmentInput["marketIs"];
  readonly notes: readonly string[];
}

/**
 * Adds to a document the kinds of best customers among its won accounts, by the account attributes that take part, held against the universe
 * where one is given, else against the accounts of all deals. Unchanged where nothing separates won from lost: no kind can be told from such
 * data.
 */
export async function addSegments(
  database: Database,
  pool: Pool,
  document: IcpDocument,
  prepared: Prepared,
  facts: Facts,
  universe: RawTable | null,
  effects: Effects,
): Promise<WithKinds> {
  if (document.separation.verdict === "none") return { document, kinds: [] };
  effects.progress("finding kinds of customers", 0, 1);
  const { deals } = prepared;
  const every = accountRows(deals);
  const rows = sampledRows(every, document.seed);
  const { won, lost, all } = rows;
  const { features, notes } = takingPart(prepared);
  const market = await marketOf(database, document, features, all, universe);
  const codesAt = (rows: Int32Array) =>
    market.features.map(({ coded }) => Uint16Array.from(rows, (i) => coded.codes[i]!));
  const amount = await wonAmounts(database, facts, deals);
  const found = await pool.segments({
    features: market.features.map((f) => ({ ...f, coded: { ...f.coded, codes: new Uint16Array(0) } })),
    won: codesAt(won),
    drawn: won.length < every.won.length,
    market: market.codes,
    lost: lost.length === 0 ? null : codesAt(lost),
    deals: dealCounts(deals, rows),
    marketIs: market.is,
    value: accountMeans(deals, amount.value, won),
    seed: document.seed,
  });
  effects.progress("finding kinds of customers", 1, 1);
  const codes = new Map(market.features.map(({ name, coded }) => [name, coded.codes]));
  const { segments, kinds } = segmentsOf(found, deals, codes, amount);
  return {
    kinds,
    document: {
      ...document,
      segments,
      segmentation: {
        verdict: found.verdict,
        market: market.is,
        won_accounts: won.length,
        lost_accounts: lost.length,
        market_accounts: marketTaken(market.codes[0]?.length ?? 0),
        notes: [...drawnNotes(rows, every), ...notes, ...market.notes, ...found.notes],
      },
    },
  };
}

function drawnNotes(rows: AccountRows, every: AccountRows): readonly string[] {
  const sides = (["won", "lost"] as const).filter((side) => rows[side].length < every[side].length);
  if (sides.length === 0) return [];
  const parts = sides.map(
    (side) =>
      `${rows[side].length.toLocaleString("en-US")} of the ${every[side].length.toLocaleString("en-US")} ${side} accounts`,
  );
  return [`Kinds were looked for among ${parts.join(" and ")}, drawn at random; their win rates are of all deals.`];
}

async function marketOf(
  database: Database,
  document: IcpDocument,
  features: readonly Feature[],
  accounts: Int32Array,
  universe: RawTable | null,
): Promise<Market> {
  const step = Math.ceil(accounts.length / MOST_MARKET);
  const taken = step <= 1 ? accounts : accounts.filter((_, i) => i % step === 0);
  const own = {
    features,
    codes: features.map(({ coded }) => Uint16Array.from(taken, (i) => coded.codes[i]!)),
    is: "accounts" as const,
    notes: [],
  };
  if (universe === null) return own;
  const { known, codes, unknown } = await universeCodes(database, document, features, universe, document.seed);
  const names = unknown.map(humanise).join(", ");
  if (known.length < FEWEST_KNOWN)
    return {
      ...own,
      notes: [
        `${universe.file} knows too few attributes to tell kinds of customers by: the accounts of all deals are the market instead.`,
      ],
    };
  const notes =
    unknown.length === 0
      ? []
      : [
          `${universe.file} does not know ${names}: ${unknown.length === 1 ? "it" : "they"} took no part in finding kinds.`,
        ];
  return { features: known.map((j) => features[j]!), codes, is: "universe", notes };
}
