import { afterAll, beforeAll, expect, test } from "vitest";
import { duckdbColumns } from "../../src/engine/columns.ts";
import { type Database, openDatabase } from "../../src/warehouse/database.ts";

let database: Database;

beforeAll(async () => {
  database = await openDatabase();
  await database.run(
    `CREATE TABLE deals AS SELECT * FROM (VALUES (0, 'b', 'x'), (1, 'a', NULL), (2, 'b', 'x'), (3, NULL, 'it''s')) AS t(deal, "the ""kind""", other)`,
  );
});
afterAll(() => database.close());

test("a dictionary lists distinct texts by count, then text; codes point into it, -1 for missing", async () => {
  const reader = duckdbColumns(database, "deals", 4);
  const kind = await reader.dictionary('the "kind"');
  expect(kind.texts).toEqual(["b", "a"]);
  expect([...kind.counts]).toEqual([2, 1]);
  expect(kind).toMatchObject({ rows: 4, truncated: false });
  const [codes, other] = await reader.codes(['the "kind"', "other"]);
  expect([...codes!]).toEqual([0, 1, 0, -1]);
  const texts = (await reader.dictionary("other")).texts;
  expect([...other!].map((c) => texts[c] ?? null)).toEqual(["x", null, "x", "it's"]);
});
