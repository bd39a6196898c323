import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scorer } from "../../../src/compile/scorer.ts";
import type { Condition, IcpDocument } from "../../../src/icp/document.ts";
import { type Filter, type FilterPlan, filterPlan } from "../../../src/icp/filters/filters.ts";
import { industryIn } from "../../../src/icp/filters/industries.ts";
import { renderFilters } from "../../../src/icp/filters/render.ts";
import { TOOLS } from "../../../src/icp/filters/tools.ts";
import { type CardSpec, documentOf, missing } from "../../compile/documents.ts";

const number = { kind: "number" as const, missing, decimal: "." as const };
const tokens = (token: string, weight: number, wanted: boolean): CardSpec => ({
  name: `tech_stack_has_${token}`,
  source: "tech_stack",
  columns: ["Tech"],
  rule: { kind: "set", missing, separators: ";" },
  weight,
  bands: [
    [{ has: token }, wanted ? weight : 0],
    [{ other: true }, wanted ? 0 : weight],
    [{ missing: true }, 2],
  ],
});
const CARDS: readonly CardSpec[] = [
  {
    name: "industry",
    columns: ["Industry"],
    rule: { kind: "text", missing },
    weight: 30,
    bands: [
      [{ in: ["insurance", "banking"] }, 30],
      [{ in: ["retail"] }, 20],
      [{ in: ["education"] }, 0],
      [{ missing: true }, 11],
    ],
  },
  {
    name: "employees",
    columns: ["Employees"],
    rule: number,
    weight: 20,
    bands: [
      [{ from: null, below: 40 }, 0],
      [{ from: 40, below: 100 }, 11],
      [{ from: 100, below: 220 }, 17],
      [{ from: 220, below: null }, 20],
      [{ missing: true }, 9],
    ],
  },
  {
    name: "open_job_postings",
    columns: ["Jobs"],
    rule: number,
    weight: 10,
    bands: [
      [{ from: null, below: 2 }, 0],
      [{ from: 2, below: null }, 10],
      [{ missing: true }, 4],
    ],
  },
  {
    name: "year_founded",
    columns: ["Founded"],
    rule: number,
    weight: 10,
    bands: [
      [{ from: null, below: 1992 }, 1],
      [{ from: 1992, below: 2020 }, 10],
      [{ from: 2020, below: null }, 0],
    ],
  },
  {
    name: "compliance_team",
    columns: ["Compliance"],
    rule: { kind: "text", missing },
    weight: 10,
    bands: [
      [{ in: ["yes"] }, 10],
      [{ in: ["no"] }, 0],
      [{ missing: true }, 3],
    ],
  },
  tokens("sap", 9, true),
  tokens("oracle", 6, true),
  tokens("legacy", 5, false),
];

function labelled(document: IcpDocument): IcpDocument {
  const label = (match: Condition): string => {
    if ("in" in match) return match.in.join(", ");
    if (!("from" in match)) return "rest";
    return `from ${match.from ?? "none"} below ${match.below ?? "any"}`;
  };
  return {
    ...document,
    attributes: document.attributes.map((a) => ({
      ...a,
      label: a.source === "tech_stack" ? `Tech: ${a.name.split("_has_")[1]}` : a.name,
      findable_in: a.name === "compliance_team" ? ["crm"] : ["crm", "apollo"],
    })),
    scorecard: {
      ...document.scorecard,
      attributes: document.scorecard.attributes.map((card) => ({
        ...card,
        bands: card.bands.map((band) => ({ ...band, label: label(band.match) })),
      })),
    },
  };
}

const document = labelled(documentOf({ cards: CARDS, levels: { high: 70, medium: 40 } }));

interface Company {
  readonly Industry: string | null;
  readonly Employees: string | null;
  readonly Jobs: string | null;
  readonly Founded: string | null;
  readonly Compliance: string | null;
  readonly Tech: string | null;
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null, freq: 6 });
const company: fc.Arbitrary<Company> = fc.record({
  Industry: maybe(fc.constantFrom("insurance", "banking", "retail", "education", "unseen")),
  Employees: maybe(fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 20_000 })).map(String)),
  Jobs: maybe(fc.integer({ min: 0, max: 6 }).map(String)),
  Founded: maybe(fc.integer({ min: 1980, max: 2025 }).map(String)),
  Compliance: maybe(fc.constantFrom("yes", "no")),
  Tech: maybe(fc.subarray(["sap", "oracle", "legacy", "zendesk"], { minLength: 1 }).map((list) => list.join(";"))),
});

const FIELD: Readonly<Record<string, keyof Company>> = {
  industry: "Industry",
  employees: "Employees",
  "open job postings": "Jobs",
  "year founded": "Founded",
  "compliance team": "Compliance",
};

/** Whether a tool that knows what the row says would list the company: values by name, brackets and ranges by their numbers. */
function finds(tool: FilterPlan["tool"], filter: Filter, row: Company): boolean {
  const field = FIELD[filter.attribute.toLowerCase()] ?? "Tech";
  const cell = row[field];
  const values =
    field === "Tech" ? (cell ?? "").split(";") : [field === "Industry" ? industryIn(tool, cell ?? "") : cell];
  if (filter.exclude.some((value) => values.includes(value))) return false;
  if (filter.include.length === 0) return true;
  if (cell === null) return false;
  return filter.include.some((text) => {
    if (text === "Hiring on LinkedIn") return Number(cell) >= 1;
    if (field === "Industry" || field === "Tech" || field === "Compliance") return values.includes(text);
    const [from, to] = text.replaceAll(",", "").match(/\d+/g)!.map(Number);
    const open = /\+|or more/.test(text);
    if (text.startsWith("up to")) return Number(cell) <= from!;
    return Number(cell) >= from! && (open || Number(cell) <= to!);
  });
}

