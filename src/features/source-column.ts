import { wordsOf } from "./names.ts";

/** What kind of fact an attribute is. */
export type Family = "firmographic" | "technographic" | "buying" | "deal";

/** A column of the deals table that may become one attribute (or several: one per token of a set). */
export interface SourceColumn {
  readonly name: string;
  readonly header: string;
  readonly about: "account" | "opportunity";
  readonly family?: "buying";
}

/** The kind of fact that a column holds. */
export function familyOf(column: SourceColumn): Family {
  if (column.family !== undefined) return column.family;
  if (column.about === "opportunity") return "deal";
  return wordsOf(column.name).some((w) => /^(tech|technology|technologies|stack|tools|software|crm|erp|cloud)$/.test(w))
    ? "technographic"
    : "firmographic";
}

/** `Tech Stack` for `Tech_Stack__c`. */
export function plainHeader(header: string): string {
  return header.replace(/__c$/i, "").replaceAll("_", " ").trim();
}
