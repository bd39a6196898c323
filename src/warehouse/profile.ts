import { quoteIdentifier } from "../sql/quote.ts";
import type { Database } from "./database.ts";

/** SQL by which cells are judged; the rooms that know about people's files give it. */
export interface Judge<Look extends string> {
  /** SQL of a column's comparable text, NULL when the cell says nothing. */
  readonly known: (header: string) => string;
  /** SQL boolean, never NULL: the cell says nothing; the same cells of which `known` is NULL. */
  readonly missing: (header: string) => string;
  /** SQL booleans: what a cell looks like. */
  readonly looks: (text: string) => Readonly<Record<Look, string>>;
}

export interface Profile<Look extends string> {
  readonly header: string;
  readonly rows: number;
  readonly filled: number;
  readonly distinct: number;
  readonly top: readonly { readonly value: string; readonly shown: string; readonly rows: number }[];
  readonly shares: Readonly<Record<Look, number>>;
  readonly averageLength: number;
  readonly averageWords: number;
}

/** Looks and lengths are measured on a scattered sample of the rows, the same every time: so many rows, fewer of wide tables. */
const SAMPLE = 8000;
const SAMPLE_CELLS = 200_000;
const LEAST_SAMPLE = 2000;
/** Scatter the sample: every n-th row of a file with a pattern of its own would be of one kind. Below 2^63 for three thousand million rows. */
const [MIX, PRIME] = [2_654_435_761, 4_294_967_291];
/** Columns of one query: the database takes longer than in proportion to read a longer one. */
const AT_ONCE = 100;
/** Columns whose values one query lists: it holds the values of all at once. */
const LISTED_AT_ONCE = 16;
/** Columns with more different values than this get no list of values. */
const LISTED = 200;
/** With more different cells than this no list is tried: so many are not the spellings of a few values. */
const FEW_CELLS = 2000;

/** A look over every column of a raw table: two passes, and one more over each column of few values. */
export async function profileTable<Look extends string>(
  database: Database,
  table: string,
  headers: readonly string[],
  judge: Judge<Look>,
): Promise<Profile<Look>[]> {
  const rows = await database.value<number>(`SELECT count(*) FROM ${quoteIdentifier(table)}`);
  const step = sampleStep(rows, headers.length);
  const profiles: Profile<Look>[] = [];
  for (let from = 0; from < headers.length; from += AT_ONCE) {
    const some = headers.slice(from, from + AT_ONCE);
    const counts = await countCells(database, table, some, judge);
    const looks = await sampleLooks(database, table, some, step, judge);
    profiles.push(...some.map((header, i) => ({ header, rows, ...counts[i]!, ...looks[i]! })));
  }
  return profiles;
}

type Values = Profile<string>["top"];

/** The most frequent values of a column, as folded and as most often written; ties in the order of their texts. */
export async function topValues(
  database: Database,
  table: string,
  header: string,
  known: Judge<string>["known"],
  most: number,
): Promise<Values> {
  const [listed] = await listValues(database, table, [header], known, most);
  return listed!.top;
}

interface Counts {
  readonly filled: number;
  readonly distinct: number;
  readonly top: Values;
}

/** One query for all columns, that says but once how a text is folded: to read such SQL takes the database longer than to run it. */
async function listValues(
  database: Database,
  table: string,
  headers: readonly string[],
  known: Judge<string>["known"],
  most: number,
): Promise<readonly Counts[]> {
  if (headers.length === 0) return [];
  const cells = headers.map(
    (header, i) => `SELECT ${i}, ${quoteIdentifier(header)}, count(*) FROM ${quoteIdentifier(table)} GROUP BY 2`,
  );
  const found = await database.rows<Values[number] & { i: number; filled: number; distinct: number }>(
    `SELECT i, value, first(shown ORDER BY n DESC, shown) AS shown, sum(n)::BIGINT AS rows, (sum(sum(n)) OVER w)::BIGINT AS filled, count(*) OVER w AS "distinct"
     FROM (SELECT i, ${known("cell")} AS value, trim(cell) AS shown, n FROM (${cells.join(" UNION ALL ")}) AS c(i, cell, n))
     WHERE value IS NOT NULL GROUP BY i, value WINDOW w AS (PARTITION BY i)
     QUALIFY row_number() OVER (PARTITION BY i ORDER BY sum(n) DESC, value) <= ${most} ORDER BY i, rows DESC, value`,
  );
  return headers.map((_, i) => {
    const list = found.filter((one) => one.i === i);
    const { filled = 0, distinct = 0 } = list[0] ?? {};
    return { filled, distinct, top: list.map(({ value, shown, rows }) => ({ value, shown, rows })) };
  });
}

