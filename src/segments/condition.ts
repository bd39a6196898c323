import { rangeLabel } from "../features/number-label.ts";
import type { RuleTest } from "../icp/rule-test.ts";
import type { SegmentAttribute } from "./attribute.ts";

/** Some levels of an attribute: one condition of a rule. */
export interface LevelSet {
  /** Index of the attribute. */
  readonly attribute: number;
  /** 0-based, ascending. */
  readonly levels: readonly number[];
}

/** A condition as the document holds it. */
export interface RuleCondition {
  readonly attribute: string;
  readonly is: RuleTest;
  /** What a person reads: `200 or more`, `Fintech, Insurance`, `has SAP`. */
  readonly label: string;
}

/** Most names that a label spells out. */
const NAMES_IN_LABEL = 6;

function edge(x: number): number | null {
  return Number.isFinite(x) ? x : null;
}

/** The condition in the document's language, over the pre-bins of its levels. */
export function ruleCondition({ feature, levels: all }: SegmentAttribute, { levels }: LevelSet): RuleCondition {
  const bins = levels.flatMap((l) => all[l]!).map((b) => feature.coded.bins[b]!);
  const attribute = feature.name;
  const [first, last] = [bins[0]!, bins.at(-1)!];
  if (feature.kind === "flag") {
    const token = feature.coded.bins.find(({ values }) => values.length > 0)?.values[0] ?? "";
    return { attribute, is: first.values.length > 0 ? { has: token } : { lacks: token }, label: first.label };
  }
  if (feature.coded.order === "ordered") {
    const words = bins.length === 1 ? first.label : `${first.label} – ${last.label}`;
    const plain = bins.length === 1 || feature.kind === "ordinal";
    const label = plain ? words : rangeLabel(first.from, last.below, feature.numbers);
    return { attribute, is: { from: edge(first.from), below: edge(last.below) }, label };
  }
  const more = bins.length - NAMES_IN_LABEL;
  const names = bins.slice(0, more > 1 ? NAMES_IN_LABEL : bins.length).map((b) => b.label);
  const label = `${names.join(", ")}${more > 1 ? ` and ${more} more` : ""}`;
  return { attribute, is: { in: bins.flatMap((b) => b.values) }, label };
}

/** Per account 1 where the level is among the set's; missing never is. */
export function matches(codes: Uint8Array, { levels }: LevelSet): Uint8Array {
  const among = new Uint8Array(256);
  for (const l of levels) among[l + 1] = 1;
  return codes.map((code) => among[code]!);
}
