import type { Guess } from "../../ingest/facts.ts";
import { cellSql } from "../../ingest/keys.ts";
import { type Relation, relationColumns, relationSql } from "../../ingest/suppression.ts";
import { quoteIdentifier, quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { List } from "../match/list.ts";
import { matchCompanies } from "../match/match.ts";
import { CUSTOMER_ROWS } from "./customers.ts";
import { addHits, BY_NAME, type ReasonCode } from "./hits.ts";

const CODES: Readonly<Record<Relation, ReasonCode>> = {
  customer: "customer",
  churned: "churned",
  competitor: "competitor",
  partner: "partner",
};
const WORDS: Readonly<Record<Relation, string>> = {
  customer: "customer",
  churned: "churned customer",
  competitor: "competitor",
  partner: "partner",
};

/**
 * Reasons from a type column of the batch or of the accounts (`Type`: Competitor, Partner, Customer). Lists of customers know better who is
 * one, and who left.
 */
export async function relationHits(
  database: Database,
  keys: string,
  lists: readonly { readonly source: number; readonly list: List }[],
  readmitChurned: boolean,
): Promise<readonly Guess[]> {
  const guesses: Guess[] = [];
  for (const { source, list } of lists) {
    for (const column of relationColumns(list.columns)) {
      const shown = column.values.map(({ shown }) => shown).join(", ");
      guesses.push({
        what: "relations",
        text: `${column.header} of ${list.raw.file} names companies not to sell to: ${shown}.`,
        override: `--ignore '${column.header}'`,
      });
      const matched = `filter_relations_${source}`;
      if (source !== 0 && (await absent(database, matched))) await matchCompanies(database, keys, 0, source, matched);
      for (const relation of new Set(column.values.map((value) => value.relation))) {
        if (relation === "churned" && readmitChurned) continue;
        const rows = `SELECT __row, ${cellSql(column.header)} AS said FROM ${quoteIdentifier(list.raw.table)} WHERE ${relationSql(column, relation)}`;
        const pairs =
          source === 0
            ? `SELECT __row AS "row", said, CAST(NULL AS VARCHAR) AS matched FROM (${rows})`
            : `SELECT m."row", min(r.said) AS said, min(m.matched) AS matched FROM ${matched} m JOIN (${rows}) r ON r.__row = m.other GROUP BY m."row"`;
        const known = relation === "customer" || relation === "churned";
        const unknown = known ? `WHERE "row" NOT IN (SELECT "row" FROM ${CUSTOMER_ROWS})` : "";
        const reason = `${quoteText(`${WORDS[relation]}: ${column.header} is "`)} || said || '"' || ${BY_NAME}`;
        await addHits(
          database,
          CODES[relation],
          `SELECT "row", ${reason} AS reason, matched FROM (${pairs}) ${unknown}`,
        );
      }
    }
  }
  return guesses;
}

async function absent(database: Database, table: string): Promise<boolean> {
  return (
    (await database.value<number>(
      `SELECT count(*) FROM information_schema.tables WHERE table_name = ${quoteText(table)} AND table_catalog = current_database()`,
    )) === 0
  );
}
