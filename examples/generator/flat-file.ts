import { ACCOUNT_ATTRIBUTES } from "./account-attributes.ts";
import type { AccountRecord } from "./account-records.ts";
import { type Column, toCsv } from "./csv.ts";
import { usDate } from "./dates.ts";
import type { OpportunityRecord } from "./opportunity-records.ts";

export type DealColumn = Column<OpportunityRecord>;

function column(header: string, cell: (row: OpportunityRecord) => string): DealColumn {
  return { header, cell };
}

/** A column of the account the deal hangs on; empty when it hangs on none. */
function accountColumn(header: string, cell: (account: AccountRecord) => string): DealColumn {
  return column(header, ({ account }) => (account ? cell(account) : ""));
}

/** The columns of the flat table. */
export const FLAT_COLUMNS: readonly DealColumn[] = [
  column("Opportunity ID", (row) => row.id),
  column("Opportunity Name", (row) => row.name),
  accountColumn("Account ID", (account) => account.id),
  accountColumn("Account Name", (account) => account.name),
  accountColumn("Parent Account", (account) => account.parent?.name ?? ""),
  accountColumn("Website", (account) => account.website),
  ...ACCOUNT_ATTRIBUTES.map(({ flatHeader }, index) =>
    accountColumn(flatHeader, (account) => account.attributes[index]!),
  ),
  accountColumn("Kickoff Region", (account) => account.kickoffRegion),
  column("Stage", (row) => row.stage),
  column("Type", (row) => row.deal.type),
  column("Lead Source", (row) => row.leadSource),
  column("Product", (row) => row.product),
  column("Route", (row) => row.route),
  column("Competitor At Creation", (row) => row.competitor),
  column("Amount", (row) => row.amount),
  column("Currency", (row) => row.currency),
  column("Amount (converted)", (row) => row.amountConverted),
  column("Created Date", (row) => usDate(row.created)),
  column("Close Date", (row) => usDate(row.closed)),
  column("Probability (%)", (row) => row.probability),
  column("Forecast Category", (row) => row.forecastCategory),
  column("Days In Stage", (row) => row.daysInStage),
  column("Closed Lost Reason", (row) => row.lostReason),
  column("Contract Tier", (row) => row.contractTier),
  column("Handover Score", (row) => row.handoverScore),
  column("Last Activity", (row) => usDate(row.lastActivity)),
  column("Next Step", (row) => row.nextStep),
  column("Description", (row) => row.description),
  column("Opportunity Owner", (row) => row.owner.name),
];

/** The same opportunities in the same order as Opportunity.csv, each with the cells of its account beside it. */
export function flatCsv(records: readonly OpportunityRecord[]): string {
  return toCsv(FLAT_COLUMNS, records);
}

/** What Salesforce writes above and below the table of a report. */
function asReport(name: string, table: string): string {
  const title = [
    name,
    "As of 2026-06-30 18:04:11 Central European Summer Time/CEST",
    "Filtered By",
    "Show: All opportunities",
    "Date Field: Created Date equals All Time",
    "",
  ];
  const footer = [
    "",
    "Confidential Information - Do Not Distribute",
    '"Copyright © 2000-2026 salesforce.com, inc. All rights reserved."',
  ];
  return [...title, table, ...footer, ""].join("\n");
}

/** The same table as Salesforce exports a report with details: a title block above it, a footer below, labels as headers. */
export function opportunityReport(records: readonly OpportunityRecord[]): string {
  return asReport("Opportunities with accounts", toCsv(FLAT_COLUMNS, records).trimEnd());
}

const OWNER = "Opportunity Owner";
/** What a seller's report leaves out. */
const NOT_IN_GROUPS: readonly string[] = [
  OWNER,
  "Description",
  "Next Step",
  "Probability (%)",
  "Forecast Category",
  "Last Activity",
];

/** The same opportunities as a report grouped by owner: each owner is written once, with a count below the group and one of all at the end. */
export function groupedReport(records: readonly OpportunityRecord[]): string {
  const columns = FLAT_COLUMNS.filter(({ header }) => !NOT_IN_GROUPS.includes(header));
  const line = (first: string, second: string, third: string): string =>
    [first, second, third, ...columns.slice(2).map(() => "")].join(",");
  const [header = ""] = toCsv(columns, []).split("\n");
  const owners = [...new Set(records.map(({ owner }) => owner.name))].sort();
  const groups = owners.flatMap((owner) => {
    const own = records.filter((record) => record.owner.name === owner);
    const rows = own.map((record) => toCsv(columns, [record]).slice(header.length + 1, -1));
    return [...rows.map((row, i) => `${i === 0 ? owner : ""},${row}`), line("Subtotal", "Count", String(own.length))];
  });
  const table = [`${OWNER}  ↑,${header}`, ...groups, line("Total", "Count", String(records.length))];
  return asReport("Opportunities by owner", table.join("\n"));
}
