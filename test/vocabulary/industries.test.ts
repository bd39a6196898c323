import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { foldText } from "../../src/normalise/fold.ts";
import { industries } from "../../src/vocabulary/industries.ts";
import { vocabulariesOf } from "../../src/vocabulary/of-column.ts";
import { industryBySic, sicIndustries } from "../../src/vocabulary/sic.ts";
import { datasetPath, needsDataset } from "../need.ts";
import { HUBSPOT, LINKEDIN, LINKEDIN_NEW, NAICS, SALESFORCE, ZOOMINFO } from "./lists.ts";
import { CRUNCHBASE_GROUPS, LINKEDIN_V2, ZOOMINFO_SUB } from "./more-lists.ts";

const resolve = (text: string) => industries.resolve(foldText(text));

/** The industry and what it is a part of: `SaaS < Software < Technology`. */
function path(text: string): string {
  const id = resolve(text);
  return id === null ? "nothing" : [id, ...industries.things.get(id)!.within].join(" < ");
}

describe("industries", () => {
  it.each([
    ["Salesforce", SALESFORCE, 31],
    ["HubSpot", HUBSPOT, 148],
    ["LinkedIn until 2022, and Apollo", LINKEDIN, 147],
    ["LinkedIn since", LINKEDIN_NEW, 61],
    ["LinkedIn since, all of them", LINKEDIN_V2, 434],
    ["ZoomInfo's second level", ZOOMINFO_SUB, 154],
    ["Crunchbase's groups", CRUNCHBASE_GROUPS, 48],
    ["ZoomInfo", ZOOMINFO, 23],
    ["NAICS sectors", NAICS, 20],
  ])("know every word of %s", (_, list, size) => {
    expect(list).toHaveLength(size);
    expect(list.filter((text) => resolve(text) === null)).toEqual([]);
    expect(list.filter((text) => resolve(text.toLowerCase()) !== resolve(text))).toEqual([]);
  });

  it.each(["Services", "Other", "Sales"])("leave out %s, which may be anything", (text) => {
    expect(resolve(text)).toBeNull();
  });

  it.each([
    ["COMPUTER_SOFTWARE", "Software < Technology"],
    ["Software Development", "Software < Technology"],
    ["SaaS", "SaaS < Software < Technology"],
    ["Computer & Network Security", "Computer and network security < Software < Technology"],
    ["INFORMATION_TECHNOLOGY_AND_SERVICES", "IT services < Technology"],
    ["IT Services and IT Consulting", "IT services < Technology"],
    ["Internet", "Internet < Technology"],
    ["Telecommunications", "Telecommunications < Technology"],
    ["Communications", "Telecommunications < Technology"],
    ["Semiconductors", "Semiconductors < Technology"],
    ["Finance", "Financial services"],
    ["Fintech", "Fintech < Financial services"],
    ["Insurance", "Insurance < Financial services"],
    ["Insurtech", "Insurtech < Insurance < Financial services"],
    ["Versicherung", "Insurance < Financial services"],
    ["Banking", "Banking < Financial services"],
    ["Investment Banking", "Investment banking < Capital markets < Financial services"],
    [
      "Venture Capital & Private Equity",
      "Venture capital and private equity < Investment management < Financial services",
    ],
    ["Real Estate", "Real estate"],
    ["Immobilien", "Real estate"],
    ["Office REITs", "Commercial real estate < Real estate"],
    ["Consulting", "Consulting < Professional services"],
    ["Management Consulting", "Consulting < Professional services"],
    ["Marketing Agency", "Marketing and advertising < Professional services"],
    ["MARKETING_AND_ADVERTISING", "Marketing and advertising < Professional services"],
    ["Advertising Services", "Marketing and advertising < Professional services"],
    ["Public Relations and Communications", "Public relations < Marketing and advertising < Professional services"],
    ["Law Practice", "Legal services < Professional services"],
    ["Steuerberatung", "Accounting < Professional services"],
    ["Staffing and Recruiting", "Staffing and recruiting < Business support services"],
    ["Manufacturing", "Manufacturing"],
    ["Maschinenbau", "Machinery < Manufacturing"],
    ["Industrial Automation", "Industrial automation < Machinery < Manufacturing"],
    ["Automotive", "Automotive < Manufacturing"],
    ["Apparel", "Apparel and fashion < Consumer goods < Manufacturing"],
    ["Food & Beverage", "Food and beverages < Manufacturing"],
    ["Wine and Spirits", "Beverages < Food and beverages < Manufacturing"],
    ["Specialty Chemicals", "Chemicals < Manufacturing"],
    ["Construction", "Construction"],
    ["Baugewerbe", "Construction"],
    ["Oil & Energy", "Energy"],
    ["Oil & Gas", "Oil and gas < Energy"],
    ["Utilities", "Utilities < Energy"],
    ["Renewables & Environment", "Renewable energy < Energy"],
    ["Mining & Metals", "Mining"],
    ["Farming", "Agriculture"],
    ["Hospital & Health Care", "Health care"],
    ["Healthcare", "Health care"],
    ["Pharmaceuticals", "Pharmaceuticals < Life sciences < Health care"],
    ["Biotechnology", "Biotechnology < Life sciences < Health care"],
    ["Medical Practice", "Medical practice < Health care"],
    ["Edtech", "Edtech < Education"],
    ["Higher Education", "Higher education < Education"],
    ["Bildung", "Education"],
    ["Not For Profit", "Non-profit organizations"],
    ["Non-Profit Organization Management", "Non-profit organizations"],
    ["Government Administration", "Government"],
    ["Retail", "Retail"],
    ["Einzelhandel", "Retail"],
    ["E-Commerce", "E-commerce < Retail"],
    ["Wholesale", "Wholesale"],
    ["Logistics and Supply Chain", "Logistics and supply chain < Transportation"],
    ["Shipping", "Maritime < Transportation"],
    ["Media", "Media"],
    ["Newspapers", "Newspapers < Publishing < Media"],
    ["Hospitality", "Hospitality"],
    ["Restaurants", "Restaurants < Hospitality"],
    ["541511", "IT services < Technology"],
    ["NAICS 524126", "Property and casualty insurance < Insurance < Financial services"],
    ["5415", "IT services < Technology"],
    ["332999", "Metals < Manufacturing"],
    ["Widgets of the moon", "nothing"],
    ["Other", "nothing"],
    ["12", "nothing"],
  ])("%s is %s", (text, expected) => {
    expect(path(text)).toBe(expected);
  });
});

