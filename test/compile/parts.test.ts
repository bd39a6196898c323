import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { firstHeaders, headersBySource } from "../../src/compile/columns.ts";
import { toJavaScript } from "../../src/compile/javascript.ts";
import { reasonSentences } from "../../src/compile/reasons.ts";
import type { Score } from "../../src/compile/score.ts";
import { type RawRow, scorer } from "../../src/compile/scorer.ts";
import { toSql } from "../../src/compile/sql.ts";
import { workbookSources } from "../../src/compile/workbook/cards.ts";
import { filledCell } from "../../src/compile/workbook/fill.ts";
import { scoreWorkbook } from "../../src/compile/workbook/workbook.ts";
import { type IcpDocument, icpDocument } from "../../src/icp/document.ts";
import { scoredAttributes } from "../../src/icp/scored-by.ts";
import { duckdb } from "../../src/sql/dialects/duckdb.ts";
import { quoteIdentifier } from "../../src/sql/quote.ts";
import { xlsxOf } from "../../src/warehouse/files/write-xlsx.ts";
import { scratch } from "../cli/openicp.ts";
import { computed, needsLibreOffice } from "../libreoffice.ts";
import { messyCell } from "../normalise/cells.ts";
import { type Database, openDuckdb, valuesOf } from "../sql/duckdb.ts";
import { documentOf, missing, risingByFit } from "./documents.ts";
import { anyParted, withParts } from "./parted-documents.ts";

const folder = scratch();
let database: Database;
beforeAll(async () => {
  database = await openDuckdb();
});

const number = { kind: "number", missing, decimal: "." } as const;
const industry = { kind: "text", missing, aliases: { bank: "kreditinstitut" } } as const;
const WHOLE = documentOf({
  byFit: risingByFit,
  cards: [
    {
      name: "size",
      rule: number,
      weight: 40,
      bands: [
        [{ from: null, below: 50 }, 10],
        [{ from: 50, below: null }, 40],
        [{ missing: true }, 20],
      ],
    },
    {
      name: "industry",
      rule: industry,
      weight: 30,
      bands: [
        [{ in: ["bank"] }, 30],
        [{ in: ["retail"] }, 0],
        [{ missing: true }, 12],
      ],
    },
  ],
  unscored: [{ name: "founded", rule: number }],
});
const [size, sector] = WHOLE.scorecard.attributes;
const founded = {
  ...size!,
  attribute: "founded",
  weight: 35,
  bands: [
    { ...size!.bands[0]!, label: "before 2000", match: { from: null, below: 2000 }, points: 35 },
    { ...size!.bands[1]!, label: "2000 or later", match: { from: 2000, below: null }, points: 3 },
    { ...size!.bands[2]!, points: 9 },
  ],
};
const turned = { ...sector!, bands: sector!.bands.map((b, i) => ({ ...b, points: [0, 25, 8][i]! })), weight: 25 };
const start = { ...size!, weight: 22, bands: [{ ...size!.bands[0]!, match: { from: 20, below: 50 }, points: 22 }] };
/** Two parts by size, 5-20 and 20-50; else the card of all. */
const PARTED = withParts(WHOLE, "size", [
  { when: { from: 5, below: 20 }, attributes: [turned, founded] },
  { when: { from: 20, below: 50 }, attributes: [start, founded] },
]);

describe("a card for each part", () => {
  const score = scorer(PARTED);
  const points = (row: RawRow) => Object.fromEntries(score(row).reasons.map((r) => [r.attribute, r.points]));

  it("scores each company by the card of its part, and what is in none by the card of all", () => {
    expect(points({ size: "10", industry: "Retail", founded: "1990" })).toEqual({ industry: 25, founded: 35 });
    expect(points({ size: "20", industry: "Retail", founded: "1990" })).toEqual({ size: 22, founded: 35 });
    expect(points({ size: "80", industry: "Retail", founded: "1990" })).toEqual({ size: 40, industry: 0 });
    expect(points({ size: "2", industry: "Bank", founded: "1990" })).toEqual({ size: 10, industry: 30 });
    expect(points({ size: "?", industry: "Bank" })).toEqual({ size: 20, industry: 30 });
  });

  it("says of the points what the part's card can give, and what is known of that card", () => {
    const { reasons, known, level } = score({ size: "10", industry: "n/a", founded: "2015" });
    expect(reasons).toEqual([
      { attribute: "industry", value: null, band: '{"missing":true}', points: 8, of: 25 },
      { attribute: "founded", value: "2015", band: "2000 or later", points: 3, of: 35 },
    ]);
    expect(known).toBeCloseTo(32 / 57, 12);
    expect(level).toBe("low");
    expect(score({ size: "10", industry: "bank" }).known).toBeCloseTo(25 / 57, 12);
    expect(score({ size: "10", industry: "bank" }).level).toBe("unknown");
    expect(score({ size: "", industry: "bank" }).known).toBeCloseTo(30 / 60, 12);
    expect(score({ size: "20", founded: "1990" }).known).toBe(1);
    expect(score({ size: "20" }).known).toBe(0);
  });

  it("is said to a CRM as the part's card says it", () => {
    const sentence = reasonSentences(PARTED, 200);
    const none = { band: null, value: null };
    const bands = scoredAttributes(PARTED.scorecard).map(({ attribute, cards }) => [
      attribute,
      cards.map((card) => card?.bands.length ?? 0),
    ]);
    expect(bands).toEqual([
      ["size", [3, 0, 1]],
      ["industry", [3, 3, 0]],
      ["founded", [0, 3, 3]],
    ]);
    expect(sentence([none, { band: 4, value: "Retail" }, { band: 2, value: null }])).toBe(
      "Retail (+25), Founded not known (+9 of 35); 34 in all",
    );
  });

  it("is a document, which older engines refuse and this one reads without", () => {
    expect(icpDocument.parse(PARTED)).toEqual(PARTED);
    expect(icpDocument.parse(WHOLE)).toEqual(WHOLE);
    const { attributes: _, ...rest } = PARTED.scorecard.parts!.cards[0]!;
    const broken = { attribute: "size", cards: [rest, rest] };
    expect(() => icpDocument.parse({ ...WHOLE, scorecard: { ...WHOLE.scorecard, parts: broken } })).toThrow();
  });

  it("says which attribute it cannot read the part from", () => {
    expect(() => scorer(withParts(WHOLE, "nowhere", PARTED.scorecard.parts!.cards))).toThrow(
      'a card for each part of "nowhere"',
    );
  });
});

