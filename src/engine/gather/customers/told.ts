import type { CustomerLayout, CustomerMeaning } from "../../../ingest/customers/columns.ts";
import type { CustomersSummary } from "../../../ingest/customers/customers.ts";
import type { Guess } from "../../../ingest/facts.ts";
import type { Database } from "../../../warehouse/database.ts";
import type { SeenCustomers } from "./look.ts";
import type { CustomerNames } from "./names.ts";
import { AWAY_DAYS } from "./spells.ts";

const LAYOUTS: Readonly<Record<CustomerLayout, string>> = {
  subscriptions: "one row per subscription, summed by date per account",
  accounts: "one row per account",
  list: "one row per account, without revenue",
  churns: "one row per churn",
  tickets: "one row per support ticket",
  usage: "one row per use of the product",
};

/** What is told of a file's columns, in this order. */
const TOLD: readonly (readonly [string, readonly CustomerMeaning[]])[] = [
  ["account", ["crm_id", "account_id", "domain", "email", "name"]],
  ["subscription", ["subscription"]],
  ["start", ["start", "created"]],
  ["end of trial", ["trial_end"]],
  ["revenue", ["start_mrr", "mrr", "mrr_cents", "arr", "total_amount", "unit_amount", "unit_cents"]],
  ["growth", ["expansion"]],
  ["status", ["status", "is_churned", "is_trial"]],
  ["end", ["ended", "end", "canceled", "expires"]],
  ["reason", ["churn_reason"]],
];

/** Which column of each file was read as what, and how churn and money were told. */
export function customerGuesses(files: readonly SeenCustomers[], summary: CustomersSummary): Guess[] {
  const read = files.map((file) => ({
    what: "customers",
    text: readAs(file),
    override: "--map 'COLUMN=churn_date' (or start_date, mrr, arr, status, account_id, ...)",
  }));
  const churn: Guess = {
    what: "churn",
    text: `A customer has churned when its last subscription ended and none began within ${AWAY_DAYS} days: ${summary.churned.toLocaleString("en-US")} of ${summary.customers.toLocaleString("en-US")} had${summary.asOf === null ? "" : ` by ${summary.asOf}`}.`,
    override: "--map 'COLUMN=churn_date', --as-of DATE",
  };
  const joined: Guess[] =
    summary.joined === null
      ? []
      : [
          {
            what: "join",
            text: `Matched ${summary.joined.accounts.toLocaleString("en-US")} of ${all(summary).toLocaleString("en-US")} accounts to those of the deals: ${ways(summary.joined)}.`,
            override: "--map 'COLUMN=account_id' (or domain, account_name)",
          },
        ];
  return [...read, ...files.flatMap(units), ...files.flatMap((file) => file.guesses), churn, ...joined];
}

function all({ customers, free, trial, unknown }: CustomersSummary): number {
  return customers + free + trial + unknown;
}

function ways({ byId, byDomain, byName }: NonNullable<CustomersSummary["joined"]>): string {
  const found = [
    `${byId.toLocaleString("en-US")} by id`,
    `${byDomain.toLocaleString("en-US")} by domain`,
    `${byName.toLocaleString("en-US")} by name`,
  ];
  return found.join(", ");
}

function readAs({ raw, columns, layout }: SeenCustomers): string {
  const parts = TOLD.flatMap(([name, meanings]) => {
    const headers = meanings.flatMap((meaning) => columns[meaning]?.header ?? []);
    return headers.length === 0 ? [] : [`${name} from ${headers.join(", ")}`];
  });
  return `${raw.file}: ${LAYOUTS[layout]}; ${parts.length === 0 ? "nothing in it was recognised" : parts.join("; ")}.`;
}

/** In which unit amounts are, and how often they are paid. */
function units({ raw, columns, cents, layout, mrrIsNow }: SeenCustomers): Guess[] {
  const {
    mrr,
    mrr_cents,
    arr,
    start_mrr,
    interval,
    period_start,
    unit_amount,
    unit_cents,
    total_amount,
    quantity,
    expansion,
  } = columns;
  const told: Guess[] = [];
  const amount = total_amount ?? unit_amount ?? unit_cents;
  const direct = mrr ?? mrr_cents ?? arr ?? start_mrr;
  if (cents)
    told.push({
      what: "revenue",
      text: `${raw.file}: ${(mrr ?? amount)!.header} holds only whole numbers, so it was read as cents, as Chargebee counts.`,
      override: `--map '${(mrr ?? amount)!.header}=${mrr === null ? "unit_amount" : "mrr"}'`,
    });
  if (direct === null && amount !== null && interval === null && period_start === null)
    told.push({
      what: "revenue",
      text: `${raw.file}: nothing says how often ${amount.header} is paid, so it was read as a monthly amount.`,
      override: "--map 'COLUMN=interval' (or mrr, arr)",
    });
  if (direct === null && total_amount === null && amount !== null && quantity !== null)
    told.push({
      what: "revenue",
      text: `${raw.file}: revenue is ${amount.header} times ${quantity.header}, per month.`,
      override: "--map 'COLUMN=mrr'",
    });
  if (expansion !== null && mrr !== null && start_mrr === null && layout === "accounts" && !mrrIsNow)
    told.push({
      what: "revenue",
      text: `${raw.file}: ${mrr.header} was read as the revenue at the start, ${expansion.header} as what was added since, bit by bit over the time.`,
      override: `--map '${mrr.header}=current_mrr'`,
    });
  return told;
}

const SAID_ONCE =
  "What customers' files tell is from after the purchase: it never enters the win model, only churn and revenue retention.";

