import { describe, expect, it } from "vitest";
import { foldText } from "../../src/normalise/fold.ts";
import { businessModels } from "../../src/vocabulary/business-models.ts";
import { countries, worldRegions } from "../../src/vocabulary/countries.ts";
import { fundingStages } from "../../src/vocabulary/funding-stages.ts";
import { industries } from "../../src/vocabulary/industries.ts";
import { vocabulariesOf } from "../../src/vocabulary/of-column.ts";
import { readOutline } from "../../src/vocabulary/outline.ts";
import { states } from "../../src/vocabulary/states.ts";
import { technologies } from "../../src/vocabulary/technologies.ts";
import { type Vocabulary, vocabulary } from "../../src/vocabulary/vocabulary.ts";

const ALL = { businessModels, countries, fundingStages, industries, states, technologies, worldRegions };

describe("every vocabulary", () => {
  it.each(Object.entries(ALL))("%s finds each thing by its label, and all around it", (_, words) => {
    for (const { id, label, within } of words.things.values()) {
      expect(words.resolve(foldText(label))).toBe(id);
      for (const around of within) expect(words.things.has(around)).toBe(true);
    }
  });
});

describe("a spelling", () => {
  it.each<[string, Vocabulary, string | null]>([
    ["USA", countries, "US"],
    ["U.S.", countries, "US"],
    ["United States of America", countries, "US"],
    ["Vereinigte Staaten", countries, "US"],
    ["uk", countries, "GB"],
    ["England", countries, "GB"],
    ["GBR", countries, "GB"],
    ["Deutschland", countries, "DE"],
    ["Allemagne", countries, "DE"],
    ["DE", countries, "DE"],
    ["Holland", countries, "NL"],
    ["Korea, Republic of", countries, "KR"],
    ["Viet Nam", countries, "VN"],
    ["Côte d'Ivoire", countries, "CI"],
    ["EMEA", countries, "EMEA"],
    ["Asia-Pacific", countries, "APAC"],
    ["Atlantis", countries, null],
    ["NA", countries, "NA"],
    ["NA", worldRegions, "North America"],
    ["Namibia", worldRegions, "NA"],
    ["Deutschland", worldRegions, "DE"],
    ["CA", states, "US-CA"],
    ["California", states, "US-CA"],
    ["Ontario", states, "CA-ON"],
    ["Series A - II", fundingStages, "Series A"],
    ["Pre-Seed", fundingStages, "Pre-seed"],
    ["IPO", fundingStages, "Public"],
    ["Early Stage Venture", fundingStages, "Early stage"],
    ["business-to-business", businessModels, "B2B"],
    ["D2C", businessModels, "B2C"],
    ["SFDC", technologies, "Salesforce"],
    ["Salesforce.com", technologies, "Salesforce"],
    ["G Suite", technologies, "Google Workspace"],
    ["Amazon Web Services", technologies, "AWS"],
    ["MS Dynamics", technologies, "Microsoft Dynamics 365"],
    ["HubSpot CRM", technologies, "HubSpot"],
  ])("%s", (text, words, id) => {
    expect(words.resolve(foldText(text))).toBe(id);
  });

  it("puts a country into its regions, the smallest first", () => {
    expect(countries.things.get("DE")!.within).toEqual(["DACH", "Western Europe", "Europe", "EMEA"]);
    expect(countries.things.get("US")!.within).toEqual(["North America", "Americas"]);
    expect(countries.things.get("NO")!.within).toEqual(["Nordics", "Europe", "EMEA"]);
    expect(countries.things.get("MX")!.within).toEqual(["Latin America", "Americas"]);
  });

  it("cannot be said of two things", () => {
    const entry = (id: string) => ({ id, label: id, within: [], spellings: ["same"] });
    expect(() => vocabulary("thing", [entry("a"), entry("b")])).toThrow('"same" is said of both a and b');
  });
});

describe("a column", () => {
  it.each([
    ["industry", ["industry"]],
    ["primary_industry", ["industry"]],
    ["hq_country", ["country"]],
    ["state", ["state"]],
    ["sales_region", ["region"]],
    ["tech_stack", ["technology"]],
    ["funding_stage", ["funding stage"]],
    ["business_model", ["business model"]],
    ["employees", []],
    ["statement_of_work", []],
  ])("%s may speak of %j", (name, expected) => {
    expect(vocabulariesOf(name).map(({ what }) => what)).toEqual(expected);
  });
});

describe("an outline", () => {
  it("gives labels, codes, spellings and what each is within", () => {
    expect(readOutline("\nA [1, 23]: x; y z\n  B\n    C: w\nD\n")).toEqual([
      { id: "A", label: "A", within: [], codes: ["1", "23"], spellings: ["x", "y z"] },
      { id: "B", label: "B", within: ["A"], codes: [], spellings: [] },
      { id: "C", label: "C", within: ["B", "A"], codes: [], spellings: ["w"] },
      { id: "D", label: "D", within: [], codes: [], spellings: [] },
    ]);
  });

  it("refuses a line that hangs in the air", () => {
    expect(() => readOutline("A\n    B\n")).toThrow("not a line of an outline:     B");
  });
});
