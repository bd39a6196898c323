import { describe, expect, test } from "vitest";
import { decideKind, type KindDecision } from "../../src/features/kinds.ts";
import { cycle, dictionaryOf } from "../generators/dictionary.ts";

function decide(name: string, values: readonly (string | null)[], rows = 200): KindDecision {
  return decideKind(name, dictionaryOf(cycle(values, rows)));
}

function reasonOf(name: string, values: readonly (string | null)[], rows = 200): string {
  const decision = decide(name, values, rows);
  return decision.kind === null ? decision.reason : `is a ${decision.kind}`;
}

const numbered = (n: number, text: (i: number) => string): string[] => Array.from({ length: n }, (_, i) => text(i));

describe("numbers", () => {
  test.each([
    ["plain", ["12", "250", "4", "90"]],
    ["units", ["1.5M", "$2,300", "12k EUR", "900"]],
    ["employees with words", ["12 employees", "250", "1,200 employees"]],
    ["percent", ["12%", "3.5%", "80%"]],
    ["negative", ["-3", "4", "(300)", "20"]],
    ["few stray texts", [...numbered(19, (i) => String(i * 7)), "see contract"]],
  ])("%s", (_, values) => {
    expect(decide("annual_revenue", values)).toMatchObject({ kind: "number", rule: { kind: "number", decimal: "." } });
  });

  test("a tenth of other texts is too many", () => {
    expect(decide("size", ["12", "13", "14", "15", "16", "a lot", "17", "18"]).kind).toBe("category");
  });

  test("years are written plainly, other numbers are not", () => {
    expect(decide("year_founded", ["1999", "2010", "2015"])).toMatchObject({ kind: "number", plainNumbers: true });
    expect(decide("baujahr", ["1999", "2010", "2015"])).toMatchObject({ kind: "number", plainNumbers: true });
    expect(decide("employees", ["1999", "2010", "2500"])).toMatchObject({ kind: "number", plainNumbers: false });
  });

  test.each([
    ["decimal comma", ["1,5", "2,75", "12,25"], ","],
    ["both signs, comma last", ["1.234,50", "900,00", "12.000,75"], ","],
    ["both signs, point last", ["1,234.50", "900.00", "12,000.75"], "."],
    ["points that group thousands", ["1.200", "850", "12.500"], ","],
    ["two points in one number", ["1.234.567", "2.500.000", "3.000.000"], ","],
    ["three decimals everywhere", ["0.125", "1.250", "0.375"], "."],
    ["commas that group thousands", ["1,200", "850", "12,500"], "."],
  ])("%s", (_, values, decimal) => {
    expect(decide("revenue", values)).toMatchObject({ kind: "number", rule: { decimal } });
  });

  test("two values only are a category, 0 and 1 as well", () => {
    expect(decide("is_public", ["0", "1"]).kind).toBe("category");
  });
});

describe("ordered texts", () => {
  test.each([
    ["brackets", ["11-50", "51-200", "201-500", "500+"]],
    ["IBM's deal size", ["10K or less", "10K to 20K", "20K to 30K", "More than 60K"]],
    ["IBM's client size", ["More than 1M", "250K to 500K", "100K or less", "500K to 1M"]],
  ])("%s", (_, values) => {
    expect(decide("deal_size", values)).toMatchObject({ kind: "ordinal", rule: { kind: "number" } });
  });

  test.each([
    [["Low", "Mid", "High", "Unknown"], "low", "high"],
    [["Big", "Mid", "Small"], "small", "big"],
    [["Seed", "Series A", "Series B", "IPO"], "seed", "ipo"],
    [["cold", "WARM", "Hot"], "cold", "hot"],
  ])("%j is a scale", (values, low, high) => {
    const decision = decide("level", values);
    if (decision.kind !== "ordinal" || decision.rule.kind !== "scale") throw new Error("not a scale");
    expect(decision.rule.order.indexOf(low)).toBeLessThan(decision.rule.order.indexOf(high));
    expect(decision.rule.order.indexOf(low)).toBeGreaterThanOrEqual(0);
  });

  test("one word outside the scale, or two words only, and it is a category", () => {
    expect(decide("level", ["low", "mid", "high", "banana"]).kind).toBe("category");
    expect(decide("level", ["low", "high"]).kind).toBe("category");
  });
});

