import { describe, expect, it } from "vitest";
import type { Contrast } from "../../../src/icp/buyers.ts";
import type { IcpDocument } from "../../../src/icp/document.ts";
import { renderHtml } from "../../../src/icp/page/html/render-html.ts";
import type { Inside } from "../../../src/icp/page/inside.ts";
import { onePage } from "../../../src/icp/page/one-page.ts";
import { plainText } from "../../../src/icp/page/phrase.ts";
import { inside, parts } from "../fixtures/inside.ts";
import { none } from "../fixtures/none.ts";
import { rich } from "../fixtures/rich.ts";
import { poisoned } from "../poison.ts";

const part = (document: IcpDocument): Inside => onePage(document).inside!;
const told = (document: IcpDocument): Record<string, string> =>
  Object.fromEntries(part(document).facts.map(({ name, text }) => [name, plainText(text)]));
const untold = <One extends Contrast>(rows: readonly One[]): One[] => rows.map((row) => ({ ...row, finding: false }));
const { buyers, triggers, intent_topics, pain_points } = parts;

describe("who buys inside, on the page", () => {
  it("tells what passes its test with shares, times and limits; of what is more common at lost deals the shares", () => {
    const said = told(inside);
    expect(said["More at won"]).toContain("Legal and compliance, director (24% of won, 7% of lost; 3.5×, 2.4–5.2×)");
    expect(said["More at lost"]).toBe(
      "General management, owner (<1% of won, 16% of lost); IT, manager (15% of won, 25% of lost).",
    );
    expect(said["More at won"]).not.toContain("Security");
    expect(said["Before the deal"]).not.toContain("job posting");
    expect(said["They read about"]).toContain("More at lost: free checklist");
    expect(said["Lost deals' notes"]).toBe("data residency (1 won, 14 lost).");
    expect(said["Of losses they say"]).toBe("budget frozen (31 deals, 29 companies).");
  });

  it("counts the parts and says that nothing is learned from them", () => {
    expect(told(inside)["Their parts"]).toBe(
      "buyer mostly Legal and compliance, C-level (111 of 305 won deals with one); champion mostly Legal and compliance, director (117 of 371 won deals with one). Sellers name them as a deal goes on: counted only.",
    );
  });

  it("keeps the counts of what is not told in the tables", () => {
    const rows = part(inside).tables[0]!.rows;
    expect(rows.find(({ label }) => label === "Security, manager")).toMatchObject({
      won: "4",
      lost: "5",
      times: "–",
      range: "too few",
      finding: false,
    });
    expect(rows.find(({ label }) => label === "General management, owner")!.times).toBe("<0.1×");
  });

  it("says so where nothing passes, and claims nothing of the size", () => {
    const quiet: IcpDocument = {
      ...none,
      buyers: { ...buyers!, titles: untold(buyers!.titles), sizes: untold(buyers!.sizes) },
      triggers: { ...triggers!, rows: untold(triggers!.rows) },
      intent_topics: { ...intent_topics!, rows: untold(intent_topics!.rows) },
      pain_points: { ...pain_points!, rows: untold(pain_points!.rows), losses: null },
    };
    const said = told(quiet);
    expect(said.People).toBe(
      "No title is clearly more common at won or at lost deals (453 and 963 of them, 66 comparisons).",
    );
    expect(said["How many"]).toContain("that may be chance");
    expect(said["Before the deal"]).toContain("Nothing is clearly more common in the 90 days before");
    expect(said["Their words"]).toContain("No word or pair of words is clearly more common");
  });

  it("says how many it takes where there are few, and that dates are missing where they are", () => {
    const few = { won: 12, lost: 9 };
    const said = told({
      ...none,
      buyers: { ...buyers!, ...few },
      triggers: { ...triggers!, ...few },
      pain_points: { ...pain_points!, ...few },
    });
    expect(said.People).toBe(
      "Contacts with a title were there before 12 won and 9 lost deals: too few to say; it takes 20 of each.",
    );
    expect(said["Before the deal"]).toContain("too few to say; it takes 20 of each");
    expect(said["Their words"]).toContain("too few to say; it takes 20 of each");
    const today = { ...none, buyers: { ...buyers!, as_of: "today" as const } };
    expect(told(today).People).toBe("Counted, not compared: most contacts have no creation date.");
    expect(part(today).lead).toContain("as they stand today");
  });

  it("has a name of its own without contacts, and is not there without any of them", () => {
    expect(part({ ...none, pain_points: pain_points! }).title).toBe("What they do and say");
    expect(onePage(rich).inside).toBeNull();
    expect(renderHtml(onePage(rich))).not.toContain('id="inside"');
  });

  it("tells each kind its own, behind its rule", () => {
    const [first, second] = onePage(inside).kinds!.kinds;
    expect(first!.inside.map(plainText)).toEqual([
      expect.stringContaining("Inside: buyer mostly Legal and compliance, C-level"),
      expect.stringContaining("Known more often at won deals: Legal and compliance, director"),
      expect.stringContaining("Before won deals more often: demo request"),
      "Their notes speak of: missed inspection (13 of 89, elsewhere 4 of 578).",
    ]);
    expect(second!.inside).toEqual([]);
  });

  it("sets no markup of a file", () => {
    expect(renderHtml(onePage(poisoned(inside)))).not.toMatch(/<script|<img/);
  });
});
