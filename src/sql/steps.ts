import type { Expr } from "./expr.ts";
import { mapParts } from "./walk.ts";

/** One named value. Its expression holds no `let`; it refers to earlier steps, or is a column of the input. */
export interface Step {
  readonly name: string;
  readonly expr: Expr;
}

/** Steps as they are gathered: each value once, in an order in which each refers only to earlier ones. */
export interface StepList {
  readonly steps: readonly Step[];
  /** Adds a value with all it needs under a name made unique (regardless of case), or finds the same value; gives the name to refer to. */
  add(name: string, expr: Expr): string;
}

type Ref = Extract<Expr, { form: "ref" }>;

/** An empty list, or one that goes on from the steps of another. */
export function stepList(from: readonly Step[] = []): StepList {
  const steps: Step[] = [];
  const known = new Map<string, Ref>();
  const taken = new Set<string>();
  for (const { name, expr } of from) put(name, expr);

  function put(name: string, expr: Expr): Ref {
    const key = JSON.stringify(expr);
    const existing = known.get(key);
    if (existing !== undefined) return existing;
    const unique = uniqueName(name, taken);
    steps.push({ name: unique, expr });
    const reference: Ref = { form: "ref", name: unique };
    known.set(key, reference);
    return reference;
  }

  function lift(expr: Expr, owner: string, scope: ReadonlyMap<string, Expr>): Expr {
    if (expr.form === "column") return put(`${owner}_raw`, expr);
    if (expr.form === "ref") return scope.get(expr.name) ?? expr;
    if (expr.form !== "let") return mapParts(expr, (part) => lift(part, owner, scope));
    const bound = put(`${owner}_${expr.name}`, lift(expr.value, owner, scope));
    return lift(expr.body, owner, new Map(scope).set(expr.name, bound));
  }

  return {
    steps,
    add: (name, expr) => {
      const lifted = lift(expr, name, new Map());
      return lifted.form === "ref" ? lifted.name : put(name, lifted).name;
    },
  };
}

/** `name`, or with a number where it is taken, regardless of case; then it is taken too. */
export function uniqueName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let i = 2; taken.has(unique.toLowerCase()); i++) unique = `${name}_${i}`;
  taken.add(unique.toLowerCase());
  return unique;
}
