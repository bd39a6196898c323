import { matchesSql } from "./text.ts";

/** The six kinds of loss, and what their reasons speak of (RE2, on folded text), first match first. */
const KINDS: readonly (readonly [kind: string, pattern: string])[] = [
  [
    "no_decision",
    "no[ -_]?decision|non[ -_]?decision|went dark|ghost|unresponsive|no response|not responding|non[ -]?responsive|no (longer )?interest|not interested|status quo|do nothing|did nothing|lost contact|stalled|project (was )?(cancel|stopped|died)|no action|no champion",
  ],
  [
    "competitor",
    "compet|incumbent|(other|another|different) (vendor|supplier|provider|solution|product)|lost to|chose|went with|in-?house|built (it )?(our|them)sel",
  ],
  ["price", String.raw`pric|budget|\bcosts?\b|expensive|discount|funding|\bfunds\b|afford|commercial terms`],
  ["timing", String.raw`timing|not now|too early|\blater\b|postpon|delay|bad time|future|priorit|on hold|next year`],
  [
    "fit",
    String.raw`\bfit\b|feature|functional|missing|requirement|integration|technical|qualif|capabilit|not suitable|wrong (size|product|customer)|product gap|geograph`,
  ],
];

/** Reasons (RE2) that say the record was cleaned up, not that a deal was lost. */
const ADMINISTRATIVE = String.raw`\bduplicated?s?\b|\bdupe\b|^merged?\b|^tests?( (record|deal|opportunity|account|entry|data|only))?$|^testing$|created (in|by) (error|mistake)|entered (in|by) (error|mistake)|^error$|^data (error|cleanup|clean-up)|^mistake$|^spam$|^junk$|^invalid( record)?$|clean-?up`;

/** SQL text: which of no_decision, competitor, price, timing, fit, other a folded reason is; `unknown` when NULL. */
export function lossKindSql(reason: string): string {
  const branches = KINDS.map(([kind, pattern]) => `WHEN ${matchesSql(reason, pattern)} THEN '${kind}'`);
  return `CASE WHEN ${reason} IS NULL THEN 'unknown' ${branches.join(" ")} ELSE 'other' END`;
}

/** SQL boolean, never NULL: the folded reason is administrative. */
export function administrativeSql(reason: string): string {
  return `coalesce(${matchesSql(reason, ADMINISTRATIVE)}, false)`;
}
