import type { IcpDocument } from "../icp/document.ts";
import { cases, type Expr, nothing, text } from "../sql/expr.ts";
import type { StepList } from "../sql/steps.ts";
import { rulesExpr } from "./rules.ts";

/** Whom the first watch-out that applies is about, in words; null where none does. It is shown and filters nothing. */
export function watchOut(document: IcpDocument, list: StepList, columns: ReadonlyMap<string, string>): Expr {
  const branches = document.disqualifiers.flatMap(({ id, kind, status, rule, who }) =>
    kind !== "watch-out" || status === "rejected" || rule === null
      ? []
      : [{ when: rulesExpr(list, document, rule, columns, `watch-out "${id}"`), give: text(who) }],
  );
  return cases(branches, nothing("text"));
}
