import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { plainText } from "../../../src/icp/page/phrase.ts";
import { anyDocument } from "../arbitrary.ts";
import { FIXTURES } from "../fixtures.ts";

const rich = FIXTURES.rich!;
const headline = (document: IcpDocument): string => plainText(onePage(document).verdict.headline);
const facts = (document: IcpDocument): string =>
  onePage(document)
    .sure.facts.map((fact) => plainText(fact.text))
    .join(" ");

describe("the verdict", () => {
  it("quotes the forward check first", () => {
    expect(headline(rich)).toBe(
      "Of 421 newer deals it had not seen: scored 70+, 62 of 118 won; under 40, 9 of 130 won.",
    );
    expect(onePage(rich).verdict.headline.find((piece) => piece.text === "421")?.hint).toBe(
      "Scored by the method's older card, learned on 987 older deals. AUC 0.77 (95% interval 0.72–0.81), forward, n 421",
    );
  });

  it("falls back to the cross-fit check and says so when the forward one has too few deals", () => {
    const { forward, cross_fit } = rich.validation;
    const few = { ...rich, validation: { forward: { ...forward!, verdict: "not enough data" as const }, cross_fit } };
    expect(headline(few)).toContain(
      "Of 1,412 deals, each scored by a card of the same method that had not seen it: scored 70+, 214 of 397 won",
    );
    expect(plainText(onePage(few).verdict.support[0]!)).toContain("cross-fitting");
  });

  it("says that the method was checked, on which deals, and that the score below learned from all", () => {
    expect(plainText(onePage(rich).verdict.support[0]!)).toBe(
      "The same method, learned on the 987 older deals, was checked on these 421; the other 4, between the two or not yet decided enough, were in neither. The score below learned from all 1,412. The average win rate is 32%.",
    );
    const { forward } = rich.validation;
    const whole = { ...rich, validation: { forward: { ...forward!, train: 991 }, cross_fit: null } };
    expect(plainText(onePage(whole).verdict.support[0]!)).not.toContain("neither");
    const turns = { ...rich, validation: { forward: null, cross_fit: rich.validation.cross_fit } };
    expect(plainText(onePage(turns).verdict.support[0]!)).toBe(
      "Checked by cross-fitting: deals held out in turn, each scored by the same method learned on the others. The score below learned from all 1,412. The average win rate is 32%.",
    );
  });

  it.each([
    [199, "Too few deals to tell; look again at about 200."],
    [200, "How many more deals would settle it cannot be told from these."],
  ])("of %i deals that separate nothing says what would settle it", (decided, sentence) => {
    const { none } = FIXTURES;
    const evidence = { ...none!.evidence, won: 100, lost: decided - 100 };
    const few = { ...none!, evidence, separation: { ...none!.separation, deals_needed: null } };
    expect(onePage(few).verdict.support.map(plainText)).toContain(sentence);
  });

  it("never claims without a held-out check", () => {
    const page = onePage({ ...rich, validation: { forward: null, cross_fit: null } });
    expect(plainText(page.verdict.headline)).toContain("not been checked on deals it had not seen");
    expect(page.verdict.levels).toBeNull();
  });

  it("does not invent a level that no deal reached", () => {
    const levels = rich.validation.forward!.levels.map((one) =>
      one.level === "high" ? { ...one, n: 0, won: 0, win_rate: null } : one,
    );
    const forward = { ...rich.validation.forward!, levels };
    expect(headline({ ...rich, validation: { ...rich.validation, forward } })).toContain("scored 70+, none;");
  });

  it("says provisional when weak, not tested when untested", () => {
    expect(headline(FIXTURES.weak!)).toMatch(/^Provisional\. Of 48 deals/);
    expect(onePage(FIXTURES.weak!).score?.title).toBe("The score, provisional");
    expect(plainText(onePage(FIXTURES.untested!).verdict.support[0]!)).toContain("Not tested against chance");
  });

  it("says first that nothing separates, with the average, the deals needed and what to do", () => {
    const page = onePage(FIXTURES.none!);
    expect(plainText(page.verdict.headline)).toBe(
      "This data does not tell won deals from lost ones. There is no score to use.",
    );
    const said = page.verdict.support.map(plainText).join(" ");
    expect(said).toContain("63% (62–64%, n 6,711)");
    expect(said).toContain("About 12,000 closed deals would settle it");
    expect(page.next?.steps.map(plainText).join(" ")).toContain("--about all");
    expect([page.score, page.winners, page.losers, page.breadth, page.worth]).toEqual([null, null, null, null, null]);
    expect(page.tried?.rows.map((row) => row.label)).toContain("Year established");
  });
});