/** Every cell of a column of a plain CSV; quoted cells may hold commas. */
function cellsOf(file: string, column: string): string[] {
  const lines = readFileSync(join(datasetPath(file)), "latin1").split(/\r\n|\r|\n/);
  const rows = lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => m[1] ?? m[2] ?? ""),
  );
  const at = rows[0]!.indexOf(column);
  return rows.slice(1).flatMap((row) => (row.length > at && row[at] !== "" ? [row[at]!] : []));
}

function shareKnown(cells: readonly string[]): number {
  return cells.filter((cell) => resolve(cell) !== null).length / cells.length;
}

describe("LinkedIn's new names", () => {
  it.each([
    ["Computer Software", "Software Development"],
    ["Information Technology and Services", "IT Services and IT Consulting"],
    ["Internet", "Technology, Information and Internet"],
    ["Marketing & Advertising", "Advertising Services"],
    ["Hospital & Health Care", "Hospitals and Health Care"],
    ["Machinery", "Machinery Manufacturing"],
    ["Machinery", "Industrial Machinery Manufacturing"],
    ["Renewables & Environment", "Renewable Energy Semiconductor Manufacturing"],
    ["Fine Art", "Artists and Writers"],
    ["Staffing & Recruiting", "Staffing and Recruiting"],
    ["Management Consulting", "Business Consulting and Services"],
    ["Automotive", "Motor Vehicle Manufacturing"],
    ["Medical Devices", "Medical Equipment Manufacturing"],
    ["Higher Education", "Higher Education"],
  ])("%s is now %s", (before, now) => {
    expect(resolve(now)).toBe(resolve(before));
    expect(resolve(now)).not.toBeNull();
  });

  it("is a part of what it was where it says less", () => {
    expect(path("Oil and Gas")).toContain(`< ${resolve("Oil & Energy")}`);
    expect(path("Truck Transportation")).toContain(`< ${resolve("Transportation/Trucking/Railroad")}`);
  });
});

describe("a SIC code", () => {
  it.each([
    ["7372", "Software"],
    ["7371", "IT services"],
    ["73", "Business support services"],
    ["2834", "Pharmaceuticals"],
    ["5411", "Supermarkets"],
    ["6211", "Capital markets"],
    ["3711", "Automotive"],
    ["8062", "Hospitals"],
    ["SIC 8111", "Legal services"],
    ["73720000", "Software"],
    ["100", "Agriculture"],
    ["7372.0", "Software"],
    ["7372 - Services-Prepackaged Software", "Software"],
    ["9999", null],
    ["x", null],
  ])("%s is %s", (code, industry) => {
    expect(industryBySic(code)).toBe(industry);
  });

  it("is of an industry of the tree, for every major group that there is", () => {
    const groups =
      "01 02 07 08 09 10 12 13 14 15 16 17 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 67 70 72 73 75 76 78 79 80 81 82 83 84 86 87 89 91 92 93 94 95 96 97".split(
        " ",
      );
    expect(groups).toHaveLength(81);
    for (const group of groups) expect(industries.things.has(industryBySic(group) ?? "")).toBe(true);
  });

  it("is told from NAICS by the column", () => {
    expect(resolve("5411")).toBe("Legal services");
    expect(sicIndustries.resolve("5411")).toBe("Supermarkets");
    expect(vocabulariesOf("primary_sic_code")[0]).toBe(sicIndustries);
    expect(vocabulariesOf("basic_industry")[0]).toBe(industries);
  });
});

describe("industries of real lists", () => {
  it("are known for 95% of the S&P 500, by sector and by sub-industry", (context) => {
    needsDataset("reference")(context);
    for (const column of ["GICS Sector", "GICS Sub-Industry"]) {
      const cells = cellsOf("reference/sp500_constituents.csv", column);
      expect(cells.length).toBeGreaterThan(490);
      expect(shareKnown(cells)).toBeGreaterThanOrEqual(0.95);
    }
  });

  it("are known for 90% of Crunchbase's companies", (context) => {
    needsDataset("crunchbase-2013")(context);
    const cells = cellsOf("crunchbase-2013/crunchbase-companies.csv", "category_code");
    const share = shareKnown(cells);
    console.info(`Crunchbase: ${(100 * share).toFixed(1)}% of ${cells.length} companies have a known industry`);
    expect(cells.length).toBeGreaterThan(17_000);
    expect(share).toBeGreaterThanOrEqual(0.9);
  });
});
