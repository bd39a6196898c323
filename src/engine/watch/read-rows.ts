import { probabilityName } from "../../compile/probability.ts";
import { compileIcp } from "../../compile/program.ts";
import { InputError } from "../../errors.ts";
import { assembleFeatures, type Feature } from "../../features/assemble.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { bandLabel } from "../../icp/page/band-label.ts";
import { humanise } from "../../icp/page/label.ts";
import type { Facts, Guess } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import { duckdb } from "../../sql/dialects/duckdb.ts";
import { ref } from "../../sql/expr.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { printSelect } from "../../sql/select.ts";
import { stepList } from "../../sql/steps.ts";
import type { Database } from "../../warehouse/database.ts";
import type { ReadOptions } from "../../warehouse/files/read.ts";
import { LEAST_MIX } from "../../watch/drift/mixes.ts";
import { formerPeriod } from "../../watch/drift/period.ts";
import { referenceOf } from "../../watch/drift/reference.ts";
import { valuesOf } from "../../watch/drift/values.ts";
import { LEVEL_NAMES, type WatchRows } from "../../watch/rows.ts";
import { duckdbColumns } from "../columns.ts";
import { complete, type Wishes } from "../complete.ts";
import type { Effects } from "../effects.ts";
import { gatherAgain } from "../gather-again.ts";
import type { InputFiles } from "../input-files.ts";
import { withMapSheets } from "../map-sheets.ts";
import { inOwnStyle } from "../match/own-style.ts";
import { filesSource, type TableSource } from "../table-source.ts";

export interface WatchFiles {
  readonly files: InputFiles;
  readonly ingest: IngestOptions;
  readonly reading: ReadOptions;
  readonly wishes: Wishes;
}

/** The opportunities of the files as a document scores them, and their account attributes for whoever looks for kinds among them. */
export interface WatchedDeals {
  readonly rows: WatchRows;
  readonly features: readonly Feature[];
  readonly facts: Facts;
  readonly guesses: readonly Guess[];
  readonly notes: readonly string[];
}

/** Reads deals with the open ones among them, of any age, and scores them. @throws InputError where the document scores by none of their columns */
export async function readWatched(
  database: Database,
  document: IcpDocument,
  asked: WatchFiles,
  effects: Effects,
  source: TableSource = filesSource(asked.files),
): Promise<WatchedDeals> {
  const reading = await withMapSheets(asked.reading, asked.wishes.map, asked.files.deals[0]);
  const tables = await source.tables(database, reading, effects);
  const given = { ingest: { ...asked.ingest, windowMonths: null, openToo: true }, allow: [], about: null };
  const { guesses, ...said } = await complete(database, tables, asked.files.deals[0], given, asked.wishes);
  const ingest = { ...said.ingest, windowMonths: null, openToo: true };
  const { facts } = await gatherAgain(database, document, tables, ingest);
  const { table, notes } = tableOf(document, facts);
  const own = columnsOf(document, facts);
  if (own.size === 0) throw new InputError(noColumns(document));
  const columns = withKinds(document, facts, own);
  const styled = await inOwnStyle(
    database,
    document,
    { table, order: "deal", columns: [...columns.keys()], decimal: asked.reading.decimal ?? null },
    new Map([...columns.keys()].map((source) => [source, [source]])),
  );
  const rows = await scored(database, document, styled.table, columns);
  const about = document.input.about;
  const used = document.attributes.filter(
    (one) => (one.about === "account" || about === "all") && (one.status === "used" || one.status === "unused"),
  );
  const names = new Set(used.map(({ source }) => source));
  const assembled = await assembleFeatures(
    facts.candidates.filter(({ name }) => names.has(name)),
    duckdbColumns(database, table, rows.n),
    (done) => effects.progress("reading attributes", done, names.size),
  );
  const told = new Set(used.map(({ name }) => name));
  const features = assembled.features.filter(({ name }) => told.has(name));
  return {
    rows: withValues(rows, features, document),
    features: features.filter(({ about }) => about === "account"),
    facts,
    guesses: [...guesses, ...facts.guesses, ...styled.guesses],
    notes: [...notes, ...absentNotes(document, columns)],
  };
}

/** Rows whose attributes are watched value by value where the file has the deals that the document learned from; band by band where it has not. */
function withValues(rows: WatchRows, features: readonly Feature[], document: IcpDocument): WatchRows {
  const reference = referenceOf(document, null);
  if (reference === null) return rows;
  const former = formerPeriod(rows, "created", reference.from, reference.since);
  if (former.rows.length < LEAST_MIX) return rows;
  const now = formerPeriod(rows, "created", reference.since, Number.POSITIVE_INFINITY);
  const scored = new Set(document.scorecard.attributes.map(({ attribute }) => attribute));
  const label = (name: string): string => humanise(document.attributes.find((one) => one.name === name)?.label ?? name);
  const mixes = features.map((feature) =>
    valuesOf(feature, former.rows, now.rows, label(feature.name), scored.has(feature.name)),
  );
  return { ...rows, mixes };
}

