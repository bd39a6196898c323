import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.ts";
import { formatFor } from "../../../src/icp/page/format.ts";
import { humanise, shorten, tidy } from "../../../src/icp/page/label.ts";

describe("formatFor", () => {
  const en = formatFor("en");

  it("spells dates day first, in sentences too", () => {
    expect(en.date("2026-06-16")).toBe("16 June 2026");
    expect(en.spell("created on or after 2025-11-04, order 20-1")).toBe(
      "created on or after 4 November 2025, order 20-1",
    );
    expect(formatFor("en-US").date("2026-06-16")).toBe("June 16, 2026");
    expect(formatFor("de").date("2026-06-16")).toBe("16. Juni 2026");
  });

  it("never rounds a rate to none or all", () => {
    expect([0, 0.004, 0.624, 0.996, 1].map(en.percent)).toEqual(["0%", "<1%", "62%", ">99%", "100%"]);
  });

  it("writes ranges and evidence", () => {
    expect(en.range(0.512, 0.718)).toBe("51–72%");
    expect(en.range(0.511, 0.514)).toBe("51%");
    expect(en.evidence([0.512, 0.718], 1412)).toBe("(51–72%, n 1,412)");
    expect(en.evidence(null, 84)).toBe("(n 84)");
    expect(formatFor("de").count(1412)).toBe("1.412");
  });

  it("refuses a locale that is none", () => {
    expect(() => formatFor("not a locale")).toThrow(InputError);
  });
});

describe("humanise", () => {
  it.each([
    ["Comp_size", "Comp size"],
    ["NumberOfEmployees", "Number of employees"],
    ["Tech_Stack__c", "Tech stack"],
    ["RFI", "RFI"],
    ["BillingCountry", "Billing country"],
    ["annualARRTotal", "Annual ARR total"],
    ["hs_is_target_account", "Hs is target account"],
    ["Client Size By Revenue (USD)", "Client Size By Revenue (USD)"],
    ["Tech_Stack__c: SAP", "Tech stack: SAP"],
    ["Fit: high: SAP ERP", "Fit: high: SAP ERP"],
    ["__", ""],
  ])("%s is %s", (header, label) => {
    expect(humanise(header)).toBe(label);
  });
});

describe("tidy", () => {
  it("takes out what a terminal would obey and what would reorder text", () => {
    expect(tidy(" a\u001b[31m\tb\u202ec\r\nd\u0000 ")).toBe("a [31m b c d");
  });
});

describe("shorten", () => {
  it("keeps whole items and counts the rest", () => {
    expect(shorten("alpha, beta, gamma, delta, epsilon", 26)).toBe("alpha, beta and 3 more");
    expect(shorten("short, list", 26)).toBe("short, list");
    expect(shorten("x".repeat(40), 10)).toBe("xxxxxxxxx…");
  });
});
