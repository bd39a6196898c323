import { type Crm, crmFields, hubspotTier, SEGMENT_LENGTH, VERSION_LENGTH } from "../../compile/crm-fields.ts";
import type { Earned } from "../../compile/reasons.ts";
import { InputError } from "../../errors.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { goalWords } from "../../icp/page/goal-words.ts";
import { tidy } from "../../icp/page/label.ts";
import { scoredAttributes } from "../../icp/scored-by.ts";
import type { RawTable } from "../../ingest/facts.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { copyToCsv } from "../../warehouse/files/write.ts";
import { safeCell } from "../../warehouse/safe-cell.ts";
import type { AlreadyRows } from "../already/already.ts";
import { lookupTable } from "../gather/lookup.ts";
import type { Activity } from "../timing/lay-activity.ts";
import { type NowSql, nowSql } from "../timing/now.ts";
import { cutTo } from "./cut.ts";
import { identifyRows, type RowId } from "./identify.ts";
import { crmSentences } from "./sentences.ts";

/** What a person asked of a file for a CRM. */
export interface CrmRequest {
  readonly crm: Crm;
  /** Column with the CRM's ids; null to find it. */
  readonly id: string | null;
  /** HubSpot's own ICP tier and target account flag as well. */
  readonly native: boolean;
  /** ISO date of the score. */
  readonly scoredAt: string;
}

/** What was written for a CRM. */
export interface CrmSummary {
  readonly crm: Crm;
  readonly id: { readonly name: string; readonly column: string };
  readonly written: number;
  /** Rows whose id is missing or is none; not written. */
  readonly without_id: number;
  /** Data rows of the first hundred of them. */
  readonly rows_without_id: readonly number[];
  /** Rows whose id comes again further down; not written. */
  readonly repeated: number;
  readonly warnings: readonly string[];
}

/** Stands between the parts of a key; not in raw texts, where it becomes a space. */
const CUT = "\u001f";
const MOST_LISTED = 100;

/** Name of the column with the index of the band of attribute k, NULL when missing or unseen. */
export function bandName(k: number): string {
  return `band_${k}`;
}

/** Name of the column that says whether the cell of attribute k is a bracket across bands. */
export function takenName(k: number): string {
  return `taken_${k}`;
}

/**
 * Writes the scores of a table so that a CRM takes them back: its id, then the fields of `crmFields`. One row per id, the last; rows without
 * an id are counted.
 *
 * @param scores table with `__row`, `fit`, `level`, `segment`, `disqualified_by`, `band_k` @param columns raw column of each attribute's source
 * @throws InputError when the profile has no scorecard, or the table no ids
 */
export async function writeForCrm(
  database: Database,
  document: IcpDocument,
  tables: {
    readonly raw: RawTable;
    readonly scores: string;
    readonly activity: Activity | null;
    readonly already: AlreadyRows | null;
  },
  columns: ReadonlyMap<string, string>,
  target: { readonly out: string; readonly raw: boolean; readonly request: CrmRequest },
): Promise<CrmSummary> {
  const { out, raw, request } = target;
  if (document.scorecard.attributes.length === 0)
    throw new InputError(
      `this profile has no scorecard, because its data does not tell ${goalWords(document.goal).sides}: there is nothing to write into the CRM`,
    );
  const id = await identifyRows(database, tables.raw, request.crm, request.id);
  await layReasons(database, document, tables, columns);
  const counts = await countIds(database, id);
  if (counts.written === 0) throw new InputError(`no row of ${tables.raw.file} has an id in "${id.column}"`);
  const by = { level: "s.level", disqualified: "s.disqualified_by", row: "s.__row" };
  const now = nowSql(document, tables.activity, by, tables.already);
  await copyToCsv(database, fileSql(document, tables.scores, id, raw, request, now), out);
  return {
    crm: request.crm,
    id: { name: id.name, column: id.column },
    ...counts,
    warnings: await otherObject(database, id, request.crm),
  };
}

/** Table `crm_reasons`: `text`, a key of the disqualifier, bands and values, and `value`, the sentence; `crm_keys`: `__row`, `text`. */
async function layReasons(
  database: Database,
  document: IcpDocument,
  tables: { readonly raw: RawTable; readonly scores: string },
  columns: ReadonlyMap<string, string>,
): Promise<void> {
  const parts = scoredAttributes(document.scorecard).map(({ attribute }, k) => {
    const { source, normalise } = document.attributes.find(({ name }) => name === attribute)!;
    const header = columns.get(source);
    const said = header !== undefined && (normalise?.kind === "text" || normalise?.kind === "scale");
    const cell = header === undefined ? "''" : `replace(coalesce(r.${quoteIdentifier(header)}, ''), chr(31), ' ')`;
    const value = said ? cell : `CASE WHEN s.${takenName(k)} THEN ${cell} ELSE '' END`;
    return `coalesce(CAST(s.${bandName(k)} AS VARCHAR), ''), ${value}`;
  });
  const key = `concat_ws(chr(31), replace(coalesce(s.disqualified_by, ''), chr(31), ' '), ${parts.join(", ")})`;
  await database.run(
    `CREATE TABLE crm_keys AS SELECT __row, ${key} AS text FROM ${quoteIdentifier(tables.scores)} s JOIN ${tables.raw.table} r USING (__row)`,
  );
  const sentence = crmSentences(document);
  const work = (text: string): string => {
    const [who, ...parts] = text.split(CUT);
    return sentence(who === "" ? null : who!, earnedOf(parts));
  };
  await lookupTable(database, "crm_reasons", "SELECT text FROM crm_keys", work, "VARCHAR");
}

