import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companyKey, genericNames, plainNamesSql } from "../../src/ingest/company-name.ts";
import { countryKey } from "../../src/ingest/country-key.ts";
import { domainOf, domainsOf, oddHosts, plainDomainsSql } from "../../src/ingest/domain.ts";
import { chainHeads } from "../../src/ingest/heads.ts";
import { idSql, oneCaseIdSql } from "../../src/ingest/keys.ts";
import { fromPunycode } from "../../src/ingest/punycode.ts";
import { caseSuffix, repairedSalesforceId } from "../../src/ingest/salesforce-id.ts";
import { SECOND_LEVEL } from "../../src/ingest/second-level.ts";
import { SHARED_HOSTS } from "../../src/ingest/shared-hosts.ts";
import { editDistance, nameClusters, similarNames } from "../../src/ingest/similar-names.ts";
import { missingSql } from "../../src/ingest/text.ts";
import { foldText } from "../../src/normalise/fold.ts";
import { MISSING_TEXTS } from "../../src/normalise/rule.ts";
import { type Database, openDatabase } from "../../src/warehouse/database.ts";
import { ROOT } from "../source.ts";

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ threads: 1 });
});
afterAll(() => database.close());

/** What SQL makes of each text. */
async function inSql(texts: readonly string[], sql: (cell: string) => string): Promise<readonly (string | null)[]> {
  await database.run("DROP TABLE IF EXISTS texts");
  await database.create("texts", [
    { name: "place", type: "INTEGER", values: texts.map((_, i) => i) },
    { name: "cell", type: "VARCHAR", values: texts },
  ]);
  const [found] = await database.texts(`SELECT ${sql("cell")} FROM texts ORDER BY place`);
  return found!;
}

/** The column `read` that SQL adds to a query of each text, `cell`. */
async function fromSql(texts: readonly string[], sql: (select: string) => string): Promise<readonly (string | null)[]> {
  await inSql(texts, (cell) => cell);
  const [found] = await database.texts(`SELECT read FROM (${sql("SELECT * FROM texts")}) ORDER BY place`);
  return found!;
}

describe("websites", () => {
  it.each([
    ["acme.com; acme.de", ["acme.com", "acme.de"]],
    ["https://www.acme.com/en , http://acme.de", ["acme.com", "acme.de"]],
    ["http//acme.com", ["acme.com"]],
    ["https:\\\\www.acme.com\\about", ["acme.com"]],
    ["ACME.COM.", ["acme.com"]],
    ["https://acme.com/@team", ["acme.com"]],
    ["mailto:jane@acme.de", ["acme.de"]],
    ["xn--bcher-kva.de", ["bücher.de"]],
    ["acme.wordpress.com/blog", ["acme.wordpress.com"]],
    ["https://www.acme.business.site", ["acme.business.site"]],
    ["wordpress.com/acme", []],
    ["https://sites.google.com/view/acme", []],
    ["hotmail.co.uk", []],
    ["jane@bigpond.net.au", []],
    ["amazon.de/stores/acme", []],
    ["St. Mary's Hospital", []],
    ["see acme.com", []],
  ])("%j names %j", (text, domains) => expect(domainsOf(text)).toEqual(domains));

  it("of at least 400 providers of mail name nobody", () => {
    expect(SHARED_HOSTS.size).toBeGreaterThan(400);
    expect([...SHARED_HOSTS].filter((host) => domainOf(host) !== null)).toEqual([]);
  });

  it("are read in SQL as in JS, endings that are no company's own included (property)", async () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/);
    const ending = fc.constantFrom(...Object.keys(SECOND_LEVEL), "museum", "uk", "com.mx", "example");
    const host = fc.oneof(
      fc.tuple(label, ending).map((parts) => parts.join(".")),
      fc.constantFrom(...oddHosts()),
    );
    const site = fc
      .tuple(
        fc.constantFrom("", "http://", "https://", "HTTPS://", "ftp://"),
        fc.constantFrom("", "www.", "shop.", "www.www.", "xn--"),
        host,
        fc.constantFrom("", "/", "/a-b/c.html", "?q=1", ".", ":80", " ", "/a;b"),
      )
      .map((parts) => parts.join(""));
    const texts = fc.sample(site, { numRuns: 20_000, seed: 1 });
    const read = await fromSql(texts, (select) => plainDomainsSql(select, "cell", "read"));
    const odd = new Set(oddHosts());
    const taken = texts
      .map((text, i) => ({ text, domain: read[i]! }))
      .filter(({ domain }) => domain !== "" && !odd.has(domain));
    expect(taken.length).toBeGreaterThan(500);
    expect(taken.filter(({ text, domain }) => domainOf(text) !== domain)).toEqual([]);
  });

  it("know the endings of the public suffix list in use", async () => {
    const trie = join(ROOT, "node_modules/tldts/dist/es6/src/data/trie.js");
    expect(readFileSync(trie, "utf8")).toContain("rulesRoot");
    const { edgeChild, edgeLength, edgeStart, labelText, rulesRoot } = (await import(pathToFileURL(trie).href)) as {
      readonly [name: string]: never;
    } & Trie;
    const offsets = [0];
    for (const length of edgeLength) offsets.push(offsets.at(-1)! + length);
    const under = (node: number) =>
      Array.from({ length: edgeStart[node + 1]! - edgeStart[node]! }, (_, i) => edgeStart[node]! + i).map(
        (edge) => [labelText.slice(offsets[edge]!, offsets[edge]! + edgeLength[edge]!), edgeChild[edge]!] as const,
      );
    const nodeOf = (ending: string) =>
      ending.split(".").reduceRight((node, label) => new Map(under(node)).get(label)!, rulesRoot);
    for (const [ending, names] of Object.entries(SECOND_LEVEL)) {
      const labels = under(nodeOf(ending)).map(([label]) => label);
      expect(labels).not.toContain("*");
      expect([
        ending,
        names
          .split(" ")
          .filter((name) => name !== "")
          .sort(),
      ]).toEqual([ending, labels.filter((label) => /^[a-z0-9-]+$/.test(label) && !label.startsWith("xn--")).sort()]);
    }
  });
});

