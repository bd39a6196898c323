import { compileIcp } from "../compile/program.ts";
import type { IcpDocument } from "../icp/document.ts";
import { type CardLevel, withAgreement } from "../icp/seller-card/agreement.ts";
import { cardOf } from "../icp/seller-card/questions.ts";
import type { CardAgreement, SellerCard } from "../icp/seller-card.ts";
import type { RawTable } from "../ingest/facts.ts";
import { duckdb } from "../sql/dialects/duckdb.ts";
import { ref } from "../sql/expr.ts";
import { printSelect } from "../sql/select.ts";
import type { Database } from "../warehouse/database.ts";
import { matchHeaders } from "./headers.ts";

/** A document with the questions that a seller can ask; those that the universe was given for have them already. */
export async function addSellerCard(
  database: Database,
  document: IcpDocument,
  own: RawTable | null,
): Promise<IcpDocument> {
  if (document.seller_card !== undefined) return document;
  const card = cardOf(document);
  if (card === null) return document;
  if (own === null) return { ...document, seller_card: card };
  const on = own.role === "accounts" ? "accounts" : "deals";
  const { columns } = matchHeaders(document, own.columns);
  return { ...document, seller_card: await agreeing(database, document, card, on, own.table, columns) };
}

/** The same, its agreement counted on the universe; absent without a scorecard. */
export async function cardOnUniverse(
  database: Database,
  document: IcpDocument,
  table: string,
  columns: ReadonlyMap<string, string>,
): Promise<Pick<IcpDocument, "seller_card">> {
  const card = cardOf(document);
  return card === null ? {} : { seller_card: await agreeing(database, document, card, "universe", table, columns) };
}

/** Counts the rows of a raw table by the total of the card and the level of the whole score. */
async function agreeing(
  database: Database,
  document: IcpDocument,
  card: SellerCard,
  on: CardAgreement["on"],
  table: string,
  columns: ReadonlyMap<string, string>,
): Promise<SellerCard> {
  const program = compileIcp(document, columns);
  const place = (name: string): number =>
    document.scorecard.attributes.findIndex(({ attribute }) => attribute === name);
  const level = program.columns.find(({ name }) => name === "level")!;
  const answers = card.questions.map(({ attribute }, k) => ({
    name: `answer_${k}`,
    expr: ref(program.reasons[place(attribute)]!.band),
  }));
  const scored = printSelect({ table, keep: [], steps: program.steps, columns: [level, ...answers] }, duckdb);
  const total = card.questions.map(
    ({ yes, points }, k) => `CASE WHEN answer_${k} IN (${yes.join(", ")}) THEN ${points} ELSE 0 END`,
  );
  const tallies = await database.rows<{ total: number; level: CardLevel; n: number }>(
    `SELECT ${total.join(" + ")} AS total, level, count(*) AS n FROM (${scored}) WHERE level IN ('high', 'medium', 'low') GROUP BY ALL ORDER BY 1, 2`,
  );
  return withAgreement(card, on, tallies);
}
