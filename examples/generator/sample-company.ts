import { writeAccounts } from "./account-records.ts";
import { customersCsv, eventsCsv, prospectsCsv, writeProspects } from "./company-files.ts";
import { writeContactRoles, writeContacts } from "./contacts.ts";
import { writeEvents } from "./events.ts";
import { opportunityHistoryCsv } from "./field-history.ts";
import { flatCsv, groupedReport, opportunityReport } from "./flat-file.ts";
import { germanExcelCsv } from "./german-excel.ts";
import { hubspotFiles } from "./hubspot-files.ts";
import { leadCsv, writeLeads } from "./leads.ts";
import { createNamer } from "./names.ts";
import { writeOpportunities } from "./opportunity-records.ts";
import { Random } from "./random.ts";
import { readme } from "./readme.ts";
import { accountCsv, contactCsv, contactRoleCsv, opportunityCsv, salesforceWorkbook } from "./salesforce-files.ts";
import { stripeCsv } from "./stripe-file.ts";
import { truthCsv, truthJson } from "./truth.ts";
import { unicodeText } from "./unicode-text.ts";
import { playWorld } from "./world.ts";

/** The sample company's folder below `examples/`. */
export const SAMPLE_FOLDER = "calvanto";
/** The seed of the committed files. */
export const SAMPLE_SEED = "calvanto";

/** All files of the sample company: path below its folder -> text, or bytes where a text would not do. The same seed gives the same bytes. */
export function generateSampleCompany(seed: string = SAMPLE_SEED): Map<string, string | Uint8Array> {
  const random = new Random(seed);
  const world = playWorld(random, createNamer());
  const book = writeAccounts(world, random.fork("accounts"));
  const opportunities = writeOpportunities(world.deals, book, random.fork("opportunities"));
  const contacts = writeContacts(world, book, random.fork("contacts"));
  const roles = writeContactRoles(world.deals, contacts, random.fork("roles"));
  const leads = writeLeads(world, book, random.fork("leads"));
  const events = writeEvents(world, book, random.fork("events"));
  const prospects = writeProspects(world.prospects, random.fork("prospects"));
  const figures = {
    accounts: book.records.length,
    opportunities: opportunities.length,
    contacts: contacts.length,
    leads: leads.length,
    customers: world.customers.length,
    events: events.length,
    prospects: prospects.length,
  };
  const customers = customersCsv(world.customers, book, random.fork("customers"));
  return new Map<string, string | Uint8Array>([
    ["README.md", readme(figures)],
    ["salesforce/Account.csv", accountCsv(book.records)],
    ["salesforce/Opportunity.csv", opportunityCsv(opportunities)],
    ["salesforce/Contact.csv", contactCsv(contacts)],
    ["salesforce/Lead.csv", leadCsv(leads)],
    ["salesforce/OpportunityFieldHistory.csv", opportunityHistoryCsv(opportunities)],
    ["salesforce/report.csv", opportunityReport(opportunities)],
    ["salesforce/report-by-owner.csv", groupedReport(opportunities)],
    ["salesforce/crm.xlsx", salesforceWorkbook(opportunities, book.records)],
    ["salesforce/OpportunityContactRole.csv", contactRoleCsv(roles, opportunities)],
    ...hubspotFiles({ book, opportunities, contacts, roles }, random.fork("hubspot")),
    ["flat/deals.csv", flatCsv(opportunities)],
    ["flat/deals-german-excel.csv", germanExcelCsv(opportunities)],
    ["customers.csv", customers],
    ["customers.txt", unicodeText(customers)],
    ["customers-stripe.csv", stripeCsv(world.customers)],
    ["events.csv", eventsCsv(events)],
    ["prospects.csv", prospectsCsv(prospects)],
    ["truth.csv", truthCsv(opportunities)],
    ["truth.json", truthJson(seed, world, opportunities, book, prospects)],
  ]);
}
