import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { normaliseExpr, normaliser, normaliseValue } from "../../src/normalise/normalise.ts";
import { MISSING_TEXTS, type NormaliseRule } from "../../src/normalise/rule.ts";
import { tokenMark, tokensOf } from "../../src/normalise/set.ts";
import { duckdb } from "../../src/sql/dialects/duckdb.ts";
import { column, ref } from "../../src/sql/expr.ts";
import { foldText } from "../../src/sql/fold.ts";
import { printSelect } from "../../src/sql/select.ts";
import { stepList } from "../../src/sql/steps.ts";
import { type Database, openDuckdb, valuesOf } from "../sql/duckdb.ts";
import { messyCell } from "./cells.ts";

const missing = [...MISSING_TEXTS];
const set = (separators: string) => ({ kind: "set", missing, separators }) as const;

describe("normaliseValue", () => {
  it("text is folded, and null when it means missing", () => {
    const rule: NormaliseRule = { kind: "text", missing };
    const values = [" Financial  Services", "N/A", "", "\u00a0", null, "Unknown", "None"].map((raw) =>
      normaliseValue(rule, raw),
    );
    expect(values).toEqual(["financial services", null, null, null, null, null, "none"]);
  });

  it("a number that the rule takes for missing is null", () => {
    const rule: NormaliseRule = { kind: "number", missing: ["-1", "999"], decimal: "." };
    expect(["-1", " 999 ", "998", "-1.0"].map((raw) => normaliseValue(rule, raw))).toEqual([null, null, 998, -1]);
  });

  it("a scale gives the position, null for words that are not on it", () => {
    const rule: NormaliseRule = { kind: "scale", missing, order: ["Seed", "Series A", "unknown", "IPO"] };
    expect(["SEED", " series a", "unknown", "ipo", "B"].map((raw) => normaliseValue(rule, raw))).toEqual([
      0,
      1,
      null,
      3,
      null,
    ]);
  });

  it.each<[string, string, string[]]>([
    [";", "Salesforce; HubSpot;;AWS ", ["salesforce", "hubspot", "aws"]],
    [",", "SAP;Oracle, Data  Cloud", ["sap;oracle", "data cloud"]],
    ['[]",', '["Data Cloud", "AWS"]', ["data cloud", "aws"]],
    ["\n", "Data Cloud\nAWS", ["data cloud", "aws"]],
    ["|", "a", ["a"]],
    [" ", "a b", ["a", "b"]],
  ])("a set cut at %j: %j", (separators, raw, tokens) => {
    const rule = set(separators);
    const value = normaliseValue(rule, raw) as string;
    expect(tokensOf(value, rule)).toEqual(tokens);
    for (const token of tokens) expect(value).toContain(tokenMark(token, rule));
    expect(value).not.toContain(tokenMark("data", rule));
  });

  it("a set is missing as a whole only", () => {
    expect(normaliseValue(set("/"), "N/A")).toBeNull();
    expect(normaliseValue(set(";"), "a;n/a")).toBe(";a;n/a;");
  });
});

/** Sets of tools, some of which are gone. */
const tools = fc
  .array(
    fc
      .tuple(
        fc.constantFrom("", "-", "~~", " "),
        fc.constantFrom("AWS", "SAP", "Salesforce", "x'", "Größe", ""),
        fc.constantFrom(
          "",
          "",
          " (deprecated)",
          " [removed 2021]",
          " (2019-2021)",
          " (since 2019)",
          "~~",
          "|2018-01-02|2020-05-31",
          "|2018-01|2021-06-01T00:00",
        ),
      )
      .map((parts) => parts.join("")),
    { maxLength: 5 },
  )
  .chain((tokens) => fc.constantFrom(";", ", ", "|", "\n").map((cut) => tokens.join(cut)));

describe("a rule means the same in JS and in DuckDB", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openDuckdb();
  });

  const ownMissing = fc.constantFrom(missing, [], ["0", "-1", "fintech"].map(foldText));
  const aliases = fc.dictionary(
    fc.oneof(fc.constantFrom("fintech", "seed", "Series A", "0"), fc.string({ maxLength: 3 })),
    fc.oneof(
      fc.constantFrom("fintech insurance", "a-b", "x'or1=1 seed", "c++ [a] $1"),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { maxKeys: 4 },
  );
  const cuts = fc.oneof(
    fc.constantFrom(";", ",", "|", "\n", "^", "]", "-^]\\"),
    fc.string({ unit: "binary", maxLength: 2 }),
  );
  const gone = fc.record({ minus: fc.boolean(), before: fc.constantFrom(null, "2020-06", "2001-01", "1999-12") });
  const rule: fc.Arbitrary<NormaliseRule> = fc.oneof(
    fc.record({ kind: fc.constant("text" as const), missing: ownMissing, aliases }),
    fc.record({
      kind: fc.constant("number" as const),
      missing: ownMissing,
      decimal: fc.constantFrom("." as const, "," as const),
    }),
    fc.record({
      kind: fc.constant("scale" as const),
      missing: ownMissing,
      order: fc.uniqueArray(fc.constantFrom("seed", "Series A", "fintech", "0", "n/a", "x' or 1=1"), { maxLength: 5 }),
      aliases,
    }),
    fc.record({
      kind: fc.constant("set" as const),
      missing: ownMissing,
      separators: fc.oneof(
        fc.constantFrom(";", ",", "\n", " ", "", '[]",', "-^]\\"),
        fc.string({ unit: "binary", maxLength: 3 }),
      ),
      aliases,
    }),
    fc.record({
      kind: fc.constant("number" as const),
      missing: ownMissing,
      decimal: fc.constant("." as const),
      codes: fc.dictionary(
        fc.oneof(fc.constantFrom("D", "500+", "x'"), fc.string({ maxLength: 3 })),
        fc.constantFrom("51-200", "7", "?"),
      ),
    }),
    fc.record({ kind: fc.constant("set" as const), missing: ownMissing, separators: cuts, gone, aliases }),
    fc.record({ kind: fc.constant("count" as const), missing: ownMissing, separators: cuts, gone }),
    fc.record({
      kind: fc.constant("group" as const),
      missing: ownMissing,
      separators: cuts,
      gone,
      aliases,
      groups: fc.array(
        fc.record({
          value: fc.string({ maxLength: 3 }),
          tokens: fc.array(fc.constantFrom("AWS", "sap", "x'"), { maxLength: 3 }),
        }),
        { maxLength: 3 },
      ),
      otherwise: fc.constant("Neither"),
    }),
  );

  it("for any rules and cells", async () => {
    const rules = fc.array(rule, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        rules,
        fc.array(fc.oneof(messyCell, tools), { minLength: 1, maxLength: 40 }),
        async (rules, cells) => {
          const list = stepList();
          const columns = rules.map((rule, i) => ({
            name: `v${i}`,
            expr: ref(list.add("value", normaliseExpr(rule, column("cell")))),
          }));
          const sql = printSelect({ table: "t", keep: [], steps: list.steps, columns }, duckdb);
          const found = await database.rows(`with t(cell) as (from ${valuesOf(cells.map((c) => [c]))}) ${sql}`);
          const runs = rules.map(normaliser);
          expect(found).toEqual(cells.map((raw) => runs.map((run) => run(raw))));
        },
      ),
      { numRuns: 200 },
    );
  });
});
