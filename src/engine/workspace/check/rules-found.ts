import { rulesExpr } from "../../../compile/rules.ts";
import type { RawRow } from "../../../compile/scorer.ts";
import type { IcpDocument } from "../../../icp/document.ts";
import { fieldName } from "../../../ingest/field-name.ts";
import { runner } from "../../../sql/evaluate.ts";
import { stepList } from "../../../sql/steps.ts";

/** A rule that a company meets. */
export interface RuleFound {
  readonly id: string;
  readonly kind: "disqualifier" | "watch-out";
  /** Only confirmed and declared ones filter. */
  readonly status: string;
  readonly who: string;
  readonly text: string;
}

/** The disqualifiers and watch-outs that a raw row meets, rejected ones left out. */
export function applyingRules(document: IcpDocument, row: RawRow): readonly RuleFound[] {
  const rules = document.disqualifiers.filter(({ rule, status }) => rule !== null && status !== "rejected");
  if (rules.length === 0) return [];
  const columns = columnsOf(document, Object.keys(row));
  const list = stepList();
  const names = rules.map(({ id, rule }, i) => {
    const expr = rulesExpr(list, document, rule!, columns, `rule "${id}"`);
    return list.add(`rule_${i}`, expr);
  });
  const { columns: wanted, run } = runner(list.steps, names);
  const met = run(wanted.map((header) => cellOf(row, header)));
  return rules.flatMap(({ id, kind, status, who, text }, i) =>
    met[i] === true ? [{ id, kind, status, who, text }] : [],
  );
}

function cellOf(row: RawRow, header: string): string | null {
  const cell = Object.hasOwn(row, header) ? (row[header] ?? null) : null;
  return cell === null ? null : String(cell);
}

/** The column of each source: as the build read it, else by its field name. */
function columnsOf({ attributes }: IcpDocument, headers: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    attributes.flatMap(({ source, columns }) => {
      const found =
        headers.find((header) => columns.includes(header)) ?? headers.find((header) => fieldName(header) === source);
      return found === undefined ? [] : [[source, found] as const];
    }),
  );
}
