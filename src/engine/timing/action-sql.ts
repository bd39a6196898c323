import { actionOf, LEVELS, trustIn } from "../../icp/action.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { quoteText } from "../../sql/quote.ts";
import { timingIn } from "../../timing/default-events.ts";

/** SQL of a timing's level. */
export function timingLevelSql(document: IcpDocument, timing: string): string {
  const { high, medium } = timingIn(document).levels;
  return `CASE WHEN ${timing} >= ${high} THEN 'high' WHEN ${timing} >= ${medium} THEN 'medium' WHEN ${timing} IS NOT NULL THEN 'low' END`;
}

/**
 * SQL of what is to be done with an account, from SQL of its level, its timing (NULL where no events are given) and the disqualifier that applies.
 */
export function actionSql(document: IcpDocument, level: string, timing: string, disqualified: string): string {
  const trust = trustIn(document);
  const now = timingLevelSql(document, timing);
  const levels = [...LEVELS, "unknown"] as const;
  const branches = levels.flatMap((fit) => {
    const without = actionOf(fit, null, trust);
    if (without === null) return [];
    const differs = LEVELS.filter((at) => actionOf(fit, at, trust) !== without);
    const cases = differs.map((at) => `WHEN ${quoteText(at)} THEN ${quoteText(actionOf(fit, at, trust)!)}`);
    const give =
      cases.length === 0 ? quoteText(without) : `CASE (${now}) ${cases.join(" ")} ELSE ${quoteText(without)} END`;
    return [`WHEN ${level} = ${quoteText(fit)} THEN ${give}`];
  });
  return `CASE WHEN ${disqualified} IS NOT NULL THEN 'suppress' ${branches.join(" ")} END`;
}
