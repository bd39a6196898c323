import { InputError } from "../errors.ts";
import type { IcpDocument, ScorecardAttribute } from "../icp/document.ts";
import { spreadOf } from "../icp/scored-by.ts";
import { normaliseExpr } from "../normalise/normalise.ts";
import { arithmetic, cases, column, compare, type Expr, integer, isNull, not, nothing, ref } from "../sql/expr.ts";
import type { StepList } from "../sql/steps.ts";
import { conditionExpr } from "./conditions.ts";

/**
 * The number of the part that a row is in, whose card scores it: 1 for the first; 0 where it is in none, so that the card of all does. Null where
 * the document has one card.
 *
 * @throws InputError when the document does not say how to read the attribute, or a test does not fit it
 */
export function partStep(list: StepList, document: IcpDocument, columns: ReadonlyMap<string, string>): Expr | null {
  const { parts } = document.scorecard;
  if (parts === undefined) return null;
  const found = document.attributes.find(({ name }) => name === parts.attribute);
  if (found === undefined || found.normalise === null)
    throw new InputError(
      `The ICP has a card for each part of "${parts.attribute}" but its "attributes" do not say how to read it; build the ICP again.`,
    );
  const { source, normalise } = found;
  const header = columns.get(source);
  if (header === undefined) return integer(0);
  const value = ref(list.add(source, normaliseExpr(normalise, column(header))));
  const branches = parts.cards.map(({ when }, k) => ({
    when: conditionExpr(when, normalise, value, parts.attribute),
    give: integer(k + 1),
  }));
  return ref(list.add("part", cases(branches, integer(0))));
}

/** What each card gives, the card of all first. */
export function byPart(part: Expr | null, given: readonly Expr[]): Expr {
  const [whole, ...own] = given;
  if (part === null) return whole!;
  return cases(
    own.map((give, k) => ({ when: compare(part, "=", integer(k + 1)), give })),
    whole!,
  );
}

/** The weight of each card, the card of all first: 100 where there is no other, else what its attributes can move. */
export function weightsOf({ scorecard: { attributes, parts } }: IcpDocument): readonly number[] {
  if (parts === undefined) return [100];
  return [attributes, ...parts.cards.map((card) => card.attributes)].map((card) =>
    card.reduce((total, one) => total + spreadOf(one), 0),
  );
}

/** The place of a row's band among the bands of all cards, one card after the other; null where its card does not hold the attribute. */
export function saidBand(
  part: Expr,
  cards: readonly (ScorecardAttribute | null)[],
  seen: readonly (string | null)[],
): Expr {
  let before = 0;
  const given = cards.map((card, k): Expr => {
    if (card === null) return nothing("integer");
    const first = before;
    before += card.bands.length;
    const missing = card.bands.findIndex(({ match }) => "missing" in match);
    const own = ref(seen[k]!);
    const otherwise = missing < 0 ? nothing("integer") : integer(first + missing);
    return cases([{ when: not(isNull(own)), give: arithmetic(own, "+", integer(first)) }], otherwise);
  });
  return byPart(part, given);
}
