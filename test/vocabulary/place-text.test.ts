import { describe, expect, it } from "vitest";
import { readPlace, type TwoLetters, twoLettersIn } from "../../src/vocabulary/place-text.ts";

describe("a text of a place", () => {
  it.each<[string, string, string | null]>([
    ["Berlin, Germany", "DE", null],
    ["Berlin, Berlin, Germany", "DE", null],
    ["San Francisco, California, United States", "US", "US-CA"],
    ["Greater Munich Metropolitan Area", "DE", null],
    ["San Francisco Bay Area", "US", null],
    ["Dallas-Fort Worth Metroplex", "US", null],
    ["Cologne Bonn Region", "DE", null],
    ["London Area, United Kingdom", "GB", null],
    ["London, England", "GB", null],
    ["London, Ontario", "CA", "CA-ON"],
    ["San Francisco, CA", "US", "US-CA"],
    ["Toronto, CA", "CA", null],
    ["Toronto, Ontario, CA", "CA", "CA-ON"],
    ["Berlin, DE", "DE", null],
    ["New York, NY 10001", "US", "US-NY"],
    ["10115 Berlin", "DE", null],
    ["123 Main St, San Francisco, California, 94105, United States", "US", "US-CA"],
    ["Atlanta, Georgia", "US", "US-GA"],
    ["Tbilisi, Georgia", "GE", null],
    ["Sydney, NSW", "AU", "AU-NSW"],
    ["Île-de-France, France", "FR", null],
    ["Germany", "DE", null],
    ["EMEA", "EMEA", null],
    ["Boston", "US", null],
    ["Boston, Greater Boston Area", "US", null],
    ["Munich, Bavaria", "DE", null],
    ["Paris, Île-de-France", "FR", null],
    ["Granada, Spain", "ES", null],
    ["Norfolk, Virginia", "US", "US-VA"],
  ])("%s lies in %s", (text, country, state) => {
    expect(readPlace(text, null)).toEqual({ country, state });
  });

  it.each([
    "Boston, Lincolnshire",
    "Boston, London",
    "Granada",
    "Norfolk",
    "Remote",
    "Georgia",
    "CA",
    "Wilmington, DE",
    "Springfield",
    "",
    "12345",
  ])("%s says no country", (text) => {
    expect(readPlace(text, null)).toBeNull();
  });

  it.each<[readonly string[], TwoLetters | null]>([
    [["Dublin, CA", "Austin, TX", "Reno, NV", "Leeds, GB"], "states"],
    [["Dublin, IE", "Wien, AT", "Köln, DE", "Reno, NV"], "countries"],
    [["Dublin, CA", "Köln, DE"], null],
  ])("of two letters is read as most others are: %j", (texts, letters) => {
    expect(twoLettersIn(texts)).toBe(letters);
  });

  it("takes the letters as it is told", () => {
    expect(readPlace("Wilmington, DE", "states")).toEqual({ country: "US", state: "US-DE" });
    expect(readPlace("Nürtingen, DE", "countries")).toEqual({ country: "DE", state: null });
    expect(readPlace("Dublin, CA", "states")).toEqual({ country: "US", state: "US-CA" });
    expect(readPlace("Ontario, CA", "states")).toEqual({ country: "US", state: "US-CA" });
    expect(readPlace("Toronto, Ontario, CA", "states")).toEqual({ country: "CA", state: "CA-ON" });
    expect(readPlace("British Columbia, CA", "states")).toEqual({ country: "CA", state: "CA-BC" });
    expect(readPlace("Ontario, CA", null)).toEqual({ country: "CA", state: "CA-ON" });
  });
});
