import type { Company, Industry, ItTeamSize, Tool } from "./company.ts";
import type { Namer } from "./names.ts";
import { LARGE_AGENCY_SHARE, PROFILES, type Profile, type ProfileName } from "./profiles.ts";
import type { Random } from "./random.ts";

const REVENUE_PER_HEAD: Readonly<Partial<Record<Industry, number>>> = {
  Fintech: 240_000,
  Insurance: 380_000,
  Logistics: 190_000,
  Manufacturing: 210_000,
  Energy: 420_000,
  Retail: 170_000,
  "Non-profit": 70_000,
  Education: 80_000,
  Hospitality: 75_000,
};

/** The number with two significant digits, as people write down a revenue. */
function twoDigits(value: number): number {
  let unit = 1;
  while (value / unit >= 100) unit *= 10;
  return Math.round(value / unit) * unit;
}

function drawEmployees(profile: Profile, random: Random): number {
  const { median, sigma, from, to } = profile.employees;
  let employees = 0;
  do employees = Math.round(random.logNormal(median, sigma));
  while (employees < from || employees > to);
  const rounded = twoDigits(employees);
  return random.chance(0.3) && rounded <= to ? rounded : employees;
}

function drawTools(profile: Profile, random: Random): Tool[] {
  const entries = Object.entries(profile.tools) as [Tool, number][];
  const tools = entries.filter(([, chance]) => random.chance(chance)).map(([tool]) => tool);
  return random.shuffle(tools.length > 0 ? tools : ["Jira"]);
}

function drawIndustry(name: ProfileName, random: Random): Industry {
  if (name === "background" && random.chance(LARGE_AGENCY_SHARE)) return "Marketing Agency";
  return random.weighted(PROFILES[name].industry);
}

function itTeamSize(employees: number, random: Random): ItTeamSize {
  const people = employees * random.logNormal(0.045, 0.5);
  if (people < 5.5) return "1-5";
  if (people < 20.5) return "6-20";
  if (people < 50.5) return "21-50";
  return people < 200.5 ? "51-200" : "200+";
}

function openJobs(profile: Profile, employees: number, random: Random): number {
  return Math.min(400, Math.round((employees / 100) * random.logNormal(profile.hiring, 0.9)));
}

/** One company drawn from a profile, with a name nobody else in the sample has. */
export function drawCompany(key: string, profileName: ProfileName, random: Random, namer: Namer): Company {
  return companyFrom(key, PROFILES[profileName], drawIndustry(profileName, random), random, namer);
}

/** One company of an industry drawn from any profile. */
export function companyFrom(key: string, profile: Profile, industry: Industry, random: Random, namer: Namer): Company {
  const country = random.weighted(profile.country);
  const employees = drawEmployees(profile, random);
  const perHead = random.logNormal(REVENUE_PER_HEAD[industry] ?? 130_000, 0.4);
  return {
    key,
    ...namer(industry, country, random),
    industry,
    country,
    employees,
    revenue: twoDigits(employees * perHead),
    techStack: drawTools(profile, random),
    fundingStage: random.weighted(profile.funding),
    businessModel: random.weighted(profile.businessModel),
    locations: 1 + random.poisson(Math.min(40, employees / random.logNormal(profile.locationSize * 2, 0.7))),
    complianceTeam: random.chance(profile.complianceTeam),
    openJobs: openJobs(profile, employees, random),
    certification: random.weighted(profile.certification),
    itTeamSize: itTeamSize(employees, random),
    yearFounded: 2022 - Math.min(120, Math.floor(random.exponential(24))),
    emailProvider: random.weighted({ Google: 0.4, Microsoft: 0.5, Other: 0.1 }),
    fiscalYearEnd: random.weighted({ December: 0.6, March: 0.13, June: 0.14, September: 0.13 }),
  };
}
