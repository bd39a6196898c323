import { describe, expect, it } from "vitest";
import { oldBefore } from "../../src/normalise/gone.ts";
import { normaliseValue } from "../../src/normalise/normalise.ts";
import { MISSING_TEXTS, type NormaliseRule } from "../../src/normalise/rule.ts";

const missing = [...MISSING_TEXTS];
const set = (minus = false, before: string | null = null): NormaliseRule => ({
  kind: "set",
  missing,
  separators: ";",
  gone: { minus, before },
});

describe("tokens that say they are gone", () => {
  it.each([
    "Salesforce (deprecated)",
    "salesforce [Removed]",
    "Salesforce [removed 2021]",
    "Salesforce (removed: moved to HubSpot)",
    "Salesforce (2019-2021)",
    "Salesforce (2019-03 – 2021-11)",
    "Salesforce (Mar 2019 to Nov 2021)",
    "Salesforce (until 2021)",
    "Salesforce (no longer used)",
    "Salesforce (not in use)",
    "Salesforce - retired",
    "Salesforce: removed 2021",
    "Salesforce deprecated",
    "~~Salesforce~~",
    "~~Salesforce~~ (HQ)",
  ])("%s", (token) => {
    expect(normaliseValue(set(), token)).toBe(";");
    expect(normaliseValue(set(), `AWS; ${token}`)).toBe(";aws;");
    expect(normaliseValue(set(), `${token};${token};AWS;${token}`)).toBe(";aws;");
  });

  it.each([
    ["Salesforce (Sales Cloud)", ";salesforce (sales cloud);"],
    ["SAP (legacy)", ";sap (legacy);"],
    ["Exact Online", ";exact online;"],
    ["Ex Libris", ";ex libris;"],
    ["-Marketo", ";-marketo;"],
    ["Windows 2019-2021", ";windows 2019-2021;"],
    ["Past Perfect", ";past perfect;"],
    ["Office (2019)", ";office (2019);"],
  ])("%s is none of them", (token, value) => {
    expect(normaliseValue(set(), token)).toBe(value);
  });

  it.each(["Salesforce (since 2019)", "Salesforce (2019-present)", "Salesforce (2019-)", "Salesforce [active]"])(
    "%s is current, and its remark no part of its name",
    (token) => {
      expect(normaliseValue(set(), `${token};AWS`)).toBe(";salesforce;aws;");
    },
  );

  it("a minus only where the column says so with it", () => {
    expect(normaliseValue(set(true), "-Marketo;HubSpot;-AWS")).toBe(";hubspot;");
  });

  it("dated tokens: those last seen before a month are gone", () => {
    const dated =
      "Salesforce|2018-01-04|2020-05-30;AWS|2019-01|2020-06;SAP|2001-02-03|2009-12-31;Zoom|2020-01-01|2021-01-05T10:00Z";
    expect(normaliseValue(set(false, "2020-06"), dated)).toBe(";aws;zoom;");
    expect(normaliseValue(set(false, "2000-01"), dated)).toBe(";salesforce;aws;sap;zoom;");
    expect(normaliseValue(set(false, null), dated)).toContain(";salesforce|2018-01-04|2020-05-30;");
  });

  it("is six months before the newest detection", () => {
    expect(["2024-09-30", "2024-06", "2024-01-01"].map(oldBefore)).toEqual(["2024-03", "2023-12", "2023-07"]);
  });
});

describe("count and group", () => {
  const count: NormaliseRule = { kind: "count", missing, separators: ";", gone: { minus: false, before: null } };
  it.each([
    ["a", 1],
    ["a; b ;c", 3],
    ["a;;b;", 2],
    ["a (removed);b", 1],
    ["a (removed)", 0],
    ["n/a", null],
    [null, null],
    ["Größe; 日本; 😀", 3],
  ])("the tokens of %j are %j", (cell, n) => {
    expect(normaliseValue(count, cell)).toBe(n);
  });

  it("the first group with a token of the set, by its other spellings too", () => {
    const rule: NormaliseRule = {
      kind: "group",
      missing,
      separators: ";",
      aliases: { salesforce: "sfdc" },
      groups: [
        { value: "competitor", tokens: ["Marketo"] },
        { value: "required", tokens: ["Salesforce", "HubSpot"] },
        { value: "complementary", tokens: [] },
      ],
      otherwise: "neither",
    };
    const cells = ["SFDC; AWS", "hubspot;marketo", "AWS", "unknown", null, "Salesforce Pardot"];
    expect(cells.map((cell) => normaliseValue(rule, cell))).toEqual([
      "required",
      "competitor",
      "neither",
      null,
      null,
      "neither",
    ]);
  });
});
