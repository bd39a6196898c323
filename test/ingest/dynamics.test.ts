import { describe, expect, it } from "vitest";
import { dynamicsTwin } from "../../src/ingest/dynamics.ts";
import { fieldName } from "../../src/ingest/field-name.ts";
import { maskPersonal } from "../../src/normalise/personal.ts";
import { DYNAMICS_INDUSTRIES, dynamicsIndustries } from "../../src/vocabulary/dynamics-industries.ts";
import { vocabulariesOf } from "../../src/vocabulary/of-column.ts";

const WORDS = "@OData.Community.Display.V1.FormattedValue";

describe("a header of the Dynamics 365 Web API", () => {
  it.each([
    ["_parentaccountid_value", "account_lookup"],
    [`_parentaccountid_value${WORDS}`, "account_lookup_name"],
    ["_customerid_value", "customer_id"],
    [`statecode${WORDS}`, "status"],
    [`industrycode${WORDS}`, "industry"],
    ["industrycode", "industrycode"],
    ["estimatedvalue", "deal_amount"],
    [`estimatedvalue${WORDS}`, "estimatedvalue_in_words"],
    ["actualclosedate", "close_date"],
    ["createdon", "created_date"],
    ["numberofemployees", "employees"],
    ["address1_country", "country"],
    ["State Code", "state"],
  ])("%s is the field %s", (header, field) => {
    expect(fieldName(header)).toBe(field);
  });

  it("is used once of a code and its words", () => {
    const headers = ["statecode", `statecode${WORDS}`, "revenue", `revenue${WORDS}`, "name"];
    expect(headers.map((header) => dynamicsTwin(header, headers))).toEqual([
      "a code, said in words by the column beside it",
      null,
      null,
      "says revenue once more",
      null,
    ]);
    expect(dynamicsTwin("industrycode", ["industrycode"])).toBeNull();
  });

  it("is no e-mail address", () => {
    expect(maskPersonal(`statecode${WORDS}`)).toBe(`statecode${WORDS}`);
    expect(maskPersonal("ann@acme.com")).toBe("[e-mail]");
  });
});

describe("Dynamics 365's choices of industry", () => {
  it("are all of the tree but one", () => {
    expect(DYNAMICS_INDUSTRIES).toHaveLength(33);
    const unknown = DYNAMICS_INDUSTRIES.filter((_, i) => dynamicsIndustries.resolve(String(i + 1)) === null);
    expect(unknown).toEqual(["SIG Affiliations"]);
    expect(dynamicsIndustries.resolve("20")).toBe("Insurance");
    expect(dynamicsIndustries.resolve("34")).toBeNull();
    expect(vocabulariesOf("industrycode")[0]).toBe(dynamicsIndustries);
  });
});
