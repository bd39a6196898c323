import { describe, expect, it } from "vitest";
import { type Known, reader } from "../../src/engine/match/readings.ts";
import { standInsFor } from "../../src/engine/match/stand-ins.ts";

const known = (source: string, words: readonly string[]): Known => ({
  source,
  rule: { kind: "text", missing: [] },
  value: (cell) => (words.includes(cell.toLowerCase()) ? cell.toLowerCase() : null),
});
const industries = known("industry", ["retail", "software", "technology, information and internet"]);

describe("the cell of a column that stands in for another", () => {
  it.each([
    ["one of several", "Apps, Retail, Shopping", "Retail"],
    ["one of several", "Retail, Software, Software", "Software"],
    ["one of several", "Technology, Information and Internet", "Technology, Information and Internet"],
    ["one of several", "Apps, Shopping", null],
    ["year", "2012-05-01", "2012"],
    ["year", "Mar 1998", "1998"],
    ["year", "20125", null],
    ["thousands", "12,500", "12,500k"],
    ["thousands", "$12M", null],
  ] as const)("by %s, %j is %j", (reading, cell, said) => {
    expect(reader(reading, industries, null)(cell)).toBe(said);
  });

  it("gives a set all of several", () => {
    const set: Known = { ...industries, rule: { kind: "set", missing: [], separators: ";" } };
    expect(reader("one of several", set, null)("Apps, Retail")).toBe("Apps; Retail");
  });

  it("names the country or the state of a place as the profile does", () => {
    expect(reader("place", known("country", []), null)("Boston, Massachusetts, United States")).toMatch(
      /^United States/,
    );
    expect(reader("place", known("state", []), null)("Boston, Massachusetts, United States")).toBe("Massachusetts");
    expect(reader("place", known("state", []), null)("Berlin, Germany")).toBeNull();
  });
});

describe("columns that stand in", () => {
  it("are the company's own before looser ones, and a person's place never", () => {
    expect(standInsFor("country", ["Location", "Company Headquarters"]).map(({ header }) => header)).toEqual([
      "Company Headquarters",
      "Location",
    ]);
    expect(standInsFor("country", ["First Name", "Last Name", "Location", "City"])).toEqual([]);
    expect(standInsFor("region", ["Country"])).toEqual([{ header: "Country", reading: "as it is" }]);
    expect(standInsFor("annual_revenue", ["Revenue (in 000s USD)"])).toEqual([
      { header: "Revenue (in 000s USD)", reading: "thousands" },
    ]);
  });
});
