import type { Column } from "../column.ts";

/** How each meaning's column is called elsewhere: lower case, letters and digits only, the likeliest first. */
const SPELLINGS = {
  subscription:
    "subscriptionid subscriptionsid subscriptionuuid subscriptionnumber subscriptionno subscription uuid id subscriptionoid contractid",
  crm_id:
    "sfdcaccountid salesforceaccountid crmaccountid crmid accountidmetadata salesforceidmetadata hubspotcompanyidmetadata",
  account_id:
    "accountid customerid customersid subscriptionscustomerid accountcode companyid clientid customeroid customeruuid gsid companygsid accountnumber customernumber id recordid",
  name: "company companyname customerscompany accountcompany accountname customername account name customer client customerdescription billingcompany",
  domain: "domain website companydomain accountdomain companywebsite url web domainname",
  email: "customeremail customersemail email accountemail billingemail emailaddress primaryemail",
  start:
    "startdate subscriptionstartdate startedat subscriptionsstartedat subscriptionsstartdate originalcontractdate customersince contractstartdate contractstart firstpurchasedate subscriptionstartedat activatedat subscriptionsactivatedat activationdate golivedate start becamecustomer customerstartdate",
  created: "created createdat subscriptionscreatedat createdate createddate createdon signupdate signedup joineddate",
  trial_end: "trialend trialendsat trialendat trialenddate subscriptionstrialend trialends trialendedat",
  ended:
    "churndate churnedat churnedon dateofchurn churned endedat subscriptionendedat terminationdate terminatedat terminatedon lostdate leftdate customerenddate",
  end: "enddate end subscriptionenddate subscriptionend contractenddate contractend termend",
  canceled:
    "canceledat cancelledat subscriptionscancelledat canceldate cancellationdate cancelleddate canceleddate canceledon cancelledon subscriptioncanceledat",
  expires: "expiresat expiredat expirationdate expirydate expireson expires",
  period_start:
    "currentperiodstart currentperiodstartedat currenttermstart subscriptionscurrenttermstart currentbillingtermstartdate",
  period_end:
    "currentperiodend currentperiodendsat currenttermend subscriptionscurrenttermend nextbillingat subscriptionsnextbillingat renewaldate nextrenewaldate renewal",
  status:
    "status subscriptionstatus subscriptionsstatus state accountstatus customerstatus lifecyclestage lifecycle stage subscriptionstate",
  is_churned: "churnflag ischurned churned haschurned churn iscancelled iscanceled",
  is_trial: "istrial trialflag trial",
  start_mrr: "startmrr startingmrr initialmrr mrratstart",
  mrr: "mrr mrramount monthlyrecurringrevenue subscriptionsmrr currentmrr mrrusd mrreur monthlyrevenue",
  mrr_cents: "mrrcents mrrincents",
  arr: "arr arramount annualrecurringrevenue acv annualcontractvalue currentarr arrusd arreur",
  unit_amount:
    "unitamount unitprice planunitprice subscriptionsplanunitprice planamount amount dealamount price planprice",
  unit_cents: "unitamountincents unitamountcents planunitamountincents amountincents amountcents",
  total_amount:
    "totalrecurringamount recurringamount subscriptionsplanamount subtotal totalamount subscriptiontotal total",
  quantity: "quantity qty planquantity subscriptionsplanquantity subscriptionquantity",
  interval:
    "interval billinginterval billingfrequency planinterval planintervalunit billingperiodunit subscriptionsbillingperiodunit intervalunit planperiodunit billingcycle frequency billingterm billingperiod subscriptionbillingperiod",
  interval_count:
    "intervalcount planintervalcount planintervallength intervallength subscriptionsbillingperiod billingperiod planperiod",
  currency: "currency currencycode currencyisocode subscriptionscurrencycode plancurrency billingcurrency",
  expansion: "expansionmrr expansion expansionrevenue upsellmrr",
  plan: "plan currentplan planname plancode planid subscriptionsplanid product productname plantier planoid itempriceid",
  churn_reason:
    "churnreason cancellationreason cancelreason cancelreasoncode subscriptionscancelreason subscriptionscancelreasoncode reasoncode cancellationfeedback expirationreason reasonforchurn",
  time_to_value_days: "timetovaluedays timetovalue ttvdays ttv daystovalue onboardingdays",
  nps: "nps npsscore netpromoterscore latestnps",
  health: "healthscore health currentscore overallscore customerhealth",
  support_tickets: "supporttickets tickets ticketcount numberoftickets supportcases openticket opentickets",
  active_users: "activeusers users monthlyactiveusers mau weeklyactiveusers wau licensesused seatsused numberofusers",
  usage: "usage usagecount logins logincount sessions productusage usagescore eventcount",
  referrals: "referrals referralcount numberofreferrals referred",
  margin: "margin grossmargin",
  acquisition_cost: "acquisitioncost cac customeracquisitioncost",
  ticket: "ticketid caseid casenumber ticketnumber",
  happened: "usagedate submittedat eventdate activitydate occurredat openedat timestamp date",
} as const;

export type CustomerMeaning = keyof typeof SPELLINGS;

/** The column of each meaning; null where the file has none. */
export type CustomerColumns = Readonly<Record<CustomerMeaning, Column | null>>;

