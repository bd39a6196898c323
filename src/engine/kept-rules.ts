import { type Condition, rulesExpr } from "../compile/rules.ts";
import type { KeptRule } from "../disqualify/kept.ts";
import type { ColumnReader, Dictionary } from "../features/dictionary.ts";
import type { Disqualifier } from "../icp/disqualifier.ts";
import type { DocumentAttribute } from "../icp/document.ts";
import { runner } from "../sql/evaluate.ts";
import { stepList } from "../sql/steps.ts";

/** A column of the deals: its distinct texts, and which of them each deal has (-1: none). */
interface Cells {
  readonly texts: Dictionary["texts"];
  readonly codes: Int32Array;
}

/**
 * The learned rules among those held, with the deals that each matches: read cell by cell as a compiled score reads them, so that edges which the
 * bins of this build do not have are counted right.
 *
 * @param reader reads the cells of the deals @param n how many deals @param attributes those of the new version
 */
export async function keptRules(
  reader: ColumnReader,
  n: number,
  held: readonly Disqualifier[],
  attributes: readonly DocumentAttribute[],
): Promise<KeptRule[]> {
  const marksOf = marker(reader, n, attributes, ({ source }) => source);
  const out: KeptRule[] = [];
  for (const one of held) {
    if (one.source === "declared" || one.status === "suggested") continue;
    const { id, aim, kind, status, rule, who } = one;
    const marks = await marksOf(rule);
    if (marks !== null) out.push({ id, aim, kind, status, rule, who, marks });
  }
  return out;
}

/**
 * Marks the deals that meet all conditions, cell by cell as a compiled score reads them; null where a column is missing.
 *
 * @param n how many deals @param columnOf the column of the deals that tells an attribute; null where they have none
 */
export function marker(
  reader: ColumnReader,
  n: number,
  attributes: readonly DocumentAttribute[],
  columnOf: (attribute: DocumentAttribute) => string | null,
): (rule: readonly Condition[]) => Promise<Uint8Array | null> {
  const read = new Map<string, Cells>();
  const cellsOf = async (column: string): Promise<Cells> => {
    const { texts } = await reader.dictionary(column);
    const [codes] = await reader.codes([column]);
    return { texts, codes: codes! };
  };
  return async (rule) => {
    const marks = new Uint8Array(n).fill(1);
    for (const condition of rule) {
      const attribute = attributes.find(({ name }) => name === condition.attribute)!;
      const column = columnOf(attribute);
      if (column === null) return null;
      const cells = read.get(column) ?? (await cellsOf(column));
      read.set(column, cells);
      const meets = meetsOf(condition, attributes, attribute.source);
      const byText = Uint8Array.from(cells.texts, (text) => meets(text));
      const unknown = meets(null);
      for (let i = 0; i < n; i++)
        marks[i] = marks[i]! & (cells.codes[i]! < 0 ? unknown : (byText[cells.codes[i]!] ?? 0));
    }
    return marks;
  };
}

/** 1 for a cell that meets a condition. */
function meetsOf(
  condition: Condition,
  attributes: readonly DocumentAttribute[],
  source: string,
): (cell: string | null) => 0 | 1 {
  const list = stepList();
  const columns = new Map([[source, source]]);
  const met = list.add("met", rulesExpr(list, { attributes }, [condition], columns, "disqualifier"));
  const { run } = runner(list.steps, [met]);
  return (cell) => (run([cell])[0] === true ? 1 : 0);
}
