import { termYearsSql } from "../../ingest/contract-term.ts";
import { cellSql } from "../../ingest/keys.ts";
import type { MoneyRule } from "../../ingest/money.ts";

/** SQL columns of a deal that its money needs: `currency` and `term_years`. */
export function moneyColumnsSql({ currencyHeader, perYear }: MoneyRule): string {
  const term = typeof perYear === "number" ? "CAST(NULL AS DOUBLE)" : termYearsSql(perYear);
  return `upper(${cellSql(currencyHeader)}) AS currency, ${term} AS term_years`;
}
