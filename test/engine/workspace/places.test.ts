import { expect, it } from "vitest";
import { INDEX, WORDS } from "../../../src/engine/workspace/accounts/lay-index.ts";
import { keepPlaces } from "../../../src/engine/workspace/accounts/places.ts";
import {
  type AccountsQuery,
  conditionSql,
  orderSql,
  queryAccounts,
} from "../../../src/engine/workspace/accounts/query.ts";
import { openDatabase } from "../../../src/warehouse/database.ts";
import { inTurn } from "../../../src/warehouse/in-turn.ts";

const ALL = 3000;
const base: AccountsQuery = {
  ...{ picked: {}, words: "", fitFrom: null, fitTo: null },
  ...{ sort: "-fit", offset: 0, limit: 50 },
};
const QUERIES: readonly Partial<AccountsQuery>[] = [
  {},
  { offset: 2980 },
  { offset: 5000 },
  { sort: "name", offset: 1234 },
  { sort: "-name", offset: 2990 },
  { sort: "timing" },
  { words: "7 firm" },
  { words: "7 firm", sort: "-name", offset: 20 },
  { picked: { level: ["high", ""] } },
  { picked: { level: ["low"] }, words: "1", fitFrom: 5, fitTo: 60, sort: "owner", offset: 7 },
  { words: "nothing has this" },
  { picked: { level: ["no such level"] }, sort: "name" },
];

it("pages are those of one query over all accounts, whatever was asked before", async () => {
  const database = inTurn(await openDatabase({ threads: 2 }));
  const cells = `i AS place, 'accounts_1' AS source, 'key ' || i AS "key", CASE WHEN i % 11 > 0 THEN 'Firm ' || (i * 7919 % 1000) END AS name, NULL::VARCHAR AS website,
    CASE WHEN i % 5 > 0 THEN 'owner ' || i % 5 END AS owner, 100 - i // 30 AS fit, CASE WHEN i < 900 THEN 'high' WHEN i < 2900 THEN 'low' END AS level, NULL AS sure, 1 AS known, NULL AS segment,
    NULL AS disqualified_by, NULL AS watch_out, CASE WHEN i % 3 > 0 THEN i % 13 END AS timing, 'watch' AS action, NULL AS already`;
  await database.run(`CREATE TABLE ${INDEX} AS SELECT *, lower(concat_ws(' ', name, "key")) AS words FROM (SELECT ${cells} FROM range(${ALL}) t(i));
    CREATE TABLE ${WORDS} AS SELECT place, words FROM ${INDEX}`);
  const places = keepPlaces(database, ALL);
  places.warm(["name", "-name", "owner"].map(orderSql));
  // Twice, and more than are remembered: what is remembered is the same as what is found anew.
  for (const part of [...QUERIES, ...QUERIES.toReversed()]) {
    const query = { ...base, ...part };
    const { items, total } = await queryAccounts(database, places, ALL, query);
    const where = conditionSql(query);
    expect(total).toBe(await database.value(`SELECT count(*) FROM ${INDEX} WHERE ${where}`));
    expect(items.map(({ key }) => key)).toEqual(
      (
        await database.rows<{ key: string }>(
          `SELECT "key" FROM ${INDEX} WHERE ${where} ORDER BY ${orderSql(query.sort)} LIMIT ${query.limit} OFFSET ${query.offset}`,
        )
      ).map(({ key }) => key),
    );
  }
  await places.close();
  database.close();
});