/** Columns of few different cells are counted value by value; of the others nothing is folded, and the different cells are estimated. */
async function countCells<Look extends string>(
  database: Database,
  table: string,
  headers: readonly string[],
  judge: Judge<Look>,
): Promise<readonly Counts[]> {
  const from = quoteIdentifier(table);
  const estimates = headers.map((header) => `approx_count_distinct(${quoteIdentifier(header)})`);
  const cells = (await database.numbers(`SELECT ${estimates.join(", ")} FROM ${from}`)).map((column) => column[0]!);
  const many = headers.filter((_, i) => cells[i]! > FEW_CELLS);
  const filled = many.map((header) => `count(*) FILTER (NOT ${judge.missing(header)})`);
  const held = many.length === 0 ? [] : await database.numbers(`SELECT ${filled.join(", ")} FROM ${from}`);
  const few = headers.filter((_, i) => cells[i]! > 0 && cells[i]! <= FEW_CELLS);
  const lists: Counts[] = [];
  for (let from = 0; from < few.length; from += LISTED_AT_ONCE)
    lists.push(...(await listValues(database, table, few.slice(from, from + LISTED_AT_ONCE), judge.known, LISTED)));
  return headers.map((header, i) => {
    if (cells[i]! > FEW_CELLS) {
      const rows = held[many.indexOf(header)]![0]!;
      return { filled: rows, distinct: Math.min(rows, cells[i]!), top: [] };
    }
    const listed = lists[few.indexOf(header)] ?? { filled: 0, distinct: 0, top: [] };
    return listed.distinct <= LISTED ? listed : { ...listed, top: [] };
  });
}

/** One row in so many is looked at, the wider the table the fewer. */
function sampleStep(rows: number, width: number): number {
  const wanted = Math.min(SAMPLE, Math.max(LEAST_SAMPLE, SAMPLE_CELLS / width));
  return Math.max(1, Math.floor(rows / wanted));
}

async function sampleLooks<Look extends string>(
  database: Database,
  table: string,
  headers: readonly string[],
  step: number,
  judge: Judge<Look>,
): Promise<Pick<Profile<Look>, "shares" | "averageLength" | "averageWords">[]> {
  const names = Object.keys(judge.looks("k")) as Look[];
  const looks = judge.looks("k");
  const words = "length(trim(k)) - length(replace(trim(k), ' ', '')) + 1";
  const measures = [...names.map((name) => `avg((${looks[name]})::INTEGER)`), "avg(length(k))", `avg(${words})`];
  // The cells below each other: a query that says all this for every column takes the database longer to read than to run.
  const sample = `SELECT unnest([${headers.map((_, i) => i).join(", ")}]) AS i, unnest([${headers.map(quoteIdentifier).join(", ")}]) AS cell
    FROM ${quoteIdentifier(table)} WHERE ${step === 1 ? "true" : `((__row * ${MIX}) % ${PRIME}) % ${step} = 0`}`;
  const known = `SELECT i, CASE WHEN NOT ${judge.missing("cell")} THEN cell END AS k FROM (${sample})`;
  const [columns = [], ...averages] = await database.numbers(
    `SELECT i, ${measures.join(", ")} FROM (${known}) GROUP BY i`,
  );
  const places = new Map([...columns].map((column, place) => [column, place]));
  return headers.map((_, i) => {
    const place = places.get(i);
    const at = (k: number) => (place === undefined ? 0 : averages[k]![place]! || 0);
    const shares = Object.fromEntries(names.map((name, k) => [name, at(k)])) as Record<Look, number>;
    return { shares, averageLength: at(names.length), averageWords: at(names.length + 1) };
  });
}
