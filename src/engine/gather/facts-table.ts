import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { Source } from "./candidates.ts";
import { OPEN, TAKEN } from "./fates.ts";
import type { MoneySql } from "./money.ts";
import type { Names } from "./rows.ts";

/** Creates the table of facts: one row per deal that counts, in file order; `which`: the open ones instead, or among them. See `Facts` for its columns. */
export async function createFacts(
  database: Database,
  names: Names,
  into: string,
  deals: string,
  accounts: string | null,
  sources: readonly Source[],
  cycle: string,
  money: MoneySql,
  which: "decided" | "open" | "both" = "decided",
): Promise<void> {
  const fates = { decided: `'${TAKEN}'`, open: `'${OPEN}'`, both: `'${TAKEN}', '${OPEN}'` }[which];
  const [y, closed] =
    which === "both"
      ? [
          "CASE d.status WHEN 'won' THEN 1 WHEN 'lost' THEN 0 END::TINYINT",
          "CASE WHEN d.status <> 'open' THEN d.closed END",
        ]
      : ["(d.status = 'won')::TINYINT", "d.closed"];
  const cells = sources.map(({ candidate, from }) => {
    const header = quoteIdentifier(candidate.header);
    return `${from === "deals" ? `r.${header}` : `coalesce(f.${header}, a.${header})`} AS ${quoteIdentifier(candidate.name)}`;
  });
  const account =
    accounts === null
      ? ""
      : `LEFT JOIN ${quoteIdentifier(accounts)} a ON a.__row = d.account_row LEFT JOIN ${names.filled} f ON f.__row = d.account_row`;
  await database.run(`CREATE TABLE ${into} AS
    WITH taken AS (SELECT *, coalesce(family, -__row) AS kin, (row_number() OVER (ORDER BY __row) - 1)::INTEGER AS deal FROM ${names.deals} WHERE fate IN (${fates})),
    kin AS (SELECT kin, (row_number() OVER (ORDER BY min(__row)) - 1)::INTEGER AS account FROM taken GROUP BY kin)
    SELECT d.deal, d.__row AS row, kin.account, ${y} AS y,
      d.created, ${closed} AS closed, d.ord, ${cycle} AS cycle, ${money.amount} AS amount,
      CASE WHEN d.status = 'lost' AND d.loss <> 'unknown' THEN d.loss END AS loss ${cells.map((cell) => `, ${cell}`).join("")}
    FROM taken d JOIN kin ON kin.kin = d.kin LEFT JOIN ${names.amounts} m ON m.text = d.amount_text ${money.join}
    JOIN ${quoteIdentifier(deals)} r ON r.__row = d.__row ${account}
    ORDER BY d.__row`);
}
