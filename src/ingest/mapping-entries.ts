import type { Column } from "./column.ts";
import type { RawTable } from "./facts.ts";
import type { LossKind, ReasonCount } from "./loss-reason.ts";
import type { NewBusinessRule } from "./new-business-rule.ts";
import { statedOutcome } from "./outcome.ts";
import type { OutcomeRule } from "./outcome-rule.ts";
import type { PipelineRule } from "./pipeline.ts";
import type { ValueCount } from "./profile.ts";

/** Something the mapping says: what an option says to give it again, and how it came about, for a comment. */
export interface Entry<T> {
  readonly says: T;
  readonly comment: string;
}

/** What files were taken to mean, guessed or said, in the words of the options: all that a mapping file keeps of reading them. */
export interface Mapping {
  /** Null: no option can say it (flags that stand for won and for lost), so it is found anew each time. */
  readonly outcome: Entry<string | null>;
  readonly newBusiness: Entry<readonly string[]>;
  readonly pipelines: Entry<readonly string[]>;
  readonly lossReasons: readonly Entry<readonly [reason: string, kind: LossKind]>[];
  readonly columns: readonly Entry<readonly [header: string, field: string]>[];
  /** Of workbooks with several sheets, and of archives of several tables, which one each is read at. */
  readonly sheets: readonly Entry<readonly [file: string, sheet: string]>[];
}

/** The mapping of the rules by which files were read. `values`: all values of the column of the outcome. */
export function mappingOf(
  rules: { readonly outcome: OutcomeRule; readonly newBusiness: NewBusinessRule; readonly pipeline: PipelineRule },
  reasons: readonly ReasonCount[],
  columns: Mapping["columns"],
  deals: readonly Column[],
  values: readonly ValueCount[],
  sheets: Mapping["sheets"],
): Mapping {
  const { outcome, newBusiness, pipeline } = rules;
  const listed =
    pipeline.options.length === 0 && pipeline.header !== null && newBusiness.headers.includes(pipeline.header);
  return {
    outcome: { says: outcomeOption(outcome, deals, values), comment: outcome.guess?.text ?? outcome.text },
    newBusiness: { says: newBusiness.options, comment: newBusiness.guess?.text ?? newBusiness.text },
    pipelines: { says: pipeline.options, comment: listed ? "" : (pipeline.guess?.text ?? "") },
    lossReasons: reasons.map(({ shown, kind, rows }) => ({
      says: [shown, kind] as const,
      comment: `${rows.toLocaleString("en-US")} ${rows === 1 ? "deal" : "deals"}`,
    })),
    columns,
    sheets,
  };
}

/** The sheets at which workbooks are read. One that its path names (`crm.xlsx#Deals`) is named by it each time. */
export function sheetEntries(tables: readonly RawTable[]): Mapping["sheets"] {
  return tables
    .flatMap(({ parts }) => parts)
    .flatMap(({ file, sheet }) =>
      sheet === undefined || /\.(xls[xm]|zip)#/i.test(file)
        ? []
        : [{ says: [file, sheet.name] as const, comment: `not read: ${sheet.others.join(", ")}` }],
    );
}

/** The option that gives a rule again; null when none does. */
function outcomeOption(rule: OutcomeRule, columns: readonly Column[], values: readonly ValueCount[]): string | null {
  try {
    const again = statedOutcome(rule.text, columns, () => values);
    return values.every(({ value }) => ending(again, value) === ending(rule, value)) &&
      again.closedFlag === rule.closedFlag &&
      again.lostFlag === rule.lostFlag
      ? rule.text
      : null;
  } catch {
    return null;
  }
}

function ending({ won, lost, open, administrative }: OutcomeRule, value: string): string {
  if (won.includes(value)) return "won";
  if (open.includes(value)) return "open";
  if (administrative.includes(value)) return "cleaned";
  return lost === null || lost.includes(value) ? "lost" : "open";
}
