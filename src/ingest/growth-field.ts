/** Who grows, in a squashed header. */
const HEADS =
  "numberofemployees|noofemployees|employeescount|employeecount|employeenumber|employees|employee|headcount|headcounts|workforce|staffcount|staff|teamsize|mitarbeiterzahl|mitarbeiteranzahl|mitarbeiter|belegschaft|effectifs?";
const GROWTH = "growthrate|growth|wachstumsrate|wachstum|zuwachs|croissance";
/** What says nothing of whose growth over which time. */
const FILLERS =
  "company|account|organi[sz]ation|linkedin|salesnav|percentage|percent|pct|prozent|rate|over|inthe|in|the|last|past|previous|trailing|rolling|since|of|total|change|der|des|letzten?|den|om";
const MONTHS = "months?|monate?n?|mths?|mos?|m";
const YEARS = "years?|yrs?|y|jahren?|jahre|jahr";

const NUMBERS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  six: 6,
  twelve: 12,
  twentyfour: 24,
};
const COUNT = `[0-9]{1,2}|${Object.keys(NUMBERS).join("|")}`;
const PERIOD = `(?:l?(?<count>${COUNT})(?:(?<months>${MONTHS})|(?<years>${YEARS}))|(?<year>yoy|yearoveryear|yearonyear|yearly|annually|annual|ltm|ttm|jahrlich|peryear)|(?<quarter>quarterly|qoq|quarteroverquarter))`;

const PART = new RegExp(`^(?:${PERIOD}|(?<heads>${HEADS})|(?<growth>${GROWTH})|(?:${FILLERS}))`);

/**
 * The field of a company's growth in heads by its squashed header, the same for every spelling: `employee_growth_6m` for `Headcount Growth 6M`,
 * `6-month employee growth %` and `organization_headcount_six_month_growth`; `employee_growth` where no time is said; null for any other header,
 * such as the growth of one team.
 */
export function growthField(squashed: string): string | null {
  if (!/growth|wachstum|zuwachs|croissance/.test(squashed)) return null;
  let rest = squashed;
  let heads = false;
  let growth = false;
  const periods = new Set<number>();
  while (rest !== "") {
    const found = PART.exec(rest);
    if (found === null) return null;
    const said = found.groups ?? {};
    heads ||= said.heads !== undefined;
    growth ||= said.growth !== undefined;
    const months = monthsOf(said);
    if (months !== null) periods.add(months);
    rest = rest.slice(found[0].length);
  }
  if (!heads || !growth || periods.size > 1) return null;
  const [months] = periods;
  return months === undefined ? "employee_growth" : `employee_growth_${months}m`;
}

/** Whether a field is a growth, of heads or anything else. */
export function isGrowth(field: string): boolean {
  return /(^|_)growth(_rate|_percent|_percentage|_pct)?(_[0-9]+_?m)?$/.test(field);
}

function monthsOf({ count, years, year, quarter }: Readonly<Record<string, string | undefined>>): number | null {
  if (year !== undefined) return 12;
  if (quarter !== undefined) return 3;
  if (count === undefined) return null;
  return (NUMBERS[count] ?? Number(count)) * (years === undefined ? 1 : 12);
}
