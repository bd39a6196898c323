import type { IcpDocument } from "../../icp/document.ts";
import type { Guess } from "../../ingest/facts.ts";
import { isGrowth } from "../../ingest/growth-field.ts";
import type { Decimal } from "../../normalise/number-pattern.ts";
import { cellStyle, columnStyle, type NumberStyle, restyled } from "../../normalise/number-style.ts";
import { parseNumber } from "../../normalise/parse-number.ts";
import { maskPersonal } from "../../normalise/personal.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { lookupTable } from "../gather/lookup.ts";
import { knownOf } from "./readings.ts";

/** A table whose numbers a profile is to read. */
export interface Styled {
  /** Name of the table. */
  readonly table: string;
  /** The column that orders its rows. */
  readonly order: string;
  readonly columns: readonly string[];
  /** Said by a person: the sign for decimals; null where it is to be found. */
  readonly decimal: Decimal | null;
}

/** A column that is in another style than the profile, or may be. */
interface Turn {
  readonly header: string;
  readonly own: Decimal;
  readonly style: Decimal | "either";
  /** What told the style, where the column itself did not. */
  readonly by: string;
  /** It counts heads, so that no cell has decimals. */
  readonly heads: boolean;
}

const LOOKED_AT = 5000;
/** Of the columns beside, which only have to break a tie. */
const LOOKED_AT_BESIDE = 500;
const MOST_BESIDE = 300;
/** A column of which fewer cells are numbers says nothing of how numbers are written. */
const MOST_NUMBERS = 0.9;

/**
 * Turns the numbers of a table into the style of the profile (`1.234,5` or `1,234.5`), column by column where its cells plainly speak the other one.
 * Gives the table to read, with the same columns, what is to be told, and (for a print) which columns are turned how.
 *
 * @param headers column of each source of the profile, several where one of several may be read
 */
export async function inOwnStyle(
  database: Database,
  document: IcpDocument,
  given: Styled,
  headers: ReadonlyMap<string, readonly string[]>,
): Promise<{ readonly table: string; readonly guesses: readonly Guess[]; readonly turns: readonly unknown[] }> {
  const turns = await findTurns(database, document, given, headers);
  const guesses: Guess[] = [];
  for (const turn of turns.filter(({ style, heads }) => style === "either" && !heads))
    guesses.push(await openGuess(database, given, turn));
  if (turns.length === 0) return { table: given.table, guesses: [], turns };
  const into = `${given.table}_styled`;
  const cells: string[] = [];
  const joins: string[] = [];
  for (const [i, turn] of turns.entries()) {
    const [name, lookup] = [quoteIdentifier(turn.header), `${into}_${i}`];
    const work = turner(turn);
    await lookupTable(database, lookup, `SELECT ${name} FROM ${quoteIdentifier(given.table)}`, work, "VARCHAR");
    cells.push(`coalesce(l${i}.value, b.${name}) AS ${name}`);
    joins.push(`LEFT JOIN ${lookup} l${i} ON l${i}.text = b.${name}`);
    guesses.push(await turnedGuess(database, given, turn, lookup));
  }
  await database.run(
    `CREATE TABLE ${quoteIdentifier(into)} AS SELECT b.* REPLACE (${cells.join(", ")}) FROM ${quoteIdentifier(given.table)} b ${joins.join(" ")} ORDER BY b.${quoteIdentifier(given.order)}`,
  );
  return { table: into, guesses: guesses.filter(({ text }) => text !== ""), turns };
}

/** Of a column in two styles, or whose style is open, only cells that have no other reading are turned. */
function turner({ style, own, heads }: Turn): (text: string) => string | null {
  if (style !== "either") return (text) => restyled(text, style, own);
  const other = otherSign(own);
  const plain = (text: string): boolean =>
    cellStyle(text) === other || (heads && cellStyle(text) === "either" && !text.includes(other));
  return (text) => (plain(text) ? restyled(text, other, own) : null);
}

function otherSign(sign: Decimal): Decimal {
  return sign === "." ? "," : ".";
}

/** Heads are counted: no company has 2.3 of them. */
function countsHeads(source: string): boolean {
  return !isGrowth(source) && /^employees$|headcount|team_size|number_of/.test(source);
}

