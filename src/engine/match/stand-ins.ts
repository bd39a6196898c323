import { fieldName, squashedHeader } from "../../ingest/field-name.ts";
import { isGrowth } from "../../ingest/growth-field.ts";

/** How the cells of a column that is not the attribute's own say its value. */
export type Reading = "as it is" | "place" | "one of several" | "year" | "thousands" | "SIC" | "shares" | "percentages";

/** A column that may stand in for a field, by its squashed header. */
interface StandIn {
  readonly headers: string;
  readonly reading: Reading;
}

const PLACES: readonly StandIn[] = [
  {
    headers:
      "headquarters headquarter headquarterslocation headquarterlocation companyheadquarters companyheadquarter companyhq hq hqlocation companyhqlocation companylocation organizationlocation accountlocation fulladdress companyfulladdress hqaddress companyhqaddress headquartersaddress companyaddress",
    reading: "place",
  },
];
/** A person's own where a file is one of people. */
const LOOSE_PLACES: readonly StandIn[] = [{ headers: "location locality address", reading: "place" }];
const CITIES: readonly StandIn[] = [{ headers: "companycity hqcity headquarterscity city", reading: "place" }];

/** Columns of LinkedIn and its exporters, Clay, Crunchbase, ZoomInfo, Apollo and People Data Labs that say a field under another name. */
const STAND_INS: Readonly<Record<string, readonly StandIn[]>> = {
  country: [...PLACES, ...LOOSE_PLACES, ...CITIES],
  state: [...PLACES, ...LOOSE_PLACES],
  region: [
    { headers: "companycountry country hqcountry headquarterscountry billingcountry", reading: "as it is" },
    ...PLACES,
    ...LOOSE_PLACES,
    ...CITIES,
  ],
  employees: [
    {
      headers:
        "size sizerange employeerange employeesrange employeecountrange companyemployeecount companyemployeerange companysizerange companyemployees linkedinemployees linkedinemployeecount linkedinheadcount employeesonlinkedin estimatednumemployees currentemployeeestimate",
      reading: "as it is",
    },
  ],
  annual_revenue: [
    { headers: "revenuein000susd revenuein000s", reading: "thousands" },
    {
      headers: "revenuerange revenuerangeinusd estimatedrevenuerange estimatedrevenue annualrevenuerange",
      reading: "as it is",
    },
  ],
  industry: [
    { headers: "linkedinindustry companylinkedinindustry", reading: "as it is" },
    {
      headers: "industries companyindustries allindustries categories categorylist industrygroups categorygroupslist",
      reading: "one of several",
    },
    { headers: "siccode siccodes sic primarysic primarysiccode siccode1 ussic1987code", reading: "SIC" },
    { headers: "naicscode naicscodes naics primarynaics primarynaicscode naicscode1", reading: "one of several" },
  ],
  year_founded: [{ headers: "founded foundeddate foundedon datefounded foundingdate companyfounded", reading: "year" }],
  funding_stage: [
    { headers: "lastfundingtype lastequityfundingtype lastroundtype fundingtype fundingstatus", reading: "as it is" },
  ],
};

const PERSON =
  /^(personid|firstname|vorname|prenom|nombre|lastname|nachname|surname|apellidos?|fullname|personalemail|workemail|emailaddress|jobtitle|title|jobposition|personlinkedinurl|contactid|leadid)$/;

/** Deals may name a contact; their places are the company's. */
const DEAL =
  /^(opportunityid|opportunityname|dealid|dealname|dealstage|stagename|closedate|amount|opportunity|opportunitystage)$/;

/** The rows are people: a file with two columns that only people have, and not the columns of deals. */
export function listsPeople(headers: readonly string[]): boolean {
  const squashed = headers.map(squashedHeader);
  return squashed.filter((one) => PERSON.test(one)).length >= 2 && squashed.filter((one) => DEAL.test(one)).length < 2;
}

/** Where no time is said, growth is over a year: LinkedIn's way. */
const YEARLY = ["employee_growth_12m", "employee_growth"];

function growthColumns(source: string, headers: readonly string[]): { header: string; reading: Reading }[] {
  const fields = YEARLY.includes(source) ? [source, ...YEARLY.filter((field) => field !== source)] : [source];
  return fields.flatMap((field) =>
    headers.filter((header) => fieldName(header) === field).map((header) => ({ header, reading: "as it is" as const })),
  );
}

/** The columns of a file that can stand in for a field, likeliest first. Those of growth may be in another unit, too. */
export function standInsFor(
  source: string,
  headers: readonly string[],
): readonly { readonly header: string; readonly reading: Reading }[] {
  if (isGrowth(source)) return growthColumns(source, headers);
  const people = listsPeople(headers);
  const own = new Map(headers.toReversed().map((header) => [squashedHeader(header), header]));
  return (Object.hasOwn(STAND_INS, source) ? STAND_INS[source]! : [])
    .filter((one) => !people || !LOOSE_PLACES.includes(one))
    .flatMap(({ headers: spellings, reading }) =>
      spellings.split(" ").flatMap((spelling) => {
        const header = own.get(spelling);
        const personal = people && (spelling === "city" || spelling === "country");
        return header === undefined || personal ? [] : [{ header, reading }];
      }),
    );
}
