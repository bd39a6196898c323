import type { IcpDocument } from "../../icp/document.ts";
import type { SampleAccount } from "../../icp/page/sample-account.ts";
import { fieldName } from "../../ingest/field-name.ts";
import { cellSql } from "../../ingest/keys.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import { type Database, openDatabase } from "../../warehouse/database.ts";
import { type ReadOptions, readFile } from "../../warehouse/files/read.ts";
import { alreadySql } from "../already/already.ts";
import { readable } from "../match/readable.ts";
import { bandColumn, layMarket, type Market } from "./market.ts";

/** How many companies of each level are shown. */
const SHOWN = [
  ["high", 3],
  ["medium", 2],
  ["low", 1],
] as const;
const ALL = SHOWN.reduce((sum, [, n]) => sum + n, 0);

const IDS = /^(id|(account|company|record|crm|external)_id|permalink)$/;
const DOMAINS = /^(domain|website)$/;
const NAMES = /^((account_|company_)?name|company|account)$/;

/**
 * Six companies that show the score at work: three at high, of different segments where there are any, two at medium, one at low, drawn by
 * seed among those of which most is known, none a customer or with an open deal; companies of another level fill in. Their ids, or where the file has none the hash of their domain
 * or name.
 */
export async function chooseSamples(database: Database, market: Market, seed: number): Promise<readonly string[]> {
  const draw = `md5(${quoteText(`${seed}:`)} || sid)`;
  const wanted = SHOWN.map(([level, n]) => `WHEN level = '${level}' AND place <= ${n} THEN 0`).join(" ");
  const { join, already } = alreadySql(market.already, "rows.__row");
  const order = SHOWN.map(([level], i) => `WHEN ${quoteText(level)} THEN ${i}`).join(" ");
  const [ids = []] = await database.texts(
    `WITH rows AS (${rowsSql(market)}), free AS (SELECT rows.* FROM rows${join} WHERE ${already} IS NULL),
     ones AS (SELECT * FROM free WHERE sid IS NOT NULL AND level <> 'unknown' AND disqualified_by IS NULL QUALIFY row_number() OVER (PARTITION BY sid ORDER BY __row) = 1),
     turns AS (SELECT *, row_number() OVER (PARTITION BY level, segment ORDER BY known DESC, ${draw}, sid) AS turn FROM ones),
     placed AS (SELECT *, row_number() OVER (PARTITION BY level ORDER BY turn, segment IS NULL, known DESC, ${draw}, sid) AS place FROM turns),
     chosen AS (SELECT * FROM placed ORDER BY CASE ${wanted} ELSE 1 END, place, CASE level ${order} END, ${draw}, sid LIMIT ${ALL})
     SELECT sid FROM chosen ORDER BY fit DESC, sid`,
  );
  return ids as readonly string[];
}

/** The companies of a document's `sample_accounts` that a list holds, in that order, with their names and points. */
export async function resolveSamples(
  database: Database,
  document: IcpDocument,
  market: Market,
): Promise<readonly SampleAccount[]> {
  const ids = document.sample_accounts;
  if (ids.length === 0) return [];
  const cards = document.scorecard.attributes;
  const columns = cards.map(
    (card, k) => `, ${quoteIdentifier(`points_${card.attribute}`)} AS p${k}, ${bandColumn(k)} AS b${k}`,
  );
  const found = await database.rows<Record<string, string | number | null>>(
    `SELECT sid, name, fit, level, segment${columns.join("")} FROM (${rowsSql(market)}) WHERE sid IN (${ids.map(quoteText).join(", ")})
     QUALIFY row_number() OVER (PARTITION BY sid ORDER BY __row) = 1`,
  );
  return ids.flatMap((id) => {
    const row = found.find(({ sid }) => sid === id);
    if (row === undefined) return [];
    return {
      id,
      name: row.name as string | null,
      fit: row.fit as number,
      level: row.level as SampleAccount["level"],
      segment: row.segment as string | null,
      points: cards.map(({ attribute, bands, weight }, k) => {
        const band = row[`b${k}`] as number | null;
        return {
          attribute,
          band: band === null ? null : bands[band]!.label,
          points: row[`p${k}`] as number,
          of: weight,
        };
      }),
    };
  });
}

/** The sample accounts of a document in a file of accounts, for `show`. */
export async function samplesIn(
  document: IcpDocument,
  accounts: string,
  reading: ReadOptions,
): Promise<readonly SampleAccount[]> {
  if (document.sample_accounts.length === 0) return [];
  const database = await openDatabase();
  try {
    const raw = await readFile(database, accounts, "accounts", "raw_accounts", reading);
    const market = await layMarket(database, await readable(database, document, raw));
    return await resolveSamples(database, document, market);
  } finally {
    database.close();
  }
}

/** The scored rows with `sid`, what a company is called in the document, and `name`. */
function rowsSql({ view, list: { table } }: Market): string {
  const cell = (pattern: RegExp): string => cellSql(table.columns.find((one) => pattern.test(fieldName(one))) ?? null);
  const [id, domain, name] = [cell(IDS), cell(DOMAINS), cell(NAMES)];
  const hashed = `'#' || substr(sha256(lower(coalesce(${domain}, ${name}))), 1, 16)`;
  return `SELECT s.*, r.sid, r.name FROM ${quoteIdentifier(view)} s
    JOIN (SELECT __row, coalesce(${id}, ${hashed}) AS sid, coalesce(${name}, ${domain}) AS name FROM ${quoteIdentifier(table.table)}) r USING (__row)`;
}
