import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { foldText } from "../../src/normalise/fold.ts";
import { industries } from "../../src/vocabulary/industries.ts";
import { datasetPath, needsDataset } from "../need.ts";
import { HUBSPOT, LINKEDIN, LINKEDIN_NEW, NAICS, SALESFORCE, ZOOMINFO } from "./lists.ts";

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
