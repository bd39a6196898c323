import { describe, expect, it } from "vitest";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { contextOf } from "../../../src/icp/page/context.ts";
import { renderMarkdown } from "../../../src/icp/page/markdown/render-markdown.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { plainText } from "../../../src/icp/page/phrase.ts";
import { valueBlockOf } from "../../../src/icp/page/value.ts";
import type { Value } from "../../../src/icp/value.ts";
import { value } from "../fixtures/value.ts";
import { FIXTURES } from "../fixtures.ts";

const page = (own: Value, document: IcpDocument = FIXTURES.kinds!) =>
  valueBlockOf(contextOf({ ...document, value: own }, "en"))!;
const fact = (own: Value, name: string): string =>
  plainText(page(own).facts.find((one) => one.name === name)?.text ?? []);

describe("what they are worth", () => {
  it("says what differs between high and low fit, and in what no difference is seen", () => {
    expect(fact(value, "High against low fit")).toBe(
      "Deals of high fit are worth €24K (€21K–€27K, n 208), of low fit €9.2K (€7.1K–€12K, n 41). Deals of high fit close in 47 days (43–51, n 212), of low fit in 70 days (62–78, n 43). No difference seen in customers who leave or NPS.",
    );
  });

  it("claims no difference whose limits leave none in", () => {
    const alike = value.differences.map((one) => ({ ...one, finding: false }));
    expect(fact({ ...value, differences: alike }, "High against low fit")).toBe(
      "No difference seen in what a deal is worth, days to close, customers who leave or NPS.",
    );
    expect(fact({ ...value, differences: [] }, "High against low fit")).toBe(
      "212 won deals of high fit and 43 of low fit: too few to compare what they are worth.",
    );
  });

  it("tells all together, each with its limits", () => {
    expect(fact(value, "All")).toBe(
      "A won deal is worth €18K (€17K–€20K, n 421). It closes in 58 days (55–62, n 431). Of the customers won with these deals, 14% (11–17%, n 371) leave in a year. Those of them who paid a year ago now pay 93% (87–100%, n 221) of what they paid then. A customer is worth €92K (€80K–€104K, n 371) over the years. What it costs to win one is earned back in 7.9 months (7.3–8.5, n 421).",
    );
  });

  it("names how the best customers differ, or that they do not", () => {
    expect(fact(value, "Best customers")).toMatch(
      /clearly differ in Number of employees under 50 \(6% of the best, 39% of the worst\)/,
    );
    const none = { ...value, best_worst: { ...value.best_worst!, rows: [] } };
    expect(fact(none, "Best customers")).toMatch(/: no difference seen in any of 61 properties\.$/);
  });

  it("shows one table at once, the others a click away", () => {
    expect(page(value).tables.map(({ title, open }) => [title, open])).toEqual([
      ["By fit", true],
      ["By band", false],
      ["The best customers against the worst", false],
    ]);
  });

  it("says nothing by fit of a score that was kept by force", () => {
    const forced = page(value, FIXTURES.forced!);
    expect(forced.facts.map(({ name }) => name)).toEqual(["All", "Best customers"]);
    expect(forced.tables[0]!.title).toBe("Of all won deals");
  });

  it("says what is missing", () => {
    const missing = ["Payback takes what it costs to win a customer: `--cac AMOUNT`."];
    const text = renderMarkdown(onePage({ ...FIXTURES.kinds!, value: { ...value, missing } }));
    expect(text).toContain("`--cac AMOUNT`");
  });

  it("is no part of a page without it", () => {
    expect(valueBlockOf(contextOf(FIXTURES.rich!, "en"))).toBeNull();
  });
});
