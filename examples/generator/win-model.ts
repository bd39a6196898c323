import type { Company, Industry } from "./company.ts";
import type { DealFacts } from "./deal.ts";
import { type KindName, kindOf } from "./kinds.ts";
import type { Weights } from "./random.ts";

interface Step {
  readonly below: number | null;
  readonly add: number;
}

/** The one place that decides who wins: a sum of effects on the log-odds. Attributes that are not named here have none. */
export const WIN_MODEL = {
  intercept: -1.29,
  kind: { "regulated finance": 0.75, "DACH industry": 0.8, "small agencies": -1.6, rest: 0 } satisfies Record<
    KindName,
    number
  >,
  industry: {
    Fintech: 0.3,
    Insurance: 0.25,
    Logistics: 0.25,
    Manufacturing: 0.2,
    Healthcare: 0.1,
    Energy: 0.1,
    Software: 0,
    "Professional Services": 0,
    Construction: -0.1,
    Retail: -0.15,
    Education: -0.2,
    "Non-profit": -0.25,
    Hospitality: -0.25,
    "Marketing Agency": -0.5,
  } satisfies Record<Industry, number>,
  employees: [
    { below: 20, add: -0.35 },
    { below: 50, add: -0.2 },
    { below: 100, add: 0 },
    { below: 1001, add: 0.2 },
    { below: 3001, add: 0.15 },
    { below: null, add: -0.2 },
  ],
  country: { Germany: 0.1, Austria: 0.1, Switzerland: 0.1, Spain: -0.2, Italy: -0.2, Poland: -0.2 },
  techStack: { Salesforce: 0.15, SAP: 0.15, Workday: 0.1, HubSpot: -0.1, Shopify: -0.15, Checkvane: -0.4 },
  fundingStage: { "Series B": 0.15, "Series C+": 0.15, "Private Equity": 0.1, Seed: -0.3 },
  businessModel: { B2C: -0.15 },
  complianceTeam: { yes: 0.4, no: -0.15 },
  certification: { "ISO 27001": 0.15, "ISO 9001": 0.15, "SOC 2": 0.15 },
  openJobs: [
    { below: 1, add: -0.15 },
    { below: 6, add: 0 },
    { below: 21, add: 0.1 },
    { below: null, add: 0.15 },
  ],
  locations: [
    { below: 2, add: -0.1 },
    { below: 10, add: 0 },
    { below: null, add: 0.1 },
  ],
  leadSource: { Referral: 0.25, Partner: 0.1, Outbound: -0.1 },
  competitor: { Checkvane: -0.15, Provelane: -0.15 },
} as const;

function step(steps: readonly Step[], value: number): number {
  return steps.find((candidate) => candidate.below === null || value < candidate.below)!.add;
}

function effect(effects: Weights<string>, option: string): number {
  return effects[option] ?? 0;
}

function accountLogit(company: Company): number {
  const model = WIN_MODEL;
  const tools = company.techStack.map((tool) => effect(model.techStack, tool));
  return (
    model.kind[kindOf(company)] +
    model.industry[company.industry] +
    step(model.employees, company.employees) +
    effect(model.country, company.country) +
    tools.reduce((sum, add) => sum + add, 0) +
    effect(model.fundingStage, company.fundingStage) +
    effect(model.businessModel, company.businessModel) +
    (company.complianceTeam ? model.complianceTeam.yes : model.complianceTeam.no) +
    effect(model.certification, company.certification) +
    step(model.openJobs, company.openJobs) +
    step(model.locations, company.locations)
  );
}

/** The true chance that a new-business opportunity with this company is won. */
export function winProbability(company: Company, facts: DealFacts): number {
  const deal = effect(WIN_MODEL.leadSource, facts.leadSource) + effect(WIN_MODEL.competitor, facts.competitor);
  return 1 / (1 + Math.exp(-(WIN_MODEL.intercept + accountLogit(company) + deal)));
}