describe("sets", () => {
  test.each([
    ["topics", ["AWS; Snowflake", "SAP", "AWS;SAP;Jira", "Jira"], ";"],
    ["anything", ["a|b", "b|c", "a", "c"], "|"],
    ["tech_stack", ["AWS, Snowflake", "SAP", "AWS, SAP"], ","],
  ])("%s %j", (name, values, separators) => {
    expect(decide(name, values)).toMatchObject({ kind: "set", rule: { kind: "set", separators } });
  });

  test("a comma alone does not make a set: Washington, D.C.", () => {
    expect(decide("city", ["Washington, D.C.", "Paris", "Berlin", "Cambridge, MA"]).kind).toBe("category");
  });

  test("a set too big to list is left out, not read from a sample", () => {
    const sample = { ...dictionaryOf(numbered(200, (i) => `tool ${i % 30}; tool ${(i * 7) % 30}; tool ${i % 11}`)) };
    expect(decideKind("tech_stack", sample).kind).toBe("set");
    expect(decideKind("tech_stack", { ...sample, rows: 1_000_000, truncated: true }).kind).toBeNull();
  });
});

describe("never an attribute", () => {
  test.each([
    ["ISO", ["2024-01-05", "2024-02-11", "2023-12-31"]],
    ["ISO with time", ["2024-01-05T09:00:00Z", "2024-02-11 10:00", "2023-12-31"]],
    ["slashes, year first", ["2024/01/05", "2024/02/11"]],
    ["slashes", ["5/1/2024", "11/2/24"]],
    ["points", ["05.01.2024", "11.02.2024"]],
    ["month names", ["Jan 5, 2024", "5 Feb 2024", "15-Mar-24"]],
    ["months", ["2012-06", "2012-11"]],
    ["quarters", ["2012-Q2", "2012-Q4"]],
    ["month and year", ["January 2024", "Feb 2024"]],
    ["milliseconds since 1970", numbered(20, (i) => String(1_700_000_000_000 + i * 86_400_000))],
  ])("dates: %s", (_, values) => {
    expect(reasonOf("first_seen", values)).toBe("a date");
  });

  test("days of a spreadsheet are a date when the name says so, an amount otherwise", () => {
    const serials = numbered(40, (i) => String(45_000 + 13 * i));
    expect(reasonOf("contract_date", serials)).toBe("a date");
    expect(reasonOf("created_at", serials)).toBe("a date");
    expect(decide("revenue", serials).kind).toBe("number");
    expect(decide("revenue_to_date", serials).kind).toBe("number");
  });

  test("running numbers", () => {
    expect(
      reasonOf(
        "record",
        numbered(200, (i) => String(1000 + 2 * i)),
      ),
    ).toMatch(/like an id/);
    expect(
      reasonOf(
        "case_no",
        numbered(200, (i) => String(7 * i * i)),
      ),
    ).toMatch(/like an id/);
    expect(
      decide(
        "annual_revenue",
        numbered(200, (i) => String(1_000_000 + 7919 * i * i)),
      ).kind,
    ).toBe("number");
  });

  test("texts that hardly repeat, and long ones", () => {
    expect(
      reasonOf(
        "nickname",
        numbered(200, (i) => `value ${i}`),
      ),
    ).toMatch(/its own value/);
    const sentence = "they asked for something simple that all of the branches will really use";
    expect(
      reasonOf(
        "story",
        cycle(
          numbered(20, (i) => `${sentence} ${i}`),
          200,
        ),
      ),
    ).toBe("free text");
    expect(reasonOf("seller_notes", ["called", "mailed", "nothing"])).toBe("free text");
  });

  test("501 values that do repeat are said to be too many, not near-unique", () => {
    expect(
      reasonOf(
        "city",
        numbered(501, (i) => `city ${i}`),
        5010,
      ),
    ).toMatch(/too many different values/);
    expect(
      decide(
        "city",
        numbered(500, (i) => `city ${i}`),
        5000,
      ).kind,
    ).toBe("category");
  });

  test("reach", () => {
    expect(reasonOf("reach", ["a@b.com", "c@d.org"])).toBe("a way to reach someone");
    expect(reasonOf("reach", ["https://b.com", "www.d.org"])).toBe("a way to reach someone");
  });

  test("empty, and the same everywhere; the same where known is a flag", () => {
    expect(reasonOf("x", [null, "", "Unknown", "n/a"])).toBe("empty");
    expect(reasonOf("x", ["Yes"])).toBe("the same everywhere (Yes)");
    expect(decide("x", ["Yes", null]).kind).toBe("category");
  });
});

describe("NA", () => {
  test.each(["region", "sales_region", "territory", "country", "market", "geo"])("is North America in %s", (name) => {
    const decision = decide(name, ["NA", "EMEA", "APAC"]);
    expect(decision.kind === null ? [] : decision.rule.missing).not.toContain("na");
    expect(decision.kind === null ? [] : decision.rule.missing).toContain("n/a");
  });

  test.each(["marketing_tool", "geothermal", "industry", "areas_of_growth"])("is missing in %s", (name) => {
    const decision = decide(name, ["NA", "EMEA", "APAC"]);
    expect(decision.kind === null ? [] : decision.rule.missing).toContain("na");
  });
});
