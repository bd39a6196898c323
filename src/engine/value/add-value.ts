import type { Placed } from "../../build/placed.ts";
import { isAmount } from "../../features/leakage-goal.ts";
import type { DealColumns } from "../../features/matrix-of.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { Worth } from "../../icp/value.ts";
import type { Facts } from "../../ingest/facts.ts";
import type { Clustered } from "../../stats/drawn-mean.ts";
import { type BestWorst, bestAgainstWorst, LEAST_COHORT } from "../../value/best-worst.ts";
import type { Part } from "../../value/composite.ts";
import { differencesOf } from "../../value/differences.ts";
import { type Measures, measuresOf } from "../../value/figures.ts";
import type { MoneyWishes, Outcomes, Rows } from "../../value/outcomes.ts";
import { atHeldOutLevel } from "../../value/widened.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Prepared } from "../prepare.ts";
import { accountMeans, accountRows } from "../segments/accounts.ts";
import { wonAmounts } from "../won-amounts.ts";
import { type MatchedCustomers, readCustomers } from "./read-customers.ts";
import { toldBestWorst, toldDifferences, worthOf } from "./to-document.ts";

/** Where deals and won accounts stand: on the scorecard, and among the kinds. */
export interface Standing {
  /** Null without a scorecard that was learned. */
  readonly placed: Placed | null;
  /** Deals of companies that the rule of each kind holds for. */
  readonly kinds: readonly Int32Array[];
}

const LEVELS = ["high", "medium", "low", "unknown"] as const;

/**
 * Adds to a document what customers are worth: of all, by level of a card that had not seen them, by band, by kind; high against low; and
 * the best customers against the worst. Unchanged where neither amounts nor cycles nor customers say anything.
 */
export async function addValue(
  database: Database,
  document: IcpDocument,
  facts: Facts,
  { deals, eligible }: Prepared,
  { placed, kinds }: Standing,
  money: MoneyWishes,
): Promise<IcpDocument> {
  const amount = await wonAmounts(database, facts, deals);
  const customers = await readCustomers(database, facts);
  const { won } = accountRows(deals);
  const outcomes = outcomesOf(deals, amount, customers);
  const groups = groupsOf(deals, won, customers);
  const all = measuresOf(outcomes, null);
  if (all.acv === null && all.cycle_days === null && customers === null) return document;
  const ownCard = document.declared?.scores === true ? null : placed;
  const levels = LEVELS.flatMap((level) => {
    const rows = ownCard === null ? null : groups.byDeals(ownCard.levels[level]);
    return rows === null || (level === "unknown" && rows.deals.length === 0)
      ? []
      : [{ level, rows, measures: atHeldOutLevel(measuresOf(outcomes, rows)) }];
  });
  const measuredAt = (level: string): Measures | null => levels.find((one) => one.level === level)?.measures ?? null;
  const [high, low] = [measuredAt("high"), measuredAt("low")];
  const told = (rows: Rows): Worth =>
    worthOf(measuresOf(outcomes, rows), money, rows.deals.length, rows.customers.length);
  const features = eligible.flatMap(({ feature }) => (isAmount(feature, amount.value) ? [] : [feature]));
  const codes = features.map(({ coded }) => Uint16Array.from(won, (row) => coded.codes[row]!));
  const contrast = bestAgainstWorst(partsOf(deals, amount.value, won, customers), features, codes);
  return {
    ...document,
    segments: document.segments.map((segment, k) => ({ ...segment, value: told(groups.byDeals(kinds[k]!)) })),
    value: {
      currency: facts.currency,
      ...money,
      all: worthOf(
        all,
        money,
        deals.y.reduce((a, b) => a + b, 0),
        customers?.account.length ?? 0,
      ),
      levels: levels.map(({ level, rows, measures }) => ({
        level,
        ...worthOf(measures, money, rows.deals.length, rows.customers.length),
      })),
      bands: ownCard === null ? [] : bandsOf(document, ownCard, (rows) => told(groups.byDeals(rows))),
      differences: high === null || low === null ? [] : toldDifferences(differencesOf(high, low)),
      best_worst: toldBestWorst(contrast),
      missing: missingOf(facts, all, customers, money, contrast),
    },
  };
}

