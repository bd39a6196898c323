import { describe, expect, it } from "vitest";
import { narrativeWords } from "../../src/engine/workspace/narrative-words.ts";
import { claimsOf } from "../../src/icp/claims.ts";
import type { Condition, IcpDocument } from "../../src/icp/document.ts";
import { narrativeContradictions } from "../../src/icp/narrative.ts";
import { type CardSpec, documentOf, missing } from "../compile/documents.ts";
import { learnedRule } from "../generators/disqualifier.ts";

const text = { kind: "text", missing } as const;
const card = (name: string, weight: number): CardSpec => ({
  name,
  rule: text,
  weight,
  bands: [
    [{ in: ["fintech", "insurance"] }, weight],
    [{ in: ["public sector"] }, 0],
    [{ missing: true }, Math.round(weight / 2)],
  ],
});

/** Industry, of which the public sector is won seldom, and as many lighter attributes as wanted. */
function documentWith(more: number): IcpDocument {
  const plain = documentOf({
    cards: [card("industry", 40), ...Array.from({ length: more }, (_, i) => card(`other_${i}`, 10 - i))],
    segments: [
      {
        name: "Fintech, 200+ employees",
        rules: [{ attribute: "industry", is: { in: ["fintech"] }, label: "Fintech" }],
      },
    ],
  });
  return {
    ...plain,
    evidence: { ...plain.evidence, base_rate: 0.3 },
    scorecard: {
      ...plain.scorecard,
      attributes: plain.scorecard.attributes.map((one) => ({
        ...one,
        bands: one.bands.map((band) =>
          band.points > 0
            ? band
            : {
                ...band,
                label: "Public sector",
                n: 80,
                won: 6,
                rate: 0.1,
                rate_interval: [0.05, 0.18] as [number, number],
              },
        ),
      })),
    },
  };
}

describe("claimsOf", () => {
  it("gives the score, the five heaviest attributes and every kind, each with an id that stays", () => {
    const claims = claimsOf(documentWith(6));
    expect(claims.map(({ id }) => id)).toEqual([
      "score",
      "attribute:industry",
      "attribute:other_0",
      "attribute:other_1",
      "attribute:other_2",
      "attribute:other_3",
      "segment:Fintech, 200+ employees",
    ]);
    expect(claims[1]!.sentence).toBe(
      'Industry counts for 40 of 100 points, most for {"in":["fintech","insurance"]} (40 points, 3 of 9 won), least for Public sector (0 points, 6 of 80 won).',
    );
    expect(claims.at(-1)!.sentence).toBe(
      "The first kind of best customer: Fintech, 200+ employees (3 of 9 deals won).",
    );
  });

  it("tells a rule that is only suggested from one that holds", () => {
    const rule = (status: "suggested" | "confirmed") =>
      learnedRule([{ attribute: "industry", is: { in: ["care"] } }], { id: status, status, who: "Companies in care" });
    const claims = claimsOf(documentOf({ cards: [], disqualifiers: [rule("suggested"), rule("confirmed")] }));
    expect(claims.map(({ sentence }) => sentence)).toEqual([
      "We should not sell to companies in care.",
      "We do not sell to companies in care.",
    ]);
  });

  it("has nothing to claim for a document without a scorecard", () => {
    expect(claimsOf(documentOf({ cards: [] }))).toEqual([]);
  });
});

describe("narrativeContradictions", () => {
  const said = (words: string): readonly string[] =>
    narrativeContradictions(documentWith(0), words).map(({ sentence }) => sentence);

  it("tells a kind that the words name and the deals speak against", () => {
    expect(said("We help fintech, and the Public-Sector, to pass audits.")).toEqual([
      "The narrative names public sector; in the scorecard Industry Public sector earns 0 of 40 points: 6 of 80 deals won, against 30% of all.",
    ]);
  });

  it("passes over what is denied, what is part of another word, and what wins", () => {
    expect(said("We do not sell to the public sector. Fintech and insurance need us.")).toEqual([]);
    expect(said("Republic sectors are dear to us.")).toEqual([]);
    expect(said("")).toEqual([]);
  });

  const bandOf = (match: Condition, points: number, won: number, n: number) => ({
    ...{ label: JSON.stringify(match), match, points, n, won, rate: won / n, universe_share: null },
    rate_interval: [won / n - 0.05, won / n + 0.05] as [number, number],
  });
  const cards = [
    ["country", [bandOf({ in: ["germany", "austria"] }, 0, 3, 60), bandOf({ in: ["france"] }, 30, 30, 50)]],
    ["employees", [bandOf({ from: null, below: 50 }, 0, 4, 70), bandOf({ from: 200, below: null }, 40, 60, 90)]],
    ["industry", [bandOf({ in: ["banking"] }, 30, 25, 40), bandOf({ in: ["education"] }, 5, 2, 40)]],
  ] as const;
  const whole = documentOf({ cards: [] });
  const document: IcpDocument = {
    ...whole,
    scorecard: {
      ...whole.scorecard,
      attributes: cards.map(([attribute, bands]) => ({
        ...{ attribute, weight: attribute === "employees" ? 40 : 30, weight_range: null, inclusion: null },
        bands: [...bands],
      })),
    },
    disqualifiers: [
      learnedRule([{ attribute: "industry", is: { in: ["government"] } }], {
        status: "confirmed",
        who: "Public bodies",
      }),
      learnedRule([{ attribute: "industry", is: { in: ["retail"] } }], { id: "other", who: "Shops" }),
    ],
  };
  const told = (words: string): readonly string[] =>
    narrativeContradictions(document, words, narrativeWords).map(
      ({ kind, attribute, named }) => `${kind} ${attribute}: ${named}`,
    );

  it("knows places and industries by what people call them, and sizes by their numbers and names", () => {
    expect(told("We help German companies.")).toEqual(["named country: german"]);
    expect(told("DACH is our home. French firms too.")).toEqual(["named country: dach"]);
    expect(told("Our buyers are schools and universities.")).toEqual(["named industry: schools"]);
    expect(told("They have 10 to 40 employees.")).toEqual(["named employees: 10 to 40 employees"]);
    expect(told("Companies under 50 people buy, and small businesses.")).toEqual(["named employees: under 50 people"]);
    expect(told("A small business needs us.")).toEqual(["named employees: small business (under 100 employees)"]);
    expect(told("Between 30 and 300 employees, or 200+ people, or enterprises.")).toEqual([]);
  });

  it("tells what is plainly denied and wins, and what a confirmed disqualifier leaves out", () => {
    expect(told("We do not sell to banks, but to shops.")).toEqual(["denied industry: banks"]);
    expect(told("We never target companies with over 500 employees.")).toEqual([
      "denied employees: over 500 employees",
    ]);
    expect(told("We do not sell to schools but to banks. It is not us who decide.")).toEqual([]);
    expect(told("Government needs us. Retail does.")).toEqual(["disqualified industry: government"]);
    const [first] = narrativeContradictions(document, "We avoid banks.", narrativeWords);
    expect(first!.sentence).toContain("says no to banks");
    expect(first!.sentence).toContain("earns 30 of 30 points: 25 of 40 deals won, against 30% of all.");
  });
});