describe.each(TOOLS)("filters for %s", (tool) => {
  const plan = filterPlan(document, tool);

  it("reach what they say: no company that all of them find scores less", () => {
    const score = scorer(document);
    const open = new Set(plan.not_there.map(({ attribute }) => FIELD[attribute.toLowerCase()]));
    let found = 0;
    fc.assert(
      fc.property(company, (row) => {
        if (!plan.filters.every((filter) => finds(tool, filter, row))) return;
        found++;
        expect(score(row as never).fit).toBeGreaterThanOrEqual(plan.fit.least);
        const blank = Object.fromEntries(
          Object.entries(row).map(([field, cell]) => [field, open.has(field as keyof Company) ? null : cell]),
        );
        const techOpen = plan.not_there.some(({ attribute }) => attribute.startsWith("Tech"));
        if (!techOpen) expect(score(blank as never).fit).toBeGreaterThanOrEqual(plan.fit.rest_unknown);
      }),
      { numRuns: 20_000, seed: 5 },
    );
    expect(found).toBeGreaterThan(3);
  });

  it("tell every attribute of the scorecard once", () => {
    const told = [...plan.filters, ...plan.not_there].map(({ attribute }) => attribute);
    expect([...told, ...plan.not_needed].sort()).toHaveLength(CARDS.length);
    expect(new Set([...told, ...plan.not_needed]).size).toBe(CARDS.length);
    expect(plan.not_there.find(({ attribute }) => attribute === "Compliance team")!.why).toContain("in your CRM only");
  });

  it("look like this", () => expect(renderFilters(plan)).toMatchFileSnapshot(`../../output/filters/${tool}.txt`));
});

describe("filterPlan", () => {
  it("says which brackets lie across an edge, and what was done with them", () => {
    const { filters } = filterPlan(document, "linkedin-ads");
    const size = filters.find(({ filter }) => filter === "Company size")!;
    expect(size.include).toEqual(["201-500", "501-1000", "1001-5000", "5001-10,000", "10,001+"]);
    expect(size.mind[0]).toContain("201-500 lies across 220: included");
    expect(size.points).toBe(17);
  });

  it("asks for one token where one of several is enough", () => {
    const { filters, not_there } = filterPlan(document, "sales-navigator");
    const used = filters.filter(({ filter }) => filter === "Technologies used");
    expect(used.map(({ include, exclude }) => [include, exclude])).toEqual([
      [["sap"], []],
      [[], ["legacy"]],
    ]);
    expect(not_there.map(({ attribute }) => attribute)).toContain("Tech: oracle");
  });

  it("marks a value that the tool does not list", () => {
    const [card, ...rest] = CARDS;
    const bands: CardSpec["bands"] = [
      [{ in: ["fintech"] }, 30],
      [{ in: ["retail"] }, 0],
    ];
    const fintech = { ...card!, bands };
    const plan = filterPlan(labelled(documentOf({ cards: [fintech, ...rest] })), "zoominfo");
    expect(plan.filters[0]!.include).toEqual(["fintech (choose the nearest)"]);
    expect(renderFilters(plan)).toContain("other companies come with it");
  });

  it("has nothing to say without a scorecard", () => {
    expect(() => filterPlan(documentOf({ cards: [] }), "apollo")).toThrow("no scorecard");
  });
});

it("a city beside a country is not set too: in one filter the tool finds what fits either", () => {
  const place = (name: string, value: string, weight: number): CardSpec => ({
    name,
    columns: [name],
    rule: { kind: "text", missing },
    weight,
    bands: [
      [{ in: [value] }, weight],
      [{ in: ["elsewhere"] }, 0],
      [{ missing: true }, 4],
    ],
  });
  const cards = [place("city", "Graz", 55), place("country", "Austria", 45)];
  const plan = filterPlan(labelled(documentOf({ cards, levels: { high: 70, medium: 40 } })), "sales-navigator");
  expect(plan.filters.map(({ attribute }) => attribute.toLowerCase())).toEqual(["city"]);
  expect(plan.not_there.map(({ why }) => why)).toEqual([
    "its filter is taken by a heavier attribute, and a second choice there would widen the search: check by hand",
  ]);
  expect(plan.fit).toMatchObject({ least: 55, rest_unknown: 59 });
});

describe("industries in a tool's own words", () => {
  it.each([
    ["COMPUTER_SOFTWARE", "Software Development", "computer software", "Software"],
    ["HOSPITAL_HEALTH_CARE", "Hospitals and Health Care", "hospital & health care", "Healthcare Services"],
    [
      "LOGISTICS_AND_SUPPLY_CHAIN",
      "Transportation, Logistics, Supply Chain and Storage",
      "logistics & supply chain",
      "Transportation",
    ],
    ["Marketing & Advertising", "Advertising Services", "marketing & advertising", "Advertising & Marketing"],
    ["IT Services and IT Consulting", "IT Services and IT Consulting", "information technology & services", null],
  ])("%s, as HubSpot and LinkedIn write it", (name, linkedin, apollo, zoominfo) => {
    expect(industryIn("sales-navigator", name)).toBe(linkedin);
    expect(industryIn("apollo", name)).toBe(apollo);
    expect(industryIn("zoominfo", name)).toBe(zoominfo);
  });

  it("knows none for what stands in no list", () => {
    expect(industryIn("apollo", "Space tourism")).toBeNull();
    expect(industryIn("apollo", "-")).toBeNull();
  });
});
