import { InputError } from "../../../errors.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import type { Database } from "../../../warehouse/database.ts";
import { INDEX, INDEX_COLUMNS } from "./lay-index.ts";
import type { Places } from "./places.ts";
import type { AccountLine } from "./shapes.ts";

/** Columns by which accounts may be picked: rows whose cell is one of the values; `""` stands for an empty cell. */
export const PICKED = ["level", "action", "segment", "owner", "already", "source", "disqualified_by"] as const;
export type Picked = (typeof PICKED)[number];

export interface AccountsQuery {
  readonly picked: Readonly<Partial<Record<Picked, readonly string[]>>>;
  /** Words of the name, the website or the key, in any order. */
  readonly words: string;
  readonly fitFrom: number | null;
  readonly fitTo: number | null;
  /** `fit`, `-fit`: by a column, downwards with a minus. Empty cells last. */
  readonly sort: string;
  /** Rows to pass over. */
  readonly offset: number;
  readonly limit: number;
}

export interface AccountsPage {
  readonly items: readonly AccountLine[];
  /** Accounts that fit the query, on all pages. */
  readonly total: number;
}

const SHOWN = `source, "key", name, website, owner, fit, level, sure, known, segment, disqualified_by, watch_out, timing, action, already`;
const MOST_WORDS = 8;

/** Condition of a query on the index. */
export function conditionSql(query: AccountsQuery): string {
  return [picksSql(query), wordsSql(query)].join(" AND ");
}

/** Condition on what accounts are picked by; `true` for all. */
function picksSql({ picked, fitFrom, fitTo }: AccountsQuery): string {
  const among = PICKED.flatMap((column) => {
    const values = picked[column] ?? [];
    if (values.length === 0) return [];
    const texts = values.filter((value) => value !== "").map(quoteText);
    const cell = quoteIdentifier(column);
    const parts = [
      ...(texts.length > 0 ? [`${cell} IN (${texts.join(", ")})`] : []),
      ...(texts.length < values.length ? [`${cell} IS NULL`] : []),
    ];
    return [`(${parts.join(" OR ")})`];
  });
  const all = [
    ...among,
    ...(fitFrom === null ? [] : [`fit >= ${Number(fitFrom)}`]),
    ...(fitTo === null ? [] : [`fit <= ${Number(fitTo)}`]),
  ];
  return all.length === 0 ? "true" : all.join(" AND ");
}

/** Condition on the words of an account; `true` where nothing is searched. */
function wordsSql({ words }: AccountsQuery): string {
  const said = words.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  return said.length === 0 ? "true" : said.map((word) => `contains(words, ${quoteText(word)})`).join(" AND ");
}

/** @throws InputError for a column that the index does not have */
export function orderSql(sort: string): string {
  const down = sort.startsWith("-");
  const column = down ? sort.slice(1) : sort;
  if (!(INDEX_COLUMNS as readonly string[]).includes(column))
    throw new InputError(`accounts cannot be sorted by ${column}: by ${INDEX_COLUMNS.join(", ")}`);
  // The index lies in this order already.
  if (sort === "-fit") return "place";
  return `${quoteIdentifier(column)} ${down ? "DESC" : "ASC"} NULLS LAST, place`;
}

/** A page of the accounts that fit a query. @param all accounts in the index */
export async function queryAccounts(
  database: Database,
  places: Places,
  all: number,
  query: AccountsQuery,
): Promise<AccountsPage> {
  const found = await places.of(picksSql(query), wordsSql(query), orderSql(query.sort));
  const [limit, offset] = [Math.trunc(query.limit), Math.trunc(query.offset)];
  if (found === null) {
    const of = `place BETWEEN ${offset} AND ${offset + limit - 1} ORDER BY place`;
    return { items: await database.rows<AccountLine>(`SELECT ${SHOWN} FROM ${INDEX} WHERE ${of}`), total: all };
  }
  return { items: await linesAt(database, found.subarray(offset, offset + limit)), total: found.length };
}

/** The lines at these places, in their order. */
async function linesAt(database: Database, places: Int32Array): Promise<readonly AccountLine[]> {
  if (places.length === 0) return [];
  const [first, last] = [Math.min(...places), Math.max(...places)];
  const rows = await database.rows<AccountLine & { readonly place: number }>(
    `SELECT place, ${SHOWN} FROM ${INDEX} WHERE place BETWEEN ${first} AND ${last} AND place IN (${places.join(", ")})`,
  );
  const lines = new Map(rows.map(({ place, ...line }) => [place, line]));
  return [...places].map((place) => lines.get(place)!);
}

/** How many accounts that fit a query have each value of a column, the most first. */
export async function countBy(
  database: Database,
  column: Picked,
  query: AccountsQuery,
): Promise<readonly { readonly value: string | null; readonly accounts: number }[]> {
  const cell = quoteIdentifier(column);
  const others = conditionSql({ ...query, picked: { ...query.picked, [column]: [] } });
  return database.rows(
    `SELECT ${cell} AS value, count(*) AS accounts FROM ${INDEX} WHERE ${others} GROUP BY 1 ORDER BY 2 DESC, 1 NULLS LAST LIMIT 200`,
  );
}
