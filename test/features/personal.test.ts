import { describe, expect, test } from "vitest";
import { assembleFeatures } from "../../src/features/assemble.ts";
import { decideKind } from "../../src/features/kinds.ts";
import { readsLikePerson } from "../../src/normalise/person-names.ts";
import { cycle, dictionaryOf, readerOf } from "../generators/dictionary.ts";

const column = (name: string) => ({ name, header: name, about: "opportunity" }) as const;

async function assembled(table: Readonly<Record<string, (string | null)[]>>) {
  return assembleFeatures(Object.keys(table).map(column), readerOf(table), () => undefined);
}

describe("personal values among those of a column", () => {
  test("a category keeps its other values; e-mails and phone numbers count as not known and are printed nowhere", async () => {
    const channels = ["web", "event", "zoe@mail.example", "+49 170 9876543", "call Tom 415-555-0132", "partner"];
    const table = { channel: cycle(channels, 120) };
    const found = await assembled(table);
    const [feature] = found.features;
    expect(feature!.coded.bins.map(({ label }) => label)).toEqual(["not known", "event", "partner", "web"]);
    expect(feature!.filled).toBe(0.5);
    const codes = table.channel.map((text, i) => [text, feature!.coded.codes[i] === 0] as const);
    expect(codes.every(([text, missing]) => missing === /\d|@/.test(text!))).toBe(true);
    expect(JSON.stringify(found)).not.toMatch(/zoe|9876543|0132/);
    expect(found.notes).toEqual([
      "channel: 60 cells hold e-mail addresses or phone numbers, which are not learned from.",
    ]);
  });

  test("a lead source is not learned from where it names people; elsewhere names stay, for they may be companies'", async () => {
    const sources = ["Webinar", "Paid Search", "Referral - Anna Weber", "Referral: John Smith"];
    const table = {
      lead_source: cycle(sources, 120),
      competitor: cycle(["Anna Weber", "Acme", "Globex", "None"], 120),
    };
    const found = await assembled(table);
    const [source, competitor] = found.features;
    expect(source!.coded.bins.map(({ label }) => label)).toEqual(["not known", "Paid Search", "Webinar"]);
    expect(competitor!.coded.bins.map(({ label }) => label)).toContain("Anna Weber");
    expect(JSON.stringify(source)).not.toMatch(/Anna|Smith/);
    expect(found.notes).toEqual([
      "lead source: 60 cells hold people's names, e-mail addresses or phone numbers, which are not learned from.",
    ]);
  });

  test("a set loses only such tokens", async () => {
    const found = await assembled({
      tools: cycle(["SAP; zoe@mail.example", "SAP|Excel", "Excel; +1 212 555 0188"], 120),
    });
    expect(found.features.map(({ label }) => label)).toEqual(["tools: Excel", "tools: SAP", "tools: SAP|Excel"]);
    expect(JSON.stringify(found)).not.toMatch(/zoe|0188/);
  });

  test("the only value of a column is masked in the reason", async () => {
    const found = await assembled({ sent_by: cycle(["mail to zoe@mail.example"], 60) });
    expect(found.ignored[0]!.reason).toBe("the same everywhere (mail to [e-mail])");
  });

  test("amounts and ranges stay numbers", async () => {
    const found = await assembled({
      revenue: cycle(["200 - 500", "250", "1.200.300", "3100", "$2,300", "+49 170 9876543"], 100),
    });
    expect(found.features[0]!.kind).toBe("number");
    expect(found.notes).toEqual([]);
  });
});

describe("names of people", () => {
  test.each([
    "anna schmidt",
    "jean-luc picard",
    "schmidt, anna",
    "ursula von der leyen",
    "dr. peter müller",
    "john f. kennedy",
    "maría garcía lópez",
  ])("%s is one", (text) => expect(readsLikePerson(text)).toBe(true));
  test.each([
    "north america",
    "financial services",
    "united kingdom",
    "real estate",
    "web",
    "san francisco",
    "anna",
    "new york",
    "martin & sons gmbh",
    "health care",
  ])("%s is none", (text) => expect(readsLikePerson(text)).toBe(false));
  test("a column of them is ignored, a column with one is not", () => {
    const kindOf = (values: readonly string[]) => decideKind("sponsor", dictionaryOf(cycle(values, 120)));
    expect(kindOf(["Anna Schmidt", "Peter Müller", "Zelda Zephyrine", "CFO"])).toEqual({
      kind: null,
      reason: "names of people",
    });
    expect(kindOf(["CEO", "CFO", "Anna Schmidt", "CTO"]).kind).toBe("category");
  });
});
