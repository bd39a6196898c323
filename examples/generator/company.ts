export type Industry =
  | "Fintech"
  | "Insurance"
  | "Logistics"
  | "Manufacturing"
  | "Software"
  | "Healthcare"
  | "Retail"
  | "Education"
  | "Non-profit"
  | "Professional Services"
  | "Construction"
  | "Energy"
  | "Hospitality"
  | "Marketing Agency";

export type Country =
  | "United States"
  | "United Kingdom"
  | "Canada"
  | "Germany"
  | "Austria"
  | "Switzerland"
  | "Netherlands"
  | "France"
  | "Sweden"
  | "Spain"
  | "Italy"
  | "Poland";

/** `Checkvane` is an invented competitor's tool. */
export type Tool =
  | "Salesforce"
  | "SAP"
  | "HubSpot"
  | "Dynamics 365"
  | "NetSuite"
  | "Workday"
  | "ServiceNow"
  | "Jira"
  | "Slack"
  | "AWS"
  | "Azure"
  | "Snowflake"
  | "Zendesk"
  | "Shopify"
  | "Checkvane";

export type FundingStage =
  | "Bootstrapped"
  | "Seed"
  | "Series A"
  | "Series B"
  | "Series C+"
  | "Private Equity"
  | "Public";
export type BusinessModel = "B2B" | "B2C" | "Both";
export type Certification = "ISO 27001" | "ISO 9001" | "SOC 2" | "No certificate";
export type ItTeamSize = "1-5" | "6-20" | "21-50" | "51-200" | "200+";
export type EmailProvider = "Google" | "Microsoft" | "Other";
export type FiscalYearEnd = "March" | "June" | "September" | "December";

/** A company as it really is; the files show it through missing cells and many spellings. */
export interface Company {
  /** Names its stream of randomness; never written to a file. */
  readonly key: string;
  readonly name: string;
  /** `GmbH`, `Inc.` and the like; some records carry it, some do not. */
  readonly legalForm: string;
  readonly domain: string;
  readonly industry: Industry;
  readonly country: Country;
  readonly employees: number;
  /** Dollars a year, two significant digits. */
  readonly revenue: number;
  readonly techStack: readonly Tool[];
  readonly fundingStage: FundingStage;
  readonly businessModel: BusinessModel;
  readonly locations: number;
  readonly complianceTeam: boolean;
  readonly openJobs: number;
  readonly certification: Certification;
  readonly itTeamSize: ItTeamSize;
  readonly yearFounded: number;
  readonly emailProvider: EmailProvider;
  readonly fiscalYearEnd: FiscalYearEnd;
}
