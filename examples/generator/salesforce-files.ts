import { ACCOUNT_ATTRIBUTES } from "./account-attributes.ts";
import type { AccountRecord } from "./account-records.ts";
import type { Contact, ContactRole } from "./contacts.ts";
import { type Column, toCsv } from "./csv.ts";
import { isoDate, salesforceDateTime } from "./dates.ts";
import type { Deal } from "./deal.ts";
import type { OpportunityRecord } from "./opportunity-records.ts";
import { salesforceId } from "./salesforce-id.ts";
import { tableSheet, workbook } from "./workbook.ts";

function column<Row>(header: string, cell: (row: Row) => string): Column<Row> {
  return { header, cell };
}

/** Every seventh row came by a report, which writes ids in their case-sensitive 15-character form. */
function shortAccountId({ id, account }: OpportunityRecord): string {
  if (account === null) return "";
  return id.charCodeAt(14) % 7 === 0 ? account.id.slice(0, 15) : account.id;
}

const ACCOUNT_COLUMNS: readonly Column<AccountRecord>[] = [
  column("Id", (row) => row.id),
  column("Name", (row) => row.name),
  column("ParentId", (row) => row.parent?.id ?? ""),
  column("Website", (row) => row.website),
  ...ACCOUNT_ATTRIBUTES.map(({ salesforceHeader }, index) =>
    column(salesforceHeader, (row: AccountRecord) => row.attributes[index]!),
  ),
  column("Kickoff_Region__c", (row) => row.kickoffRegion),
];

const OPPORTUNITY_COLUMNS: readonly Column<OpportunityRecord>[] = [
  column("Id", (row) => row.id),
  column("AccountId", shortAccountId),
  column("Name", (row) => row.name),
  column("StageName", (row) => row.stage),
  column("IsClosed", (row) => String(row.deal.status !== "open")),
  column("IsWon", (row) => String(row.deal.status === "won")),
  column("Type", (row) => row.deal.type),
  column("LeadSource", (row) => row.leadSource),
  column("Product__c", (row) => row.product),
  column("Route__c", (row) => row.route),
  column("Competitor_At_Creation__c", (row) => row.competitor),
  column("Amount", (row) => row.amount),
  column("CurrencyIsoCode", (row) => row.currency),
  column("Amount (converted)", (row) => row.amountConverted),
  column("CreatedDate", (row) => salesforceDateTime(row.created, row.createdSecond)),
  column("CloseDate", (row) => isoDate(row.closed)),
  column("Probability", (row) => row.probability),
  column("ForecastCategory", (row) => row.forecastCategory),
  column("Days_In_Stage__c", (row) => row.daysInStage),
  column("Closed_Lost_Reason__c", (row) => row.lostReason),
  column("Contract_Tier__c", (row) => row.contractTier),
  column("Handover_Score__c", (row) => row.handoverScore),
  column("LastActivityDate", (row) => isoDate(row.lastActivity)),
  column("NextStep", (row) => row.nextStep),
  column("Description", (row) => row.description),
  column("OwnerId", (row) => row.owner.id),
  column("Owner.Name", (row) => row.owner.name),
];

const CONTACT_COLUMNS: readonly Column<Contact>[] = [
  column("Id", (row) => row.id),
  column("AccountId", (row) => row.accountId),
  column("FirstName", (row) => row.first),
  column("LastName", (row) => row.last),
  column("Title", (row) => row.title),
  column("Department", (row) => row.department),
  column("Email", (row) => row.email),
  column("CreatedDate", (row) => salesforceDateTime(row.created, 9 * 3600)),
  column("HasOptedOutOfEmail", (row) => String(row.optedOut)),
];

interface RoleRow extends ContactRole {
  readonly id: string;
  readonly opportunityId: string;
}

const ROLE_COLUMNS: readonly Column<RoleRow>[] = [
  column("Id", (row) => row.id),
  column("OpportunityId", (row) => row.opportunityId),
  column("ContactId", (row) => row.contact.id),
  column("Role", (row) => row.contact.role),
  column("IsPrimary", (row) => String(row.isPrimary)),
];

export function accountCsv(records: readonly AccountRecord[]): string {
  return toCsv(ACCOUNT_COLUMNS, records);
}

export function opportunityCsv(records: readonly OpportunityRecord[]): string {
  return toCsv(OPPORTUNITY_COLUMNS, records);
}

/** Opportunities and accounts as two sheets of one workbook, dates and numbers as Excel keeps them. */
export function salesforceWorkbook(
  opportunities: readonly OpportunityRecord[],
  accounts: readonly AccountRecord[],
): Uint8Array {
  return workbook([
    tableSheet("Opportunities", OPPORTUNITY_COLUMNS, opportunities),
    tableSheet("Accounts", ACCOUNT_COLUMNS, accounts),
  ]);
}

export function contactCsv(contacts: readonly Contact[]): string {
  return toCsv(CONTACT_COLUMNS, contacts);
}

/** OpportunityContactRole.csv: who took part in which opportunity. */
export function contactRoleCsv(roles: readonly ContactRole[], opportunities: readonly OpportunityRecord[]): string {
  const ids = new Map<Deal, string>(opportunities.map((record) => [record.deal, record.id]));
  const rows = roles.map((role, index) => ({
    ...role,
    id: salesforceId("role", index),
    opportunityId: ids.get(role.deal)!,
  }));
  return toCsv(ROLE_COLUMNS, rows);
}
