import { filters } from "../icp/disqualifier.ts";
import type { IcpDocument } from "../icp/document.ts";
import { cases, type Expr, nothing, text } from "../sql/expr.ts";
import type { StepList } from "../sql/steps.ts";
import { rulesExpr } from "./rules.ts";

/**
 * Whom the first confirmed or declared disqualifier that applies is about, in words; null where none does. What is not known meets no
 * condition but `missing`; a rule on a column that the file does not have applies to no row.
 *
 * @param columns column of the file by attribute source
 * @throws InputError when a rule uses an attribute that the document does not describe, or tests it in a way that its kind does not allow
 */
export function disqualifiedBy(document: IcpDocument, list: StepList, columns: ReadonlyMap<string, string>): Expr {
  const branches = document.disqualifiers.filter(filters).map(({ id, rule, who }) => ({
    when: rulesExpr(list, document, rule, columns, `disqualifier "${id}"`),
    give: text(who),
  }));
  return cases(branches, nothing("text"));
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
