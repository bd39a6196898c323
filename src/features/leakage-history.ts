import type { Audit } from "./leakage.ts";

/** What the history of a column tells of when it was filled in. */
export interface LateFilling {
  /** Field name of the column. */
  readonly name: string;
  readonly reason: string;
  /** Hardly anything was known when the deals were created: today's values must not take part. */
  readonly quarantined: boolean;
}

/**
 * The leakage audit, kind d: by its history a column was mostly filled in after the deals were created, and more so for won ones. Where values as
 * of the creation stand in for it, the reader is warned; where there are hardly any, it is quarantined.
 *
 * @param names field name per attribute, in the order of `audits`
 */
export function auditHistory(
  audits: readonly Audit[],
  names: readonly string[],
  late: readonly LateFilling[],
): readonly Audit[] {
  return audits.map((audit, j) => {
    const found = late.find(({ name }) => name === names[j]);
    if (found === undefined || audit.kind !== null) return audit;
    if (found.quarantined) return { ...audit, kind: "d", reason: found.reason };
    const used = `${found.reason}; the values known at creation are used`;
    return { ...audit, warning: audit.warning === null ? used : `${audit.warning}; ${used}` };
  });
}