interface Trie {
  readonly edgeChild: Uint16Array;
  readonly edgeLength: Uint8Array;
  readonly edgeStart: Uint16Array;
  readonly labelText: string;
  readonly rulesRoot: number;
}

describe("fromPunycode", () => {
  it.each([
    ["xn--mnchen-3ya.de", "münchen.de"],
    ["xn--fiqs8s", "中国"],
    ["shop.xn--n3h.ws", "shop.☃.ws"],
    ["acme.com", "acme.com"],
    ["xn--99999999999", "xn--99999999999"],
    ["xn--a b", "xn--a b"],
  ])("%j is %j", (host, text) => expect(fromPunycode(host)).toBe(text));
});

describe("names", () => {
  it.each([
    ["The Boeing Company", "boeing"],
    ["McDonald's Corp.", "mcdonalds"],
    ["Grupo Bimbo, S.A. de C.V.", "grupo bimbo"],
    ["Nestlé S. A.", "nestle"],
    ["Orlen Sp. z o.o.", "orlen"],
    ["Self-Employed", null],
    ["UNKNOWN", null],
    ["Test Account", null],
    ["n/a", null],
    ["Confidential", null],
  ])("%j is %j", (name, key) => expect(companyKey(name)).toBe(key));

  it("in plain ASCII are read in SQL as in JS (property)", async () => {
    const words = fc.constantFrom(
      "Acme",
      "the",
      "The",
      "S.A.",
      "de",
      "C.V.",
      "Inc.",
      "inc",
      "&",
      "Co",
      "KG",
      "Sp.",
      "z",
      "o.o.",
      "O'Neil's",
      "(UK)",
      "-",
      "12",
      "",
      "\t",
      "Test",
      "and",
      "s",
      "a",
    );
    const names = fc.oneof(
      fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 20 }),
      fc.array(words, { minLength: 1, maxLength: 6 }).map((list) => list.join(" ")),
    );
    const texts = fc.sample(names, { numRuns: 20_000, seed: 1 }).filter((text) => text !== "");
    const read = await fromSql(texts, (select) => plainNamesSql(select, "cell", "read"));
    const generic = new Set(genericNames());
    const differing = texts.flatMap((text, i) => {
      const key = read[i] !== null && generic.has(read[i]!) ? null : read[i];
      return key === companyKey(text) ? [] : [[text, key, companyKey(text)]];
    });
    expect(differing).toEqual([]);
  });

  it.each([
    ["acme industries", "acme industries group", true],
    ["acme industries", "acme indsutries", true],
    ["north wind", "northwind", true],
    ["acme east", "acme west", false],
    ["acme austria", "acme australia", false],
    ["store 12", "store 13", false],
    ["delta airlines", "delta dental", false],
    ["acme", "acme holding", false],
    ["acme", "acme logistics", false],
    ["acme uk", "acme us", false],
  ])("%j and %j on one domain: the same is %j", (a, b, same) => {
    expect(similarNames(a, b)).toBe(same);
    expect(similarNames(b, a)).toBe(same);
  });

  it("cluster over others, and are not compared when there are too many", () => {
    expect(nameClusters(["acme", "acme group", "beta", "the acme"])).toEqual(["acme", "acme", "beta", "acme"]);
    const many = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? `name ${i}` : `name ${i - 1} group`));
    expect(nameClusters(many)).toEqual(many);
  });

  it("are as far apart as letters must change", () => {
    expect([
      editDistance("acme", "amce"),
      editDistance("acme", "acne"),
      editDistance("", "abc"),
      editDistance("kitten", "sitting"),
    ]).toEqual([1, 1, 3, 3]);
  });
});

