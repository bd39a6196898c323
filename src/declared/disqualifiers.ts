import { DISQUALIFIER_TEMPLATES, type DisqualifierTemplate, declaredText } from "../disqualify/templates.ts";
import { InputError } from "../errors.ts";
import { conceptOf, findableIn } from "../icp/concept.ts";
import type { Disqualifier, FilteringRule } from "../icp/disqualifier.ts";
import type { DocumentAttribute } from "../icp/document.ts";
import { fieldName } from "../ingest/field-name.ts";
import { foldText } from "../normalise/fold.ts";
import { parseNumber } from "../normalise/parse-number.ts";
import type { NormaliseRule } from "../normalise/rule.ts";
import type { DeclaredReason } from "./declared-file.ts";
import type { ParsedDeclared } from "./parse.ts";
import { groupRule, numberRule, OTHERWISE, textRule } from "./rules.ts";
import { ownValues } from "./scorecard.ts";

/** Rules that people declared, and the attributes that they are judged by. */
export interface DeclaredDisqualifiers {
  readonly disqualifiers: readonly Disqualifier[];
  readonly attributes: readonly DocumentAttribute[];
}

/** Where a template's answer is looked for unless the score or the line says another column. */
const USUAL: Readonly<Record<string, string>> = {
  headcount: "Employees",
  industry: "Industry",
  location: "Country",
  technology: "Tech Stack",
};

/**
 * The reasons not to sell that a declared file gives. Those that a file can tell filter; those that only a person can judge are shown.
 *
 * @param known attributes that the document has already: numbers are read as there
 * @throws InputError, with line and column, for a reason that says nothing or too much
 */
export function declaredDisqualifiers(
  { says, placeOf }: ParsedDeclared,
  known: readonly DocumentAttribute[],
): DeclaredDisqualifiers {
  const attributes: DocumentAttribute[] = [];
  const disqualifiers = (says.disqualifiers ?? []).map((said, i): Disqualifier => {
    const at = (key?: string): string => placeOf(key === undefined ? ["disqualifiers", i] : ["disqualifiers", i, key]);
    const template = DISQUALIFIER_TEMPLATES.find(({ id }) => id === said.template) ?? null;
    const id = `declared-${template?.id ?? "own"}-${i + 1}`;
    const meant = template === null ? ownReason(said, at) : templateReason(said, template, says.score, at);
    const found = meant.test === null ? null : judged(meant.test, id, [...known, ...attributes]);
    if (found !== null && !known.includes(found.attribute)) attributes.push(found.attribute);
    const { who } = meant;
    const text = found === null ? `${meant.text} No file tells it: ask.` : meant.text;
    return { id, source: "declared", kind: "disqualifier", status: "declared", rule: found?.rule ?? null, who, text };
  });
  return { disqualifiers, attributes };
}

type Test =
  | { readonly column: string; readonly kind: "words" | "tools"; readonly values: readonly string[] }
  | { readonly column: string; readonly kind: "numbers"; readonly from: number | null; readonly below: number | null };

interface Reason {
  readonly who: string;
  readonly text: string;
  readonly test: Test | null;
}

type At = (key?: string) => string;

function templateReason(
  said: DeclaredReason,
  template: DisqualifierTemplate,
  score: ParsedDeclared["says"]["score"],
  at: At,
): Reason {
  const answers = said.answer ?? [];
  const text = declaredText(said.why === undefined ? template : { ...template, why: said.why }, answers);
  const who = declaredText(template, answers).slice(0, -`: ${template.why}.`.length);
  if (template.answer === "judged") return { who, text, test: null };
  if (answers.length === 0)
    throw new InputError(
      `${at()}: ${template.id} needs an answer: ${template.question} For example answer: ${template.example}`,
    );
  const scored = score.find(({ attribute }) => conceptOf(fieldName(attribute)) === template.concept);
  const column = said.column ?? scored?.attribute ?? USUAL[template.concept ?? ""];
  if (column === undefined) throw new InputError(`${at()}: say which column tells it, as column: Sales team size`);
  if (template.answer === "below")
    return { who, text, test: { column, kind: "numbers", from: null, below: numberOf(answers, at) } };
  return { who, text, test: { column, kind: template.answer === "tools" ? "tools" : "words", values: answers } };
}

function numberOf(answers: readonly string[], at: At): number {
  const value = answers.length === 1 ? parseNumber(answers[0]!, ".") : null;
  if (value === null) throw new InputError(`${at("answer")}: give one number, as answer: 20`);
  return value;
}

function ownReason(said: DeclaredReason, at: At): Reason {
  const { who, why, column, from, below } = said;
  if (who === undefined)
    throw new InputError(
      `${at()}: name a template (${DISQUALIFIER_TEMPLATES.map(({ id }) => id).join(", ")}), or say who: whom you do not sell to`,
    );
  const text = why === undefined ? `${who}.` : `${who}: ${why}.`;
  const given = [said.in, said.has, from ?? below].filter((one) => one !== undefined).length;
  if (given === 0 && column === undefined) return { who, text, test: null };
  if (given !== 1 || column === undefined)
    throw new InputError(
      `${at()}: a reason that files can tell has a column and one of in: [words], has: [tools], from and below: numbers; without both it is shown to sellers and filters nothing`,
    );
  if (said.in !== undefined) return { who, text, test: { column, kind: "words", values: said.in } };
  if (said.has !== undefined) return { who, text, test: { column, kind: "tools", values: said.has } };
  if (from !== undefined && below !== undefined && from >= below)
    throw new InputError(`${at()}: no number is from ${from} on and below ${below}; from must be the smaller one`);
  return { who, text, test: { column, kind: "numbers", from: from ?? null, below: below ?? null } };
}

interface Judged {
  readonly attribute: DocumentAttribute;
  readonly rule: FilteringRule["rule"];
}

/** Words and tools get an attribute of their own: what the score counts as one industry may be several to leave alone. */
function judged(test: Test, id: string, known: readonly DocumentAttribute[]): Judged {
  const source = fieldName(test.column);
  const name = `${source}_${id.replaceAll("-", "_")}`;
  if (test.kind === "numbers") {
    const own = known.find((one) => one.source === source && one.normalise?.kind === "number");
    const attribute = own ?? described(source, source, test.column, numberRule(source));
    return { attribute, rule: [{ attribute: attribute.name, is: { from: test.from, below: test.below } }] };
  }
  if (test.kind === "words") {
    const rule = textRule(source, test.values);
    const attribute = described(name, source, test.column, rule);
    return { attribute, rule: [{ attribute: name, is: { in: ownValues(rule, test.values) } }] };
  }
  const rule = groupRule(source, [{ value: RED_FLAG, tokens: test.values }], OTHERWISE);
  return {
    attribute: described(name, source, test.column, rule),
    rule: [{ attribute: name, is: { in: [foldText(RED_FLAG)] } }],
  };
}

const RED_FLAG = "red flag";

function described(name: string, source: string, column: string, rule: NormaliseRule): DocumentAttribute {
  return {
    name,
    label: column,
    source,
    columns: [column],
    about: "account",
    family: rule.kind === "group" ? "technographic" : "firmographic",
    kind: rule.kind === "number" ? "number" : "category",
    filled: 0,
    findable_in: findableIn(source, "account"),
    normalise: rule,
    status: "used",
    reason: "declared: decides whom not to sell to",
    auc: null,
    warning: null,
  };
}
