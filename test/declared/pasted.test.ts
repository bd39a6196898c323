import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { declaredAnswers } from "../../src/declared/answers.ts";
import { readPasted } from "../../src/declared/pasted/read.ts";

const lines = (...all: readonly string[]): string => all.join("\n");

const BULLETS = lines(
  "**Our ICP (Q3 2026)**",
  "",
  "- Industry: B2B SaaS, fintech, insurtech (no crypto)",
  "- Company size: 50–500 FTE (sweet spot ~200)",
  "- ARR: $5M - $50M",
  "- Geography: US, UK & DACH",
  "- Tech stack: Salesforce or HubSpot, Snowflake nice to have",
  "- Buying triggers: new CFO, Series B, audit findings",
  "- Decision maker: CFO / VP Finance",
  "- Champion: Head of FP&A",
  "- Pain: month-end close takes 10+ days, numbers live in spreadsheets",
  "",
  "Bad fit:",
  "- Agencies and consultancies",
  "- < 20 employees",
  "- Government",
);
const PROSE =
  "We sell to mid-sized manufacturing and logistics companies in Germany and Austria with 200 to 2,000 employees that run SAP. " +
  "The CFO signs, while the Head of Supply Chain is usually our champion. They come to us when a supplier fails. " +
  "We don't sell to public sector customers. Deals take around 90 days.";
const MAIL = lines(
  "Hi Tom,",
  "here is what I think:",
  "> Ideal: e-commerce brands doing 10-100 million in revenue, 30-250 employees, Shopify Plus or Magento.",
  "> Region: UK, Ireland, Nordics",
  "Please no marketplaces and no dropshippers, they churn within 3 months.",
  "Who we talk to: Head of E-Commerce, CMO.",
  "Best, Anna",
);
const GERMAN = lines(
  "Zielkunde (Stand Herbst 2026)",
  "Branche: Maschinenbau, Medizintechnik",
  "Unternehmensgröße: 100 bis 1.000 Mitarbeiter",
  "Systeme: SAP S/4HANA, Salesforce",
  "Entscheider: Geschäftsführer, Leiter Vertrieb",
  "Auslöser: neuer Vertriebsleiter; Übernahme",
  "Nicht passend:",
  "• Handwerksbetriebe",
  "• unter 50 Mitarbeiter",
  "",
  "Umsatz 20-200 Mio. €",
);
const TABLE = lines(
  "Criteria\tIdeal (Tier 1)\tOK (Tier 2)\tAvoid",
  "Industry\tHealthcare, Life Sciences\tInsurance\tGambling",
  "Employees\t250-2,500\t100-250\t<50",
  "Geography\tUS, Canada\tUK\tChina",
  "Tech stack\tEpic, Workday\t\tOracle",
  "Persona\tCIO, VP IT",
);
const EMPTY = {
  near: [],
  feels: [],
  champions: [],
  triggers: [],
  red_flags: [],
  not_industries: [],
  not_countries: [],
};

