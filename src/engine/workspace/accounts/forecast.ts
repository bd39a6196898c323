import type { IcpDocument } from "../../../icp/document.ts";
import { goalWords } from "../../../icp/page/goal-words.ts";
import type { IndexedMore } from "./account-index.ts";
import type { AccountForecast } from "./shapes.ts";

/** The forecast of an account's score; null for a profile that learned from no deals, and where the score says nothing. */
export function forecastOf(
  { goal, maturity, scorecard, evidence: { won, lost, base_rate: base } }: IcpDocument,
  { p, p_low: low, p_high: high }: Pick<IndexedMore, "p" | "p_low" | "p_high">,
): AccountForecast | null {
  if (p === null || maturity === "hypothesis" || scorecard.by_fit.length === 0 || won + lost === 0) return null;
  const { rate, unit } = goalWords(goal);
  return { rate, p, low, high, n: won + lost, unit, base };
}
