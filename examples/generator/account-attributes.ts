import type { Certification, Company } from "./company.ts";
import { type KindName, kindOf } from "./kinds.ts";
import { missingCell, variedCount, variedMoney, variedSet, variedText } from "./mess.ts";
import type { Random } from "./random.ts";

/** One measurable property of an account and how each file calls it. */
export interface AccountAttribute {
  /** Name shared by all files: the header folded to snake_case without `__c`. */
  readonly name: string;
  readonly salesforceHeader: string;
  readonly hubspotHeader: string;
  readonly flatHeader: string;
  readonly prospectHeader: string;
  /** Share of accounts whose cell does not tell. */
  readonly missing: (company: Company) => number;
  readonly write: (company: Company, random: Random) => string;
  /** True when the attribute has nothing to do with winning, directly or through another one. */
  readonly noise: boolean;
}

/**
 * The data provider covers large regulated companies better than small ones, so this column is filled more often for won deals
 * than for lost ones. That is a fact about companies, known before any deal: suspicious to look at, honest all the same.
 */
const CERTIFICATION_MISSING: Readonly<Record<KindName, number>> = {
  "regulated finance": 0.13,
  "DACH industry": 0.15,
  "small agencies": 0.6,
  rest: 0.4,
};

type Headers = Pick<AccountAttribute, "name" | "salesforceHeader" | "hubspotHeader" | "flatHeader" | "prospectHeader">;

function standard(
  name: string,
  salesforceHeader: string,
  hubspotHeader: string,
  flatHeader: string,
  prospectHeader: string,
): Headers {
  return { name, salesforceHeader, hubspotHeader, flatHeader, prospectHeader };
}

function custom(label: string, prospectHeader: string = label): Headers {
  const apiName = label.replaceAll(" ", "_");
  return {
    name: apiName.toLowerCase(),
    salesforceHeader: `${apiName}__c`,
    hubspotHeader: label,
    flatHeader: label,
    prospectHeader,
  };
}

function text(of: (company: Company) => string): AccountAttribute["write"] {
  return (company, random) => variedText(of(company), random);
}

function count(of: (company: Company) => number): AccountAttribute["write"] {
  return (company, random) => variedCount(of(company), random);
}

function always(share: number): AccountAttribute["missing"] {
  return () => share;
}

/** The attributes in the order of their columns. */
export const ACCOUNT_ATTRIBUTES: readonly AccountAttribute[] = [
  {
    ...standard("industry", "Industry", "Industry", "Industry", "Industry"),
    missing: always(0.06),
    write: text((c) => c.industry),
    noise: false,
  },
  {
    ...standard("employees", "NumberOfEmployees", "Number of Employees", "Employees", "# Employees"),
    missing: always(0.07),
    write: count((c) => c.employees),
    noise: false,
  },
  {
    ...standard("annual_revenue", "AnnualRevenue", "Annual Revenue", "Annual Revenue", "Annual Revenue"),
    missing: always(0.2),
    write: (company, random) => variedMoney(company.revenue, random),
    noise: false,
  },
  {
    ...standard("country", "BillingCountry", "Country/Region", "Country", "Company Country"),
    missing: always(0.05),
    write: text((c) => c.country),
    noise: false,
  },
  {
    ...custom("Tech Stack", "Technologies"),
    missing: always(0.14),
    write: (company, random) => variedSet(company.techStack, random),
    noise: false,
  },
  {
    ...custom("Funding Stage", "Latest Funding"),
    missing: always(0.18),
    write: text((c) => c.fundingStage),
    noise: false,
  },
  { ...custom("Business Model"), missing: always(0.1), write: text((c) => c.businessModel), noise: false },
  { ...custom("Number of Locations"), missing: always(0.22), write: count((c) => c.locations), noise: false },
  {
    ...custom("Compliance Team"),
    missing: always(0.08),
    write: text((c) => (c.complianceTeam ? "Yes" : "No")),
    noise: false,
  },
  {
    ...custom("Certification"),
    missing: (c) => CERTIFICATION_MISSING[kindOf(c)],
    write: text((c): Certification => c.certification),
    noise: false,
  },
  { ...custom("Open Job Postings"), missing: always(0.16), write: count((c) => c.openJobs), noise: false },
  { ...custom("IT Team Size"), missing: always(0.22), write: (company) => company.itTeamSize, noise: false },
  {
    ...custom("Year Founded", "Founded Year"),
    missing: always(0.12),
    write: (company) => String(company.yearFounded),
    noise: true,
  },
  { ...custom("Email Provider"), missing: always(0.1), write: text((c) => c.emailProvider), noise: true },
  { ...custom("Fiscal Year End"), missing: always(0.2), write: text((c) => c.fiscalYearEnd), noise: true },
];

/** The raw cells of one record, in the order of `ACCOUNT_ATTRIBUTES`; every record of a company is typed anew. */
export function writeAttributes(company: Company, random: Random): string[] {
  return ACCOUNT_ATTRIBUTES.map((attribute) => {
    const cell = random.fork(attribute.name);
    return cell.chance(attribute.missing(company)) ? missingCell(cell) : attribute.write(company, cell);
  });
}
