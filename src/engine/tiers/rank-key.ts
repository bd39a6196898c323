import { quoteIdentifier } from "../../sql/quote.ts";
import type { TiersBy } from "./request.ts";

/** One part of what accounts are ranked by. */
export interface KeyPart {
  /** What a person reads. */
  readonly said: string;
  /** SQL over the columns of the scores. */
  readonly sql: string;
}

/**
 * What accounts are ranked by, the first part first, all from high to low; then comes the id. `timing` and `action` count where the scores
 * have them.
 *
 * @param has columns of the scores @param p `p_win`, or `p_goal`
 */
export function rankKey(by: TiersBy, has: ReadonlySet<string>, p: string): readonly KeyPart[] {
  const timing = has.has("timing") ? "coalesce(timing, 0)" : null;
  const parts: KeyPart[] = [];
  if (by === "criteria")
    parts.push({ said: "criteria met", sql: "(segment IS NOT NULL)::INTEGER + (watch_out IS NULL)::INTEGER" });
  if (has.has("action")) parts.push({ said: "to pursue now", sql: "coalesce(action = 'pursue', false)::INTEGER" });
  if (timing !== null)
    parts.push(
      by === "share"
        ? { said: "fit + timing", sql: `fit + ${timing}` }
        : { said: "fit x timing", sql: `fit * ${timing}` },
    );
  return [
    ...parts,
    { said: "fit", sql: "fit" },
    { said: "share known", sql: "known" },
    { said: p, sql: quoteIdentifier(p) },
  ];
}
