import type { IcpDocument } from "../icp/document.ts";

/** Names of the attributes that a scored account is asked for: those of the scorecard, and those of rules. */
export function usedAttributes({ scorecard, segments }: IcpDocument): ReadonlySet<string> {
  return new Set([
    ...scorecard.attributes.map(({ attribute }) => attribute),
    ...segments.flatMap(({ rules }) => rules.map(({ attribute }) => attribute)),
  ]);
}
