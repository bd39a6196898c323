import { InputError } from "../errors.ts";
import { type FilteringRule, filters } from "../icp/disqualifier.ts";
import type { IcpDocument } from "../icp/document.ts";
import { normaliseExpr } from "../normalise/normalise.ts";
import { and, cases, column, type Expr, not, nothing, ref, text } from "../sql/expr.ts";
import type { StepList } from "../sql/steps.ts";
import { conditionExpr } from "./conditions.ts";

/**
 * Whom the first confirmed or declared disqualifier that applies is about, in words; null where none does. What is not known meets no
 * condition but `missing`; a rule on a column that the file does not have applies to no row.
 *
 * @param columns column of the file by attribute source
 * @throws InputError when a rule uses an attribute that the document does not describe, or tests it in a way that its kind does not allow
 */
export function disqualifiedBy(document: IcpDocument, list: StepList, columns: ReadonlyMap<string, string>): Expr {
  const branches = document.disqualifiers.filter(filters).flatMap((one) => {
    const conditions = one.rule.map((_, i) => conditionSteps(document, list, one, i, columns));
    const met = conditions.filter((condition) => condition !== null);
    return met.length < conditions.length ? [] : [{ when: and(...met), give: text(one.who) }];
  });
  return cases(branches, nothing("text"));
}

/** Null where the file has no such column. */
function conditionSteps(
  document: IcpDocument,
  list: StepList,
  { id, rule }: FilteringRule,
  i: number,
  columns: ReadonlyMap<string, string>,
): Expr | null {
  const { attribute, is } = rule[i]!;
  const found = document.attributes.find(({ name }) => name === attribute);
  if (found === undefined || found.normalise === null)
    throw new InputError(
      `The ICP's disqualifier "${id}" uses "${attribute}" but its "attributes" do not say how to read it; build the ICP again, or reject the rule.`,
    );
  const header = columns.get(found.source);
  if (header === undefined) return null;
  list.add(found.source, column(header));
  const value = ref(list.add(found.source, normaliseExpr(found.normalise, column(header))));
  const test =
    "lacks" in is
      ? not(conditionExpr({ has: is.lacks }, found.normalise, value, attribute))
      : conditionExpr(is, found.normalise, value, attribute);
  return ref(list.add(`${attribute}_is`, test));
}

/** The rules that filter but cannot be judged in a file, because it lacks a column: whom each is about, and labels of what is missing. */
export function unjudgedRules(
  document: IcpDocument,
  columns: ReadonlyMap<string, string>,
): readonly { readonly who: string; readonly absent: readonly string[] }[] {
  return document.disqualifiers.filter(filters).flatMap(({ who, rule }) => {
    const absent = rule.flatMap(({ attribute }) => {
      const found = document.attributes.find(({ name }) => name === attribute);
      return found === undefined || columns.has(found.source) ? [] : [found.label];
    });
    return absent.length === 0 ? [] : [{ who, absent: [...new Set(absent)] }];
  });
}
