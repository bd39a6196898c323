import { describe, expect, it } from "vitest";
import { formatFor } from "../../../src/icp/page/format.ts";
import { said } from "../../../src/icp/page/said.ts";

const text = (note: string) =>
  said(note, formatFor("en"))
    .map((piece) => piece.text)
    .join("|");

describe("a sentence of the page", () => {
  it.each([
    [
      "hubspot-all-deals-2026-06-30-1.csv holds the same rows",
      "hubspot-all-deals-2026-06-30-1.csv holds the same rows.",
    ],
    ["all-deals.zip holds 2 files", "all-deals.zip holds 2 files."],
    ["2026-06-30.csv holds 4 rows", "2026-06-30.csv holds 4 rows."],
    ["deals (2).csv: 4 rows read on 2026-06-30", "deals (2).csv: 4 rows read on 30 June 2026."],
    ["export.zip#Opportunity.csv holds 4 rows.", "export.zip#Opportunity.csv holds 4 rows."],
    ["rows of we_2026-06-30 (1).csv and 2026-06-30 (1).csv", "Rows of we_2026-06-30 (1).csv and 2026-06-30 (1).csv."],
  ])("leaves the names of files alone: %s", (note, shown) => {
    expect(text(note)).toBe(shown);
  });

  it.each([
    ["deals closed from 2024-01-01 to 2024-12-31", "Deals closed from 1 January 2024 to 31 December 2024."],
    ["the day of the export (2026-06-30)", "The day of the export (30 June 2026)."],
    ["as of 2026-06-30T10:00:00Z.", "As of 30 June 2026."],
    ["companies in csv form", "Companies in csv form."],
  ])("begins upper case and spells days: %s", (note, shown) => {
    expect(text(note)).toBe(shown);
  });

  it("leaves what is to be typed as it is typed", () => {
    expect(text("say `--as-of 2026-06-30`, or 2026-07-31")).toBe("Say |--as-of 2026-06-30|, or 31 July 2026.");
  });
});
