import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { firstHeaders, headersBySource } from "../../src/compile/columns.ts";
import { toJavaScript } from "../../src/compile/javascript.ts";
import type { Score } from "../../src/compile/score.ts";
import { type RawRow, scorer } from "../../src/compile/scorer.ts";
import { toSql } from "../../src/compile/sql.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
import { duckdb } from "../../src/sql/dialects/duckdb.ts";
import { quoteIdentifier } from "../../src/sql/quote.ts";
import { messyCell } from "../normalise/cells.ts";
import { type Database, openDuckdb, valuesOf } from "../sql/duckdb.ts";
import { anyDocument } from "./documents.ts";

let database: Database;
beforeAll(async () => {
  database = await openDuckdb();
});

type Cells = readonly (readonly (string | null)[])[];
const MOST_COLUMNS = 6;
const cells: fc.Arbitrary<Cells> = fc.array(fc.array(messyCell, { minLength: MOST_COLUMNS, maxLength: MOST_COLUMNS }), {
  minLength: 1,
  maxLength: 20,
});

/** The module as Node loads it. */
async function load(source: string): Promise<(row: RawRow) => Score> {
  const module = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(source)}`);
  return module.score;
}

/** A score as a row of the scores table. */
function asRow(score: Score, id: number): unknown[] {
  const p = score.p_win ?? score.p_goal!;
  const head = [
    id,
    score.fit,
    score.level,
    score.sure,
    score.known,
    score.segment,
    score.disqualified_by,
    p.value,
    p.low,
    p.high,
  ];
  return [...head, ...score.reasons.map(({ points }) => points)];
}

/** Headers as databases compare them, so that no two columns of the table clash. */
function headersOf(document: IcpDocument): string[] {
  const taken = new Set<string>();
  return [...firstHeaders(document).values()].filter((header) => {
    const key = header.toLowerCase();
    return !taken.has(key) && taken.add(key);
  });
}

function table(headers: readonly string[], rows: Cells): string {
  const numbered = rows.map((row, i) => [String(i), ...row.slice(0, headers.length)]);
  return `t(${["Row Id", ...headers].map(quoteIdentifier).join(", ")}) as (from ${valuesOf(numbered)})`;
}

async function inSql(document: IcpDocument, headers: readonly string[], rows: Cells): Promise<unknown[][]> {
  const sql = toSql(document, duckdb, { table: "t", idColumns: ["Row Id"] });
  const found = await database.rows(`with ${table(headers, rows)} ${sql}`);
  return found.map(([id, ...values]) => [Number(id), ...values]).sort((a, b) => Number(a[0]) - Number(b[0]));
}

describe("an ICP document", () => {
  it("scores raw messy rows alike in the process, as a JS module and in DuckDB, to the point", async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, cells, async (document, rows) => {
        const headers = headersOf(document);
        const objects = rows.map((row) => Object.fromEntries(headers.map((header, i) => [header, row[i]!])));
        const score = scorer(document);
        const scores = objects.map((row) => score(row));
        const module = await load(toJavaScript(document));
        expect(objects.map((row) => module(row))).toEqual(scores);
        const unclashed = new Set(headers).size === headersBySource(document).size;
        if (unclashed) expect(await inSql(document, headers, rows)).toEqual(scores.map(asRow));
      }),
      { numRuns: 250 },
    );
  });

  it("gives points that add up to fit, and what is known of 0 to 1", () => {
    fc.assert(
      fc.property(anyDocument, cells, (document, rows) => {
        const score = scorer(document);
        for (const row of rows) {
          const headers = headersOf(document);
          const { fit, known, level, reasons } = score(
            Object.fromEntries(headers.map((header, i) => [header, row[i]!])),
          );
          if (reasons.length === 0) expect([fit, known, level]).toEqual([null, null, null]);
          else {
            expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(fit);
            expect(known).toBeGreaterThanOrEqual(0);
            expect(known).toBeLessThanOrEqual(1);
            expect(level === "unknown").toBe(known! < 0.5);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
