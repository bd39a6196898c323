import type { Concept } from "../icp/concept.ts";
import type { RuleCondition } from "./rule.ts";

/** How a person fills a template: a number to stay above, values, tools, or nothing that a file can tell. */
export type TemplateAnswer = "below" | "values" | "tools" | "judged";

/** A reason not to sell that people often know before the data does. */
export interface DisqualifierTemplate {
  readonly id: string;
  readonly label: string;
  /** What a person is asked. */
  readonly question: string;
  readonly answer: TemplateAnswer;
  /** What the attribute is about that decides it; null where a person judges. */
  readonly concept: Concept | null;
  /** An answer, as the declared file would hold it. */
  readonly example: string;
  /** Whom it is about, `{answer}` filled in. */
  readonly who: string;
  readonly why: string;
}

/** A disqualifier that a person wrote. Without a rule it is shown to sellers and filters nothing. */
export interface DeclaredDisqualifier {
  /** Template it was made from; null for one of the person's own. */
  readonly template: string | null;
  readonly status: "declared";
  readonly source: "declared";
  readonly text: string;
  readonly rule: readonly RuleCondition[] | null;
}

/** The templates that a declared file may name, most used first. */
export const DISQUALIFIER_TEMPLATES: readonly DisqualifierTemplate[] = [
  {
    id: "headcount-floor",
    label: "Too few people",
    question: "Below how many employees is a company too small for you?",
    answer: "below",
    concept: "headcount",
    example: "20",
    who: "Companies with under {answer} employees",
    why: "too small to need it or to pay for it",
  },
  {
    id: "regulated-industry",
    label: "Regulated industry",
    question: "Which industries have rules that you cannot meet?",
    answer: "values",
    concept: "industry",
    example: "Banking, Hospitals",
    who: "Companies in {answer}",
    why: "you do not meet the rules of their industry",
  },
  {
    id: "prior-failure",
    label: "Failed with this before",
    question: "Has the company bought something of this kind and given it up?",
    answer: "judged",
    concept: null,
    example: "asked on the first call",
    who: "Companies that gave up something of this kind before",
    why: "they will compare you with what failed",
  },
  {
    id: "no-champion",
    label: "Nobody to use it",
    question: "Which team must a company have for somebody there to want this?",
    answer: "below",
    concept: "team-size",
    example: "1",
    who: "Companies with under {answer} people in the team that would use it",
    why: "nobody there would argue for it",
  },
  {
    id: "recent-acquisition",
    label: "Just acquired",
    question: "Has the company been acquired within the last year?",
    answer: "judged",
    concept: "ownership",
    example: "asked on the first call",
    who: "Companies acquired within the last year",
    why: "budgets and tools are decided elsewhere for now",
  },
  {
    id: "red-flag-tool",
    label: "Red-flag tool",
    question: "Which tools tell you that a company will not switch?",
    answer: "tools",
    concept: "technology",
    example: "SAP Commerce",
    who: "Companies using {answer}",
    why: "what they run already shuts you out",
  },
  {
    id: "geography-not-served",
    label: "Not served there",
    question: "In which countries do you not sell?",
    answer: "values",
    concept: "location",
    example: "Brazil, Japan",
    who: "Companies in {answer}",
    why: "you do not serve them there",
  },
];

/** `A, B or C` */
function either(values: readonly string[]): string {
  return values.length < 2 ? (values[0] ?? "") : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}

/** The sentence of a declared disqualifier: `Companies in Brazil or Japan: you do not serve them there.` */
export function declaredText(template: DisqualifierTemplate, answers: readonly string[]): string {
  return `${template.who.replace("{answer}", () => either(answers))}: ${template.why}.`;
}
