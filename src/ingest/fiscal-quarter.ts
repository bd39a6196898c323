import { quoteText } from "../sql/quote.ts";
import { matchesSql } from "./text.ts";

/** `FY25 Q3`, `2024-Q3`; then `Q1 FY2025`, `Q3-2024`. Year and quarter, and the other way round (RE2). */
const YEAR_FIRST = String.raw`(?i)^\s*(?:fy)?[ '-]*((?:19|20)?[0-9]{2})[ /_-]*q([1-4])\s*$`;
const QUARTER_FIRST = String.raw`(?i)^\s*q([1-4])[ /,_-]*(?:of )?(?:fy)?[ '-]*((?:19|20)?[0-9]{2})\s*$`;

/** Pattern (RE2) of a quarter of a year. */
export const QUARTER_SHAPE = `${YEAR_FIRST}|${QUARTER_FIRST}`;

/**
 * SQL: the first or last DATE of a quarter; NULL for what is none. A fiscal year is named by the calendar year in which it ends.
 *
 * @param start first month of the fiscal year, 1-12
 */
export function quarterSql(text: string, start: number, end: "first" | "last"): string {
  const part = (yearFirst: number, quarterFirst: number) =>
    `TRY_CAST(CASE WHEN ${matchesSql(text, YEAR_FIRST)} THEN regexp_extract(${text}, ${quoteText(YEAR_FIRST)}, ${yearFirst})
      WHEN ${matchesSql(text, QUARTER_FIRST)} THEN regexp_extract(${text}, ${quoteText(QUARTER_FIRST)}, ${quarterFirst}) END AS INTEGER)`;
  const [year, quarter] = [part(1, 2), part(2, 1)];
  const named = `(${year} + CASE WHEN ${year} < 100 THEN 2000 ELSE 0 END)`;
  const begins = `make_date(${named} - ${start > 1 ? 1 : 0}, ${start}, 1)`;
  return end === "first"
    ? `CAST(${begins} + to_months(3 * (${quarter} - 1)) AS DATE)`
    : `CAST(${begins} + to_months(3 * ${quarter}) - INTERVAL 1 DAY AS DATE)`;
}
