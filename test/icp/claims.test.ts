import { describe, expect, it } from "vitest";
import { claimsOf } from "../../src/icp/claims.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
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
});