async function findTurns(
  database: Database,
  document: IcpDocument,
  given: Styled,
  headers: ReadonlyMap<string, readonly string[]>,
): Promise<Turn[]> {
  const found = new Map<string, Turn>();
  let beside: NumberStyle | undefined;
  for (const [source, candidates] of headers) {
    const rule = knownOf(document, source)?.rule;
    if (rule?.kind !== "number") continue;
    for (const header of candidates.filter((one) => !found.has(one))) {
      const texts = await someTexts(database, given.table, header, LOOKED_AT);
      const style = columnStyle(texts, countsHeads(source));
      if (style === null) continue;
      const turn = { header, own: rule.decimal, heads: countsHeads(source) };
      if (given.decimal !== null) found.set(header, { ...turn, style: given.decimal, by: "" });
      else if (style !== "either") found.set(header, { ...turn, style, by: "" });
      else {
        beside ??= await styleBeside(database, given);
        const by = beside === "either" ? "" : ", as the other columns do";
        found.set(header, { ...turn, style: beside ?? "either", by });
      }
    }
  }
  return [...found.values()].filter(({ style, own }) => style !== own);
}

/** The style of most of a table's columns of numbers that tell. */
async function styleBeside(database: Database, { table, columns }: Styled): Promise<Decimal | "either"> {
  const votes = { ".": 0, ",": 0 };
  for (const header of columns.slice(0, MOST_BESIDE)) {
    const texts = await someTexts(database, table, header, LOOKED_AT_BESIDE);
    const style = columnStyle(texts);
    if (style === null || style === "either") continue;
    const numbers = texts.filter((text) => parseNumber(text, style) !== null).length;
    if (numbers >= MOST_NUMBERS * texts.length) votes[style]++;
  }
  if (votes["."] === votes[","]) return "either";
  return votes["."] > votes[","] ? "." : ",";
}

/** Some of the different cells, the same ones each time. */
async function someTexts(database: Database, table: string, header: string, most: number): Promise<string[]> {
  const name = quoteIdentifier(header);
  const [texts = []] = await database.texts(
    `SELECT text FROM (SELECT DISTINCT ${name} AS text FROM ${quoteIdentifier(table)} WHERE ${name} IS NOT NULL) ORDER BY hash(text), text LIMIT ${most}`,
  );
  return texts as string[];
}

const SPOKEN = { ".": "a decimal point (1,234.5)", ",": "a decimal comma (1.234,5)" } as const;

async function turnedGuess(database: Database, given: Styled, turn: Turn, lookup: string): Promise<Guess> {
  const name = quoteIdentifier(turn.header);
  const [seen] = await database.rows<{ filled: number; read: number; text: string | null }>(
    `WITH counted AS (SELECT b.${name} AS text, l.value, count(*) AS n FROM ${quoteIdentifier(given.table)} b LEFT JOIN ${lookup} l ON l.text = b.${name} WHERE b.${name} IS NOT NULL GROUP BY ALL)
     SELECT coalesce(sum(n), 0) AS filled, coalesce(sum(n) FILTER (value IS NOT NULL), 0) AS read, arg_max(text, (n, text)) FILTER (value IS NOT NULL) AS text FROM counted`,
  );
  const { filled, read, text } = seen!;
  const style = turn.style === "either" ? otherSign(turn.own) : turn.style;
  const said =
    text === null
      ? ""
      : `"${turn.header}" is read with ${SPOKEN[style]}${turn.by}, where the profile has ${SPOKEN[turn.own]}: ${read} of ${filled} ${filled === 1 ? "row" : "rows"} that fill it, such as "${maskPersonal(text)}" for ${parseNumber(text, style)}.`;
  return { what: "number style", text: said, override: `--decimal '${turn.own}'` };
}

async function openGuess(database: Database, given: Styled, turn: Turn): Promise<Guess> {
  const name = quoteIdentifier(turn.header);
  const other = otherSign(turn.own);
  const lookup = `${given.table}_open`;
  const differs = (text: string): string | null =>
    cellStyle(text) === "either" ? String(parseNumber(text, other)) : null;
  await lookupTable(database, lookup, `SELECT ${name} FROM ${quoteIdentifier(given.table)}`, differs, "VARCHAR");
  const [seen] = await database.rows<{ n: number; text: string | null; value: string | null }>(
    `WITH counted AS (SELECT l.text, l.value, count(*) AS n FROM ${quoteIdentifier(given.table)} b JOIN ${lookup} l ON l.text = b.${name} GROUP BY ALL)
     SELECT coalesce(sum(n), 0) AS n, arg_max(text, (n, text)) AS text, arg_max(value, (n, text)) AS value FROM counted`,
  );
  await database.run(`DROP TABLE ${lookup}`);
  const { n, text, value } = seen!;
  const said =
    text === null
      ? ""
      : `"${turn.header}": ${n} ${n === 1 ? "row" : "rows"} such as "${maskPersonal(text)}" ${n === 1 ? "is" : "are"} read with ${SPOKEN[turn.own]}, as in the build: ${parseNumber(text, turn.own)}; nothing in the file tells whether ${value} is meant.`;
  return { what: "number style", text: said, override: `--decimal '${other}'` };
}
