import type { Constancy } from "../../ingest/about.ts";
import { foldedSql, missingSql } from "../../ingest/text.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Source } from "./candidates.ts";
import { AMOUNT } from "./deals.ts";
import { TAKEN } from "./fates.ts";
import type { Names } from "./rows.ts";

/** Creates the table of facts: one row per deal that counts, in file order. See `Facts` for its columns. */
export async function createFacts(
  database: Database,
  names: Names,
  into: string,
  raw: { readonly deals: string; readonly accounts: string | null },
  sources: readonly Source[],
): Promise<void> {
  const cells = sources.map(
    ({ candidate, from }) =>
      `${from === "deals" ? "r" : "a"}.${quoteIdentifier(candidate.header)} AS ${quoteIdentifier(candidate.name)}`,
  );
  const account =
    raw.accounts === null ? "" : `LEFT JOIN ${quoteIdentifier(raw.accounts)} a ON a.__row = d.account_row`;
  await database.run(`CREATE TABLE ${into} AS
    WITH taken AS (SELECT *, coalesce(family, -__row) AS kin FROM ${names.deals} WHERE fate = '${TAKEN}'),
    kin AS (SELECT kin, (row_number() OVER (ORDER BY min(__row)) - 1)::INTEGER AS account FROM taken GROUP BY kin)
    SELECT (row_number() OVER (ORDER BY d.__row) - 1)::INTEGER AS deal, d.__row AS row, kin.account, (d.status = 'won')::TINYINT AS y,
      d.created, d.closed, d.ord, ${AMOUNT} AS amount ${cells.map((cell) => `, ${cell}`).join("")}
    FROM taken d JOIN kin ON kin.kin = d.kin LEFT JOIN ${names.amounts} m ON m.text = d.amount_text
    JOIN ${quoteIdentifier(raw.deals)} r ON r.__row = d.__row ${account}
    ORDER BY d.__row`);
}

/** How far a column of the facts stays the same within a company. */
export async function constancyOf(database: Database, names: Names, facts: string, name: string): Promise<Constancy> {
  const [row] = await database.rows<{ rows: number; agree: number | null; chance: number | null }>(
    `WITH cells AS (SELECT d.company, f.row, ${foldedSql(name)} AS value FROM ${facts} f JOIN ${names.deals} d ON d.__row = f.row
       WHERE d.company IS NOT NULL AND NOT ${missingSql(name)}),
     shares AS (SELECT count(*) / sum(count(*)) OVER () AS share FROM cells GROUP BY value),
     ranked AS (SELECT value, first_value(value) OVER w AS first, row_number() OVER w AS place FROM cells WINDOW w AS (PARTITION BY company ORDER BY row))
     SELECT count(*) AS rows, avg((value = first)::INTEGER) AS agree, (SELECT sum(share * share) FROM shares) AS chance FROM ranked WHERE place > 1`,
  );
  return { rows: row!.rows, agree: row!.agree ?? 0, chance: row!.chance ?? 1 };
}
