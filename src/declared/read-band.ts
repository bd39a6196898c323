import { foldText } from "../normalise/fold.ts";
import { normaliser } from "../normalise/normalise.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import type { CardAttribute } from "./card.ts";
import { ruleOf } from "./rules.ts";
import { ownValues } from "./scorecard.ts";

/**
 * The band that a cell is in, as a score by the declared card has it; null where the cell says nothing.
 *
 * @param rule how cells are read, where data has taught more than the card says: decimal commas, codes of sizes
 */
export function bandReader(
  attribute: CardAttribute,
  rule: NormaliseRule = ruleOf(attribute),
): (text: string) => number | null {
  const { bands } = attribute;
  const read = normaliser(rule);
  const other = bands.findIndex(({ test }) => test.kind === "other");
  if (attribute.kind === "numbers")
    return (text) => {
      const value = read(text);
      if (typeof value !== "number") return null;
      return bands.findIndex(
        ({ test }) => test.kind === "numbers" && value >= (test.from ?? -Infinity) && value < (test.below ?? Infinity),
      );
    };
  const bandOf = new Map<string, number>();
  bands.forEach(({ label, test }, b) => {
    const values =
      test.kind === "words" ? ownValues(rule, test.values) : test.kind === "tools" ? [foldText(label)] : [];
    for (const value of values) if (!bandOf.has(value)) bandOf.set(value, b);
  });
  return (text) => {
    const value = read(text);
    return value === null ? null : (bandOf.get(String(value)) ?? other);
  };
}
