import { beforeAll, describe, expect, it } from "vitest";
import { toJavaScript } from "../../src/compile/javascript.ts";
import { compileIcp } from "../../src/compile/program.ts";
import { scorer } from "../../src/compile/scorer.ts";
import { toSql } from "../../src/compile/sql.ts";
import { InputError } from "../../src/errors.ts";
import { duckdb } from "../../src/sql/dialects/duckdb.ts";
import { type Database, openDuckdb } from "../sql/duckdb.ts";
import { type CardSpec, documentOf, missing, risingByFit } from "./documents.ts";

const industry: CardSpec = {
  name: "industry",
  columns: ["Industry"],
  rule: { kind: "text", missing },
  weight: 60,
  bands: [
    [{ in: ["fintech", "insurance"] }, 60],
    [{ in: ["retail"] }, 0],
    [{ missing: true }, 20],
  ],
};
const employees: CardSpec = {
  name: "employees",
  columns: ["No. of employees"],
  rule: { kind: "number", missing, decimal: "." },
  weight: 40,
  bands: [
    [{ from: null, below: 50 }, 10],
    [{ from: 50, below: 200 }, 40],
    [{ from: 200, below: null }, 0],
    [{ missing: true }, 15],
  ],
};
const slack: CardSpec = {
  name: "tech_has_slack",
  source: "tech",
  columns: ["Tech"],
  rule: { kind: "set", missing, separators: ";" },
  weight: 100,
  bands: [
    [{ has: "Slack" }, 100],
    [{ other: true }, 30],
    [{ missing: true }, 50],
  ],
};
const two = documentOf({ cards: [industry, employees], byFit: risingByFit });

describe("scorer", () => {
  const score = scorer(two);

  it("gives the score with a reason per attribute", () => {
    expect(score({ Industry: " FINTECH ", "No. of employees": "50 to 100" })).toEqual({
      fit: 100,
      level: "high",
      sure: true,
      known: 1,
      segment: null,
      disqualified_by: null,
      p_win: { value: 0.73, low: 0.51, high: 0.97 },
      timing: null,
      action: null,
      tier: null,
      icp: "icp-1",
      reasons: [
        { attribute: "industry", value: " FINTECH ", band: '{"in":["fintech","insurance"]}', points: 60, of: 60 },
        { attribute: "employees", value: "50 to 100", band: '{"from":50,"below":200}', points: 40, of: 40 },
      ],
    });
  });

  it("a bracket across bands is taken as its middle, and says so; one within a band is not marked", () => {
    const values = ["11-200", "51 to 200", "150-300 employees", "50-200", "120", "500+", "n/a"].map((cell) => {
      const { value, points } = score({ "No. of employees": cell }).reasons[1]!;
      return [value, points];
    });
    expect(values).toEqual([
      ["11-200 (taken as 105.5)", 40],
      ["51 to 200", 40],
      ["150-300 employees (taken as 225)", 0],
      ["50-200", 40],
      ["120", 40],
      ["500+", 0],
      [null, 15],
    ]);
  });

  it("bounds are half open", () => {
    const points = ["49.99", "50", "199.9", "200"].map((n) => score({ "No. of employees": n }).reasons[1]!.points);
    expect(points).toEqual([10, 40, 40, 0]);
  });

  it("an unseen category earns what missing earns and counts as not known", () => {
    const unseen = score({ Industry: "Space mining", "No. of employees": "60" });
    const absent = score({ Industry: "n/a", "No. of employees": "60" });
    expect(unseen).toMatchObject({ fit: 60, known: 0.4, level: "unknown", sure: null });
    expect(absent).toMatchObject({ fit: 60, known: 0.4, level: "unknown", sure: null });
    expect(unseen.reasons[0]).toMatchObject({ value: "Space mining", band: '{"missing":true}', points: 20 });
    expect(absent.reasons[0]).toMatchObject({ value: null, band: '{"missing":true}', points: 20 });
  });

  it("half known is known", () => {
    expect(score({ Industry: "retail" })).toMatchObject({ fit: 15, known: 0.6, level: "low", sure: true });
  });

  it("finds cells under the source's own name too, and never in what rows inherit", () => {
    expect(score({ industry: "fintech", employees: 60 }).fit).toBe(100);
    const inherited = documentOf({ cards: [{ ...industry, weight: 100, columns: ["constructor", "__proto__"] }] });
    expect(scorer(inherited)({}).reasons[0]).toMatchObject({ value: null, points: 20 });
  });

  it("other is any known value", () => {
    const has = scorer(documentOf({ cards: [slack] }));
    const fits = ["AWS; slack", "Slackware;AWS", "", "unknown"].map((tech) => has({ Tech: tech }).fit);
    expect(fits).toEqual([100, 30, 50, 50]);
  });

  it("without missing band a missing value earns nothing", () => {
    const bare = scorer(documentOf({ cards: [{ ...industry, weight: 100, bands: [[{ in: ["fintech"] }, 100]] }] }));
    expect(bare({}).reasons).toEqual([{ attribute: "industry", value: null, band: null, points: 0, of: 100 }]);
  });

  it("without scorecard there is the base rate only", () => {
    const none = scorer(documentOf({ cards: [] }))({ Industry: "fintech" });
    expect(none).toMatchObject({ fit: null, level: null, sure: null, known: null, reasons: [] });
    expect(none.p_win).toEqual({ value: 0.3, low: 0.25, high: 0.35 });
  });

  it("other goals give p_goal", () => {
    const value = scorer(documentOf({ cards: [industry, employees], goal: "value", byFit: risingByFit }))({});
    expect(value.p_win).toBeUndefined();
    expect(value.p_goal).toEqual({ value: 0.2555, low: 0.1785, high: 0.3395 });
  });
});

