import type { IcpDocument } from "../icp/document.ts";
import { type Expr, lookup, nothing, number } from "../sql/expr.ts";
import type { OutputColumn } from "../sql/select.ts";
import { byFit } from "./by-fit.ts";

/** Name of the probability: `p_win`, or `p_goal` for the other goals. */
export function probabilityName({ goal }: IcpDocument): "p_win" | "p_goal" {
  return goal === "win" ? "p_win" : "p_goal";
}

/** The three probability columns: by fit, or the base rate with its interval where there is no scorecard. */
export function probability(document: IcpDocument, fit: Expr): readonly OutputColumn[] {
  const name = probabilityName(document);
  const [value, low, high] =
    document.scorecard.attributes.length === 0 ? baseRate(document) : calibrated(document, fit);
  return [
    { name, expr: value },
    { name: `${name}_low`, expr: low },
    { name: `${name}_high`, expr: high },
  ];
}

type Three = readonly [value: Expr, low: Expr, high: Expr];

function baseRate({ evidence }: IcpDocument): Three {
  const [low, high] = evidence.base_rate_interval ?? [null, null];
  return [number(evidence.base_rate), constant(low), constant(high)];
}

function constant(value: number | null): Expr {
  return value === null ? nothing("number") : number(value);
}

function calibrated({ scorecard: { by_fit } }: IcpDocument, fit: Expr): Three {
  const of = (values: readonly (number | null)[]) =>
    values.every((value) => value === null) ? nothing("number") : lookup(fit, "number", values);
  return [of(byFit(by_fit, ({ p }) => p)), of(byFit(by_fit, ({ low }) => low)), of(byFit(by_fit, ({ high }) => high))];
}
