import { normalQuantile } from "../../src/stats/normal.ts";
import { createRandom, type Random } from "../../src/stats/random.ts";

const INDUSTRIES = [
  "Software",
  "Insurance",
  "Retail",
  "Logistics",
  "Health",
  "Energy",
  "Education",
  "Media",
  "Banking",
  "Food",
];
const COUNTRIES = ["US", "DE", "FR", "GB", "NL", "ES", "IT", "PL"];
const TOOLS = ["SAP", "Salesforce", "HubSpot", "Jira", "AWS", "Azure"];

function normal(random: Random): number {
  return normalQuantile((random.next() * 0xfffffffe + 1) / 0x100000000);
}

/**
 * CSV of made-up deals: size, revenue (follows size), year, industry, country, tools, a flag, and `noise` further columns. The outcome is
 * additive in steps and bends that no straight line follows, plus a part nobody recorded. Equal seeds give equal worlds.
 */
export function worldCsv(seed: number, rows: number, noise: number): string {
  const random = createRandom(seed, 211);
  const pull = (values: readonly string[]) => new Map(values.map((value) => [value, 0.7 * normal(random)]));
  const [industry, country, tool] = [pull(INDUSTRIES), pull(COUNTRIES), pull(TOOLS)];
  const best = 4 + 2 * random.next();
  const header = ["id", "employees", "annual_revenue", "year_founded", "industry", "country", "tech_stack", "has_team"];
  const lines = [[...header, ...Array.from({ length: noise }, (_, j) => `extra_${j}`), "outcome"].join(",")];
  for (let i = 0; i < rows; i++) {
    const size = 4.5 + 1.5 * normal(random);
    const own = {
      industry: INDUSTRIES[random.int(INDUSTRIES.length)]!,
      country: COUNTRIES[random.int(COUNTRIES.length)]!,
    };
    const tools = TOOLS.filter(() => random.next() < 0.25);
    const team = random.next() < 0.4;
    const logit =
      -0.9 -
      0.35 * Math.abs(size - best) +
      industry.get(own.industry)! +
      0.6 * country.get(own.country)! +
      0.6 * tools.reduce((sum, name) => sum + tool.get(name)!, 0) +
      (team ? 0.7 : 0) +
      0.5 * normal(random);
    const gap = (text: string | number): string | number => (random.next() < 0.12 ? "" : text);
    const cells = [
      `D-${seed}-${i}x`,
      gap(Math.max(1, Math.round(Math.exp(size)))),
      gap(Math.round(150_000 * Math.exp(size + 0.4 * normal(random)))),
      gap(1950 + random.int(74)),
      gap(own.industry),
      gap(own.country),
      gap(tools.join(";")),
      gap(team ? "Yes" : "No"),
      ...Array.from({ length: noise }, (_, j) =>
        gap(j % 3 === 0 ? `c${random.int(8)}` : Math.round(1000 * Math.exp(normal(random)))),
      ),
      random.next() < 1 / (1 + Math.exp(-logit)) ? "Won" : "Lost",
    ];
    lines.push(cells.join(","));
  }
  return `${lines.join("\n")}\n`;
}
