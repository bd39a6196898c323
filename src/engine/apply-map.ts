import { resolve } from "node:path";
import { InputError } from "../errors.ts";
import type { Guess, RawTable } from "../ingest/facts.ts";
import { fieldName } from "../ingest/field-name.ts";
import type { MapFile } from "../ingest/map-file.ts";
import { namedField } from "../ingest/named-field.ts";
import { nearest } from "../ingest/nearest.ts";
import { findCondition, WORDS } from "../ingest/new-business-written.ts";
import { findHeader, type IngestOptions } from "../ingest/options.ts";
import { readEnds } from "../ingest/outcome.ts";
import { NO_PIPELINE } from "../ingest/pipeline.ts";
import type { ValueCount } from "../ingest/profile.ts";
import { knownSql } from "../ingest/text.ts";
import { listValues, splitValues } from "../ingest/values.ts";
import { foldText } from "../normalise/fold.ts";
import type { Database } from "../warehouse/database.ts";
import { topValues } from "../warehouse/profile.ts";
import type { FoundMap, Said } from "./map-file.ts";

const MOST_VALUES = 1000;

/** The files a mapping file is held against, and what in it they do not have. */
interface Ground {
  readonly map: MapFile;
  readonly headers: readonly string[];
  readonly dealHeaders: readonly string[];
  readonly values: (header: string) => Promise<readonly ValueCount[]>;
  /** Columns and values of the mapping file that are not there, as they are told. */
  readonly absent: string[];
}

/**
 * What was typed, completed by a mapping file. Columns and values that these files do not have are left out and told; an outcome none of whose
 * won values occurs is an `InputError`, for it cannot be meant.
 */
export async function applyMap(
  database: Database,
  tables: readonly RawTable[],
  { map, folder }: FoundMap,
  typed: Said,
  said: ReadonlySet<string>,
): Promise<{ readonly said: Said; readonly guesses: readonly Guess[] }> {
  const ground = groundOf(database, tables, map);
  const { says } = map;
  const { ingest } = typed;
  const columns = columnsOf(ground, ingest);
  const pick = <K extends keyof IngestOptions>(key: K, value: IngestOptions[K] | undefined): IngestOptions[K] =>
    said.has(key) || value === undefined ? ingest[key] : value;
  const whole: IngestOptions = {
    ...ingest,
    map: [...columns, ...ingest.map],
    outcome: said.has("outcome") ? ingest.outcome : await outcomeOf(ground),
    newBusiness: said.has("newBusiness") ? ingest.newBusiness : await newBusinessOf(ground),
    pipelines: said.has("pipelines") ? ingest.pipelines : await pipelinesOf(ground, columns),
    lossReasons: [...(await lossReasonsOf(ground, columns)), ...ingest.lossReasons],
    ignore: union(headersOf(ground, "ignore", says.ignore), ingest.ignore),
    order: pick(
      "order",
      headersOf(ground, "order", says.order === undefined ? [] : [says.order], ground.dealHeaders)[0],
    ),
    staleOpen: pick("staleOpen", says.stale_open),
    dateOrder: pick("dateOrder", says.dates?.format),
    fiscalYearStart: pick("fiscalYearStart", numberOf(says.dates?.fiscal_year_start)),
    currency: pick("currency", says.money?.currency),
    amountIs: pick("amountIs", says.money?.amount_is),
    hierarchy: pick("hierarchy", says.hierarchy),
    merge: pick("merge", says.merge === undefined ? undefined : says.merge === "true"),
    keepPersonal: pick("keepPersonal", says.keep_personal === undefined ? undefined : says.keep_personal === "true"),
  };
  absentFiles(ground, tables);
  const rates = typed.rates ?? (says.money?.rates === undefined ? null : resolve(folder, says.money.rates));
  const about = said.has("about") ? typed.about : (says.about ?? typed.about);
  const allow = union(allowedOf(ground), typed.allow);
  const goal = said.has("goal") ? typed.goal : (says.goal ?? typed.goal);
  return {
    said: { ingest: whole, allow, about, rates, ...(goal === undefined ? {} : { goal }) },
    guesses: [told(ground)],
  };
}