function earnedOf(parts: readonly string[]): Earned[] {
  return Array.from({ length: parts.length / 2 }, (_, k) => {
    const [band, value] = [parts[2 * k]!, parts[2 * k + 1]!];
    return { band: band === "" ? null : Number(band), value: value === "" ? null : value };
  });
}

async function countIds(
  database: Database,
  { table }: RowId,
): Promise<Pick<CrmSummary, "written" | "without_id" | "rows_without_id" | "repeated">> {
  const [found] = await database.rows<{ rows: number; ids: number; different: number }>(
    `SELECT count(*) AS rows, count(id) AS ids, count(DISTINCT same) AS different FROM ${table}`,
  );
  const { rows, ids, different } = found!;
  const without = await database.rows<{ r: number }>(
    `SELECT __row AS r FROM ${table} WHERE id IS NULL ORDER BY __row LIMIT ${MOST_LISTED}`,
  );
  return {
    written: different,
    without_id: rows - ids,
    rows_without_id: without.map(({ r }) => r),
    repeated: ids - different,
  };
}

function fileSql(
  document: IcpDocument,
  scores: string,
  id: RowId,
  raw: boolean,
  request: CrmRequest,
  now: NowSql,
): string {
  const version = cutTo(tidy(`${document.id.slice(0, 8)} ${document.name}`), VERSION_LENGTH);
  const segment = segmentCell(document);
  const cells: Readonly<Record<string, string>> = {
    fit: "s.fit",
    level: "s.level",
    segment: raw ? segment : safeCell(segment),
    timing: now.timing,
    action: now.action,
    reasons: raw ? "k.value" : safeCell("k.value"),
    version: quoteText(version),
    scored_at: quoteText(request.scoredAt),
  };
  const fields = crmFields(request.crm).map(({ name, label }) => {
    const part = label.replace("OpenICP ", "").toLowerCase().replace(" ", "_");
    return `${cells[part]!} AS ${quoteIdentifier(name)}`;
  });
  const list = [`i.id AS ${quoteIdentifier(id.name)}`, ...fields, ...(request.native ? nativeCells() : [])];
  return `SELECT ${list.join(", ")} FROM ${id.table} i JOIN ${quoteIdentifier(scores)} s USING (__row)
    JOIN crm_keys USING (__row) JOIN crm_reasons k USING (text)${now.join}
    WHERE i.id IS NOT NULL QUALIFY row_number() OVER (PARTITION BY i.same ORDER BY i.__row DESC) = 1 ORDER BY i.__row`;
}

/** Name of the segment, short enough for the field when it gets an apostrophe. */
function segmentCell({ segments }: IcpDocument): string {
  const names = segments.map(
    ({ name }) => `WHEN ${quoteText(name)} THEN ${quoteText(cutTo(tidy(name), SEGMENT_LENGTH - 1))}`,
  );
  return names.length === 0 ? "CAST(NULL AS VARCHAR)" : `(CASE s.segment ${names.join(" ")} END)`;
}

/** HubSpot's own properties; an empty cell leaves what is there. */
function nativeCells(): readonly string[] {
  const tiers = ["high", "medium", "low"].map(
    (level) => `WHEN ${quoteText(level)} THEN ${quoteText(hubspotTier(level)!)}`,
  );
  return [
    `CASE s.level ${tiers.join(" ")} END AS hs_ideal_customer_profile`,
    `CASE s.level WHEN 'high' THEN 'true' WHEN 'unknown' THEN NULL ELSE 'false' END AS hs_is_target_account`,
  ];
}

/** Objects of Salesforce by the beginning of their ids. */
const OBJECTS: Readonly<Record<string, string>> = { "00Q": "Lead", "003": "Contact", "006": "Opportunity" };

/** A sentence when the ids are not those of accounts. */
async function otherObject(database: Database, id: RowId, crm: Crm): Promise<string[]> {
  if (crm !== "salesforce") return [];
  const prefix = await database.value<string>(
    `SELECT substr(id, 1, 3) AS p FROM ${id.table} WHERE id IS NOT NULL GROUP BY p ORDER BY count(*) DESC, p LIMIT 1`,
  );
  const object = OBJECTS[prefix];
  if (object === undefined) return [];
  return [
    `the ids of "${id.column}" are those of the object ${object}: create the fields there, and import into ${object}, not Account`,
  ];
}
