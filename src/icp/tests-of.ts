import { filters, type RuleTest } from "./disqualifier.ts";
import type { Condition, IcpDocument } from "./document.ts";

/** The attributes that a scorer of the document reads, each with everything that it asks of them: bands, then rules that filter. */
export function testsOf({
  scorecard,
  disqualifiers,
}: Pick<IcpDocument, "scorecard" | "disqualifiers">): ReadonlyMap<string, readonly (Condition | RuleTest)[]> {
  const tests = new Map<string, readonly (Condition | RuleTest)[]>();
  for (const { attribute, bands } of scorecard.attributes)
    tests.set(
      attribute,
      bands.map(({ match }) => match),
    );
  for (const { rule } of disqualifiers.filter(filters))
    for (const { attribute, is } of rule) tests.set(attribute, [...(tests.get(attribute) ?? []), is]);
  return tests;
}