/** Bands in the order of the document. */
function bandsOf({ scorecard }: IcpDocument, { bands }: Placed, told: (deals: Int32Array) => Worth) {
  return scorecard.attributes.flatMap(({ attribute, bands: shown }) =>
    shown.flatMap(({ label }) => {
      const found = bands.find((one) => one.attribute === attribute && one.band === label);
      return found === undefined ? [] : [{ attribute, band: label, ...told(found.deals) }];
    }),
  );
}

/** Amounts and cycles of won deals, with what became of the customers. */
function outcomesOf(
  { cycle, y, account }: DealColumns,
  amount: Clustered,
  customers: MatchedCustomers | null,
): Outcomes {
  const days = { value: cycle.map((v, i) => (y[i] === 1 ? v : Number.NaN)), cluster: account };
  return { amount, cycle: days, customers: customers?.outcomes ?? null };
}

/** Finds the won deals and the customers of a group. A customer goes with the deal that tells of its account. */
function groupsOf({ y, account, accounts, n }: DealColumns, won: Int32Array, customers: MatchedCustomers | null) {
  const telling = new Int32Array(accounts).fill(-1);
  for (const row of won) telling[account[row]!] = row;
  const of = customers?.account ?? new Int32Array(0);
  const rowsOf = (marked: Uint8Array, deals: Int32Array): Rows => ({
    deals,
    customers: Int32Array.from(of.keys()).filter((j) => marked[telling[of[j]!]!] === 1),
  });
  return {
    byDeals: (deals: Int32Array): Rows => {
      const marked = new Uint8Array(n);
      for (const row of deals) marked[row] = 1;
      return rowsOf(
        marked,
        deals.filter((row) => y[row] === 1),
      );
    },
  };
}

/** What won accounts are ranked by, as far as it is known. */
function partsOf(
  deals: DealColumns,
  amount: Float64Array,
  won: Int32Array,
  customers: MatchedCustomers | null,
): readonly Part[] {
  const part = (name: Part["name"], of: Float64Array | null, less = false): Part[] =>
    of === null ? [] : [{ name, of, less }];
  const perAccount = (values: Float64Array): Float64Array | null => {
    const [sum, known] = [new Float64Array(deals.accounts), new Float64Array(deals.accounts)];
    customers!.account.forEach((account, j) => {
      if (Number.isNaN(values[j]!)) return;
      sum[account] = sum[account]! + values[j]!;
      known[account]!++;
    });
    const of = Float64Array.from(won, (row) => sum[deals.account[row]!]! / known[deals.account[row]!]!);
    return of.every(Number.isNaN) ? null : of;
  };
  const paid = customers?.outcomes.paid;
  return [
    ...part("acv", accountMeans(deals, amount, won)),
    ...part("cycle_days", accountMeans(deals, deals.cycle, won), true),
    ...(customers?.outcomes.leaving === true ? part("stay", perAccount(customers.stayed)) : []),
    ...(paid === undefined
      ? []
      : part("expansion", perAccount(paid.now.map((v, j) => (v > 0 ? v / paid.before[j]! : Number.NaN))))),
  ];
}

function missingOf(
  facts: Facts,
  all: Measures,
  customers: MatchedCustomers | null,
  money: MoneyWishes,
  contrast: BestWorst | null,
): string[] {
  return [
    ...(all.acv === null ? ["What a deal is worth is not known: the deals have no amounts that can be used."] : []),
    ...(facts.customers === null
      ? [
          "Churn, expansion, revenue retention and lifetime value are not known: give the customers or subscriptions (`--customers FILE`).",
        ]
      : customers === null
        ? [
            "None of the customers given was found among the won accounts, so churn, expansion and lifetime value are not known: give both files an id or a domain in common.",
          ]
        : customers.missing),
    ...(customers !== null && all.nrr === null && all.expansion === null
      ? ["Expansion and revenue retention take 10 won customers that paid a year ago."]
      : []),
    ...(all.acv !== null && all.cost === null && money.cac === null
      ? [
          "Payback takes what it costs to win a customer: `--cac AMOUNT`, or a column of acquisition cost among the customers.",
        ]
      : []),
    ...(contrast === null
      ? [`The best customers are held against the worst from ${Math.ceil(LEAST_COHORT / 0.3)} won accounts on.`]
      : []),
  ];
}
