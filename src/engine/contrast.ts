import { documentAttributes } from "../build/attributes.ts";
import { learn } from "../build/learn.ts";
import { scorecardOf } from "../build/scorecard.ts";
import { LEAST_CUSTOMERS } from "../icp/declared.ts";
import type { IcpDocument, ScorecardAttribute } from "../icp/document.ts";
import type { Facts, RawTable } from "../ingest/facts.ts";
import { fieldName } from "../ingest/field-name.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { clusteredAucInterval } from "../stats/clustered.ts";
import type { Database } from "../warehouse/database.ts";
import { CUSTOMER_KEYS, type CustomerCompanies } from "./customer-companies.ts";
import type { Effects } from "./effects.ts";
import { layKeys } from "./match/keys.ts";
import { lookAt } from "./match/list.ts";
import { matchCompanies } from "./match/match.ts";
import { breathe } from "./pool.ts";
import { type Prepared, prepare } from "./prepare.ts";

/** Companies of the universe per customer, and at least; more tell nothing new. */
const PER_CUSTOMER = 4;
const LEAST_OTHERS = 1000;
const TABLE = "customer_contrast";

/** A card that tells customers from other companies, and how well it does on companies it has not seen. */
export interface Contrast {
  readonly attributes: IcpDocument["attributes"];
  readonly scorecard: IcpDocument["scorecard"];
  readonly customers: number;
  readonly others: number;
  readonly auc: number;
  readonly auc_interval: [number, number];
}

/**
 * Learns what tells the customers from the companies of the universe that are none. A sentence where there are too few, where the files have
 * nothing in common, or where customers are not told apart on companies held out by turns.
 */
export async function contrastOf(
  database: Database,
  customers: CustomerCompanies,
  universe: RawTable,
  facts: Facts,
  seed: number,
  effects: Effects,
): Promise<Contrast | string> {
  const few = `${customers.rows} customers are too few to be told from other companies; from ${LEAST_CUSTOMERS} on they are.`;
  if (customers.rows < LEAST_CUSTOMERS) return few;
  const laid = await layContrast(database, customers, universe, seed);
  if (laid === null) return `${universe.file} has too few companies, or no column in common with the customers.`;
  const admission = { allow: new Set<string>(), about: "account", findableOnly: false } as const;
  const own: Facts = { ...facts, table: TABLE, candidates: laid.candidates };
  const prepared = await prepare(database, own, admission, effects);
  effects.progress("learning what customers have in common", 0, 1);
  const { matrix } = prepared;
  const learned = await learn(matrix, seed, breathe);
  const { auc, low, high } = clusteredAucInterval(learned.heldOut[0]!.logit, learned.held.y, learned.family);
  effects.progress("learning what customers have in common", 1, 1);
  if (!(low > 0.5) || learned.card.attributes.length === 0)
    return `These customers do not clearly differ from the companies of ${universe.file}: what is commonest among them is shown instead.`;
  const won = matrix.y.reduce((a, b) => a + b, 0);
  const features = prepared.eligible.map(({ feature }) => feature);
  const scorecard = scorecardOf(learned, features, won / matrix.n, null);
  const round = (x: number): number => Number(x.toFixed(4));
  return {
    attributes: attributesOf(prepared, new Set(scorecard.attributes.map(({ attribute }) => attribute))),
    scorecard: { ...scorecard, attributes: scorecard.attributes.map(withoutRates), by_fit: [] },
    customers: won,
    others: matrix.n - won,
    auc: round(auc),
    auc_interval: [round(low), round(high)],
  };
}

/** How many of a made-up mixture of customers and others are customers says nothing. */
function withoutRates(attribute: ScorecardAttribute): ScorecardAttribute {
  const bands = attribute.bands.map((band) => ({ ...band, n: 0, won: 0, rate: 0, rate_interval: null }));
  return { ...attribute, bands };
}

function attributesOf({ examined, assembled }: Prepared, used: ReadonlySet<string>): IcpDocument["attributes"] {
  return documentAttributes(examined, assembled.ignored, used, true).map((one) => ({
    ...one,
    ...(one.status === "quarantined" ? { reason: "tells the two files apart rather than the companies" } : {}),
    ...(one.status === "unused" ? { reason: "adds little to the attributes above it" } : {}),
    warning: null,
  }));
}

/** One row per customer and per other company, with the columns that both files have; null where there are none. */
async function layContrast(
  database: Database,
  customers: CustomerCompanies,
  universe: RawTable,
  seed: number,
): Promise<Pick<Facts, "candidates"> | null> {
  const headers = new Map(universe.columns.map((header) => [fieldName(header), header]));
  const shared = customers.columns.filter(({ name }) => headers.has(name));
  if (shared.length === 0) return null;
  const list = await lookAt(database, universe, "companies or people", { map: [], ignore: [] });
  const sources = [
    { table: CUSTOMER_KEYS, keys: null },
    { table: universe.table, keys: list.keys },
  ];
  await layKeys(database, sources, `${TABLE}_keys`);
  await matchCompanies(database, `${TABLE}_keys`, 1, 0, `${TABLE}_same`);
  const others = Math.max(LEAST_OTHERS, PER_CUSTOMER * customers.rows);
  const from = quoteIdentifier(universe.table);
  const names = shared.map(({ name }) => quoteIdentifier(name));
  const cells = shared.map(({ name }) => `${quoteIdentifier(headers.get(name)!)} AS ${quoteIdentifier(name)}`);
  await database.run(`CREATE TABLE ${TABLE} AS
    WITH rest AS (SELECT *, row_number() OVER (ORDER BY __row) - 1 AS place FROM ${from} WHERE __row NOT IN (SELECT "row" FROM ${TABLE}_same)),
    stride AS (SELECT greatest(1, count(*) // ${others}) AS step FROM rest),
    mixed AS (SELECT 0 AS part, deal::BIGINT AS place, 1 AS y, ${names.join(", ")} FROM ${customers.table}
      UNION ALL SELECT 1, place, 0, ${cells.join(", ")} FROM rest, stride WHERE place % step = ${seed} % step)
    SELECT (row_number() OVER (ORDER BY part, place) - 1)::INTEGER AS deal, (row_number() OVER (ORDER BY part, place) - 1)::INTEGER AS account,
      y::TINYINT AS y, NULL::DATE AS created, NULL::DATE AS closed, NULL::DOUBLE AS ord, NULL::BIGINT AS cycle, ${names.join(", ")}
    FROM mixed ORDER BY deal`);
  const few = await database.value<number>(`SELECT count(*) FROM ${TABLE} WHERE y = 0`);
  if (few < LEAST_CUSTOMERS) return null;
  return {
    candidates: shared.map(({ name }) => ({ name, header: headers.get(name)!, about: "account", file: universe.file })),
  };
}
