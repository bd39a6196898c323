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
- \`customers.csv\`: ${figures.customers} customers with revenue and churn; \`events.csv\`: ${figures.events} events; \`prospects.csv\`: ${figures.prospects} companies of the market
- \`truth.json\`, \`truth.csv\`: what was planted: two kinds of best customers, a kind never to sell to, leaks, mess, the true chance of each deal

\`npx tsx examples/generate.ts\` writes these files again, byte for byte. Do not edit them by hand.
`;
}
