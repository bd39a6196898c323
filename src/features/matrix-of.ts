import type { Feature } from "./assemble.ts";
import type { CodedMatrix } from "./matrix.ts";

/** Everything about the deals that is not an attribute. */
export type DealColumns = Omit<CodedMatrix, "attributes">;

/** The matrix of the features that take part. */
export function matrixOf(deals: DealColumns, features: readonly Feature[]): CodedMatrix {
  return { ...deals, attributes: features.map((f) => f.coded) };
}