describe("toSql", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openDuckdb();
  });

  it("prints layered subqueries", () => {
    const small = documentOf({ cards: [{ ...slack, weight: 100 }] });
    expect(toSql(small, duckdb, { table: "accounts", idColumns: ["Id"] })).toMatchInlineSnapshot(`
      "select
        "key 1" as "Id",
        "points_tech_has_slack" as "fit",
        "level",
        cast(null as boolean) as "sure",
        "known",
        cast(null as varchar) as "segment",
        cast(null as varchar) as "disqualified_by",
        cast(null as double) as "p_win",
        cast(null as double) as "p_win_low",
        cast(null as double) as "p_win_high",
        "points_tech_has_slack"
      from (
      select
        "key 1",
        "points_tech_has_slack",
        "known",
        case when ("known" < 0.5e0) then 'unknown' when ("points_tech_has_slack" >= 70) then 'high' when ("points_tech_has_slack" >= 40) then 'medium' else 'low' end as "level"
      from (
      select
        "key 1",
        coalesce(cast([100, 30, 50] as integer[])["tech_has_slack_band" + 1], 50) as "points_tech_has_slack",
        (case when ("tech_has_slack_band" is null) then 0e0 else 100e0 end / 100e0) as "known"
      from (
      select
        "key 1",
        case when contains("tech", ';slack;') then 0 when (not ("tech" is null)) then 1 else cast(null as integer) end as "tech_has_slack_band"
      from (
      select
        "key 1",
        case when list_contains(['', 'unknown', 'n/a', 'na', '#n/a', 'null', 'nil', 'nan', '-', '--', '—', '?', '.', 'tbd', 'not available', 'not set', 'not specified', '(blank)', '(empty)', '#name?', '#ref!', '#value!', '#div/0!', '#null!', '#num!'], "tech_text") then cast(null as varchar) else replace(replace((';' || "tech_text" || ';'), '; ', ';'), ' ;', ';') end as "tech"
      from (
      select
        "key 1",
        lower(case when regexp_matches("tech_raw", '[\\x00-\\x1f\\x7f-\\xa0\\x{1680}\\x{2000}-\\x{200b}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]|  |^ | $') then trim(regexp_replace("tech_raw", '[\\x00-\\x20\\x7f-\\xa0\\x{1680}\\x{2000}-\\x{200b}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]+', ' ', 'g')) else "tech_raw" end) as "tech_text"
      from (
      select
        "Id" as "key 1",
        cast("Tech" as varchar) as "tech_raw"
      from "accounts"
      ) as "layer 0"
      ) as "layer 1"
      ) as "layer 2"
      ) as "layer 3"
      ) as "layer 4"
      ) as "layer 5""
    `);
  });

  it("gives the columns of the scores table in their order", async () => {
    const sql = toSql(two, duckdb, { table: "t", idColumns: ["Id", "fit"] });
    const described = await database.rows(
      `describe with t("Id", "fit", "Industry", "No. of employees") as (values (1, 'x', 'retail', 70)) ${sql}`,
    );
    expect(described.map(([name, type]) => `${name} ${type}`)).toEqual([
      "Id INTEGER",
      "fit VARCHAR",
      "fit INTEGER",
      "level VARCHAR",
      "sure BOOLEAN",
      "known DOUBLE",
      "segment VARCHAR",
      "disqualified_by VARCHAR",
      "p_win DOUBLE",
      "p_win_low DOUBLE",
      "p_win_high DOUBLE",
      "points_industry INTEGER",
      "points_employees INTEGER",
    ]);
  });

  it("takes sources that the file lacks for missing, and columns of any type as text", async () => {
    const columns = new Map([["employees", "Staff"]]);
    const sql = toSql(two, duckdb, { table: "t", idColumns: [], columns });
    const found = await database.rows(`with t("Staff") as (values (70), (300)) select fit, level, known from (${sql})`);
    expect(found).toEqual([
      [60, "unknown", 0.4],
      [20, "unknown", 0.4],
    ]);
  });

  it("without scorecard gives the base rate to every row", async () => {
    const sql = toSql(documentOf({ cards: [], goal: "retention" }), duckdb, { table: "t", idColumns: ["Id"] });
    expect(await database.rows(`with t("Id") as (values (1), (2)) ${sql}`)).toEqual([
      [1, null, null, null, null, null, null, 0.3, 0.25, 0.35],
      [2, null, null, null, null, null, null, 0.3, 0.25, 0.35],
    ]);
  });

  it("holds what people typed in quotes", async () => {
    const nasty = `x'"); drop table accounts; --`;
    const document = documentOf({
      cards: [
        { ...industry, name: nasty, source: nasty, columns: [nasty], weight: 100, bands: [[{ in: [nasty] }, 100]] },
      ],
    });
    const sql = toSql(document, duckdb, { table: "accounts", idColumns: [nasty] });
    await database.rows(`create table accounts ("${nasty.replaceAll('"', '""')}" varchar)`);
    await database.rows(`insert into accounts values ('${nasty.replaceAll("'", "''")}'), ('y')`);
    expect(await database.rows(`select fit from (${sql}) order by fit`)).toEqual([[0], [100]]);
    expect(await database.rows("select count(*)::integer from accounts")).toEqual([[2]]);
  });
});

