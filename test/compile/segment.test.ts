import { describe, expect, it } from "vitest";
import { toJavaScript } from "../../src/compile/javascript.ts";
import { scorer } from "../../src/compile/scorer.ts";
import { toSql } from "../../src/compile/sql.ts";
import { duckdb } from "../../src/sql/dialects/duckdb.ts";
import { openDuckdb } from "../sql/duckdb.ts";
import { type CardSpec, documentOf, missing } from "./documents.ts";

const industry = { kind: "text" as const, missing };
const tools = { kind: "set" as const, missing, separators: ";" };
const size = { kind: "number" as const, missing, decimal: "." as const, codes: {} };
const cards: readonly CardSpec[] = [
  { name: "industry", rule: industry, weight: 60, bands: [[{ in: ["fintech"] }, 60]] },
  { name: "tools_has_sap", source: "tools", rule: tools, weight: 40, bands: [[{ has: "sap" }, 40]] },
  { name: "size", rule: size, weight: 0, bands: [] },
];
const all = documentOf({
  cards,
  segments: [
    {
      name: "Fintech without SAP",
      rules: [
        { attribute: "industry", is: { in: ["fintech"] }, label: "Fintech" },
        { attribute: "tools_has_sap", is: { lacks: "sap" }, label: "without SAP" },
      ],
    },
    { name: "200+ employees", rules: [{ attribute: "size", is: { from: 200, below: null }, label: "200 or more" }] },
  ],
});
/** The size is asked for by a segment only. */
const document = {
  ...all,
  scorecard: { ...all.scorecard, attributes: all.scorecard.attributes.slice(0, 2) },
};

const ROWS = [
  [{ industry: "FinTech", tools: "Slack", size: "900" }, "Fintech without SAP"],
  [{ industry: "Fintech", tools: "sap; Slack", size: "900" }, "200+ employees"],
  [{ industry: "Fintech", tools: "", size: "900" }, "200+ employees"],
  [{ industry: "Fintech", tools: "", size: "" }, null],
  [{ industry: "Retail", tools: "Slack", size: "199" }, null],
] as const;

describe("the segment of an account", () => {
  it("is the first whose rules it meets; what is not known meets none", () => {
    const score = scorer(document);
    expect(ROWS.map(([row]) => score(row).segment)).toEqual(ROWS.map(([, name]) => name));
  });

  it("is the same as a module, and in SQL, beside the same fit", async () => {
    const module = await import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(toJavaScript(document))}`
    );
    expect(ROWS.map(([row]) => module.score(row))).toEqual(ROWS.map(([row]) => scorer(document)(row)));
    const values = ROWS.map(([{ industry, tools, size }], i) => `(${i}, '${industry}', '${tools}', '${size}')`);
    const database = await openDuckdb();
    await database.rows(`create table t as from (values ${values.join(", ")}) as v(id, industry, tools, size)`);
    const found = await database.rows(
      `select id, segment, fit from (${toSql(document, duckdb, { table: "t", idColumns: ["id"] })}) order by id`,
    );
    expect(found.map(([, segment]) => segment)).toEqual(ROWS.map(([, name]) => name));
    expect(found.map(([, , fit]) => fit)).toEqual(ROWS.map(([row]) => scorer(document)(row).fit));
  });

  it("is told where there is no score", () => {
    const bare = { ...document, scorecard: { ...document.scorecard, attributes: [] } };
    expect(scorer(bare)(ROWS[0][0])).toMatchObject({ fit: null, segment: "Fintech without SAP", reasons: [] });
  });

  it("refuses a rule about an attribute that the document does not describe", () => {
    const rules = [{ attribute: "mood", is: { in: ["good"] }, label: "good" }];
    const broken = { ...document, segments: [{ ...document.segments[0]!, rules }] };
    expect(() => scorer(broken)).toThrow(/kind ".*" uses "mood"/);
  });
});