const DATES: ReadonlySet<CustomerMeaning> = new Set([
  "start",
  "created",
  "trial_end",
  "ended",
  "end",
  "canceled",
  "expires",
  "period_start",
  "period_end",
  "happened",
]);
const AMOUNTS: ReadonlySet<CustomerMeaning> = new Set([
  "start_mrr",
  "mrr",
  "mrr_cents",
  "arr",
  "unit_amount",
  "unit_cents",
  "total_amount",
  "quantity",
  "interval_count",
  "expansion",
]);
const COUNTS: ReadonlySet<CustomerMeaning> = new Set([
  "time_to_value_days",
  "nps",
  "health",
  "support_tickets",
  "active_users",
  "usage",
  "referrals",
  "margin",
  "acquisition_cost",
]);

/** Numbers per account that are kept beside revenue and churn. */
export const MEASURES = [
  "time_to_value_days",
  "nps",
  "health",
  "support_tickets",
  "active_users",
  "usage",
  "referrals",
  "margin",
  "acquisition_cost",
] as const;

/** Headers that a vendor prefixes: `subscriptions.status`, `customers.company`. */
const PREFIX = /^(subscriptions?|customers?)[._](?!(id|name|customer_id)$)/i;

/**
 * Finds what the columns of a customers' file mean, in the layouts of Stripe, Chargebee, Recurly, Gainsight and OpenICP's own. Names
 * propose, values decide; each column has one meaning. `named`: header to field, as said with `--map`.
 */
export function customerColumns(columns: readonly Column[], named: ReadonlyMap<string, string>): CustomerColumns {
  const filled = columns.filter((column) => column.profile.filled > 0);
  const spelled = filled.map((column) => ({ column, said: named.has(column.header), ways: waysOf(column, named) }));
  const taken = new Set<Column>();
  const find = (meaning: CustomerMeaning, spellings: readonly string[]): Column | null => {
    const fitting = spelled.filter(({ column, said }) => !taken.has(column) && (said || fits(meaning, column)));
    const at = (spelling: string) => fitting.find(({ said, ways }) => (said ? ways[0] : null) === spelling);
    const told = spellings.map(at).find((one) => one !== undefined);
    const found =
      told ??
      spellings
        .map((spelling) => fitting.find(({ said, ways }) => !said && ways.includes(spelling)))
        .find((one) => one !== undefined);
    if (found !== undefined) taken.add(found.column);
    return found?.column ?? null;
  };
  const entries = Object.entries(SPELLINGS).map(([name, text]) => {
    const meaning = name as CustomerMeaning;
    const all = text.split(" ");
    const spellings = meaning === "subscription" ? subscriptionSpellings(all, spelled) : all;
    return [meaning, find(meaning, spellings)] as const;
  });
  return Object.fromEntries(entries) as Record<CustomerMeaning, Column | null>;
}

interface Spelled {
  readonly ways: readonly string[];
}

/** A plain `id` is the subscription's only where another column names the customer. */
function subscriptionSpellings(all: readonly string[], spelled: readonly Spelled[]): readonly string[] {
  const customer = ["accountid", "customerid", "customersid", "accountcode", "customer"];
  const named = spelled.some(({ ways }) => customer.includes(ways[0]!));
  return named ? all : all.filter((spelling) => spelling !== "id" && spelling !== "uuid");
}

function waysOf({ header }: Column, named: ReadonlyMap<string, string>): readonly string[] {
  const text = named.get(header) ?? header;
  const whole = squash(text);
  const bare = squash(text.replace(PREFIX, ""));
  return bare === "" || bare === whole ? [whole] : [whole, bare];
}

/** `Created (UTC)` is `created`. */
function squash(text: string): string {
  return text
    .replace(/\((utc|gmt|usd|eur|gbp)\)/gi, "")
    .replace(/®|™/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

const FLAGS = /^(true|false|yes|no|y|n|0|1|t|f)$/;

function fits(meaning: CustomerMeaning, { profile }: Column): boolean {
  const { date, number, email } = profile.shares;
  const flags = profile.top.length > 0 && profile.top.every(({ value }) => FLAGS.test(value));
  if (DATES.has(meaning)) return date >= 0.5 || (number >= 0.5 && profile.averageLength >= 5 && !flags);
  if (meaning === "is_churned" || meaning === "is_trial") return flags;
  if (AMOUNTS.has(meaning) || COUNTS.has(meaning)) return number >= 0.5;
  if (meaning === "email") return email >= 0.5;
  if (meaning === "name") return date < 0.5 && email < 0.5 && (number < 0.5 || profile.shares.crm_id > 0);
  if (meaning === "domain") return profile.shares.domain >= 0.5 || profile.shares.url >= 0.5;
  if (meaning === "status" || meaning === "interval") return number < 0.5 && date < 0.5;
  return true;
}

/** What one row of a customers' file is. `list`: an account, with nothing about money. */
export type CustomerLayout = "subscriptions" | "accounts" | "list" | "churns" | "tickets" | "usage";

/** Tells the layout of a file from what its columns mean. */
export function layoutOf(found: CustomerColumns): CustomerLayout {
  const money = moneyMeanings(found).length > 0;
  const life = found.start !== null || found.status !== null || money;
  if (!life && found.ticket !== null && found.happened !== null) return "tickets";
  if (!life && found.usage !== null && (found.happened !== null || found.subscription !== null)) return "usage";
  if (!life && found.created === null && (found.ended !== null || found.canceled !== null)) return "churns";
  if (found.subscription !== null) return "subscriptions";
  return money ? "accounts" : "list";
}

/** The meanings from which revenue can be read, in the order in which they are tried. */
export function moneyMeanings(found: CustomerColumns): readonly CustomerMeaning[] {
  const tried = ["start_mrr", "mrr", "mrr_cents", "arr", "total_amount", "unit_amount", "unit_cents"] as const;
  return tried.filter((meaning) => found[meaning] !== null);
}
