/** What the files hold, counted. */
export interface Figures {
  readonly accounts: number;
  readonly opportunities: number;
  readonly contacts: number;
  readonly leads: number;
  readonly customers: number;
  readonly events: number;
  readonly prospects: number;
}

/** README.md of the sample company. */
export function readme(figures: Figures): string {
  return `# Calvanto, a made-up company

Calvanto sells software that plans recurring compliance work (inspections, control checks, certificates, training), reminds whoever is
responsible, and keeps the evidence for the next audit. Three products: Core, Evidence and Suite. It sells in Europe and North America.
The company, its customers, its prospects and all persons are invented; every web domain ends in \`.example\`, which nobody can own.

- \`salesforce/\`: the CRM export: ${figures.accounts} accounts, ${figures.opportunities} opportunities, ${figures.contacts} contacts and their roles, ${figures.leads} leads; some account ids in their 15-character form, groups of companies, ${"`report.csv`"}: the same opportunities as a report export with its title and footer
- \`hubspot/\`: the same deals, companies and contacts as HubSpot exports them (two pipelines with the same stage labels, some deals without a type or with two companies); \`flat/deals.csv\`: the same opportunities as one spreadsheet
- The same again as spreadsheets and archives hold it: \`flat/deals-german-excel.csv\` (what a German Excel saves as CSV), \`salesforce/crm.xlsx\` (opportunities and accounts, two sheets of one workbook), \`hubspot/all-deals.zip\` and \`hubspot/all-companies.zip\` (the zips of numbered files that HubSpot sends for a large export)
- \`customers.csv\`: ${figures.customers} customers with revenue and churn, also as \`customers.txt\` (Excel's Unicode Text) and as \`customers-stripe.csv\` (their subscriptions as Stripe exports them: what was added later is a subscription of its own); \`events.csv\`: ${figures.events} events; \`prospects.csv\`: ${figures.prospects} companies of the market
- \`truth.json\`, \`truth.csv\`: what was planted: two kinds of best customers, a kind never to sell to, leaks, mess, the true chance of each deal

Every file of deals gives the same scorecard with \`--about account --goal win\`.

## What is odd in them, and where

| Oddity | File |
| --- | --- |
| API names (\`StageName\`, \`..__c\`) and report labels (*Opportunity Name*) | \`salesforce/\`; \`flat/deals.csv\`, \`salesforce/report.csv\` |
| Report export with a title block, filters and a footer | \`salesforce/report.csv\` |
| Report export grouped by owner: blanks below the first row of a group, subtotals, a total | \`salesforce/report-by-owner.csv\` |
| Field history: what was filled in while a deal came to its end | \`salesforce/OpportunityFieldHistory.csv\` (with \`--history\`) |
| 15-character ids among 18-character ones | \`salesforce/Opportunity.csv\`: every seventh \`AccountId\` |
| Two pipelines with the same stage labels; deals without a type | \`hubspot/deals.csv\`: *Pipeline*, *Deal Type* |
| Several company ids in one cell, joined by \`;\` | \`hubspot/deals.csv\`, \`hubspot/contacts.csv\` |
| A zip of several files with the same columns | \`hubspot/all-deals.zip\`, \`hubspot/all-companies.zip\` |
| Semicolons, CRLF, Windows-1252 (\`€\`, \`–\`, umlauts) | \`flat/deals-german-excel.csv\` |
| Decimal commas (\`13,5M\`, \`4.500,00 €\`) | \`flat/deals-german-excel.csv\`: *Annual Revenue*, *Amount* |
| Dates as Excel day numbers, some with a time (\`45293,37108\`); day first (\`01.03.2024\`) | \`flat/deals-german-excel.csv\`: *Created Date*, *Last Activity*; *Close Date* |
| Workbook with several sheets, dates and booleans as Excel keeps them | \`salesforce/crm.xlsx\` |
| UTF-16 with tabs | \`customers.txt\` |
| US dates, ISO dates, moments with a zone | \`flat/deals.csv\`; \`salesforce/Opportunity.csv\` |
| Renewals and upgrades beside new business | all files of deals |
| Two currencies beside a converted amount | all files of deals |
| Rows exported twice; accounts entered twice (*GmbH*, *LLC* added) | all files of deals; \`salesforce/Account.csv\`, \`hubspot/companies.csv\` |
| Subsidiaries, some on their parent's domain; accounts without a website | \`salesforce/Account.csv\`: \`ParentId\`, \`Website\` |
| Closed before creation, created 1900, closing 2099 | all files of deals |
| A clean-up day; open deals that were forgotten | all files of deals: 31 December 2025 |
| Losses that are none (duplicate, test, created in error); reasons in sellers' own words, one German | *Closed Lost Reason* |
| Columns filled in because of the outcome | *Contract Tier*, *Handover Score*, *Kickoff Region*, *Days In Stage*, \`hubspot/companies.csv\`: *Lifecycle Stage* |
| Numbers as people type them (\`$2,300,000\`, \`2.3M\`), brackets (\`6-20\`), sets (\`AWS; Jira\`), *Unknown*, \`N/A\`, \`-\`, other cases and stray blanks | all accounts, \`prospects.csv\` |
| Quotes, commas and line breaks in cells; names, numbers and addresses of persons in notes | *Description* |
| Titles in several languages, buying roles, opting out | \`salesforce/Contact.csv\`, \`salesforce/OpportunityContactRole.csv\`, \`hubspot/contacts.csv\` |
| Leads, converted and not | \`salesforce/Lead.csv\` |
| Customers without the CRM's id; one row per subscription | \`customers.csv\`; \`customers-stripe.csv\` |
| Events known by account or only by domain | \`events.csv\` |
| The same columns under other names | \`prospects.csv\` |

Not here, but each a small case of its own in the source repository, under test/cases: other CRMs, JSON, other encodings.

\`npx tsx examples/generate.ts\` writes these files again, byte for byte. Do not edit them by hand.
`;
}
