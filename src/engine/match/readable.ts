import { sizeCodes } from "../../features/size-codes.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { testsOf } from "../../icp/tests-of.ts";
import type { Guess, RawTable } from "../../ingest/facts.ts";
import { isGrowth } from "../../ingest/growth-field.ts";
import { foldText } from "../../normalise/fold.ts";
import { maskPersonal } from "../../normalise/personal.ts";
import { MISSING_TEXTS } from "../../normalise/rule.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { twoLettersIn } from "../../vocabulary/place-text.ts";
import type { Database } from "../../warehouse/database.ts";
import { lookupTable } from "../gather/lookup.ts";
import { type HeaderMatch, matchHeaders, type PersonalColumn, personalColumns } from "../headers.ts";
import { cellsUnit, growthReading, profileUnit } from "./growth-unit.ts";
import { inOwnStyle } from "./own-style.ts";
import { type Known, knownOf, reader } from "./readings.ts";
import { type Reading, standInsFor } from "./stand-ins.ts";

/** A list as a profile can score it. */
export interface Readable extends HeaderMatch {
  /** The profile with the list's codes of sizes spelled out. */
  readonly document: IcpDocument;
  /** The rows, with a column for each attribute that another column says. */
  readonly table: RawTable;
  readonly guesses: readonly Guess[];
  /** As JSON: how cells were turned into those of `table`. The same where the same cells become the same. */
  readonly turned: string;
}

interface StandIn {
  readonly source: string;
  readonly label: string;
  readonly header: string;
  readonly reading: Reading;
  readonly known: Known;
}

/** A column of texts with more different ones than this holds no codes. */
const MOST_CODES = 500;
const LOOKED_AT = 5000;
/** Least share of the cells of a column under another name that the profile must be able to read. */
const LEAST_READ = 0.5;

/**
 * Finds the scorecard's columns in a list, and where it has none of that name those of other systems that say the same: the country from
 * `Headquarters`, one industry of several, the year of a date, sizes in codes. Each is told.
 *
 * @param map `COLUMN=field` @throws InputError for a column that is not there
 */
export async function readable(
  database: Database,
  document: IcpDocument,
  given: RawTable,
  map: readonly string[] = [],
): Promise<Readable> {
  const match = matchHeaders(document, given.columns, map);
  const styled = await inOwnStyle(
    database,
    document,
    { table: given.table, order: "__row", columns: given.columns, decimal: given.decimal ?? null },
    possibleHeaders(document, given.columns, match.columns),
  );
  const table = { ...given, table: styled.table };
  const found = await findStandIns(database, document, table, match.columns);
  const laid = found.length === 0 ? null : await layStandIns(database, table, found);
  const columns = new Map([...match.columns, ...(laid?.columns ?? [])]);
  const coded = await withCodes(database, document, laid?.table ?? table, columns);
  const labels = new Set(found.map(({ label }) => label));
  return {
    document: coded.document,
    table: laid?.table ?? table,
    columns,
    absent: match.absent.filter((label) => !labels.has(label)),
    turned: JSON.stringify([styled.turns, laid?.readings ?? []]),
    guesses: [
      ...styled.guesses,
      ...(laid?.guesses ?? []),
      ...coded.guesses,
      ...personalColumns(document, table.columns, columns).map(personalGuess),
    ],
  };
}

/** Per source that is scored the columns that may be read for it. */
function possibleHeaders(
  document: IcpDocument,
  headers: readonly string[],
  columns: ReadonlyMap<string, string>,
): ReadonlyMap<string, readonly string[]> {
  const used = testsOf(document);
  const sources = document.attributes.filter(({ name }) => used.has(name)).map(({ source }) => source);
  return new Map(
    sources.map((source) => {
      const own = columns.get(source);
      return [source, own === undefined ? standInsFor(source, headers).map(({ header }) => header) : [own]];
    }),
  );
}