describe("ids", () => {
  const alphabet = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"];
  const id15 = fc.array(fc.constantFrom(...alphabet), { minLength: 15, maxLength: 15 }).map((signs) => signs.join(""));

  it("of 18 characters are repaired from their suffix when a spreadsheet changed their case (property)", () => {
    expect(caseSuffix("0015g000004C6MA")).toBe("AA0");
    fc.assert(
      fc.property(id15, (id) => {
        const whole = id + caseSuffix(id);
        for (const written of [whole, whole.toLowerCase(), whole.toUpperCase()])
          expect(repairedSalesforceId(written)).toBe(id);
      }),
    );
  });

  it("whose suffix is not theirs are not repaired", () => {
    expect(repairedSalesforceId("0015g00000000AA5A5")).toBeNull();
    expect(repairedSalesforceId("0015g000004c6ma")).toBeNull();
    expect(repairedSalesforceId("not an id of theirs")).toBeNull();
  });

  it.each([
    ["0015g000004C6MAAA0", "0015g000004C6MA"],
    ["0015g000004C6MA", "0015g000004C6MA"],
    ["{6F9619FF-8B86-D011-B42D-00CF4FC964FF}", "6f9619ff-8b86-d011-b42d-00cf4fc964ff"],
    ["6f9619ff-8b86-d011-b42d-00cf4fc964ff", "6f9619ff-8b86-d011-b42d-00cf4fc964ff"],
    ["1,234,567", "1234567"],
    ["1.234.567", "1234567"],
    ["9 417 015 335", "9417015335"],
    ["4711.0", "4711"],
    ["4711,00", "4711"],
    ["1.100", "1.100"],
    ["4711.25", "4711.25"],
    ["00123", "00123"],
    ["17; 18", "17"],
    ["A-1,000", "A-1,000"],
  ])("%j is compared as %j", async (id, key) => expect(await inSql([id], idSql)).toEqual([key]));

  it("in one case are told in SQL", async () => {
    const texts = ["0015g000004c6maaa0", "0015G000004C6MAAA0", "0015g000004C6MAAA0", "123456789012345678"];
    expect(await inSql(texts, (cell) => `CAST(${oneCaseIdSql(cell)} AS VARCHAR)`)).toEqual([
      "true",
      "true",
      "false",
      "false",
    ]);
  });
});

describe("countries", () => {
  it.each([
    ["USA", "US"],
    ["U.S.A.", "US"],
    ["United States of America", "US"],
    ["Deutschland", "DE"],
    ["germany", "DE"],
    ["UK", "GB"],
    ["Österreich", "AT"],
    ["Wonderland", "wonderland"],
    ["-", null],
  ])("%j is %j", (text, key) => expect(countryKey(text)).toBe(key));
});

describe("chainHeads", () => {
  it("follows parents to the top, and finds circles", () => {
    const parents = new Map([
      [1, 2],
      [2, 3],
      [5, 4],
      [4, 6],
      [6, 5],
      [7, 4],
    ]);
    const { heads, loops } = chainHeads(parents);
    expect(Object.fromEntries(heads)).toEqual({ 1: 3, 2: 3, 4: 4, 5: 4, 6: 4, 7: 4 });
    expect(loops).toEqual([[4, 6, 5]]);
  });

  it("gives the same whatever the order (property)", () => {
    const links = fc.uniqueArray(fc.tuple(fc.nat(15), fc.nat(15)), { selector: ([child]) => child, maxLength: 16 });
    fc.assert(
      fc.property(links, (pairs) => {
        const [one, other] = [chainHeads(new Map(pairs)), chainHeads(new Map(pairs.toReversed()))];
        expect([...one.heads].sort()).toEqual([...other.heads].sort());
        expect(one.loops).toEqual(other.loops);
      }),
    );
  });
});

it("missing cells are told by their first characters as by the whole text (property)", async () => {
  const blank = fc.constantFrom("", " ", "  ", "\t", "\u00a0", "\u2003", "\ufeff");
  const word = fc.oneof(
    fc.constantFrom(...MISSING_TEXTS),
    fc.constantFrom("Acme", "Unknown Inc", "none", "x", "nano", "union", "not"),
  );
  const cell = fc
    .tuple(blank, word, fc.boolean(), blank)
    .map(([before, text, upper, after]) => before + (upper ? text.toUpperCase() : text) + after);
  const texts = fc.sample(cell, { numRuns: 3000, seed: 1 });
  const found = await inSql(texts, (name) => `CAST(${missingSql(name)} AS VARCHAR)`);
  expect(texts.filter((text, i) => (found[i] === "true") !== MISSING_TEXTS.includes(foldText(text)))).toEqual([]);
});
