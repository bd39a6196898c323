import type { Value, ValueFigure, Worth } from "../value.ts";
import type { Context } from "./context.ts";

export type MeasureName = Value["differences"][number]["measure"] | "expansion" | "ltv" | "payback_months";

/** What the measures are called in a table's head, and inside a sentence. */
export const MEASURES: Readonly<Record<MeasureName, { readonly head: string; readonly said: string }>> = {
  acv: { head: "A deal is worth", said: "what a deal is worth" },
  cycle_days: { head: "Days to close", said: "days to close" },
  churn: { head: "Leave in a year", said: "customers who leave" },
  expansion: { head: "Growth of those who stay", said: "growth" },
  nrr: { head: "Revenue kept", said: "revenue kept" },
  ltv: { head: "A customer is worth", said: "lifetime value" },
  payback_months: { head: "Months to earn back", said: "payback" },
  time_to_value_days: { head: "Days to value", said: "days to value" },
  nps: { head: "NPS", said: "NPS" },
  health: { head: "Health score", said: "health score" },
  support_tickets: { head: "Tickets per 1,000 of revenue", said: "support tickets per revenue" },
  active_users: { head: "Active users", said: "active users" },
  usage: { head: "Usage", said: "usage" },
  referrals: { head: "Referrals", said: "referrals" },
  margin: { head: "Margin", said: "margin" },
};

const SHARES: ReadonlySet<MeasureName> = new Set(["churn", "expansion", "nrr"]);

/** A measure of a group; null where it is not known. */
export function figureOf(worth: Worth, measure: MeasureName): ValueFigure | null {
  if (measure in worth) return worth[measure as keyof Worth] as ValueFigure | null;
  return worth.others.find((one) => one.measure === measure) ?? null;
}

/** `€24K`, `60`, `14%` */
export function measureText({ format, document }: Context, measure: MeasureName, value: number): string {
  if (SHARES.has(measure)) return format.percent(value);
  if (measure === "cycle_days") return format.count(value);
  return format.short(value, measure === "acv" || measure === "ltv" ? (document.value?.currency ?? null) : null);
}

/** `€21K–€28K` */
export function limitsText(context: Context, measure: MeasureName, { interval }: ValueFigure): string {
  if (SHARES.has(measure) && interval[0] >= 0) return context.format.range(...interval);
  const [low, high] = interval.map((limit) => measureText(context, measure, limit));
  return low === high ? low! : `${low}–${high}`;
}

/** `(€21K–€28K, n 84)` */
export function evidenceText(context: Context, measure: MeasureName, figure: ValueFigure): string {
  return `(${limitsText(context, measure, figure)}, n ${context.format.count(figure.n)})`;
}