/** Of the fields that a list has no column for, those that another one says; also a column named for a place by hand. */
async function findStandIns(
  database: Database,
  document: IcpDocument,
  table: RawTable,
  columns: ReadonlyMap<string, string>,
): Promise<StandIn[]> {
  const used = testsOf(document);
  const scored = document.attributes.filter(({ name }) => used.has(name));
  const sources = [...new Set(scored.map(({ source }) => source))];
  const found: StandIn[] = [];
  for (const source of sources) {
    const known = knownOf(document, source);
    if (known === null) continue;
    const { label } = scored.find((attribute) => attribute.source === source)!;
    const own = columns.get(source);
    const learned = scored.some((attribute) => attribute.source === source && attribute.columns.includes(own ?? ""));
    if (learned && !isGrowth(source)) continue;
    const candidates = standInsFor(source, table.columns).filter(({ header }) => own === undefined || header === own);
    const unit = isGrowth(source) ? profileUnit(document, source) : null;
    for (const { header, reading: usual } of candidates) {
      const cells = unit === null ? null : cellsUnit(await someTexts(database, table, header), known);
      const reading = unit === null ? usual : growthReading(unit, cells);
      const one = { source, label, header, reading, known };
      if (!(await reads(database, table, one))) continue;
      if (own === undefined || reading !== "as it is") found.push(one);
      break;
    }
  }
  return found;
}

async function someTexts(database: Database, table: RawTable, header: string): Promise<string[]> {
  const name = quoteIdentifier(header);
  const [texts = []] = await database.texts(
    `SELECT DISTINCT ${name} AS text FROM ${quoteIdentifier(table.table)} WHERE ${name} IS NOT NULL ORDER BY 1 LIMIT ${LOOKED_AT}`,
  );
  return (texts as string[]).filter((text) => !MISSING_TEXTS.includes(foldText(text)));
}

/** Most of the different cells say something. Whether the profile has a band for it is another matter. */
async function reads(
  database: Database,
  table: RawTable,
  { header, reading, known, source }: StandIn,
): Promise<boolean> {
  const texts = await someTexts(database, table, header);
  if (texts.length === 0) return false;
  if (reading === "as it is" && known.rule.kind !== "number") return true;
  if (reading === "as it is" && sizeCodes(source, texts.map(foldText), header) !== null) return true;
  const read = reader(reading, known, twoLettersIn(texts));
  const good = texts.filter((text) => {
    const said = read(text);
    return said !== null && (known.rule.kind !== "number" || known.value(said) !== null);
  });
  return reading === "one of several" || reading === "SIC" ? good.length > 0 : good.length >= LEAST_READ * texts.length;
}

/** The list with a column for each stand-in. What cannot be read stays as it is, so that it is told as never seen. */
async function layStandIns(
  database: Database,
  table: RawTable,
  found: readonly StandIn[],
): Promise<{
  table: RawTable;
  columns: ReadonlyMap<string, string>;
  guesses: readonly Guess[];
  readings: readonly unknown[];
}> {
  const into = `${table.table}_read`;
  const from = quoteIdentifier(table.table);
  const guesses: Guess[] = [];
  const columns = new Map<string, string>();
  const cells: string[] = [];
  const joins: string[] = [];
  const readings: unknown[] = [];
  for (const [i, one] of found.entries()) {
    if (one.reading === "as it is") {
      columns.set(one.source, one.header);
      guesses.push(plainGuess(one));
      continue;
    }
    const name = quoteIdentifier(one.header);
    const letters = one.reading === "place" ? twoLettersIn(await someTexts(database, table, one.header)) : null;
    readings.push([one.source, one.header, one.reading, one.known.rule, letters]);
    const lookup = `${into}_${i}`;
    await lookupTable(
      database,
      lookup,
      `SELECT ${name} FROM ${from}`,
      reader(one.reading, one.known, letters),
      "VARCHAR",
    );
    const header = freeName(`${one.label} in ${one.header}`, [...table.columns, ...columns.values()]);
    cells.push(`coalesce(l${i}.value, b.${name}) AS ${quoteIdentifier(header)}`);
    joins.push(`LEFT JOIN ${lookup} l${i} ON l${i}.text = b.${name}`);
    columns.set(one.source, header);
    guesses.push(await lookedUpGuess(database, { one, lookup, from }));
  }
  if (cells.length === 0) return { table, columns, guesses, readings };
  await database.run(
    `CREATE TABLE ${quoteIdentifier(into)} AS SELECT b.*, ${cells.join(", ")} FROM ${from} b ${joins.join(" ")} ORDER BY b.__row`,
  );
  return { table: { ...table, table: into }, columns, guesses, readings };
}

