import { ACCOUNT_ATTRIBUTES, writeAttributes } from "./account-attributes.ts";
import type { AccountBook } from "./account-records.ts";
import type { Company } from "./company.ts";
import { type Column, toCsv } from "./csv.ts";
import type { Customer } from "./customers.ts";
import { isoDate, isoDateTime } from "./dates.ts";
import type { EventRecord } from "./events.ts";
import type { Random } from "./random.ts";

/** Customers that the billing system knows by web domain only. */
const WITHOUT_ACCOUNT_ID = 0.05;

interface CustomerRow {
  readonly customer: Customer;
  readonly accountId: string;
}

function customerColumn(header: string, cell: (row: CustomerRow) => string): Column<CustomerRow> {
  return { header, cell };
}

const CUSTOMER_COLUMNS: readonly Column<CustomerRow>[] = [
  customerColumn("account_id", (row) => row.accountId),
  customerColumn("company", ({ customer }) => customer.company.name),
  customerColumn("domain", ({ customer }) => customer.company.domain),
  customerColumn("start_date", ({ customer }) => isoDate(customer.start)),
  customerColumn("mrr", ({ customer }) => String(customer.mrr)),
  customerColumn("currency", ({ customer }) => customer.currency),
  customerColumn("expansion_mrr", ({ customer }) => String(customer.expansionMrr)),
  customerColumn("churn_date", ({ customer }) => (customer.churned === null ? "" : isoDate(customer.churned))),
  customerColumn("time_to_value_days", ({ customer }) => String(customer.timeToValueDays)),
  customerColumn("nps", ({ customer }) => (customer.nps === null ? "" : String(customer.nps))),
  customerColumn("support_tickets", ({ customer }) => String(customer.supportTickets)),
];

/** customers.csv, as a billing system would give it: by start date, some rows without the CRM's account id. */
export function customersCsv(customers: readonly Customer[], book: AccountBook, random: Random): string {
  const rows = [...customers]
    .sort((left, right) => left.start - right.start || (left.key < right.key ? -1 : 1))
    .map((customer) => {
      const record = book.mainRecordOf(customer.company);
      const unlinked = record.website !== "" && random.fork(customer.key).chance(WITHOUT_ACCOUNT_ID);
      return { customer, accountId: unlinked ? "" : record.id };
    });
  return toCsv(CUSTOMER_COLUMNS, rows);
}

/** events.csv */
export function eventsCsv(events: readonly EventRecord[]): string {
  const rows = events.map((event, index) => ({ event, id: `ev${String(index + 1).padStart(5, "0")}` }));
  return toCsv(
    [
      { header: "event_id", cell: (row) => row.id },
      { header: "account_id", cell: (row) => row.event.accountId },
      { header: "domain", cell: (row) => row.event.domain },
      { header: "type", cell: (row) => row.event.type },
      { header: "topic", cell: (row) => row.event.topic },
      { header: "occurred_at", cell: (row) => isoDateTime(row.event.day, row.event.second) },
    ],
    rows,
  );
}

/** A row of prospects.csv: a company of the market as a data provider sells it. */
export interface ProspectRecord {
  readonly company: Company;
  readonly name: string;
  readonly website: string;
  readonly attributes: readonly string[];
}

/** Types every prospect, including those that are accounts already. */
export function writeProspects(companies: readonly Company[], random: Random): ProspectRecord[] {
  return companies.map((company) => {
    const own = random.fork(company.key);
    return {
      company,
      name: own.chance(0.2) ? `${company.name} ${company.legalForm}` : company.name,
      website: own.chance(0.15) ? `www.${company.domain}` : company.domain,
      attributes: writeAttributes(company, own),
    };
  });
}

/** prospects.csv, with the headers of a provider's export. */
export function prospectsCsv(prospects: readonly ProspectRecord[]): string {
  const attributeColumns = ACCOUNT_ATTRIBUTES.map(({ prospectHeader }, index) => ({
    header: prospectHeader,
    cell: (row: ProspectRecord) => row.attributes[index]!,
  }));
  return toCsv(
    [
      { header: "Company", cell: (row: ProspectRecord) => row.name },
      { header: "Website", cell: (row: ProspectRecord) => row.website },
      ...attributeColumns,
    ],
    prospects,
  );
}
