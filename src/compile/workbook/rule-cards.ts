import { type FilteringRule, filters } from "../../icp/disqualifier.ts";
import type { Condition, IcpDocument } from "../../icp/document.ts";
import { nameOf } from "../../icp/page/context.ts";
import type { FilterTest } from "../../icp/rule-test.ts";
import type { NormaliseRule } from "../../normalise/rule.ts";
import { type Card, described, type WorkbookSource } from "./cards.ts";
import { bandList } from "./lists.ts";
import { type Cell, range, type Sheet } from "./sheet.ts";
import type { Steps } from "./steps.ts";

/** A condition of a rule as the workbook reads it: a card of one band, and which of its codes meet the condition. */
interface RuleCard {
  readonly card: Card;
  readonly is: FilterTest;
}

/** A rule that filters, with its conditions. */
export interface RuleCards {
  readonly rule: FilteringRule;
  readonly conditions: readonly RuleCard[];
}

/** The confirmed and declared rules of a document as cards, in its order. */
export function ruleCards(document: IcpDocument): readonly RuleCards[] {
  return document.disqualifiers.filter(filters).map((one) => ({
    rule: one,
    conditions: one.rule.map(({ attribute: name, is }) => {
      const { attribute, rule } = described(document, name);
      const match = bandOf(is, rule);
      const facts = { points: 0, n: 0, won: 0, rate: 0, rate_interval: null, universe_share: null };
      const bands = [{ label: "", match, ...facts }];
      const card = { attribute: name, weight: 0, weight_range: null, inclusion: null, bands };
      const title = `${nameOf(attribute)} (disqualifier)`;
      return { is, card: { card, attribute, rule, title, list: bandList(card, rule), row: 0, part: 0 } };
    }),
  }));
}

/** What the one band of a condition holds. Of a scale that is missing also what is none of its words. */
function bandOf(is: FilterTest, rule: NormaliseRule): Condition {
  if ("lacks" in is) return { has: is.lacks };
  return "missing" in is && rule.kind === "scale" ? { from: null, below: null } : is;
}

/** Whether a condition is met, from the code of its card: 1 in the band, 0 known but not in it, -1 not known. */
function metFormula(code: string, is: FilterTest, rule: NormaliseRule, cells: string): string {
  if ("lacks" in is) return `${code}=0`;
  if (!("missing" in is)) return `${code}=1`;
  const unknown = rule.kind === "scale" ? `${code}<>1` : `${code}=-1`;
  return `${unknown},COUNTA(${cells})>0`;
}

/**
 * Adds to the steps of reading the number of the first rule that applies to a row, 0 for none, and gives its name.
 *
 * @param first number of the first card of a condition among all cards @param rows rows of companies
 */
export function ruleSteps(
  steps: Steps,
  rules: readonly RuleCards[],
  sources: readonly WorkbookSource[],
  first: number,
  rows: number,
): string {
  let k = first;
  let before = "0";
  for (const [i, { conditions }] of rules.entries()) {
    const met = conditions.map(({ is, card: { attribute, rule } }) => {
      const column = sources.findIndex(({ source }) => source === attribute.source) + 1;
      const code = `{a${k++}_code}`;
      return metFormula(code, is, rule, range("Score", column, 2, rows + 1));
    });
    const own = `IF(AND(${met.join(",")}),${i + 1},0)`;
    const name = steps.add(`rule${i}`, `disqualifier ${i + 1}`, i === 0 ? own : `IF(${before}>0,${before},${own})`);
    before = `{${name}}`;
  }
  return before;
}

const TITLE = "Disqualifiers";

/** Whom the rule of a number is about; empty for 0. */
export function whoFormula(number: string, rules: readonly RuleCards[]): string {
  return `IF(${number}=0,"",INDEX(${range(TITLE, 1, 2, rules.length + 1)},${number}))`;
}

/** The rules that the workbook applies, and how many suggestions of the document it does not. */
export function disqualifiersSheet({ disqualifiers }: IcpDocument, rules: readonly RuleCards[]): Sheet {
  const waiting = disqualifiers.filter(({ kind, status }) => kind === "disqualifier" && status === "suggested").length;
  const suggested = `${waiting} suggested ${waiting === 1 ? "disqualifier applies" : "disqualifiers apply"} to no row: a person confirms first (openicp confirm).`;
  return {
    name: TITLE,
    columns: [6, 48, 12, 100].map((width) => ({ width, entry: false })),
    headings: 1,
    rows: [
      ["no.", "kind of company", "status", "what is known"],
      ...rules.map(({ rule }, i): readonly Cell[] => [i + 1, rule.who, rule.status, rule.text]),
      ...(waiting === 0 ? [] : [[null], [null, suggested]]),
    ],
  };
}