function freeName(name: string, taken: readonly string[]): string {
  return taken.some((other) => other.toLowerCase() === name.toLowerCase()) ? freeName(`${name} `, taken) : name;
}

function plainGuess({ source, label, header }: StandIn): Guess {
  const text = `${label} is read from "${header}".`;
  return { what: "columns of another system", text, override: `--map 'COLUMN=${source}'` };
}

function personalGuess({ source, label, header }: PersonalColumn): Guess {
  const text = `"${header}" of a list of people is the person's, not the company's: it is not read as ${label}.`;
  return { what: "columns of people", text, override: `--map '${header}=${source}'` };
}

async function lookedUpGuess(
  database: Database,
  { one: { source, label, header, reading }, lookup, from }: { one: StandIn; lookup: string; from: string },
): Promise<Guess> {
  const name = quoteIdentifier(header);
  const [seen] = await database.rows<{ filled: number; read: number; text: string | null; value: string | null }>(
    `WITH counted AS (SELECT b.${name} AS text, l.value, count(*) AS n FROM ${from} b LEFT JOIN ${lookup} l ON l.text = b.${name} WHERE b.${name} IS NOT NULL GROUP BY ALL)
     SELECT coalesce(sum(n), 0) AS filled, coalesce(sum(n) FILTER (value IS NOT NULL), 0) AS read,
       arg_max(text, (n, text)) FILTER (value IS NOT NULL AND value <> text) AS text, arg_max(value, (n, text)) FILTER (value IS NOT NULL AND value <> text) AS value FROM counted`,
  );
  const { filled, read, text, value } = seen!;
  const how = {
    place: "the place in ",
    "one of several": "the several in ",
    year: "the year in ",
    thousands: "the thousands in ",
    SIC: "the SIC codes in ",
    shares: "the shares in ",
    percentages: "the percentages in ",
    "as it is": "",
  }[reading];
  const example = text === null ? "" : `, such as "${maskPersonal(text)}": ${value}`;
  const rows = `${read} of ${filled} ${filled === 1 ? "row" : "rows"} that fill it`;
  return {
    what: "columns of another system",
    text: `${label} is read from ${how}"${header}", for ${rows}${example}.`,
    override: `--map 'COLUMN=${source}'`,
  };
}

/** The profile with codes of sizes that a list's columns hold (`c_00101_00250`) spelled out, where its own rule cannot read them. */
async function withCodes(
  database: Database,
  document: IcpDocument,
  table: RawTable,
  columns: ReadonlyMap<string, string>,
): Promise<{ document: IcpDocument; guesses: readonly Guess[] }> {
  let coded = document;
  const guesses: Guess[] = [];
  for (const [source, header] of columns) {
    const known = knownOf(document, source);
    if (known?.rule.kind !== "number") continue;
    const texts = await someTexts(database, table, header);
    if (texts.length > MOST_CODES || texts.every((text) => known.value(text) !== null)) continue;
    const found = sizeCodes(source, texts.map(foldText), header);
    if (found === null) continue;
    coded = withRuleCodes(coded, source, found.codes);
    guesses.push({ what: "codes of sizes", text: found.told, override: `--map 'COLUMN=${source}'` });
  }
  return { document: coded, guesses };
}

function withRuleCodes(document: IcpDocument, source: string, codes: Readonly<Record<string, string>>): IcpDocument {
  const attributes = document.attributes.map((attribute) => {
    const rule = attribute.normalise;
    if (attribute.source !== source || rule?.kind !== "number") return attribute;
    return { ...attribute, normalise: { ...rule, codes: { ...codes, ...rule.codes } } };
  });
  return { ...document, attributes };
}
