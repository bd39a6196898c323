import { describe, expect, it } from "vitest";
import type { Deals } from "../../src/buyers/presence.ts";
import { commonest } from "../../src/buyers/words/commonest.ts";
import { painPoints } from "../../src/buyers/words/pain-points.ts";
import { languageOf } from "../../src/buyers/words/stop-words.ts";
import { phrasesOf, tokensOf } from "../../src/buyers/words/tokens.ts";
import { type Note, presenceOf, vocabularyOf } from "../../src/buyers/words/vocabulary.ts";

const words = (text: string): string[] => tokensOf(text).map(({ word }) => word);
const phrases = (text: string): string[] => [...phrasesOf(tokensOf(text))].sort();
const notes = (texts: readonly string[]): Note[] => texts.map((text, deal) => ({ deal, tokens: tokensOf(text) }));
const apart = (n: number, won: (i: number) => boolean = () => false): Deals => ({
  y: Uint8Array.from({ length: n }, (_, i) => (won(i) ? 1 : 0)),
  account: Int32Array.from({ length: n }, (_, i) => i),
});
const told = (texts: readonly string[], names: readonly string[] = []): readonly string[] => {
  const all = notes(texts);
  return presenceOf(vocabularyOf(all, apart(texts.length)), all, new Set(names)).labels;
};

describe("the words of a note", () => {
  it("are those that say something, in every language", () => {
    expect(words("They are worried about the data residency of their backups.")).toEqual([
      "worried",
      "data",
      "residency",
      "backups",
    ]);
    expect(words("Sie haben keine Zeit für die Einführung.")).toEqual(["zeit", "einführung"]);
    expect(words("Ils n'ont pas de budget pour la sécurité")).toEqual(["n'ont", "budget", "sécurité"]);
    expect(languageOf("wir haben das nicht".split(" "))).toBe("de");
    expect(languageOf(["budget"])).toBeNull();
  });

  it("hold no addresses, numbers or full names, and no pair reaches over what was taken out", () => {
    const text =
      "Spoke to Laura Fonettano, laura.f@firma.example, +44 1632 960123: see https://firma.example/a?b, ISO 27001 renewal, order A-1234, budget 40k";
    expect(words(text)).toEqual(["spoke", "iso", "renewal", "order", "budget"]);
    expect(phrases("audit 2026 trail")).toEqual(["audit", "trail"]);
    expect(phrases("audit trail")).toEqual(["audit", "audit trail", "trail"]);
    expect(phrases("audit, trail. Next")).toEqual(["audit", "trail"]);
    expect(phrases("audit of the trail")).toEqual(["audit", "trail"]);
  });

  it("take no markup, and read long notes to an end", () => {
    expect(words("<p>slow <b>reporting</b></p>")).toEqual(["slow", "reporting"]);
    expect(tokensOf("price ".repeat(5000)).length).toBeLessThan(1000);
  });
});

describe("the vocabulary", () => {
  const six = (text: (i: number) => string): string[] => Array.from({ length: 6 }, (_, i) => text(i));

  it("begins at five accounts", () => {
    expect(told([...six(() => "data residency"), "rare words", "rare words"])).toEqual([
      "data",
      "data residency",
      "residency",
    ]);
    const all = notes(six(() => "data residency"));
    const one = { ...apart(6), account: new Int32Array(6) };
    expect(vocabularyOf(all, one).phrases).toEqual([]);
  });

  it("has no names: given ones, those written with a capital, those in the files", () => {
    expect(told(six(() => "we asked chloe about pricing"))).toEqual(["pricing"]);
    expect(told(six(() => "They compare us with Globex on pricing"))).not.toContain("globex");
    expect(
      told(
        six(() => "they compare us with globex on pricing"),
        ["globex"],
      ),
    ).not.toContain("globex");
    expect(
      told(
        six(() => "Sie nutzen Musterwerk und die Wartung"),
        ["musterwerk"],
      ),
    ).toEqual(["nutzen", "wartung"]);
  });

  it("keeps words that are also names when they are mostly written small, and German nouns", () => {
    expect(
      told(
        six(() => "The price is high"),
        ["price"],
      ),
    ).toContain("price");
    expect(told(six(() => "Sie wollen die Wartung nicht mehr mit Papier planen"))).toContain("wartung");
    expect(told(six(() => "They need an audit for SOC reports"))).toContain("SOC");
  });
});

describe("pain points", () => {
  const LOST = ["data residency is open", "no data residency in the region"];
  const WON = ["paper checklists", "wants fewer tools"];
  const texts = Array.from({ length: 120 }, (_, i) =>
    i % 3 === 0 ? WON[i % 2]! : i % 5 < 3 ? LOST[i % 2]! : "wants fewer tools",
  );
  const deals = apart(120, (i) => i % 3 === 0);
  const all = notes(texts);
  const presence = presenceOf(vocabularyOf(all, deals), all, new Set());
  const noted = Int32Array.from(all, ({ deal }) => deal);

  it("are phrases that one side uses more, with counts of deals and accounts, and no word that its pair has said", () => {
    const { rows, won, lost } = painPoints(presence, deals, noted);
    expect([won, lost]).toEqual([40, 80]);
    const residency = rows.find(({ label }) => label === "data residency")!;
    expect(residency).toMatchObject({ won: 0, accounts: residency.lost, finding: true });
    expect(residency.z).toBeLessThan(-2);
    expect(rows.map(({ label }) => label)).not.toContain("residency");
    expect(rows.find(({ label }) => label === "paper checklists")!).toMatchObject({ lost: 0, finding: true });
  });

  it("of one account are none, however often it writes them", () => {
    const one = { ...deals, account: Int32Array.from({ length: 120 }, (_, i) => (i % 3 === 0 ? i : 200)) };
    const { rows } = painPoints(presence, one, noted);
    expect(rows.find(({ label }) => label === "data residency")).toBeUndefined();
  });

  it("of losses alone are counted, pairs before the words in them", () => {
    const lost = Int32Array.from(noted.filter((row) => deals.y[row] === 0));
    const rows = presence.rows.map((row) => row.filter((at) => lost.includes(at)));
    const counted = commonest({ ...presence, rows }, deals, 3);
    expect(counted[0]!.label).toBe("data residency");
    expect(counted.map(({ label }) => label)).not.toContain("residency");
  });
});
