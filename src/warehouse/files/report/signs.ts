import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../database.ts";
import { baseOf, inner, type Source } from "../source.ts";
import { lineKind, SIGN_PATTERN, summedGroup } from "./lines.ts";

/** Labels stand in one of so many columns at the left. */
const LOOKED_AT = 5;
const MOST_ROWS = 1000;

/** A line that only a report has, as far as one can see by itself. */
export function isSign(cells: readonly string[], width: number): boolean {
  const kind = lineKind(cells, width);
  if (kind === "subtotal" || kind === "total" || kind === "heading" || kind === "footer") return true;
  return kind === "record" && summedGroup(cells, width) !== null;
}

/** A table that has been read whole holds lines that look like a report's own. One quick query over a million rows. */
export async function hasSigns(database: Database, source: Source, width: number): Promise<boolean> {
  const cells = Array.from({ length: width }, (_, i) => inner(i));
  const label = `coalesce(${cells.slice(0, LOOKED_AT).join(", ")}, NULL)`;
  const found = `FROM ${quoteIdentifier(baseOf(source.table))} WHERE regexp_matches(${label}, ${quoteText(SIGN_PATTERN)})`;
  if ((await database.value<number>(`SELECT count(*) ${found}`)) === 0) return false;
  const rows = await database.texts(`SELECT ${cells.join(", ")} ${found} LIMIT ${MOST_ROWS}`);
  const count = rows[0]?.length ?? 0;
  for (let i = 0; i < count; i++) {
    const row = rows.map((column) => column[i] ?? "");
    if (isSign(row, width)) return true;
  }
  return false;
}
