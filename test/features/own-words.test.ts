import { describe, expect, it } from "vitest";
import { decideKind } from "../../src/features/kinds.ts";
import { type OwnValue, ownWords, withMeanings } from "../../src/features/own-words.ts";
import { aliasTable } from "../../src/normalise/aliases.ts";
import { foldText } from "../../src/normalise/fold.ts";
import { normaliser } from "../../src/normalise/normalise.ts";
import { squashText } from "../../src/normalise/squash.ts";
import { countries } from "../../src/vocabulary/countries.ts";
import { industries } from "../../src/vocabulary/industries.ts";
import { cycle, dictionaryOf } from "../generators/dictionary.ts";

const own = (label: string, count = 50): OwnValue => ({ label, folded: foldText(label), count });

/** What a foreign word becomes in a column of these values. */
function reader(values: readonly OwnValue[]): (text: string) => string {
  const table = aliasTable(ownWords(industries, values, "Industry")!.aliases);
  return (text) => table.get(squashText(foldText(text))) ?? foldText(text);
}

describe("ownWords", () => {
  const read = reader([own("Technology"), own("Banking"), own("Finance"), own("Software", 40), own("Shoe trees", 3)]);

  it.each([
    ["another spelling", "COMPUTER_SOFTWARE", "software"],
    ["a part of it", "Computer & Network Security", "software"],
    ["the nearest that the build has", "Semiconductors", "technology"],
    ["up, not sideways", "Insurance", "finance"],
    ["the value itself", "banking", "banking"],
    ["what is its own thing stays", "Shoe trees", "shoe trees"],
    ["what the build has no word for", "Hospital & Health Care", "hospital & health care"],
    ["never down", "Professional Services", "professional services"],
  ])("%s: %s", (_, text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it("reads the build's own spellings of the same as its commonest, and says so", () => {
    const values = [own("Non-profit", 60), own("Retail", 50), own("NGO", 9), own("Not For Profit", 4)];
    const { notes } = ownWords(industries, values, "Industry")!;
    expect(notes).toEqual([
      'Industry: spellings of the same are read as one: "NGO", "Not For Profit" as "Non-profit".',
    ]);
    expect(["NGO", "charity", "Non-profit"].map(reader(values))).toEqual(["non-profit", "non-profit", "non-profit"]);
  });

  it("is null where the values speak another language", () => {
    expect(ownWords(industries, [own("Alpha"), own("Beta"), own("Retail", 99)], "Sector")).toBeNull();
    expect(ownWords(industries, [own("Alpha"), own("Beta"), own("Retail", 100)], "Sector")).not.toBeNull();
  });

  it("names only values of the build, in the same order every time", () => {
    const values = [own("Germany"), own("USA"), own("EMEA", 10)];
    const words = ownWords(countries, values, "Country")!;
    expect(Object.keys(words.aliases)).toEqual(["emea", "germany", "usa"]);
    expect(words.aliases.germany!.split(" ")).toEqual(words.aliases.germany!.split(" ").toSorted());
    expect(ownWords(countries, values.toReversed(), "Country")!.aliases).toEqual(words.aliases);
    const table = aliasTable(words.aliases);
    expect([table.get("deutschland"), table.get("us"), table.get("frankreich"), table.get("japan")]).toEqual([
      "germany",
      "usa",
      "emea",
      undefined,
    ]);
  });

  it("rolls up what is too rare to learn from", () => {
    const leaves = [...industries.things.values()].filter(({ within }) => within.length > 0);
    const values = leaves.map(({ label }) => own(label, 1));
    const words = ownWords(industries, values, "Industry")!;
    expect(words.notes[0]).toMatch(
      /^Industry: \d+ different values are too many or too rare.*rolled up to \d+ broader industries\.$/,
    );
    const table = aliasTable(words.aliases);
    expect(table.get("fintech")).toBe("financial services");
    expect(table.get("computersoftware")).toBe("technology");
    expect(words.labels.get("technology")).toBe("Technology");
  });
});

describe("withMeanings", () => {
  it("goes before the vocabulary, and what meant a renamed value follows it", () => {
    const words = ownWords(industries, [own("Software"), own("Retail"), own("Fintech")], "Industry");
    const { aliases } = withMeanings(
      words,
      new Map([
        ["spacetourism", "Retail"],
        ["software", "Fintech"],
      ]),
    );
    const table = aliasTable(aliases);
    expect(["spacetourism", "software", "computersoftware", "saas"].map((key) => table.get(key))).toEqual([
      "retail",
      "fintech",
      "fintech",
      "fintech",
    ]);
  });
});

describe("decideKind with a vocabulary", () => {
  const decide = (name: string, cells: readonly string[]) => {
    const decision = decideKind(name, dictionaryOf(cells));
    if (decision.kind === null) throw new Error(decision.reason);
    return decision;
  };

  it("reads a foreign cell as the build's own value", () => {
    const { rule, kind } = decide("industry", cycle(["Software", "Banking", "Retail"], 60));
    const read = normaliser(rule);
    expect(kind).toBe("category");
    expect(["Computer Software", "COMPUTER_SOFTWARE", " banks", "Unknown", "Moon"].map(read)).toEqual([
      "software",
      "software",
      "banking",
      null,
      "moon",
    ]);
  });

  it("keeps a scale, which knows more spellings now", () => {
    const { rule, kind } = decide("funding_stage", cycle(["Seed", "Series A", "Series B"], 60));
    expect(kind).toBe("ordinal");
    expect(["Series A - II", "seed round", "Series B"].map(normaliser(rule))).toEqual([2, 1, 3]);
  });

  it("rolls up what was too many to learn from", () => {
    const labels = [...industries.spellings.keys()].filter((key) => /^[a-z]{6,}$/.test(key)).slice(0, 700);
    const { rule } = decide("industry", cycle(labels, 1400));
    expect(new Set(labels.map(normaliser(rule))).size).toBeLessThan(500);
  });

  it("reads NAICS codes as industries, not as numbers", () => {
    const { kind, rule } = decide("industry", cycle(["541511", "524126", "445110"], 60));
    expect(kind).toBe("category");
    expect(normaliser(rule)("Computer programming services of NAICS 541511")).not.toBeNull();
    expect(normaliser(rule)("IT consulting")).toBe("541511");
  });
});
