import type { Branch, Expr, Value } from "./expr.ts";
import { foldText } from "./fold.ts";
import { textToNumber } from "./number.ts";

/** What a step holds: a value, or the groups of a capture. */
export type Held = Value | readonly string[];

/** What steps hold for one row, in their order; undefined until asked for. */
export type Frame = (Held | undefined)[];

export type Run = (frame: Frame) => Held;

/** An expression without `let` as a closure over the frame; `step` gives the closure of an earlier step. */
export function compileExpr(expr: Expr, step: (name: string) => Run): Run {
  const part = (of: Expr) => compileExpr(of, step);
  switch (expr.form) {
    case "column":
    case "let":
      throw new Error(`${expr.form} must be lifted into a step before it is run`);
    case "ref":
      return step(expr.name);
    case "text":
    case "number":
    case "integer":
      return () => expr.value;
    case "null":
      return () => null;
    case "fold":
      return onText(part(expr.text), foldText);
    case "toNumber":
      return onText(part(expr.text), textToNumber);
    case "length":
      return onText(part(expr.text), (text) => text.length);
    case "concat":
      return onAll(expr.parts.map(part), (values) => values.join(""));
    case "replace":
      return onText(part(expr.text), replacer(expr.pattern, expr.by));
    case "capture": {
      const pattern = new RegExp(expr.pattern, "u");
      return onText(part(expr.text), (text) => pattern.exec(text) ?? []);
    }
    case "group": {
      const groups = part(expr.of);
      return (frame) => {
        const found = groups(frame) as readonly string[] | null;
        return found === null ? null : (found[expr.index] ?? "");
      };
    }
    case "matches": {
      const pattern = new RegExp(expr.pattern, "u");
      return onText(part(expr.text), (text) => pattern.test(text));
    }
    case "contains":
      return onText(part(expr.text), (text) => text.includes(expr.part));
    case "in": {
      const list = new Set(expr.list);
      return onText(part(expr.text), (text) => list.has(text));
    }
    case "translate": {
      const table = new Map(expr.from.map((from, i) => [from, expr.to[i]!]));
      const [text, otherwise] = [part(expr.text), part(expr.otherwise)];
      return (frame) => table.get(text(frame) as string) ?? otherwise(frame);
    }
    case "arithmetic":
      return onBoth(part(expr.left), part(expr.right), ARITHMETIC[expr.operator]);
    case "compare":
      return onBoth(part(expr.left), part(expr.right), COMPARE[expr.operator]);
    case "isNull": {
      const value = part(expr.value);
      return (frame) => value(frame) === null;
    }
    case "and":
      return until(expr.items.map(part), false);
    case "or":
      return until(expr.items.map(part), true);
    case "not": {
      const item = part(expr.item);
      return (frame) => negate(item(frame));
    }
    case "case":
      return firstTrue(expr.branches, expr.otherwise, part);
    case "coalesce":
      return firstKnown(expr.items.map(part));
    case "lookup": {
      const index = part(expr.index);
      return (frame) => expr.values[Number(index(frame) ?? -1)] ?? null;
    }
  }
}

const ARITHMETIC = {
  "+": (a: number, b: number) => a + b,
  "-": (a: number, b: number) => a - b,
  "*": (a: number, b: number) => a * b,
  "/": (a: number, b: number) => a / b,
} as const;

const COMPARE = {
  "=": (a: Value, b: Value) => a === b,
  "<>": (a: Value, b: Value) => a !== b,
  "<": (a: number, b: number) => a < b,
  "<=": (a: number, b: number) => a <= b,
  ">": (a: number, b: number) => a > b,
  ">=": (a: number, b: number) => a >= b,
} as const;

function onText(text: Run, say: (text: string) => Held): Run {
  return (frame) => {
    const value = text(frame);
    return value === null ? null : say(value as string);
  };
}

function onBoth<T extends Value>(left: Run, right: Run, say: (a: T, b: T) => Value): Run {
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    return a === null || b === null ? null : say(a as T, b as T);
  };
}

function onAll(parts: readonly Run[], say: (values: readonly Held[]) => Value): Run {
  return (frame) => {
    const values = parts.map((run) => run(frame));
    return values.includes(null) ? null : say(values);
  };
}

function replacer(pattern: string, by: readonly (string | number)[]): (text: string) => string {
  const every = new RegExp(pattern, "gu");
  const template = by.map((part) => (typeof part === "number" ? `$0${part}` : part.replaceAll("$", "$$$$"))).join("");
  return (text) => text.replace(every, template);
}

/** `or` stops at true, `and` at false; else null when anything was null. */
function until(items: readonly Run[], stop: boolean): Run {
  return (frame) => {
    let result: Held = !stop;
    for (const item of items) {
      const value = item(frame);
      if (value === stop) return stop;
      if (value === null) result = null;
    }
    return result;
  };
}

function negate(value: Held): Held {
  return value === null ? null : !value;
}

function firstTrue(branches: readonly Branch[], otherwise: Expr, part: (of: Expr) => Run): Run {
  const tests = branches.map(({ when }) => part(when));
  const values = branches.map(({ give }) => part(give));
  const rest = part(otherwise);
  return (frame) => {
    for (let i = 0; i < tests.length; i++) if (tests[i]!(frame) === true) return values[i]!(frame);
    return rest(frame);
  };
}

function firstKnown(items: readonly Run[]): Run {
  return (frame) => {
    for (const item of items) {
      const value = item(frame);
      if (value !== null) return value;
    }
    return null;
  };
}
