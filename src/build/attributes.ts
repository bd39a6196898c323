import type { Feature, IgnoredColumn } from "../features/assemble.ts";
import type { Audit } from "../features/leakage.ts";
import { findableIn, onlyInCrm } from "../icp/concept.ts";
import type { DocumentAttribute } from "../icp/document.ts";

/** A feature with what the leakage audit said and whether it may take part. */
export interface Examined {
  readonly feature: Feature;
  readonly audit: Audit;
  readonly status: "eligible" | "quarantined" | "ignored";
  readonly reason: string;
}

/** Options that decide which audited features take part. */
export interface Admission {
  /** Fields and headers that a person allows out of quarantine. */
  readonly allow: ReadonlySet<string>;
  /** `account`: attributes about the deal stay out. */
  readonly about: "account" | "all";
  /** What stands in no source of prospects stays out. */
  readonly findableOnly: boolean;
}

/** Decides per feature: eligible, quarantined (unless allowed), or ignored because it is about the deal. */
export function examine(features: readonly Feature[], audits: readonly Audit[], admission: Admission): Examined[] {
  return features.map((feature, j) => {
    const audit = audits[j]!;
    const allowed =
      admission.allow.has(feature.source) || admission.allow.has(feature.header) || admission.allow.has(feature.name);
    if (audit.kind !== null && !allowed) return { feature, audit, status: "quarantined", reason: audit.reason };
    if (admission.about === "account" && feature.about === "opportunity")
      return {
        feature,
        audit,
        status: "ignored",
        reason: "about the deal, not the company (`--about all` takes it in)",
      };
    if (admission.findableOnly && onlyInCrm(findableIn(feature.source, feature.about)))
      return { feature, audit, status: "ignored", reason: "found in your CRM only (`--findable-only` leaves it out)" };
    return {
      feature,
      audit,
      status: "eligible",
      reason: allowed && audit.kind !== null ? `allowed by a person although ${audit.reason}` : "",
    };
  });
}

function unusedReason(audit: Audit): string {
  return Math.abs(audit.auc - 0.5) < 0.02
    ? "alone it does not tell winners from losers"
    : "adds little to the attributes above it";
}

/** Every column the files held, as the document tells it: used, unused, quarantined, ignored, each with its reason. */
export function documentAttributes(
  examined: readonly Examined[],
  ignored: readonly IgnoredColumn[],
  used: ReadonlySet<string>,
  scored: boolean,
): DocumentAttribute[] {
  const learned = examined.map(({ feature, audit, status, reason }): DocumentAttribute => {
    const isUsed = used.has(feature.name);
    const unused = scored ? unusedReason(audit) : "no scorecard was made";
    return {
      name: feature.name,
      label: feature.label,
      source: feature.source,
      columns: [feature.header],
      about: feature.about,
      family: feature.family,
      kind: feature.kind,
      filled: Number(feature.filled.toFixed(4)),
      findable_in: findableIn(feature.source, feature.about),
      normalise: feature.rule,
      status: status === "eligible" ? (isUsed ? "used" : "unused") : status,
      reason: status === "eligible" ? (isUsed ? reason : reason || unused) : reason,
      auc: Number.isNaN(audit.auc) ? null : Number(audit.auc.toFixed(3)),
      warning: audit.warning,
    };
  });
  const rest = ignored.map(
    ({ column, reason }): DocumentAttribute => ({
      name: column.name,
      label: column.header,
      source: column.name,
      columns: [column.header],
      about: column.about,
      family: column.about === "account" ? "firmographic" : "deal",
      kind: "category",
      filled: 0,
      findable_in: [],
      normalise: null,
      status: "ignored",
      reason,
      auc: null,
      warning: null,
    }),
  );
  return [...learned, ...rest];
}
