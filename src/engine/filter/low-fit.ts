import type { IcpDocument } from "../../icp/document.ts";
import { goalWords } from "../../icp/page/goal-words.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { expectedCount } from "../../stats/expected-count.ts";
import type { Database } from "../../warehouse/database.ts";
import { noneWarning } from "../score-warnings.ts";
import { DROPPED } from "./decide.ts";
import type { WinsAtRisk } from "./ledger.ts";

/** Fit below which rows are dropped: as a person said, else the medium level where the score is sure enough to drop on. */
export function belowOf({ separation, scorecard, declared }: IcpDocument, stated: number | null): number | null {
  if (scorecard.attributes.length === 0) return null;
  if (declared?.scores === true) return stated;
  if (separation.verdict === "none" || separation.verdict === "weak") return stated;
  return stated ?? scorecard.levels.medium;
}

/** What is to be said of dropping, or not dropping, for low fit. */
export function fitWarnings(document: IcpDocument, stated: number | null): string[] {
  const { separation, scorecard } = document;
  const unscored = scorecard.attributes.length === 0;
  if (document.declared?.scores === true)
    return [
      ...noneWarning(document),
      stated === null
        ? "no row is dropped for low fit, because the score is a hypothesis"
        : `rows below fit ${stated} are dropped because --below says so`,
    ];
  if (unscored || separation.verdict === "none") {
    const ignored = unscored && stated !== null ? ["--below changes nothing: there is no fit to compare with it"] : [];
    const kept =
      stated === null || unscored
        ? ["no row is dropped for low fit"]
        : [`rows below fit ${stated} are dropped because --below says so`];
    return [...noneWarning(document), ...kept, ...ignored];
  }
  if (separation.verdict === "weak" && stated === null)
    return [
      `this profile separates ${goalWords(document.goal).sides} only weakly, so no row is dropped for low fit (--below ${scorecard.levels.medium} drops them all the same)`,
    ];
  if (separation.verdict === "weak")
    return [`this profile separates ${goalWords(document.goal).sides} only weakly: a drop for low fit is provisional`];
  return separation.verdict === "untested"
    ? [
        `nobody has tested whether this profile separates ${goalWords(document.goal).sides} (it was built with --no-resampling): a drop for low fit is provisional`,
      ]
    : [];
}

/** Wins that the rows dropped for low fit would have brought, from the win rate of each fit; null where no fit has one. */
export async function winsAtRisk(
  database: Database,
  document: IcpDocument,
  scores: string,
): Promise<WinsAtRisk | null> {
  if (document.scorecard.by_fit.length === 0) return null;
  const found = await database.rows<{ fit: number; n: number }>(
    `SELECT fit, count(*) AS n FROM ${quoteIdentifier(scores)} s JOIN ${DROPPED} d ON d."row" = s.__row WHERE d.code = 'low_fit' GROUP BY fit ORDER BY fit`,
  );
  const entries = new Map(document.scorecard.by_fit.map((entry) => [entry.fit, entry]));
  const { value, limits } = expectedCount(
    found.flatMap(({ fit, n }) => {
      const entry = entries.get(fit);
      return entry === undefined ? [] : [{ n, p: entry.p, low: entry.low, high: entry.high }];
    }),
  );
  const tenth = (x: number): number => Math.round(10 * x) / 10;
  return {
    value: tenth(value),
    low: limits === null ? null : tenth(limits[0]),
    high: limits === null ? null : tenth(limits[1]),
  };
}