/** Sentences about what is odd in the rows, each with its count. */
export async function customerNotes(
  database: Database,
  names: CustomerNames,
  files: readonly SeenCustomers[],
  summary: CustomersSummary,
  linked: number,
): Promise<string[]> {
  const notes = files.flatMap((file) => [...file.raw.notes, ...file.notes]);
  const taken = `${names.rows} WHERE fate = 'taken'`;
  const [odd] = await database.rows<Record<string, number>>(
    `SELECT (SELECT count(*) FROM ${names.spells} WHERE gone AND kind = 'paid') AS gone,
      (SELECT count(*) FROM ${taken} AND stop < begun AND layout <> 'churns') AS reversed,
      (SELECT count(*) FROM ${taken} AND begin_date IS NULL AND coalesce(start_date, created) IS NOT NULL) AS placeholders,
      (SELECT count(*) FROM ${taken} AND kind = 'paid' AND layout IN ('subscriptions', 'accounts') AND now_at IS NULL) AS unpriced,
      (SELECT count(DISTINCT currency) FROM ${names.spells} WHERE kind = 'paid') AS currencies,
      (SELECT count(*) FROM ${names.spells} s JOIN ${names.table} t USING (customer) WHERE s.kind = 'paid' AND s.currency <> t.currency) AS other_currency,
      (SELECT count(*) FROM ${taken} AND state = 'running' AND ended IS NOT NULL) AS contradicting,
      (SELECT count(DISTINCT r.key) FROM ${taken.replace(names.rows, `${names.rows} r JOIN ${names.keys} k USING (key) JOIN ${names.table} t USING (customer)`)}
        AND (r.layout = 'churns' OR (r.layout = 'list' AND r.state = 'over')) AND t.status IN ('active', 'paused')) AS still_there`,
  );
  const {
    gone = 0,
    reversed = 0,
    placeholders = 0,
    unpriced = 0,
    currencies = 0,
    other_currency = 0,
    contradicting = 0,
    still_there = 0,
  } = odd!;
  if (gone > 0)
    notes.push(
      `${count(gone, "row")} of the customers' files ${gone === 1 ? "tells" : "tell"} an end without its day: churn, but in no yearly rate.`,
    );
  if (reversed > 0)
    notes.push(
      `${count(reversed, "row")} of the customers' files ${reversed === 1 ? "ends" : "end"} before ${reversed === 1 ? "it begins" : "they begin"}: the start is taken as unknown.`,
    );
  if (placeholders > 0)
    notes.push(
      `${count(placeholders, "start")} in the customers' files ${placeholders === 1 ? "lies" : "lie"} before 1990 or after 2089 (placeholders such as 1900-01-01): taken as unknown.`,
    );
  if (unpriced > 0)
    notes.push(
      `${count(unpriced, "paying row")} of the customers' files ${unpriced === 1 ? "tells" : "tell"} no revenue that can be read: left out of revenue retention.`,
    );
  if (currencies > 1 && summary.money.length > 1)
    notes.push(
      `Customers pay in ${summary.money.map(({ currency }) => currency ?? "no named currency").join(", ")}: revenue is shown per currency, never summed (--currency with --rates converts it).`,
    );
  if (other_currency > 0)
    notes.push(
      `${count(other_currency, "subscription")} in another currency than the account's others: left out of its revenue.`,
    );
  if (contradicting > 0)
    notes.push(
      `${count(contradicting, "row")} of the customers' files ${contradicting === 1 ? "is" : "are"} said to run although an end date is told: the status counts.`,
    );
  if (still_there > 0)
    notes.push(
      `${count(still_there, "account")} said to have churned ${still_there === 1 ? "has" : "have"} a subscription that runs: ${still_there === 1 ? "it counts as a customer" : "they count as customers"}.`,
    );
  if (summary.free > 0)
    notes.push(
      `${count(summary.free, "account")} on a free plan only: no ${summary.free === 1 ? "customer" : "customers"}.`,
    );
  if (summary.trial > 0)
    notes.push(
      `${count(summary.trial, "account")} in trial only: no ${summary.trial === 1 ? "customer" : "customers"}.`,
    );
  if (summary.paused > 0)
    notes.push(
      `${count(summary.paused, "customer")} ${summary.paused === 1 ? "is" : "are"} paused: that is no churn, and revenue counts as before the pause.`,
    );
  if (summary.returned > 0)
    notes.push(`${count(summary.returned, "customer")} left for more than ${AWAY_DAYS} days and came back.`);
  return [...notes, ...(await unknownStatuses(database, names)), ...link(linked), SAID_ONCE];
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString("en-US")} ${noun}${n === 1 ? "" : "s"}`;
}

const LISTED = 5;

async function unknownStatuses(database: Database, names: CustomerNames): Promise<string[]> {
  const found = await database.rows<{ status: string; rows: number }>(
    `SELECT min(status) AS status, count(*) AS rows FROM ${names.rows} WHERE fate = 'taken' AND state IS NULL AND status IS NOT NULL
     GROUP BY lower(status) ORDER BY rows DESC, 1 LIMIT ${LISTED}`,
  );
  if (found.length === 0) return [];
  const list = found.map(({ status, rows }) => `${status} (${rows.toLocaleString("en-US")})`).join(", ");
  return [`Statuses that say neither running nor ended: ${list}; dates decide for them.`];
}

function link(linked: number): string[] {
  if (linked === 0) return [];
  return [
    `${count(linked, "account")} of the customers' files ${linked === 1 ? "has another id" : "have other ids"} in another file: joined by domain or name; of several files the subscriptions count.`,
  ];
}
