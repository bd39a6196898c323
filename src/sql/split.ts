import type { Expr } from "./expr.ts";
import { ref } from "./expr.ts";
import type { OutputColumn } from "./select.ts";
import { type Step, stepList } from "./steps.ts";
import { refsOf } from "./walk.ts";

/** What can be computed of one column alone. */
export interface ColumnPart {
  readonly column: string;
  readonly steps: readonly Step[];
  /** Names of those steps that the rest needs. */
  readonly values: readonly string[];
}

/** Steps taken apart by the columns they need: `rest` refers to the values of the parts as if they were columns. */
export interface Split {
  readonly parts: readonly ColumnPart[];
  readonly rest: readonly Step[];
  readonly columns: readonly OutputColumn[];
}

/** Takes steps apart so that what needs one column only can be computed once per different cell. Same names, same values. */
export function splitByColumn(steps: readonly Step[], columns: readonly OutputColumn[]): Split {
  const list = stepList(steps);
  const outputs = columns.map(({ name, expr }) => ({
    name,
    expr: refsOf(expr).size === 0 && expr.form !== "column" ? expr : ref(list.add(name, expr)),
  }));
  const sources = sourcesOf(list.steps);
  const rest = list.steps.filter(({ name }) => sources.get(name)!.size !== 1);
  const needed = namesIn([...rest, ...outputs]);
  const all = new Set([...sources.values()].filter((own) => own.size === 1).map((own) => [...own][0]!));
  const parts = [...all].map((column): ColumnPart => {
    const own = list.steps.filter(({ name }) => [...sources.get(name)!].every((source) => source === column));
    const values = own.filter(({ name }) => sources.get(name)!.size === 1 && needed.has(name)).map(({ name }) => name);
    return { column, steps: own, values };
  });
  return { parts: parts.filter(({ values }) => values.length > 0), rest, columns: outputs };
}

function namesIn(items: readonly { readonly expr: Expr }[]): ReadonlySet<string> {
  return new Set(items.flatMap(({ expr }) => [...refsOf(expr)]));
}

/** The columns that each step needs; none for constants. */
function sourcesOf(steps: readonly Step[]): ReadonlyMap<string, ReadonlySet<string>> {
  const sources = new Map<string, ReadonlySet<string>>();
  for (const { name, expr } of steps)
    sources.set(
      name,
      expr.form === "column"
        ? new Set([expr.name])
        : new Set([...refsOf(expr)].flatMap((one) => [...sources.get(one)!])),
    );
  return sources;
}
