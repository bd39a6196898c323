import type { KeptRole } from "./types.ts";

/** What files of each kind hold, in words. */
export const ROLE_WORDS: Readonly<Record<KeptRole, string>> = {
  deals: "Deals: opportunities, won, lost and open",
  accounts: "Accounts: companies of your CRM",
  universe: "Universe: companies you could sell to, as a data provider lists them",
  customers: "Customers: who pays what, since when, and who left",
  contacts: "Contacts: people at your accounts",
  leads: "Leads: people who are no contacts yet",
  events: "Events: visits, sign-ups, usage, calls",
  history: "History: changes of fields of deals",
};

const COMPANY = [
  ["account_id", "account: id"],
  ["account_name", "account: name"],
  ["domain", "website"],
  ["industry", "industry"],
  ["employees", "employees"],
  ["annual_revenue", "yearly revenue"],
  ["country", "country"],
  ["state", "state"],
  ["city", "city"],
  ["tech_stack", "technologies"],
  ["funding_stage", "funding stage"],
  ["year_founded", "year of founding"],
  ["parent", "parent company"],
  ["owner", "owner"],
] as const;
const DEAL = [
  ["opportunity_id", "deal: id"],
  ["opportunity_name", "deal: name"],
  ["stage", "stage"],
  ["result", "result"],
  ["is_won", "is won"],
  ["is_closed", "is closed"],
  ["created_date", "created on"],
  ["close_date", "closed on"],
  ["deal_amount", "amount"],
  ["currency", "currency"],
  ["opportunity_type", "type of deal"],
  ["loss_reason", "reason of the loss"],
  ["lead_source", "lead source"],
] as const;
const PERSON = [
  ["contact_id", "person: id"],
  ["full_name", "person: name"],
  ["email", "e-mail"],
  ["title", "job title"],
  ["department", "department"],
  ["seniority", "seniority"],
  ["buying_role", "buying role"],
  ["account_id", "account: id"],
  ["account_name", "account: name"],
  ["domain", "website"],
  ["opportunity_id", "deal: id"],
  ["created_date", "created on"],
] as const;

type Fields = readonly (readonly [field: string, words: string])[];

/** Fields that a column of such a file is most often said to be. */
export const FIELDS: Readonly<Record<KeptRole, Fields>> = {
  deals: [...DEAL, ...COMPANY],
  accounts: COMPANY,
  universe: COMPANY,
  customers: [
    ["customer_id", "customer: id"],
    ["account_id", "account: id"],
    ["account_name", "account: name"],
    ["domain", "website"],
    ["start_date", "customer since"],
    ["churn_date", "left on"],
    ["mrr", "monthly revenue"],
    ["arr", "yearly revenue from them"],
    ["expansion_mrr", "expansion, monthly"],
    ["status", "status"],
    ["plan", "plan"],
    ["nps", "NPS"],
  ],
  contacts: PERSON,
  leads: PERSON,
  events: [
    ["event_type", "type of event"],
    ["event_name", "name of the event"],
    ["occurred_at", "when"],
    ["account_id", "account: id"],
    ["account_name", "account: name"],
    ["domain", "website"],
    ["email", "e-mail"],
    ["topic", "topic"],
    ["count", "how often"],
  ],
  history: [
    ["opportunity_id", "deal: id"],
    ["field", "field"],
    ["old_value", "old value"],
    ["new_value", "new value"],
    ["created_date", "changed on"],
  ],
};