/** The deals with the open ones; the decided ones alone where the profile scores by who was known, which is joined to these only. */
function tableOf(document: IcpDocument, facts: Facts): { table: string; notes: readonly string[] } {
  const used = new Set(document.scorecard.attributes.map(({ attribute }) => attribute));
  const sources = new Set(document.attributes.filter(({ name }) => used.has(name)).map(({ source }) => source));
  const joined = facts.candidates.some(({ name, family }) => family === "buying" && sources.has(name));
  if (joined || facts.tableWithOpen === null)
    return {
      table: facts.table,
      notes: [
        "the profile scores by who was known at the company, which is read for decided deals only: open deals take no part",
      ],
    };
  return { table: facts.tableWithOpen, notes: [] };
}

/** Columns of the deals for the sources of the scorecard, which they are named by. */
function columnsOf(document: IcpDocument, facts: Facts): ReadonlyMap<string, string> {
  const used = new Set(document.scorecard.attributes.map(({ attribute }) => attribute));
  return sourcesOf(document, facts, used);
}

/** The same, and what the rules of its kinds are about. */
function withKinds(document: IcpDocument, facts: Facts, columns: ReadonlyMap<string, string>): typeof columns {
  const ruled = new Set(document.segments.flatMap(({ rules }) => rules.map(({ attribute }) => attribute)));
  return new Map([...columns, ...sourcesOf(document, facts, ruled)]);
}

function sourcesOf(document: IcpDocument, facts: Facts, names: ReadonlySet<string>): ReadonlyMap<string, string> {
  const there = new Set(facts.candidates.map(({ name }) => name));
  const sources = document.attributes.filter(({ name, source }) => names.has(name) && there.has(source));
  return new Map(sources.map(({ source }) => [source, source]));
}

function labelsAbsent(document: IcpDocument, columns: ReadonlyMap<string, string>): string {
  const used = new Set(document.scorecard.attributes.map(({ attribute }) => attribute));
  return document.attributes
    .filter(({ name, source }) => used.has(name) && !columns.has(source))
    .map(({ label }) => humanise(label))
    .join(", ");
}

function noColumns(document: IcpDocument): string {
  return `these deals have none of the columns that this profile scores by (${labelsAbsent(document, new Map())}): give --accounts, or deals with the same columns as in the build`;
}

function absentNotes(document: IcpDocument, columns: ReadonlyMap<string, string>): string[] {
  const absent = labelsAbsent(document, columns);
  return absent === "" ? [] : [`these deals have no column for ${absent}: they earn the points of "not known"`];
}

async function scored(
  database: Database,
  document: IcpDocument,
  table: string,
  columns: ReadonlyMap<string, string>,
): Promise<WatchRows> {
  const program = compileIcp(document, columns);
  const steps = stepList(program.steps);
  const bands = program.reasons.map(({ band }, k) => ({ name: `band_${k}`, expr: ref(band) }));
  const kept = program.columns.filter(({ name }) =>
    ["fit", "level", "segment", probabilityName(document)].includes(name),
  );
  const select = printSelect({ table, keep: ["deal"], steps: steps.steps, columns: [...kept, ...bands] }, duckdb);
  const day = (column: string): string => `date_diff('day', DATE '1970-01-01', ${column})`;
  const level = `CASE s.level ${LEVEL_NAMES.map((name, k) => `WHEN '${name}' THEN ${k}`).join(" ")} ELSE ${LEVEL_NAMES.length - 1} END`;
  const [created, closed, y, account, cycle, fit, p, levels, kinds, ...codes] = await database.numbers(
    `SELECT ${day("d.created")}, CASE WHEN d.y IS NOT NULL THEN ${day("d.closed")} END, coalesce(d.y, -1), d.account, d.cycle, s.fit, s.${quoteIdentifier(probabilityName(document))}, ${level}, (s.segment IS NOT NULL)::INTEGER
       ${bands.map(({ name }) => `, s.${name}`).join("")}
     FROM (${select}) s JOIN ${quoteIdentifier(table)} d ON d.deal = s.deal ORDER BY d.deal`,
  );
  return {
    n: y!.length,
    created: created!,
    closed: closed!,
    y: Int8Array.from(y!),
    account: Int32Array.from(account!),
    cycle: cycle!,
    fit: fit!,
    p: p!,
    level: Uint8Array.from(levels!),
    inKind: document.segments.length === 0 ? null : Uint8Array.from(kinds!),
    mixes: document.scorecard.attributes.map((card, k) => {
      const told = card.bands.filter(({ match }) => !("missing" in match));
      const missing = card.bands.find(({ match }) => "missing" in match)?.n ?? 0;
      const found = document.attributes.find(({ name }) => name === card.attribute);
      const at = new Map(told.map((band, place) => [card.bands.indexOf(band), place]));
      return {
        attribute: card.attribute,
        label: humanise(found?.label ?? card.attribute),
        scored: true,
        values: [...told.map(bandLabel), "not known"],
        codes: Uint8Array.from(codes[k]!, (band) => at.get(band) ?? told.length),
        known: [...told.map(({ n }) => n), missing],
      };
    }),
  };
}