const MOST_COLUMNS = 6;
const cells = fc.array(fc.array(messyCell, { minLength: MOST_COLUMNS, maxLength: MOST_COLUMNS }), {
  minLength: 1,
  maxLength: 12,
});

function headersOf(document: IcpDocument): string[] {
  const taken = new Set<string>();
  return [...firstHeaders(document).values()].filter((header) => {
    const key = header.toLowerCase();
    return !taken.has(key) && taken.add(key);
  });
}

async function load(source: string): Promise<(row: RawRow) => Score> {
  const module = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(source)}`);
  return module.score;
}

it("cards of parts score raw messy rows alike in the process, as a JS module and in DuckDB, and points add up to fit", async () => {
  await fc.assert(
    fc.asyncProperty(anyParted, cells, async (document, rows) => {
      const headers = headersOf(document);
      const objects = rows.map((row) => Object.fromEntries(headers.map((header, i) => [header, row[i]!])));
      const scores = objects.map(scorer(document));
      const module = await load(toJavaScript(document));
      expect(objects.map((row) => module(row))).toEqual(scores);
      for (const { fit, known, reasons } of scores) {
        expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(fit);
        expect(known! >= 0 && known! <= 1).toBe(true);
      }
      if (new Set(headers).size !== headersBySource(document).size) return;
      const sql = toSql(document, duckdb, { table: "t", idColumns: ["Row Id"] });
      const numbered = rows.map((row, i) => [String(i), ...row.slice(0, headers.length)]);
      const from = `t(${["Row Id", ...headers].map(quoteIdentifier).join(", ")}) as (from ${valuesOf(numbered)})`;
      const found = await database.rows(`with ${from} ${sql}`);
      const inSql = found.map(([id, ...values]) => [Number(id), ...values]).sort((a, b) => Number(a[0]) - Number(b[0]));
      const names = scoredAttributes(document.scorecard).map(({ attribute }) => attribute);
      expect(inSql).toEqual(
        scores.map((one, i) => {
          const p = one.p_win ?? one.p_goal!;
          const own = new Map(one.reasons.map(({ attribute, points }) => [attribute, points]));
          const head = [i, one.fit, one.level, one.sure, one.known, one.segment, one.disqualified_by];
          return [...head, p.value, p.low, p.high, ...names.map((name) => own.get(name) ?? 0)];
        }),
      );
    }),
    { numRuns: 20 },
  );
}, 60_000);

describe("a card for each part, in a workbook", () => {
  beforeEach(needsLibreOffice);

  it("scores as in `score`, with the points of each attribute in one column", async () => {
    const sources = workbookSources(PARTED);
    expect(sources.map(({ source }) => source)).toEqual(["size", "industry", "founded"]);
    const raw = ["2", "5", "19.5", "20", "49", "50", "11-50", "", "n/a", "about 7"].flatMap((employees) =>
      ["Bank", "Kredit-Institut", "retail", "mining", ""].flatMap((sector) =>
        ["1990", "2000", ""].map((year) => [employees, sector, year].map((cell) => (cell === "" ? null : cell))),
      ),
    );
    const filled = raw.map((row, i) => ({
      name: `row ${i}`,
      cells: row.map((cell, k) => filledCell(sources[k]!.rule, cell)),
    }));
    const path = join(folder, "parts.xlsx");
    writeFileSync(path, await xlsxOf(scoreWorkbook(PARTED, filled, raw.length)));
    const [rows = []] = await computed(path, ["Score"]);
    const wanted = scorer(PARTED);
    const parts = new Set<string>();
    rows.forEach((row, i) => {
      const own = wanted(Object.fromEntries(sources.map(({ source }, k) => [source, raw[i]![k]])));
      const points = (name: string) => String(own.reasons.find((r) => r.attribute === name)?.points ?? 0);
      expect([raw[i], row.fit, row.level, Number(row.known).toFixed(6)]).toEqual([
        raw[i],
        String(own.fit),
        own.level,
        own.known!.toFixed(6),
      ]);
      expect([row["points: Size"], row["points: Industry"], row["points: Founded"]]).toEqual(
        ["size", "industry", "founded"].map(points),
      );
      parts.add(own.reasons.map(({ attribute }) => attribute).join());
    });
    expect(parts.size).toBe(3);
  }, 120_000);
});
