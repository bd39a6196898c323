import type { Audit } from "./leakage.ts";

/**
 * The leakage audit, kind a by values: a type of account that tells customers from the rest (Salesforce's *Customer - Direct*). A won deal
 * makes its account a customer, so today's type is the outcome by another name.
 *
 * @param told per attribute, in the order of `audits`: whether it describes the account and one of its values says that it is a customer
 */
export function auditRelation(audits: readonly Audit[], told: readonly boolean[]): readonly Audit[] {
  return audits.map((audit, j) =>
    audit.kind === null && told[j] === true
      ? { ...audit, kind: "a", reason: "says who is a customer today, and a won deal makes one" }
      : audit,
  );
}