describe("toJavaScript", () => {
  it("is plain ASCII, ends no script element, and imports nothing", () => {
    const nasty = "</script><!-- \u2028 é '`\\";
    const source = toJavaScript(
      documentOf({
        cards: [{ ...industry, name: nasty, columns: [nasty], bands: [[{ in: [nasty] }, 60]] }],
        id: nasty,
      }),
    );
    expect(source).toMatch(/^[\n\x20-\x7e]*$/);
    expect(source).not.toMatch(/<\/script|<!--|import|eval|Function/);
  });
});

describe("compileIcp", () => {
  it("reads a source once, however many attributes use it", () => {
    const other: CardSpec = { ...slack, name: "tech_has_aws", bands: [[{ has: "aws" }, 50]] };
    const { steps } = compileIcp(documentOf({ cards: [slack, other] }), new Map([["tech", "Tech"]]));
    expect(steps.map(({ name }) => name)).toEqual([
      "tech_raw",
      "tech_text",
      "tech",
      "tech_has_slack_band",
      "points_tech_has_slack",
      "tech_has_aws_band",
      "points_tech_has_aws",
      "fit",
      "known",
      "level",
    ]);
  });

  it("says which attribute the document does not describe", () => {
    const broken = { ...two, attributes: two.attributes.slice(1) };
    expect(() => scorer(broken)).toThrow(InputError);
    expect(() => scorer(broken)).toThrow('uses "industry"');
  });

  it.each<[CardSpec["rule"], CardSpec["bands"][number][0]]>([
    [
      { kind: "text", missing },
      { from: 1, below: 2 },
    ],
    [{ kind: "number", missing, decimal: "." }, { in: ["1"] }],
    [{ kind: "set", missing, separators: ";" }, { in: ["1"] }],
    [{ kind: "text", missing }, { has: "a" }],
  ])("the rule %# refuses a test that its values do not allow", (rule, match) => {
    const document = documentOf({ cards: [{ ...industry, rule, bands: [[match, 60]] }] });
    expect(() => scorer(document)).toThrow(InputError);
  });
});
