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

/** Looks and lengths are measured on an even sample of the rows, the same every time: so many rows, fewer of wide tables. */
const SAMPLE = 8000;
const SAMPLE_CELLS = 200_000;
const LEAST_SAMPLE = 2000;
/** Columns of one query: the database takes longer than in proportion to read a longer one. */
const AT_ONCE = 100;
/** Columns with more different values than this get no list of values. */
const LISTED = 200;
/** With more different cells than this no list is tried: so many are not the spellings of a few values. */
const FEW_CELLS = 2000;

/** A look over every column of a raw table: two passes, and one more per column of few values. */
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
  known: string,
  most: number,
): Promise<Values> {
  return (await listValues(database, table, header, known, most)).top;
}

interface Counts {
  readonly filled: number;
  readonly distinct: number;
  readonly top: Values;
}

async function listValues(
  database: Database,
  table: string,
  header: string,
  known: string,
  most: number,
): Promise<Counts> {
  const cell = quoteIdentifier(header);
  // A header may be any word: the count's name is longer than the header, so that it is another.
  const times = quoteIdentifier(`times ${header}`);
  const found = await database.rows<Values[number] & { filled: number; distinct: number }>(
    `SELECT value, first(shown ORDER BY n DESC, shown) AS shown, sum(n)::BIGINT AS rows, (sum(sum(n)) OVER ())::BIGINT AS filled, count(*) OVER () AS "distinct"
     FROM (SELECT ${known} AS value, trim(${cell}) AS shown, ${times} AS n FROM (SELECT ${cell}, count(*) AS ${times} FROM ${quoteIdentifier(table)} GROUP BY ${cell}))
     WHERE value IS NOT NULL GROUP BY value ORDER BY rows DESC, value LIMIT ${most}`,
  );
  const { filled = 0, distinct = 0 } = found[0] ?? {};
  return { filled, distinct, top: found.map(({ value, shown, rows }) => ({ value, shown, rows })) };
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
  const counts: Counts[] = [];
  for (const [i, header] of headers.entries()) {
    if (cells[i]! > FEW_CELLS) {
      const rows = held[many.indexOf(header)]![0]!;
      counts.push({ filled: rows, distinct: Math.min(rows, cells[i]!), top: [] });
    } else if (cells[i]! === 0) counts.push({ filled: 0, distinct: 0, top: [] });
    else {
      const listed = await listValues(database, table, header, judge.known(header), LISTED);
      counts.push(listed.distinct <= LISTED ? listed : { ...listed, top: [] });
    }
  }
  return counts;
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
  const cells = headers.map(
    (header, i) => `CASE WHEN NOT ${judge.missing(header)} THEN ${quoteIdentifier(header)} END AS k${i}`,
  );
  const names = Object.keys(judge.looks("k")) as Look[];
  const measures = headers.map((_, i) => {
    const looks = judge.looks(`k${i}`);
    const words = `length(trim(k${i})) - length(replace(trim(k${i}), ' ', '')) + 1`;
    return [...names.map((name) => `avg((${looks[name]})::INTEGER)`), `avg(length(k${i}))`, `avg(${words})`].join(", ");
  });
  const sample = `SELECT ${cells.join(", ")} FROM ${quoteIdentifier(table)} WHERE (__row - 1) % ${step} = 0`;
  const columns = await database.numbers(`SELECT ${measures.join(", ")} FROM (${sample})`);
  const width = names.length + 2;
  return headers.map((_, i) => {
    const at = (k: number) => columns[i * width + k]![0]! || 0;
    const shares = Object.fromEntries(names.map((name, k) => [name, at(k)])) as Record<Look, number>;
    return { shares, averageLength: at(names.length), averageWords: at(names.length + 1) };
  });
}