describe("an ICP as somebody had it", () => {
  it("is read from bullets with labels and a list of whom to leave alone", () => {
    const { answers, left } = readPasted(BULLETS);
    expect(answers).toEqual({
      ...{ ...EMPTY, industries: ["B2B SaaS", "fintech", "insurtech"], from: 50, to: 500, floor: 20 },
      ...{ countries: ["US", "UK", "DACH"], tools: ["Salesforce", "HubSpot"], buyers: ["CFO", "VP Finance"] },
      ...{ champions: ["Head of FP&A"], triggers: ["new CFO", "Series B", "audit findings"] },
      ...{ not_industries: ["Government"], not: ["Agencies and consultancies"] },
      problem: "month-end close takes 10+ days, numbers live in spreadsheets",
    });
    expect(left).toEqual([
      { line: "Our ICP (Q3 2026)", why: null },
      { line: "(no crypto)", why: null },
      { line: "ARR: $5M - $50M", why: "none of the questions asks for it" },
      { line: "Snowflake nice to have", why: null },
    ]);
  });

  it("is read from sentences, as far as they say it for certain", () => {
    const { answers, left } = readPasted(PROSE);
    expect(answers).toEqual({
      ...{
        ...EMPTY,
        industries: ["manufacturing", "logistics"],
        countries: ["Germany", "Austria"],
        from: 200,
        to: 2000,
      },
      ...{ tools: ["SAP"], buyers: ["CFO"], champions: ["Head of Supply Chain"], floor: null, problem: "" },
      not: ["We don't sell to public sector customers."],
    });
    expect(left.map(({ line }) => line)).toEqual([
      "They come to us when a supplier fails.",
      "Deals take around 90 days.",
    ]);
  });

  it("is read from an e-mail: money is no headcount, and titles that nobody says the part of are left", () => {
    const { answers, left } = readPasted(MAIL);
    expect(answers).toMatchObject({
      ...{
        industries: ["e-commerce"],
        from: 30,
        to: 250,
        countries: ["UK", "Ireland", "Nordics"],
        buyers: [],
        tools: [],
      },
      not: ["Please no marketplaces and no dropshippers, they churn within 3 months."],
    });
    expect(left.map(({ line }) => line)).toEqual([
      ...[
        "Hi Tom,",
        "here is what I think:",
        "Shopify Plus or Magento.",
        "Who we talk to: Head of E-Commerce, CMO.",
        "Best, Anna",
      ],
    ]);
  });

  it("is read in German, with a point in its thousands", () => {
    expect(readPasted(GERMAN).answers).toMatchObject({
      ...{ industries: ["Maschinenbau", "Medizintechnik"], from: 100, to: 1000, tools: ["SAP S/4HANA", "Salesforce"] },
      ...{ buyers: ["Geschäftsführer", "Leiter Vertrieb"], triggers: ["neuer Vertriebsleiter", "Übernahme"] },
      ...{ floor: 50, not: ["Handwerksbetriebe"] },
    });
    expect(readPasted(GERMAN).left.map(({ line }) => line)).toEqual([
      "Zielkunde (Stand Herbst 2026)",
      "Umsatz 20-200 Mio. €",
    ]);
  });

  it("is read from a table of a slide, each column by what stands over it, empty cells too", () => {
    const { answers, left } = readPasted(TABLE);
    expect(answers).toMatchObject({
      ...{ industries: ["Healthcare", "Life Sciences"], near: ["Insurance"], not_industries: ["Gambling"] },
      ...{ from: 250, to: 2500, floor: 50, countries: ["US", "Canada"], not_countries: ["China"] },
      ...{ tools: ["Epic", "Workday"], red_flags: ["Oracle"] },
    });
    expect(left.map(({ line }) => line)).toEqual(["Employees: 100-250", "Geography: UK", "Persona: CIO, VP IT"]);
    const piped = readPasted(
      TABLE.split("\n")
        .map((line) => `| ${line.replaceAll("\t", " | ")} |`)
        .join("\n"),
    );
    expect(piped.answers).toEqual(answers);
  });

  it("ends what a heading is about with its list, its paragraph or the next sentence", () => {
    const said = [
      "Industries",
      "Banking",
      "Insurance",
      "",
      "Who not:",
      "Startups.",
      "We target companies in the US that run SAP.",
    ];
    expect(readPasted(lines(...said)).answers).toMatchObject({
      ...{ industries: ["Banking", "Insurance"], not: ["Startups."], countries: ["US"], tools: ["SAP"] },
    });
    const notes = readPasted(
      lines("Notes\tno budget", "Industry\tFintech", "", "Regions:", "", "Size: 50+, enterprise later"),
    ).answers;
    expect(readPasted("Size: 50+, enterprise later").left).toEqual([{ line: "enterprise later", why: null }]);
    expect(notes).toMatchObject({ industries: ["Fintech"], not_industries: [], from: 50, to: null });
  });

  it("never says what was not said, and loses no line (property)", () => {
    const some = fc.constantFrom(...[BULLETS, PROSE, MAIL, GERMAN, TABLE].flatMap((text) => text.split(/\n|(?<=\.) /)));
    const anything = fc.oneof({ weight: 4, arbitrary: some }, { weight: 1, arbitrary: fc.string({ maxLength: 60 }) });
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 12 }), (all) => {
        const text = all.join("\n");
        const { answers, taken, left } = readPasted(text);
        declaredAnswers.parse(answers);
        for (const value of Object.values(answers).flat()) {
          if (typeof value === "string") expect(text.replace(/\*\*|__/g, "")).toContain(value.split(" ")[0]);
          // A size ends before the number that it is said to be below.
          else if (value !== null)
            expect(text.replace(/(?<=\d)[., '](?=\d{3})/g, "")).toMatch(new RegExp(`${value}|${value + 1}`));
        }
        const told = [...taken, ...left].map(({ line }) => line).join("\n");
        for (const line of text.split("\n").filter((one) => /^[A-Z][a-z]+ [a-z]+ [^:\t|]*\.$/.test(one)))
          expect(told).toContain(line);
      }),
      { numRuns: 150 },
    );
  });
});
