import { describe, expect, it } from "vitest";
import { matchHeaders } from "../../src/engine/headers.ts";
import { documentOf, missing } from "../compile/documents.ts";

const document = documentOf({
  cards: [
    {
      name: "country",
      rule: { kind: "text", missing },
      weight: 100,
      bands: [
        [{ in: ["germany"] }, 100],
        [{ missing: true }, 0],
      ],
    },
  ],
});
const PERSON = ["First Name", "Last Name", "Title"];
const read = (headers: readonly string[], map: readonly string[] = []) => {
  const { columns, absent } = matchHeaders(document, headers, map);
  return [columns.get("country"), absent.length];
};

describe("the country of a list", () => {
  it("of people is never the person's", () => {
    expect(read([...PERSON, "Company", "Country"])).toEqual([undefined, 1]);
    expect(read([...PERSON, "country"])).toEqual([undefined, 1]);
    expect(read([...PERSON, "Country", "Company Country"])).toEqual(["Company Country", 0]);
    expect(read([...PERSON, "Country", "BillingCountry"])).toEqual(["BillingCountry", 0]);
    expect(read([...PERSON, "BillingCountry", "Company Country"])).toEqual(["Company Country", 0]);
  });

  it("of people is what a person names", () => {
    expect(read([...PERSON, "Country"], ["Country=country"])).toEqual(["Country", 0]);
  });

  it("of companies is its own", () => {
    expect(read(["Company", "Country"])).toEqual(["Country", 0]);
  });
});
