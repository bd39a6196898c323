import type { Company } from "./company.ts";

/** The condition language of the ICP document, as far as the planted kinds need it. Texts are folded (trimmed, lower case). */
export type Is =
  | { readonly in: readonly string[] }
  | { readonly from: number | null; readonly below: number | null }
  | { readonly has: string };

export interface Condition {
  readonly attribute: "industry" | "employees" | "country" | "tech_stack";
  readonly is: Is;
}

export type KindName = "regulated finance" | "DACH industry" | "small agencies" | "rest";

export interface Kind {
  readonly name: KindName;
  readonly role: "best" | "poor" | "rest";
  readonly rules: readonly Condition[];
}

/** The planted kinds, tried in order; a company that none describes is `rest`. */
export const KINDS: readonly Kind[] = [
  {
    name: "regulated finance",
    role: "best",
    rules: [
      { attribute: "industry", is: { in: ["fintech", "insurance"] } },
      { attribute: "employees", is: { from: 100, below: 1001 } },
      { attribute: "tech_stack", is: { has: "salesforce" } },
      { attribute: "country", is: { in: ["united states", "united kingdom"] } },
    ],
  },
  {
    name: "DACH industry",
    role: "best",
    rules: [
      { attribute: "industry", is: { in: ["logistics", "manufacturing"] } },
      { attribute: "employees", is: { from: 200, below: 3001 } },
      { attribute: "tech_stack", is: { has: "sap" } },
      { attribute: "country", is: { in: ["germany", "austria", "switzerland"] } },
    ],
  },
  {
    name: "small agencies",
    role: "poor",
    rules: [
      { attribute: "industry", is: { in: ["marketing agency"] } },
      { attribute: "employees", is: { from: null, below: 50 } },
    ],
  },
  { name: "rest", role: "rest", rules: [] },
];

/** What a rule looks at, folded as the rules are. */
export interface KindFacts {
  readonly industry: string | null;
  readonly employees: number | null;
  readonly country: string | null;
  readonly tech_stack: readonly string[] | null;
}

function holds(is: Is, value: string | number | readonly string[] | null): boolean {
  if (value === null) return false;
  if ("in" in is) return typeof value === "string" && is.in.includes(value);
  if ("has" in is) return typeof value === "object" && value.includes(is.has);
  if (typeof value !== "number") return false;
  return (is.from === null || value >= is.from) && (is.below === null || value < is.below);
}

/** The first kind whose every condition holds; an unknown value satisfies none. */
export function kindOfFacts(facts: KindFacts): Kind {
  const described = (kind: Kind) => kind.rules.every((rule) => holds(rule.is, facts[rule.attribute]));
  return KINDS.find(described)!;
}

/** The kind a company really is. */
export function kindOf(company: Company): KindName {
  return kindOfFacts({
    industry: company.industry.toLowerCase(),
    employees: company.employees,
    country: company.country.toLowerCase(),
    tech_stack: company.techStack.map((tool) => tool.toLowerCase()),
  }).name;
}
