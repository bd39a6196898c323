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

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/**
 * CSV of made-up deals of another make: 6 to 25 numbers that move together, 2 to 7 categories of 2 to 13 values, of which a part tells
 * something: along a line, in steps, or levelling off, as the world has it. How much, how many, the base rate and the gaps are drawn too.
 */
export function mixedWorldCsv(seed: number, rows: number): string {
  const random = createRandom(seed, 977);
  const [numbers, categories] = [6 + random.int(20), 2 + random.int(6)];
  const [together, telling, strength] = [0.7 * random.next(), 0.15 + 0.5 * random.next(), 0.2 + 0.6 * random.next()];
  const shape = [
    (x: number) => x,
    (x: number) => (x > 0.5 ? 1.2 : x < -0.8 ? -1 : 0),
    (x: number) => 1.2 * Math.tanh(2 * x),
  ][random.int(3)]!;
  const effect = (): number => (random.next() < telling ? strength * normal(random) : 0);
  const slopes = Array.from({ length: numbers }, effect);
  const pulls = Array.from({ length: categories }, () => {
    const [values, tells] = [2 + random.int(12), random.next() < telling];
    return Array.from({ length: values }, () => (tells ? strength * normal(random) : 0));
  });
  const [base, gaps] = [-1.5 + 2 * random.next(), 0.25 * random.next()];
  const named = (kind: string, list: readonly unknown[]) => list.map((_, j) => `${kind}_${LETTERS[j]}`);
  const lines = [["id", ...named("number", slopes), ...named("category", pulls), "outcome"].join(",")];
  for (let i = 0; i < rows; i++) {
    const common = normal(random);
    const x = slopes.map(() => Math.sqrt(together) * common + Math.sqrt(1 - together) * normal(random));
    const value = pulls.map((list) => random.int(list.length));
    const logit =
      base +
      0.4 * normal(random) +
      x.reduce((sum, v, j) => sum + slopes[j]! * shape(v), 0) +
      value.reduce((sum, v, j) => sum + pulls[j]![v]!, 0);
    const gap = (text: string | number): string | number => (random.next() < gaps ? "" : text);
    const cells = [...x.map((v) => gap(Math.round(1000 * Math.exp(v)))), ...value.map((v, j) => gap(`v${j}x${v}`))];
    lines.push([`D-${seed}-${i}x`, ...cells, random.next() < 1 / (1 + Math.exp(-logit)) ? "Won" : "Lost"].join(","));
  }
  return `${lines.join("\n")}\n`;
}
