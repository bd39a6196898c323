import { InputError } from "../errors.ts";
import type { DocumentAttribute } from "../icp/document.ts";
import type { FilterTest } from "../icp/rule-test.ts";
import { normaliseExpr } from "../normalise/normalise.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import { tokenMark } from "../normalise/set.ts";
import { and, column, contains, type Expr, not, nothing, ref, type ValueType } from "../sql/expr.ts";
import type { StepList } from "../sql/steps.ts";
import { conditionExpr } from "./conditions.ts";

/** One condition of a rule of the document. */
export interface Condition {
  readonly attribute: string;
  readonly is: FilterTest;
}

/** What a value of each kind of rule is. */
export const VALUE_TYPES: Readonly<Record<NormaliseRule["kind"], ValueType>> = {
  text: "text",
  number: "number",
  scale: "number",
  set: "text",
  count: "number",
  group: "text",
};

/**
 * Whether an account meets all conditions: true, false or null (not known, as where the file has no such column). Values that the scorecard
 * reads too are read once.
 *
 * @param columns column of the file by attribute source @param whose what the rule is, for errors: `kind "Fintech"`
 * @throws InputError when the document does not describe an attribute, or a test does not fit it
 */
export function rulesExpr(
  list: StepList,
  { attributes }: { readonly attributes: readonly DocumentAttribute[] },
  rules: readonly Condition[],
  columns: ReadonlyMap<string, string>,
  whose: string,
): Expr {
  const tests = rules.map(({ attribute, is }) => {
    const found = attributes.find(({ name }) => name === attribute);
    if (found === undefined || found.normalise === null)
      throw new InputError(
        `The ICP's ${whose} uses "${attribute}" but its "attributes" do not say how to read it; build the ICP again, or take the rule out.`,
      );
    const rule = found.normalise;
    const header = columns.get(found.source);
    const value =
      header === undefined
        ? nothing(VALUE_TYPES[rule.kind])
        : ref(list.add(found.source, normaliseExpr(rule, column(header))));
    const test = testExpr(is, rule, value, attribute);
    return header === undefined ? nothing("boolean") : test;
  });
  return and(...tests);
}

function testExpr(is: FilterTest, rule: NormaliseRule, value: Expr, attribute: string): Expr {
  if (!("lacks" in is)) return conditionExpr(is, rule, value, attribute);
  if (rule.kind === "set") return not(contains(value, tokenMark(is.lacks, rule)));
  throw new InputError(
    `The ICP tests "${attribute}" with "lacks", which a value read as ${rule.kind} does not allow; correct the rule or the attribute's "normalise".`,
  );
}
