import type { BusinessModel, Certification, Country, FundingStage, Industry, Tool } from "./company.ts";
import type { Weights } from "./random.ts";

/** How the companies of one kind are spread over the attributes. */
export interface Profile {
  readonly industry: Weights<Industry>;
  readonly country: Weights<Country>;
  readonly employees: { readonly median: number; readonly sigma: number; readonly from: number; readonly to: number };
  /** Chance of each tool. */
  readonly tools: Readonly<Record<Tool, number>>;
  readonly funding: Weights<FundingStage>;
  readonly businessModel: Weights<BusinessModel>;
  readonly complianceTeam: number;
  readonly certification: Weights<Certification>;
  /** Median open jobs per 100 employees. */
  readonly hiring: number;
  /** Median employees per location. */
  readonly locationSize: number;
}

export type ProfileName = "finance" | "industry" | "agency" | "background";

/** Four profiles; the first three fill the planted kinds, the background rarely falls into one. */
export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  finance: {
    industry: { Fintech: 0.56, Insurance: 0.44 },
    country: { "United States": 0.62, "United Kingdom": 0.38 },
    employees: { median: 320, sigma: 0.55, from: 100, to: 1000 },
    tools: {
      Salesforce: 1,
      SAP: 0.05,
      HubSpot: 0.1,
      "Dynamics 365": 0.05,
      NetSuite: 0.24,
      Workday: 0.3,
      ServiceNow: 0.16,
      Jira: 0.4,
      Slack: 0.42,
      AWS: 0.5,
      Azure: 0.18,
      Snowflake: 0.34,
      Zendesk: 0.2,
      Shopify: 0.01,
      Checkvane: 0.05,
    },
    funding: {
      Bootstrapped: 0.1,
      Seed: 0.03,
      "Series A": 0.14,
      "Series B": 0.33,
      "Series C+": 0.24,
      "Private Equity": 0.1,
      Public: 0.06,
    },
    businessModel: { B2B: 0.42, B2C: 0.22, Both: 0.36 },
    complianceTeam: 0.84,
    certification: { "ISO 27001": 0.38, "ISO 9001": 0.04, "SOC 2": 0.34, "No certificate": 0.24 },
    hiring: 3.6,
    locationSize: 140,
  },
  industry: {
    industry: { Logistics: 0.47, Manufacturing: 0.53 },
    country: { Germany: 0.64, Austria: 0.17, Switzerland: 0.19 },
    employees: { median: 680, sigma: 0.65, from: 200, to: 3000 },
    tools: {
      Salesforce: 0.12,
      SAP: 1,
      HubSpot: 0.07,
      "Dynamics 365": 0.12,
      NetSuite: 0.02,
      Workday: 0.1,
      ServiceNow: 0.12,
      Jira: 0.22,
      Slack: 0.1,
      AWS: 0.14,
      Azure: 0.46,
      Snowflake: 0.06,
      Zendesk: 0.06,
      Shopify: 0.02,
      Checkvane: 0.06,
    },
    funding: {
      Bootstrapped: 0.5,
      Seed: 0.01,
      "Series A": 0.02,
      "Series B": 0.03,
      "Series C+": 0.03,
      "Private Equity": 0.28,
      Public: 0.13,
    },
    businessModel: { B2B: 0.84, B2C: 0.03, Both: 0.13 },
    complianceTeam: 0.76,
    certification: { "ISO 27001": 0.14, "ISO 9001": 0.62, "SOC 2": 0.02, "No certificate": 0.22 },
    hiring: 1.8,
    locationSize: 95,
  },
  agency: {
    industry: { "Marketing Agency": 1 },
    country: {
      "United States": 0.3,
      "United Kingdom": 0.2,
      Canada: 0.06,
      Germany: 0.12,
      Netherlands: 0.07,
      France: 0.07,
      Spain: 0.07,
      Italy: 0.05,
      Sweden: 0.06,
    },
    employees: { median: 16, sigma: 0.6, from: 3, to: 49 },
    tools: {
      Salesforce: 0.05,
      SAP: 0.01,
      HubSpot: 0.62,
      "Dynamics 365": 0.02,
      NetSuite: 0.02,
      Workday: 0.01,
      ServiceNow: 0.01,
      Jira: 0.14,
      Slack: 0.68,
      AWS: 0.1,
      Azure: 0.04,
      Snowflake: 0.02,
      Zendesk: 0.1,
      Shopify: 0.26,
      Checkvane: 0.03,
    },
    funding: { Bootstrapped: 0.88, Seed: 0.08, "Series A": 0.02, "Private Equity": 0.02 },
    businessModel: { B2B: 0.8, B2C: 0.04, Both: 0.16 },
    complianceTeam: 0.04,
    certification: { "ISO 27001": 0.02, "ISO 9001": 0.03, "SOC 2": 0.01, "No certificate": 0.94 },
    hiring: 4,
    locationSize: 30,
  },
  background: {
    industry: {
      Fintech: 0.06,
      Insurance: 0.05,
      Logistics: 0.06,
      Manufacturing: 0.09,
      Software: 0.16,
      Healthcare: 0.1,
      Retail: 0.1,
      Education: 0.06,
      "Non-profit": 0.06,
      "Professional Services": 0.11,
      Construction: 0.06,
      Energy: 0.04,
      Hospitality: 0.05,
    },
    country: {
      "United States": 0.27,
      "United Kingdom": 0.14,
      Canada: 0.06,
      Germany: 0.12,
      Austria: 0.03,
      Switzerland: 0.04,
      Netherlands: 0.08,
      France: 0.08,
      Sweden: 0.05,
      Spain: 0.05,
      Italy: 0.05,
      Poland: 0.03,
    },
    employees: { median: 130, sigma: 1.3, from: 4, to: 18000 },
    tools: {
      Salesforce: 0.24,
      SAP: 0.12,
      HubSpot: 0.28,
      "Dynamics 365": 0.14,
      NetSuite: 0.1,
      Workday: 0.1,
      ServiceNow: 0.08,
      Jira: 0.3,
      Slack: 0.34,
      AWS: 0.3,
      Azure: 0.24,
      Snowflake: 0.1,
      Zendesk: 0.16,
      Shopify: 0.08,
      Checkvane: 0.07,
    },
    funding: {
      Bootstrapped: 0.44,
      Seed: 0.09,
      "Series A": 0.1,
      "Series B": 0.08,
      "Series C+": 0.06,
      "Private Equity": 0.12,
      Public: 0.11,
    },
    businessModel: { B2B: 0.5, B2C: 0.24, Both: 0.26 },
    complianceTeam: 0.34,
    certification: { "ISO 27001": 0.14, "ISO 9001": 0.16, "SOC 2": 0.1, "No certificate": 0.6 },
    hiring: 2,
    locationSize: 60,
  },
};

/** Which part of the market the vendor sells to (pipeline) and which part exists (universe). */
export const PIPELINE_MIX: Weights<ProfileName> = { finance: 0.165, industry: 0.18, agency: 0.115, background: 0.54 };
export const UNIVERSE_MIX: Weights<ProfileName> = { finance: 0.065, industry: 0.07, agency: 0.2, background: 0.665 };

/** Larger marketing agencies: about one in five agencies, spread over the background's sizes. */
export const LARGE_AGENCY_SHARE = 0.05;
