import { chooseFormat, type DateCounts, dateCountsSql, dateSql, timesSql } from "../../ingest/dates.ts";
import { cellSql, idSql } from "../../ingest/keys.ts";
import type { MoneyRule } from "../../ingest/money.ts";
import type { NewBusinessRule } from "../../ingest/new-business-rule.ts";
import { type OutcomeRule, statusSql } from "../../ingest/outcome-rule.ts";
import type { PipelineRule } from "../../ingest/pipeline.ts";
import { knownSql, matchesSql } from "../../ingest/text.ts";
import { parseNumber } from "../../normalise/parse-number.ts";
import type { Database } from "../../warehouse/database.ts";
import type { DateReading } from "./dates.ts";
import type { Seen } from "./look.ts";
import { lookupTable } from "./lookup.ts";
import { moneyColumnsSql } from "./money-columns.ts";
import type { Names } from "./rows.ts";

/** How everything but attributes is read from a deal's row. */
export interface DealRules {
  readonly outcome: OutcomeRule;
  readonly newBusiness: NewBusinessRule;
  readonly pipeline: PipelineRule;
  /** SQL text of the kind of loss; NULL without a column of reasons. */
  readonly losses: string;
  readonly dates: DateReading;
  readonly amount: string | null;
  readonly money: MoneyRule;
  readonly order: string;
}

/** SQL of what a deal's columns are read from. */
export interface DealSql {
  /** Columns read first: each is then mentioned several times, and DuckDB computes each mention anew. */
  readonly first: string;
  readonly columns: string;
}

/**
 * SQL columns of a deal: `status` (won, lost, open or NULL), `cleaned` (lost for no reason of the buyer), `deleted`, `pipeline_aside` (its name,
 * where its deals do not count), `is_new`, `loss` (kind), `created_read`, `closed_read`, `deal_id`, `deal_name`, `amount_text`, `ord`.
 */
export function dealColumnsSql(deals: Seen, rules: DealRules): DealSql {
  const { meanings } = deals;
  const [status, loss, aside, id] = ["__status", "__loss", "__aside", "__deal_id"];
  const deleted =
    meanings.is_deleted === null
      ? "false"
      : `coalesce(${knownSql(meanings.is_deleted.header)} IN ('true', '1', 'yes'), false)`;
  const columns = [
    `coalesce(${status} = 'cleaned', false)${meanings.loss_reason === null ? "" : ` OR coalesce(${status} = 'lost' AND ${loss} = 'administrative', false)`} AS cleaned`,
    `CASE WHEN ${status} = 'cleaned' THEN 'lost' ELSE ${status} END AS status`,
    `${deleted} AS deleted`,
    `${aside} AS pipeline_aside`,
    `(${rules.newBusiness.sql}) AND ${aside} IS NULL AS is_new`,
    `${loss} AS loss`,
    `${rules.dates.created} AS created_read`,
    `${rules.dates.closed} AS closed_read`,
    `${meanings.opportunity_id === null ? "CAST(NULL AS VARCHAR)" : idSql(id)} AS deal_id`,
    `${meanings.opportunity_name === null ? "CAST(NULL AS VARCHAR)" : knownSql(meanings.opportunity_name.header)} AS deal_name`,
    `${cellSql(rules.amount)} AS amount_text`,
    moneyColumnsSql(rules.money),
    `${rules.order} AS ord`,
  ];
  const first = `${statusSql(rules.outcome)} AS ${status}, ${rules.losses} AS ${loss}, ${rules.pipeline.otherSql} AS ${aside}, ${cellSql(meanings.opportunity_id?.header ?? null)} AS ${id}`;
  return { first, columns: columns.join(", ") };
}

const PLAIN_NUMBER = "^-?[0-9]+([.][0-9]+)?$";

/** Creates the table of amounts as people write them (`$2,300`, `1.5M`); plain numbers need none. */
export async function readAmounts(database: Database, names: Names): Promise<void> {
  const odd = `SELECT amount_text FROM ${names.deals} WHERE NOT ${matchesSql("amount_text", PLAIN_NUMBER)}`;
  const commas = await database.value<number>(
    `SELECT count(*) FILTER (${matchesSql("amount_text", "[0-9],[0-9]{1,2}[^0-9]*$|[.][0-9]{3},[0-9]")}) > count(*) / 2 FROM (${odd}) AS t(amount_text)`,
  );
  await lookupTable(database, names.amounts, odd, (text) => parseNumber(text, commas ? "," : "."), "DOUBLE");
}

/** SQL of a deal's amount, for a query that left-joins the table of amounts as `m`. */
export const AMOUNT = `CASE WHEN ${matchesSql("d.amount_text", PLAIN_NUMBER)} THEN TRY_CAST(d.amount_text AS DOUBLE) ELSE m.value END`;

/** SQL of the `--order` column as a number: numbers as they are, dates in days, other texts by their order. */
export async function orderSql(database: Database, deals: Seen, header: string | null): Promise<string> {
  if (header === null) return "CAST(NULL AS DOUBLE)";
  const cell = cellSql(header);
  const [counts] = await database.rows<DateCounts & { numbers: number }>(
    dateCountsSql(timesSql(deals.raw.table, header, cell), { numbers: "TRY_CAST(cell AS DOUBLE) IS NOT NULL" }),
  );
  if (counts!.numbers >= counts!.filled * 0.9) return `TRY_CAST(${cell} AS DOUBLE)`;
  const chosen = chooseFormat(counts!);
  if (chosen !== null) return `CAST(date_diff('day', DATE '1970-01-01', ${dateSql(cell, chosen.format)}) AS DOUBLE)`;
  return `CASE WHEN ${cell} IS NOT NULL THEN CAST(dense_rank() OVER (ORDER BY ${cell}) AS DOUBLE) END`;
}
