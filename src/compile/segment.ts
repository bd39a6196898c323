import type { IcpDocument } from "../icp/document.ts";
import { cases, type Expr, nothing, text } from "../sql/expr.ts";
import type { StepList } from "../sql/steps.ts";
import { rulesExpr } from "./rules.ts";

/** Name of the first segment, by rank, whose rules an account meets; null where it meets none, or too little is known to say so. */
export function segmentExpr(list: StepList, document: IcpDocument, columns: ReadonlyMap<string, string>): Expr {
  const branches = document.segments.map(({ name, rules }) => ({
    when: rulesExpr(list, document, rules, columns, `kind "${name}"`),
    give: text(name),
  }));
  return cases(branches, nothing("text"));
}
