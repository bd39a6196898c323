import { describe, expect, it } from "vitest";
import { declaredCard } from "../../src/declared/card.ts";
import { clonesText, isOfClones } from "../../src/declared/clones.ts";
import type { CompanyColumn } from "../../src/declared/in-common.ts";
import { parseDeclared } from "../../src/declared/parse.ts";
import { isPrefilled, prefilled } from "../../src/declared/prefill.ts";

/** A column of so many cells of each text; the rest of the rows is empty. */
function column(name: string, header: string, rows: number, cells: Readonly<Record<string, number>>): CompanyColumn {
  const texts = Object.keys(cells);
  return {
    name,
    header,
    dictionary: { texts, counts: Float64Array.from(Object.values(cells)), rows, truncated: false },
  };
}

const cardOf = (text: string | null) => declaredCard(parseDeclared(text!, "customers.csv"));

describe("a declared ICP from customers", () => {
  const text = prefilled(
    [
      column("industry", "Industry", 12, { Fintech: 5, Insurance: 3, Retail: 2, Energy: 1 }),
      column(
        "employees",
        "Employees",
        12,
        Object.fromEntries([20, 60, 80, 95, 120, 150, 180, 220, 260, 400].map((x) => [`${x}`, 1])),
      ),
      column("tech_stack", "Tech Stack", 12, { "Salesforce; Slack": 4, "Salesforce; AWS": 3, HubSpot: 2 }),
      column("city", "City", 12, { Berlin: 9 }),
      column("mrr", "mrr", 12, { "100": 6, "200": 6 }),
    ],
    12,
    3,
    "customers.csv",
  );
  const card = cardOf(text);

  it("takes what tells companies, with the weights of the literature scaled to 100", () => {
    expect(card.attributes.map(({ label, weight }) => [label, weight])).toEqual([
      ["Industry", 38],
      ["Employees", 31],
      ["Tech Stack", 31],
    ]);
  });

  it("says on top what it is of, and how many are left out because they left", () => {
    expect(text!.split("\n").slice(0, 2)).toEqual([
      "# What the 12 customers of customers.csv have in common: a hypothesis, not a win rate.",
      "# 3 more have left and are not counted.",
    ]);
    expect([isPrefilled(text!), isPrefilled("name: What the 12 customers have in common")]).toEqual([true, false]);
  });

  it("gives most to the commonest words, half to the next, and leaves single ones out", () => {
    expect(card.attributes[0]!.bands.map(({ label, points }) => [label, points])).toEqual([
      ["Fintech, Insurance", 38],
      ["Retail", 19],
      ["any other", 0],
    ]);
    expect(text).toContain("# of 11: Fintech 5, Insurance 3");
  });

  it("takes the middle of sizes at numbers that people say, and tools that many have", () => {
    const full = card.attributes[1]!.bands.find(({ points }) => points === 31)!;
    expect(full.test).toMatchObject({ from: 50, below: 500 });
    expect(card.attributes[2]!.bands[0]).toMatchObject({ test: { tokens: ["Salesforce", "Slack"] } });
  });

  it("is null where columns tell nothing of the kind, or are known of few", () => {
    expect(prefilled([column("mrr", "mrr", 12, { "100": 12 })], 12, 0, "c.csv")).toBeNull();
    expect(prefilled([column("industry", "Industry", 40, { Fintech: 5, Retail: 3 })], 40, 0, "c.csv")).toBeNull();
  });

  it("writes no person's address, and nothing that YAML would read otherwise", () => {
    const odd = prefilled(
      [column("industry", "Industry: main", 12, { "a, b: c #d": 6, "ann@acme.com": 4, No: 2 })],
      12,
      0,
      "c.csv",
    );
    expect(odd).not.toContain("ann@");
    expect(cardOf(odd).attributes[0]).toMatchObject({ label: "Industry: main" });
    expect(cardOf(odd).attributes[0]!.bands[0]!.test).toEqual({ kind: "words", values: ["a, b: c #d", "No"] });
  });
});

describe("companies that one would clone", () => {
  const ten = (name: string, header: string, cells: Readonly<Record<string, number>>) =>
    column(name, header, 10, cells);
  const clones = [
    ten("domain", "Website", Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`c${i}.example`, 1]))),
    ten("industry", "Industry", { Fintech: 10 }),
    ten("employees", "Size", { "51-200": 6, "201-500": 4 }),
    ten("country", "Country", { Germany: 6, Deutschland: 4 }),
    ten("ownership", "Ownership", { "Private equity": 10 }),
    ten("status", "Status", { customer: 7, churned: 3 }),
  ];
  const text = clonesText(clones, 10);

  it("tell most by what is the same for all of them", () => {
    expect(
      cardOf(text).attributes.map(({ label, bands }) => [label, bands.find(({ points }) => points > 20)?.label]),
    ).toEqual([
      ["Industry", "Fintech"],
      ["Size", "51 to 500"],
      ["Country", "Germany"],
      ["Ownership", undefined],
    ]);
    expect(text).toContain("in: [Germany] # of 10: Germany 10");
  });

  it("are said to be what it is of, with what of them is not used", () => {
    expect(text).toContain("# Not used, as most do not share it or no band goes by it: Status.");
    expect([isOfClones(text!), isPrefilled(text!), text!.includes("openicp")]).toEqual([true, false, false]);
  });

  it("have one size or three in common, and nothing where each is of another kind", () => {
    const sizes = clonesText([ten("employees", "Employees", { "200": 10 })], 10);
    expect(cardOf(sizes).attributes[0]!.bands.find(({ points }) => points === 100)!.test).toMatchObject({
      from: 200,
      below: 250,
    });
    expect(
      cardOf(clonesText([column("employees", "Staff", 3, { "120": 1, "200": 1, "450": 1 })], 3)).attributes[0]!.weight,
    ).toBe(100);
    expect(clonesText([column("industry", "Industry", 3, { Fintech: 1, Retail: 1, Energy: 1 })], 3)).toBeNull();
  });
});
