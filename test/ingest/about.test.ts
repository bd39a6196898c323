import { describe, expect, it } from "vitest";
import { evidence } from "../../src/engine/gather/about.ts";
import { aboutByConstancy } from "../../src/ingest/about.ts";

const about = (
  field: string,
  [agreeing, rows]: readonly [number, number],
  chance = 0.4,
  repeats: number | null = rows,
) => aboutByConstancy(field, { rows, ...evidence(rows, rows === 0 ? 0 : agreeing / rows, chance), repeats });

describe("a column of a flat table is", () => {
  it.each<[string, readonly [number, number], number]>([
    ["weather", [3, 3], 0.3],
    ["weather", [9, 10], 0.3],
    ["weather", [52, 60], 0.4],
    ["weather", [430, 500], 0.4],
    ["it_team_size", [40, 60], 0.05],
  ])("the account's where rows agree but for slips: %s %j", (field, pairs, chance) => {
    expect(about(field, pairs, chance)).toBe("account");
  });

  it.each<[string, readonly [number, number], number]>([
    ["weather", [5, 10], 0.3],
    ["weather", [35, 60], 0.4],
    ["weather", [330, 500], 0.4],
    ["it_team_size", [10, 60], 0.05],
    ["compliance_team", [32, 60], 0.5],
  ])("the deal's where enough disagree: %s %j", (field, pairs, chance) => {
    expect(about(field, pairs, chance)).toBe("opportunity");
  });

  it.each<[string, readonly [number, number], "account" | "opportunity"]>([
    ["compliance_team", [1, 3], "account"],
    ["email_provider", [1, 1], "account"],
    ["email_provider", [0, 0], "account"],
    ["fiscal_year_end", [0, 0], "account"],
    ["weather", [0, 1], "opportunity"],
    ["product_line", [2, 2], "opportunity"],
    ["sales_team", [1, 1], "opportunity"],
    ["contract_tier", [0, 0], "opportunity"],
  ])("decided by its name where too few accounts have several deals: %s %j", (field, pairs, expected) => {
    expect(about(field, pairs)).toBe(expected);
  });

  it("the deal's where no repeated row fills it, or no company is named, unless its name is a company's", () => {
    expect(about("weather", [0, 0], 0.4, 300)).toBe("opportunity");
    expect(about("weather", [0, 0], 1, null)).toBe("opportunity");
    expect(about("it_team_size", [0, 0], 1, null)).toBe("account");
  });
});
