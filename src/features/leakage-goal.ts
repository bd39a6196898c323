import type { Feature } from "./assemble.ts";
import { type Audit, auditLeakage } from "./leakage.ts";
import type { CodedAttribute } from "./matrix.ts";
import type { DealColumns } from "./matrix-of.ts";
import { wordsOf } from "./names.ts";

/** What rows reached, beyond their `y`. */
export interface GoalAudited {
  readonly goal: "win" | "good-win" | "value" | "retention";
  /** 1 per won deal, where `y` stands for more; null for `win` and `retention`. */
  readonly won: Uint8Array | null;
  /** Amount per deal, NaN where there is none; for `value` only. */
  readonly amount: Float64Array | null;
}

/** What is counted or judged of a customer once it is one. */
const AFTER_THE_SALE =
  /\b(churn\w*|retained|retention|renew\w*|expansion|upsell|downgrade[ds]?|upgrade[ds]?|cancel\w*|refund\w*|tenure|lifetime value|ltv|csat|nps|satisfaction|adoption|logins?|last login|sessions|(active|licensed|daily|weekly|monthly) users|seats used|utili[sz]ation|(product|feature|app|license|licence) usage|usage (score|count|minutes|hours|days)|support (tickets?|cases?|requests?|calls)|(open )?tickets( count)?|escalations?|overdue|failed payments?|payment status|(customer|account|engagement|success) (health|score|grade)|months? as (a )?customer|customer (since|for|status|age|lifetime)|(subscription|contract|plan|billing) status|(end|left|leaving|termination|terminated) (date|on|at)|offboard\w*|win ?back|(number|count|num) (of )?referrals?|referrals (made|given|count)|time to value|went live|mrr|arr|is (an )?active)\b|^(status|usage|health|end|ended|active|referrals|tickets)$/;
const AFTER_REASON = "counted or judged once a company is a customer, so it changes with staying or leaving";

/** What a deal is worth, in other words. */
const AMOUNTS =
  /\b(amount|acv|tcv|arr|mrr|bookings?|list price|net price|unit price|quantity|discount|(deal|contract|order|opportunity|quote|invoice|purchase|subscription|total|booking) (value|size|volume|total|price|revenue)|(value|size|volume) of (the )?(deal|contract|order)|annual contract|recurring revenue|seats?|licen[cs]es?|(user|seat|licen[cs]e) count|revenue from deal|expected revenue)\b|^(price|value|total|units)$/;
const AMOUNT_REASON = "the amount in other words, and the goal is the amount";

/** What a company bought, as it stands today: an upgrade would show who stayed. */
const BOUGHT = /\b(plan|tier|edition|package|seats?|licen[cs]es?|is trial|billing|auto renew\w*)\b/;
const BOUGHT_WARNING = "what was bought, as it stands today: check that it was so when the customer began";

/** So close to the amount only a form of it comes, from so many deals on. */
const FOLLOWS = 0.95;
const LEAST_PRICED = 30;

function byName({ source, about }: Feature, goal: GoalAudited["goal"]): string | null {
  const text = wordsOf(source).join(" ");
  if (goal === "good-win" || goal === "retention") return AFTER_THE_SALE.test(text) ? AFTER_REASON : null;
  if (goal !== "value") return null;
  return AMOUNTS.test(text) && (about === "opportunity" || !/\b(annual|company|yearly) revenue\b/.test(text))
    ? AMOUNT_REASON
    : null;
}

/** Ranks with ties at their mean. */
function ranks(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]! || a - b);
  const out = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) out[order[i]!] = (from + to - 1) / 2;
    from = to;
  }
  return out;
}

/** Spearman's rank correlation; 0 where either is constant. */
function rankCorrelation(a: Float64Array, b: Float64Array): number {
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (a.length - 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [dx, dy] = [x[i]! - mean, y[i]! - mean];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
}

/** Whether an ordered attribute rises, or falls, with the amount so closely that it is one of its forms. */
function followsAmount({ order, codes }: CodedAttribute, amount: Float64Array): string | null {
  if (order !== "ordered") return null;
  const rows = Array.from(codes.keys()).filter((i) => codes[i] !== 0 && !Number.isNaN(amount[i]!));
  if (rows.length < LEAST_PRICED) return null;
  const rho = rankCorrelation(
    Float64Array.from(rows, (i) => codes[i]!),
    Float64Array.from(rows, (i) => amount[i]!),
  );
  return Math.abs(rho) >= FOLLOWS
    ? `rises and falls with the amount (rank correlation ${rho.toFixed(2)}), and the goal is the amount`
    : null;
}

/** Whether an attribute is what the deal was worth in other words: by its name, or because it rises and falls with the amount. */
export function isAmount(feature: Feature, amount: Float64Array): boolean {
  return (byName(feature, "value") ?? followsAmount(feature.coded, amount)) !== null;
}

/** The audit of some rows only. */
function auditOf(features: readonly Feature[], deals: DealColumns, rows: Int32Array, y: Uint8Array): readonly Audit[] {
  const numbers = new Map<number, number>();
  const account = Int32Array.from(rows, (row) => {
    const own = deals.account[row]!;
    if (!numbers.has(own)) numbers.set(own, numbers.size);
    return numbers.get(own)!;
  });
  return auditLeakage(
    features.map(({ coded }) => ({ ...coded, codes: Uint16Array.from(rows, (row) => coded.codes[row]!) })),
    features.map(({ source }) => source),
    Uint8Array.from(rows, (row) => y[row]!),
    {
      closed: Float64Array.from(rows, (row) => deals.closed[row]!),
      counters: features.map(({ kind, numbers: style }) => kind === "number" && style.whole && !style.plain),
    },
    account,
  );
}

/**
 * The leakage audit of goals beyond winning. What tells the win tells half of a good or a big one, and what tells staying, or the amount, the
 * other half: an attribute must pass for won against lost, and among the won for the goal, besides the goal itself. By name, what changes with
 * staying, or is the amount in other words, is quarantined too.
 *
 * @param audits of the goal, one per feature
 */
export function auditGoal(
  audits: readonly Audit[],
  features: readonly Feature[],
  deals: DealColumns,
  { goal, won, amount }: GoalAudited,
): readonly Audit[] {
  if (goal === "win") return audits;
  const every = Int32Array.from({ length: deals.n }, (_, i) => i);
  const halves =
    won === null
      ? []
      : [
          auditOf(features, deals, every, won),
          ...(both(
            deals.y,
            every.filter((row) => won[row] === 1),
          )
            ? [
                auditOf(
                  features,
                  deals,
                  every.filter((row) => won[row] === 1),
                  deals.y,
                ),
              ]
            : []),
        ];
  return audits.map((audit, j) => {
    if (audit.kind !== null) return audit;
    const feature = features[j]!;
    const named = byName(feature, goal) ?? (amount === null ? null : followsAmount(feature.coded, amount));
    if (named !== null) return { ...audit, kind: "a", reason: named };
    const half = halves.map((one) => one[j]!).find(({ kind }) => kind !== null);
    if (half !== undefined) return { ...audit, kind: half.kind, reason: half.reason };
    const bought = goal === "retention" && BOUGHT.test(wordsOf(feature.source).join(" "));
    return bought && audit.warning === null ? { ...audit, warning: BOUGHT_WARNING } : audit;
  });
}

function both(y: Uint8Array, rows: Int32Array): boolean {
  return rows.some((row) => y[row] === 1) && rows.some((row) => y[row] === 0);
}
