import { quoteIdentifier } from "../sql/quote.ts";
import type { Database } from "./database.ts";

/** SQL by which cells are judged; the rooms that know about people's files give it. */
export interface Judge<Look extends string> {
  /** SQL of a column's comparable text, NULL when the cell says nothing. */
  readonly known: (header: string) => string;
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

/** A look over every column of a raw table: two passes, and one more per column of few values. */
export async function profileTable<Look extends string>(
  database: Database,
  table: string,
  headers: readonly string[],
  judge: Judge<Look>,
): Promise<Profile<Look>[]> {
  const sides = [];
  for (let from = 0; from < headers.length; from += AT_ONCE) {
    const some = headers.slice(from, from + AT_ONCE);
    const counts = await countCells(database, table, some, judge);
    sides.push({
      counts,
      looks: await sampleLooks(database, table, some, sampleStep(counts.rows, headers.length), judge),
    });
  }
  const counts = { rows: sides[0]?.counts.rows ?? 0, columns: sides.flatMap((side) => side.counts.columns) };
  const looks = sides.flatMap((side) => side.looks);
  const profiles: Profile<Look>[] = [];
  for (const [i, header] of headers.entries()) {
    const { filled, distinct } = counts.columns[i]!;
    const top =
      filled > 0 && distinct <= LISTED ? await topValues(database, table, header, judge.known(header), LISTED) : [];
    profiles.push({ header, rows: counts.rows, filled, distinct, top, ...looks[i]! });
  }
  return profiles;
}

/** The most frequent values of a column, as folded and as most often written; ties in the order of their texts. */
export async function topValues(
  database: Database,
  table: string,
  header: string,
  known: string,
  most: number,
): Promise<readonly { value: string; shown: string; rows: number }[]> {
  const cell = quoteIdentifier(header);
  // A header may be any word: the count's name is longer than the header, so that it is another.
  const times = quoteIdentifier(`times ${header}`);
  return database.rows(
    `SELECT value, first(shown ORDER BY n DESC, shown) AS shown, sum(n)::BIGINT AS rows
     FROM (SELECT ${known} AS value, trim(${cell}) AS shown, ${times} AS n FROM (SELECT ${cell}, count(*) AS ${times} FROM ${quoteIdentifier(table)} GROUP BY ${cell}))
     WHERE value IS NOT NULL GROUP BY value ORDER BY rows DESC, value LIMIT ${most}`,
  );
}

interface Counts {
  readonly rows: number;
  readonly columns: readonly { readonly filled: number; readonly distinct: number }[];
}

async function countCells<Look extends string>(
  database: Database,
  table: string,
  headers: readonly string[],
  judge: Judge<Look>,
): Promise<Counts> {
  const known = headers.map((header, i) => `${judge.known(header)} AS k${i}`);
  const counted = headers.map((_, i) => `count(k${i}), approx_count_distinct(k${i})`);
  const columns = await database.numbers(
    `SELECT count(*), ${counted.join(", ")} FROM (SELECT ${known.join(", ")} FROM ${quoteIdentifier(table)})`,
  );
  const at = (i: number) => columns[i]![0]!;
  return {
    rows: at(0),
    columns: headers.map((_, i) => ({ filled: at(1 + 2 * i), distinct: Math.min(at(1 + 2 * i), at(2 + 2 * i)) })),
  };
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
    (header, i) => `CASE WHEN ${judge.known(header)} IS NOT NULL THEN ${quoteIdentifier(header)} END AS k${i}`,
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
