import type { AccountBook } from "./account-records.ts";
import type { Company } from "./company.ts";
import { type Column, toCsv } from "./csv.ts";
import { AS_OF, isoDate, salesforceDateTime } from "./dates.ts";
import { drawPerson } from "./names.ts";
import type { Random } from "./random.ts";
import { salesforceId } from "./salesforce-id.ts";
import type { World } from "./world.ts";

/** Leads, and how many of them became a contact at an account. */
export const LEADS = { rows: 420, converted: 120, withFreeMail: 0.12, withoutEmail: 0.05 } as const;

const FREE_MAIL = ["gmail.com", "outlook.com", "gmx.de", "yahoo.co.uk"] as const;
const TITLES = [
  "Head of Compliance",
  "Compliance Manager",
  "Leiter Qualitätsmanagement",
  "Geschäftsführer",
  "Chief Risk Officer",
  "Responsable conformité",
  "Operations Manager",
  "CEO",
  "IT-Leiter",
  "Marketing Manager",
  "Intern",
] as const;

/** A row of Lead.csv. */
export interface Lead {
  readonly id: string;
  readonly company: Company;
  readonly first: string;
  readonly last: string;
  readonly title: string;
  readonly email: string;
  readonly source: string;
  readonly status: string;
  readonly created: number;
  readonly accountId: string;
}

function emailOf(first: string, last: string, company: Company, random: Random): string {
  if (random.chance(LEADS.withoutEmail)) return "";
  const host = random.chance(LEADS.withFreeMail) ? random.pick(FREE_MAIL) : company.domain;
  return `${first}.${last}@${host}`.toLowerCase();
}

function writeLead(company: Company, index: number, accountId: string, random: Random): Lead {
  const { first, last } = drawPerson(company.country, random);
  return {
    id: salesforceId("lead", index),
    company,
    first,
    last,
    title: random.pick(TITLES),
    email: emailOf(first, last, company, random),
    source: random.weighted({ Web: 0.4, Event: 0.2, Referral: 0.15, Partner: 0.1, "": 0.15 }),
    status:
      accountId === ""
        ? random.weighted({ "Open - Not Contacted": 0.5, "Working - Contacted": 0.35, Unqualified: 0.15 })
        : "Qualified",
    created: AS_OF - random.integer(0, 540),
    accountId,
  };
}

/** People who raised their hand: some were converted and belong to an account, the others come from prospects and accounts alike. */
export function writeLeads(world: World, book: AccountBook, random: Random): Lead[] {
  const converted = random.shuffle(world.companies).slice(0, LEADS.converted);
  const fresh = random.shuffle(world.prospects).slice(0, LEADS.rows - LEADS.converted);
  const companies = random.shuffle([
    ...converted.map((company) => ({ company, accountId: book.mainRecordOf(company).id })),
    ...fresh.map((company) => ({ company, accountId: "" })),
  ]);
  return companies
    .map(({ company, accountId }, index) =>
      writeLead(company, index, accountId, random.fork(`${company.key}/${index}`)),
    )
    .sort((left, right) => left.created - right.created || (left.id < right.id ? -1 : 1));
}

const COLUMNS: readonly Column<Lead>[] = [
  { header: "Id", cell: (row) => row.id },
  { header: "FirstName", cell: (row) => row.first },
  { header: "LastName", cell: (row) => row.last },
  { header: "Title", cell: (row) => row.title },
  { header: "Company", cell: (row) => row.company.name },
  { header: "Email", cell: (row) => row.email },
  { header: "Country", cell: (row) => row.company.country },
  { header: "Industry", cell: (row) => row.company.industry },
  { header: "LeadSource", cell: (row) => row.source },
  { header: "Status", cell: (row) => row.status },
  { header: "CreatedDate", cell: (row) => salesforceDateTime(row.created, 10 * 3600) },
  { header: "IsConverted", cell: (row) => String(row.accountId !== "") },
  { header: "ConvertedAccountId", cell: (row) => row.accountId },
  { header: "ConvertedDate", cell: (row) => (row.accountId === "" ? "" : isoDate(Math.min(AS_OF, row.created + 6))) },
];

/** Lead.csv as Salesforce exports it. */
export function leadCsv(leads: readonly Lead[]): string {
  return toCsv(COLUMNS, leads);
}