describe("who wins and who does not", () => {
  it("holds only bands clear of the average, best and worst first", () => {
    const { winners, losers } = onePage(rich);
    expect(winners?.rows[0]).toMatchObject({
      attribute: "Number of employees",
      band: "200–500",
      figure: { counted: "131 of 252", value: "51%" },
    });
    expect(losers?.rows[0]).toMatchObject({ attribute: "Number of employees", band: "under 20" });
    expect(winners?.rows.every((row) => row.figure.dot?.side === "above")).toBe(true);
    expect(losers?.rows.every((row) => row.figure.dot?.side === "below")).toBe(true);
  });

  it("says which deals it counted, and of ranges only where there are any", () => {
    expect(onePage(rich).winners?.lead).toBe(
      "Clearly above the average of 32%, counted in the 1,412 deals it learned from; rates are drawn toward it, ranges allow for choosing the bands.",
    );
    const without = FIXTURES.untested!.scorecard;
    expect(onePage({ ...rich, scorecard: without }).losers?.lead).toBe(
      "Clearly below the average of 32%, counted in the 1,412 deals it learned from; rates are drawn toward it.",
    );
  });

  it.each([
    ["untested", "its groups were not tested against chance"],
    ["forced", "with no separation its groups may be chance"],
  ])("is no claim of an %s score", (name, why) => {
    const { winners, losers, verdict } = onePage(FIXTURES[name]!);
    expect([winners, losers]).toEqual([null, null]);
    expect(plainText(verdict.support.at(-1)!)).toBe(`“Who wins” and “Who does not” are left out: ${why}.`);
  });

  it("says when there is none", () => {
    expect(onePage(FIXTURES.weak!).winners).toMatchObject({
      rows: [],
      empty: "No group of deals stands clearly above the average of 46% yet.",
    });
  });
});

describe("the score", () => {
  it("shows every attribute and band of the scorecard with its points, in two halves of like height", () => {
    for (const document of Object.values(FIXTURES)) {
      const shown = (onePage(document).score?.columns ?? []).flat();
      const points = (bands: readonly { points: number }[]): number[] =>
        bands.map((one) => one.points).sort((a, b) => a - b);
      expect(shown.map((one) => [one.weight, points(one.bands)]).sort()).toEqual(
        document.scorecard.attributes.map((one) => [one.weight, points(one.bands)]).sort(),
      );
    }
    const [left, right] = onePage(rich).score!.columns.map((half) =>
      half.reduce((sum, one) => sum + one.bands.length, 0),
    );
    expect(Math.abs(left! - right!)).toBeLessThan(3);
  });

  it("leaves a rate out where there are under five deals", () => {
    const band = onePage(rich)
      .score!.columns.flat()
      .find((one) => one.label === "Business model")!
      .bands.at(-1)!;
    expect(band).toMatchObject({ label: "not known", figure: { value: "–", range: "too few", dot: null } });
  });

  it("marks what is about the deal", () => {
    const labels = (onePage(FIXTURES.dense!).score?.columns ?? []).flat().filter((one) => one.aboutDeal);
    expect(labels.map((one) => one.label)).toContain("Route To Market");
  });
});

describe("a forced score", () => {
  const page = onePage(FIXTURES.forced!);

  it("is shown as one that is not to be used, and nothing is claimed with it", () => {
    expect(plainText(page.verdict.headline)).toBe(
      "This data does not tell won deals from lost ones. The score below was forced: do not use it.",
    );
    expect(page.title.badges.map((badge) => badge.text)).toContain("score forced");
    expect(page.score?.title).toBe("The score, forced");
    expect(plainText(page.score!.lead)).toMatch(/^Not to be used\./);
    expect([page.worth, page.breadth, page.verdict.levels]).toEqual([null, null, null]);
    expect(facts(FIXTURES.forced!)).not.toContain("closed within");
  });

  it("stands with what was tried and what to do instead", () => {
    expect(page.tried?.rows).toHaveLength(6);
    expect(page.next?.steps.map(plainText).join(" ")).toContain("work every company the same");
  });
});

describe("what was tried", () => {
  it("draws chance for as many independent units as there are accounts", () => {
    const reachOf = (accounts: number): string => {
      const evidence = { ...FIXTURES.none!.evidence, accounts };
      return onePage({ ...FIXTURES.none!, evidence }).tried!.chance.label;
    };
    // 1.96 sqrt((85 + 1) / (12 x 85 x .6315 x 85 x .3685)): .128; of 6,711 deals: .0140
    expect(reachOf(85)).toBe("chance 37–63%");
    expect(reachOf(0)).toBe("chance 49–51%");
    expect(reachOf(6711)).toBe("chance 49–51%");
    expect(reachOf(9000)).toBe("chance 49–51%");
  });
});

describe("the footer", () => {
  it("counts accounts only where they are named", () => {
    expect(plainText(onePage(rich).footer)).toContain("1,187 accounts");
    expect(plainText(onePage(FIXTURES.dense!).footer)).toContain(" · accounts not named · ");
  });
});