function groundOf(database: Database, tables: readonly RawTable[], map: MapFile): Ground {
  const deals = tables.find(({ role }) => role === "deals");
  const accounts = tables.find(({ role }) => role === "accounts");
  const known = new Map<string, readonly ValueCount[]>();
  return {
    map,
    headers: [...(deals?.columns ?? []), ...(accounts?.columns ?? [])],
    dealHeaders: deals?.columns ?? [],
    absent: [],
    values: async (header) => {
      if (!known.has(header)) known.set(header, await topValues(database, deals!.table, header, knownSql, MOST_VALUES));
      return known.get(header)!;
    },
  };
}

/** Workbooks whose sheet the mapping file names, and which are not among these files. */
function absentFiles({ map, absent }: Ground, tables: readonly RawTable[]): void {
  const files = new Set(tables.flatMap(({ parts }) => parts).map(({ file }) => file.toLowerCase()));
  for (const name of Object.keys(map.says.sheets ?? {}))
    if (!files.has(name.toLowerCase())) absent.push(`${name} (sheets)`);
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function union(some: readonly string[], others: readonly string[]): string[] {
  return [...new Set([...some, ...others])];
}

function headersOf(ground: Ground, key: string, wanted: readonly string[] = [], headers = ground.headers): string[] {
  return wanted.flatMap((name) => {
    const header = findHeader(name, headers);
    if (header === null) ground.absent.push(`${name} (${key})`);
    return header === null ? [] : [header];
  });
}

/** `--allow` takes headers and field names. */
function allowedOf(ground: Ground): string[] {
  return (ground.map.says.allow ?? []).filter((name) => {
    const there = ground.headers.some((header) => header === name || fieldName(header) === name);
    if (!there) ground.absent.push(`${name} (allow)`);
    return there;
  });
}

/** `COLUMN=field` for the columns that are there and for which nothing else was typed. */
function columnsOf(ground: Ground, { map }: IngestOptions): string[] {
  const typed = map.map((text) => text.slice(text.lastIndexOf("=") + 1)).map(fieldName);
  return Object.entries(ground.map.says.columns ?? {}).flatMap(([name, field]) => {
    const [header] = headersOf(ground, "columns", [name]);
    if (header === undefined || (typed.includes(fieldName(field)) && fieldName(header) !== fieldName(field))) return [];
    requireField(ground, name, header, field);
    return [`${header}=${field}`];
  });
}

/** Throws `InputError` with the line of the mapping file for a field that is a slip. */
function requireField({ map }: Ground, name: string, header: string, field: string): void {
  try {
    namedField(header, field);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${map.at("columns", name)}: ${error.message.replace(/^--map: /, "")}`);
  }
}

/** Those of a list that occur; the others are told, with what may be meant. */
function occurring(ground: Ground, wanted: readonly string[], values: readonly ValueCount[], where: string): string[] {
  return wanted.filter((name) => {
    const there = values.some(({ value }) => value === foldText(name));
    if (!there) {
      const [near] = nearest(
        name,
        values.map(({ shown }) => shown),
        1,
      );
      ground.absent.push(`"${name}" in ${where}${near === undefined ? "" : ` (did you mean "${near}"?)`}`);
    }
    return there;
  });
}

async function outcomeOf(ground: Ground): Promise<string | null> {
  const text = ground.map.says.outcome;
  if (text === undefined) return null;
  const found = findCondition(text, ground.dealHeaders);
  if (found === null) {
    ground.absent.push(`the outcome's column in "${text}"`);
    return null;
  }
  const values = await ground.values(found.header);
  const [won, lost] = readEnds(found.rest, values);
  const wins = occurring(ground, won, values, found.header);
  if (wins.length === 0)
    throw new InputError(
      `${ground.map.at("outcome")}: ${won.map((name) => `"${name}"`).join(" and ")} does not occur in the column "${found.header}"; its values are ${listValues(values)}`,
    );
  const losses = lost === null ? null : occurring(ground, lost, values, found.header);
  return `${found.header}=${wins.join("|")}${losses === null || losses.length === 0 ? "" : `/${losses.join("|")}`}`;
}

async function newBusinessOf(ground: Ground): Promise<readonly string[]> {
  const written = ground.map.says.new_business ?? [];
  const kept: string[] = [];
  for (const [i, text] of written.entries()) {
    const found = findCondition(text, ground.dealHeaders);
    if (found !== null) kept.push(...(await conditionOf(ground, found.header, found.not, found.rest)));
    else if (WORDS.some((word) => word === text.toLowerCase())) return [text];
    else if (text.includes("=")) ground.absent.push(`the column of new_business in "${text}"`);
    else
      throw new InputError(
        `${ground.map.at("new_business", `${i}`)}: new_business must be written COLUMN=VALUE|VALUE or COLUMN!=VALUE|VALUE, or be one of ${WORDS.join(", ")}; got "${text}"`,
      );
  }
  return kept.length === 0 && written.length > 0 && (await onlyExclusions(ground, written)) ? ["all"] : kept;
}

async function conditionOf(ground: Ground, header: string, not: boolean, rest: string): Promise<string[]> {
  const values = await ground.values(header);
  const there = occurring(ground, splitValues(rest, values), values, header);
  return there.length === 0 ? [] : [`${header}${not ? "!" : ""}=${there.join("|")}`];
}

/** Conditions that only leave out, and whose columns are there: where none of their values occurs, every deal counts. */
async function onlyExclusions(ground: Ground, written: readonly string[]): Promise<boolean> {
  return written.every((text) => findCondition(text, ground.dealHeaders)?.not === true);
}

/** The header that is read as a field: as the mapping file says, else by its name. */
function headerOf(ground: Ground, columns: readonly string[], field: string): string | null {
  const named = new Map(
    columns.map((text) => [text.slice(0, text.lastIndexOf("=")), text.slice(text.lastIndexOf("=") + 1)]),
  );
  return ground.dealHeaders.find((header) => fieldName(named.get(header) ?? header) === field) ?? null;
}

async function pipelinesOf(ground: Ground, columns: readonly string[]): Promise<readonly string[]> {
  const wanted = ground.map.says.pipelines ?? [];
  if (wanted.length === 0) return [];
  const header = headerOf(ground, columns, "pipeline");
  if (header === null) {
    ground.absent.push("a column of pipelines");
    return [];
  }
  const named = wanted.filter((name) => name !== NO_PIPELINE);
  const values = await ground.values(header);
  const silent = named.length < wanted.length ? [NO_PIPELINE] : [];
  return [...occurring(ground, named, values, header), ...silent];
}

async function lossReasonsOf(ground: Ground, columns: readonly string[]): Promise<string[]> {
  const wanted = ground.map.says.loss_reasons ?? {};
  const header = headerOf(ground, columns, "loss_reason");
  const names = Object.keys(wanted);
  if (names.length === 0) return [];
  if (header === null) {
    ground.absent.push("a column of loss reasons");
    return [];
  }
  return occurring(ground, names, await ground.values(header), header).map((name) => `${name}=${wanted[name]}`);
}

/** Settings that one sentence lists; the rest are counted. */
const MOST_ABSENT = 8;

function told({ map, absent }: Ground): Guess {
  const keys = Object.keys(map.says).map((key) => key.replaceAll("_", " "));
  const shown = absent.slice(0, MOST_ABSENT).join(", ");
  const more = absent.length > MOST_ABSENT ? ` and ${absent.length - MOST_ABSENT} more` : "";
  const missing = absent.length === 0 ? "" : ` Not in these files, so left aside: ${shown}${more}.`;
  return {
    what: "mapping file",
    text: `Read ${map.file}: ${keys.join(", ") || "it says nothing"}.${missing}`,
    override: "--no-map-file",
  };
}
