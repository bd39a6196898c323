import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMapFile } from "../../src/ingest/map-file.ts";
import type { Mapping } from "../../src/ingest/mapping-entries.ts";
import { DEFAULT_OPTIONS } from "../../src/ingest/options.ts";
import { printMapFile } from "../../src/ingest/print-map.ts";

const says = (text: string) => parseMapFile(text, "openicp.map.yaml").says;
const EMPTY = { says: [], comment: "" };
const NO_MAPPING: Mapping = {
  outcome: { says: null, comment: "" },
  newBusiness: EMPTY,
  pipelines: EMPTY,
  lossReasons: [],
  columns: [],
  sheets: [],
};

const REASONS: Mapping["lossReasons"] = [
  { says: ["Price", "price"], comment: "41 deals" },
  { says: ["Champion left: Claire Dubois", "other"], comment: "3 deals" },
  { says: ["ask zoe@mail.example", "other"], comment: "3 deals" },
  { says: [`They told us at length ${"that it was too dear ".repeat(6)}`, "price"], comment: "2 deals" },
  { says: ["Only once", "other"], comment: "1 deal" },
];

function keptReasons(reasons: Mapping["lossReasons"], lossReasons: readonly string[]): readonly string[] {
  const mapping = { ...NO_MAPPING, lossReasons: reasons };
  const text = printMapFile(mapping, {
    ingest: { ...DEFAULT_OPTIONS, lossReasons },
    allow: [],
    about: null,
    rates: null,
  });
  return Object.keys(says(text).loss_reasons ?? {});
}

it("a mapping file keeps no personal data and no free text, but what a person spoke of", () => {
  expect(keptReasons(REASONS, [])).toEqual(["Price", "Only once"]);
  const many = Array.from({ length: 60 }, (_, i) => ({ says: [`reason ${i}`, "other"] as const, comment: "2 deals" }));
  expect(keptReasons([...REASONS, ...many], [])).not.toContain("Only once");
  expect(keptReasons([...REASONS, ...many], ["only once=fit", "Ghosted|ask zoe@mail.example=fit"])).toEqual([
    "Price",
    "ask zoe@mail.example",
    "Only once",
    ...many.map(({ says: [reason] }) => reason),
  ]);
});

describe("a mapping file", () => {
  it("takes every value as it is written: No, 007 and 1.0 are no booleans and numbers", () => {
    expect(says("loss_reasons:\n  No: fit\n  007: other\n  1.0: price\n")).toEqual({
      loss_reasons: { No: "fit", "007": "other", "1.0": "price" },
    });
  });

  it("may be empty, or hold keys without a value", () => {
    expect(says("")).toEqual({});
    expect(says("# nothing yet\n")).toEqual({});
    expect(says("ignore:\nmerge: false\n")).toEqual({ merge: "false" });
  });

  it.each<[string, string]>([
    ["outcom: Stage=Won", 'openicp.map.yaml:1:9: there is no setting "outcom"; did you mean outcome?'],
    [
      "merge: true\nmoney:\n  currncy: EUR",
      'openicp.map.yaml:3:12: there is no setting "currncy"; did you mean currency?',
    ],
    [
      "loss_reasons:\n  Ghosted: no_descision",
      "openicp.map.yaml:2:12: loss_reasons > Ghosted must be one of no_decision,",
    ],
    ["ignore: Region", "openicp.map.yaml:1:9: ignore must be a list, one entry per line after a dash"],
    ["columns:\n  - Region", "openicp.map.yaml:2:3: columns must be lines of name: value"],
    ["dates:\n  fiscal_year_start: 13", "openicp.map.yaml:2:22: dates > fiscal_year_start must be one of 1, 2,"],
    ["- a\n- b", "openicp.map.yaml:1:1: a mapping file holds lines of name: value"],
    ["merge: true\nmerge: false", "openicp.map.yaml:2:1: the same key stands above already"],
    ["columns:\n  a: 'b\n", "openicp.map.yaml:3:1: this is no YAML: Missing closing 'quote"],
    ["ignore: &a\n  - x\nallow: *a", "openicp.map.yaml:3:8: aliases (*a) are not read: write the text out"],
  ])("with a fault says where and what to do: %j", (text, sentence) => {
    expect(() => says(text)).toThrow(sentence);
  });

  it("gives back what was written, whatever the names and values are", () => {
    const name = fc
      .string({ minLength: 1, unit: "grapheme" })
      .filter((text) => text.trim() === text && text !== "__proto__");
    const odd = fc.oneof(
      name,
      fc.constantFrom(
        "a: b",
        "# no",
        "- x",
        "null",
        "true",
        "*a",
        "&a",
        "!t",
        "{x}",
        "[y",
        "'q",
        '"d',
        "a #b",
        "|",
        ">",
        "%",
        "@",
        "x\ny",
        "é ü",
      ),
    );
    const list = fc.uniqueArray(odd, { maxLength: 5 });
    fc.assert(
      fc.property(odd, list, list, list, (outcome, business, columns, ignore) => {
        const mapping: Mapping = {
          outcome: { says: outcome, comment: "Outcome:\n from # it" },
          newBusiness: { says: business, comment: "" },
          pipelines: EMPTY,
          lossReasons: columns.map((reason) => ({ says: [reason, "fit"] as const, comment: "1 deal" })),
          columns: columns.map((header) => ({ says: [header, `f_${header}`] as const, comment: "an\nattribute" })),
          sheets: columns.map((name) => ({ says: [`${name}.xlsx`, name] as const, comment: "not read: Notes" })),
        };
        const ingest = { ...DEFAULT_OPTIONS, ignore, currency: "EUR", fiscalYearStart: 4 };
        const read = says(printMapFile(mapping, { ingest, allow: [], about: "all", rates: "my rates.csv" }));
        expect(read.outcome).toBe(outcome);
        expect(read.new_business ?? []).toEqual(business);
        expect(read.ignore ?? []).toEqual(ignore);
        expect(Object.entries(read.columns ?? {})).toEqual(
          expect.arrayContaining(columns.map((header) => [header, `f_${header}`])),
        );
        expect(Object.keys(read.loss_reasons ?? {}).sort()).toEqual([...columns].sort());
        expect(read).toMatchObject({
          about: "all",
          money: { currency: "EUR", rates: "my rates.csv" },
          dates: { fiscal_year_start: "4" },
        });
      }),
    );
  });
});
