import type { Feature } from "../../features/assemble.ts";
import { recoder } from "../../features/recode.ts";
import type { IcpDocument, ScorecardAttribute } from "../../icp/document.ts";
import type { RawTable } from "../../ingest/facts.ts";
import { MOST_MARKET } from "../../segments/find-segments.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { createRandom, shuffle } from "../../stats/random.ts";
import type { Database } from "../../warehouse/database.ts";
import { readable } from "../match/readable.ts";

/** Least share of these that must know an attribute. */
const LEAST_KNOWN = 0.02;

/** A sample of the universe in the codes of the build. */
export interface UniverseCodes {
  /** Indexes of the features that it knows. */
  readonly known: readonly number[];
  /** Per known feature one code per company. */
  readonly codes: readonly Uint16Array[];
  /** Labels of the features that it does not know. */
  readonly unknown: readonly string[];
}

/** Pre-bin codes of a sample of the universe, drawn by seed: each different text is read once. */
export async function universeCodes(
  database: Database,
  document: IcpDocument,
  features: readonly Feature[],
  universe: RawTable,
  seed: number,
): Promise<UniverseCodes> {
  const table = await sampled(database, universe, seed);
  const read = await readable(database, asCards(document, features), table);
  const codes: Uint16Array[] = [];
  for (const feature of features) {
    const header = read.columns.get(feature.source);
    const rule = read.document.attributes.find(({ name }) => name === feature.name)?.normalise ?? feature.rule;
    codes.push(
      header === undefined
        ? new Uint16Array(0)
        : await codesOf(database, read.table.table, header, { ...feature, rule }),
    );
  }
  const knows = codes.map((own) => own.reduce((sum, code) => sum + (code > 0 ? 1 : 0), 0) > LEAST_KNOWN * own.length);
  const known = features.map((_, j) => j).filter((j) => knows[j]!);
  return {
    known,
    codes: known.map((j) => codes[j]!),
    unknown: features.filter((_, j) => !knows[j]!).map(({ label }) => label),
  };
}

/** A table of rows drawn by seed; `__row` is their place in the draw. */
async function sampled(database: Database, universe: RawTable, seed: number): Promise<RawTable> {
  const table = `${universe.table}_sample`;
  const [rows = []] = await database.numbers(`SELECT __row FROM ${quoteIdentifier(universe.table)} ORDER BY __row`);
  const order = Int32Array.from({ length: rows.length }, (_, i) => i);
  shuffle(order, createRandom(seed, 79));
  const drawn = Float64Array.from(order.slice(0, MOST_MARKET), (i) => rows[i]!);
  await database.create(`${table}_rows`, [
    { name: "drawn", type: "BIGINT", values: drawn },
    { name: "place", type: "BIGINT", values: Float64Array.from(drawn.keys()) },
  ]);
  await database.run(
    `CREATE TABLE ${quoteIdentifier(table)} AS SELECT u.* REPLACE (d.place AS __row) FROM ${quoteIdentifier(universe.table)} u JOIN ${quoteIdentifier(`${table}_rows`)} d ON u.__row = d.drawn ORDER BY d.place;
     DROP TABLE ${quoteIdentifier(`${table}_rows`)}`,
  );
  return { ...universe, table };
}

/** The document as if it scored by these features, a band per pre-bin, so that their columns are found as those of a scorecard are. */
function asCards(document: IcpDocument, features: readonly Feature[]): IcpDocument {
  const attributes = features.map(
    ({ name, kind, coded }): ScorecardAttribute => ({
      attribute: name,
      weight: 0,
      weight_range: null,
      inclusion: null,
      bands: coded.bins.slice(1).map(({ label, values }) => ({
        label,
        match: kind === "category" ? { in: [...values] } : { other: true },
        points: 0,
        n: 0,
        won: 0,
        rate: 0,
        rate_interval: null,
        universe_share: null,
      })),
    }),
  );
  const { parts: _, ...scorecard } = document.scorecard;
  return { ...document, segments: [], scorecard: { ...scorecard, attributes } };
}

async function codesOf(database: Database, table: string, header: string, feature: Feature): Promise<Uint16Array> {
  const [texts = []] = await database.texts(
    `SELECT ${quoteIdentifier(header)} FROM ${quoteIdentifier(table)} ORDER BY __row`,
  );
  const recode = recoder(feature);
  const codeOf = new Map<string | null, number>();
  return Uint16Array.from(texts, (text) => {
    const known = codeOf.get(text);
    if (known !== undefined) return known;
    const code = recode(text);
    codeOf.set(text, code);
    return code;
  });
}
