import { filters } from "./disqualifier.ts";
import type { Condition, IcpDocument } from "./document.ts";
import type { FilterTest } from "./rule-test.ts";
import { scoredAttributes } from "./scored-by.ts";

/** The attributes that a scorer of the document reads, each with everything that it asks of them: bands, then rules of kinds and rules that filter. */
export function testsOf({
  scorecard,
  segments,
  disqualifiers,
}: Pick<IcpDocument, "scorecard" | "segments" | "disqualifiers">): ReadonlyMap<
  string,
  readonly (Condition | FilterTest)[]
> {
  const tests = new Map<string, readonly (Condition | FilterTest)[]>();
  for (const { attribute, cards } of scoredAttributes(scorecard))
    tests.set(
      attribute,
      cards.flatMap((card) => card?.bands.map(({ match }) => match) ?? []),
    );
  for (const { when } of scorecard.parts?.cards ?? [])
    tests.set(scorecard.parts!.attribute, [...(tests.get(scorecard.parts!.attribute) ?? []), when]);
  const rules = [...segments.map(({ rules }) => rules), ...disqualifiers.filter(filters).map(({ rule }) => rule)];
  for (const rule of rules)
    for (const { attribute, is } of rule) tests.set(attribute, [...(tests.get(attribute) ?? []), is]);
  return tests;
}