describe("a used attribute with a caution", () => {
  it("carries it where its points are", () => {
    const cautions = onePage(FIXTURES.dense!)
      .score!.columns.flat()
      .flatMap(({ label, caution }) => (caution === null ? [] : [[label, plainText(caution)]]));
    expect(cautions).toEqual([
      [
        "Competitor Type",
        "Alone tells won from lost in 94 of 100 pairs, more than the rest together; check that it was known when the deal was created.",
      ],
    ]);
  });
});

describe("a band that does not name all its values", () => {
  const labelled = (label: string, values: string[]) => {
    const band = { ...rich.scorecard.attributes[1]!.bands[0]!, label, match: { in: values } };
    const one = { ...rich.scorecard.attributes[1]!, bands: [band] };
    return onePage({ ...rich, scorecard: { ...rich.scorecard, attributes: [one] } }).score!.columns.flat()[0]!
      .bands[0]!;
  };

  it.each([
    ["Software, Retail and 2 more", ["software", "retail", "energy", "media"], "Software, Retail, energy, media"],
    ["Referral, 2 rare values", ["referral", "web", "other"], "Referral, web, other"],
    ["3 rare values", ["a", "b", "c"], "a, b, c"],
    ["Software, Retail", ["software", "retail"], null],
  ])("%s", (label, values, full) => {
    expect(labelled(label, values)).toMatchObject({ label, full });
  });
});

describe("sentences of the document", () => {
  it("set `commands` apart, spell their dates and end with a full stop", () => {
    const page = onePage({ ...rich, notes: ["closed before 2024-07-01: give `--as-of DATE` to move it"] });
    expect(page.leftOut.notes[0]?.map((piece) => [piece.tone, piece.text])).toEqual([
      ["plain", "Closed before 1 July 2024: give "],
      ["command", "--as-of DATE"],
      ["plain", " to move it."],
    ]);
  });

  it("say what a bare date cuts", () => {
    const forward = { ...rich.validation.forward!, cut: "2025-11-12" };
    expect(facts({ ...rich, validation: { ...rich.validation, forward } })).toContain(
      "Deals created on or after 12 November 2025.",
    );
  });

  it("name a set's attribute once beside its band", () => {
    expect(onePage(rich).winners?.rows.find((row) => row.band === "has salesforce")?.attribute).toBe("Tech stack");
  });
});

describe("how broad", () => {
  it("stands against the mark, or says what to give", () => {
    expect(onePage(rich).breadth?.meter).toMatchObject({
      share: "24%",
      range: "23–25%",
      n: "9,189",
      zoneText: "20–30%",
    });
    const [sentence] = onePage(FIXTURES.dense!).breadth!.sentences;
    expect(plainText(sentence!)).toContain("--universe prospects.csv");
  });
});

describe("how sure", () => {
  it("gives ranking, chance, calibration, both checks and the deals needed", () => {
    expect(facts(rich)).toContain("77% (72–81%, n 421)");
    expect(facts(rich)).toContain("less than once in 200 tries");
    expect(facts(rich)).toContain("Off by about 3 points on average, 421 deals.");
    expect(facts(FIXTURES.weak!)).toContain("on average, 48 deals; with so few that is mostly chance.");
    expect(facts(rich)).toContain(
      "Half of the 62 high deals that won closed within 41 days, of the 9 low ones within 63.",
    );
    expect(onePage(rich).sure.checks.map((one) => one.title)).toEqual(["Newer deals", "Deals held out in turn"]);
    expect(facts(FIXTURES.weak!)).toContain("About 160 closed deals; there are 48.");
  });
});

describe("left out, and why", () => {
  it("tells every quarantined and ignored column, every excluded row, every note and warning", () => {
    for (const document of Object.values(FIXTURES)) {
      const { quarantined, cautions, groups, notes } = onePage(document).leftOut;
      const words = groups.map((group) => plainText(group.text)).join(" ");
      const having = (status: string): number => document.attributes.filter((one) => one.status === status).length;
      expect(quarantined).toHaveLength(having("quarantined"));
      expect(cautions).toHaveLength(document.attributes.filter((one) => one.warning !== null).length);
      expect(notes).toHaveLength(document.notes.length);
      for (const { reason } of document.evidence.excluded) expect(words).toContain(reason);
      expect(words.includes("names of people")).toBe(
        document.attributes.some((one) => one.reason === "names of people"),
      );
    }
  });
});

describe("any document", () => {
  it("makes a page whose every place lies on its axis", () => {
    fc.assert(
      fc.property(anyDocument(), (document) => {
        const places: unknown[] = [];
        JSON.stringify(onePage(document), (name, value) => {
          if (["at", "low", "high", "base", "y", "bar"].includes(name) && typeof value === "number") places.push(value);
          if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
          return value;
        });
        for (const place of places) expect(place).toSatisfy((one: number) => one >= 0 && one <= 1);
      }),
      { numRuns: 150 },
    );
  });
});
