import type { Industry } from "./company.ts";
import type { Condition } from "./kinds.ts";
import type { Profile } from "./profiles.ts";

/** A kind of customer that is a small part of the business until the market moves: care providers of the Nordics, the Netherlands and France. */
export const EMERGING: Profile = {
  industry: { Healthcare: 1 },
  country: { Netherlands: 0.42, Sweden: 0.34, France: 0.24 },
  employees: { median: 150, sigma: 0.5, from: 50, to: 499 },
  tools: {
    Salesforce: 0.08,
    SAP: 0.03,
    HubSpot: 0.16,
    "Dynamics 365": 0.3,
    NetSuite: 0.03,
    Workday: 0.08,
    ServiceNow: 0.06,
    Jira: 0.16,
    Slack: 0.22,
    AWS: 0.16,
    Azure: 0.46,
    Snowflake: 0.04,
    Zendesk: 1,
    Shopify: 0.04,
    Checkvane: 0.05,
  },
  funding: {
    Bootstrapped: 0.5,
    Seed: 0.06,
    "Series A": 0.08,
    "Series B": 0.05,
    "Series C+": 0.03,
    "Private Equity": 0.22,
    Public: 0.06,
  },
  businessModel: { B2B: 0.2, B2C: 0.24, Both: 0.56 },
  complianceTeam: 0.5,
  certification: { "ISO 27001": 0.22, "ISO 9001": 0.14, "SOC 2": 0.02, "No certificate": 0.62 },
  hiring: 2.2,
  locationSize: 45,
};

export const EMERGING_INDUSTRY: Industry = "Healthcare";

/** What tells the kind, in the language of the planted kinds. */
export const EMERGING_RULES: readonly Condition[] = [
  { attribute: "industry", is: { in: ["healthcare"] } },
  { attribute: "employees", is: { from: 50, below: 500 } },
  { attribute: "tech_stack", is: { has: "zendesk" } },
  { attribute: "country", is: { in: ["netherlands", "sweden", "france"] } },
];
