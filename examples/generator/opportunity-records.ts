import type { AccountBook, AccountRecord } from "./account-records.ts";
import { AS_OF, dayOf, WINDOW_START } from "./dates.ts";
import { currencyOf, type Deal, DOLLARS_PER_EURO } from "./deal.ts";
import { description, nextStep } from "./free-text.ts";
import { kindOf } from "./kinds.ts";
import { missingCell, variedText } from "./mess.ts";
import type { Random } from "./random.ts";
import { salesforceId } from "./salesforce-id.ts";

/** Oddities planted in the opportunities. */
export const ODDITIES = {
  duplicateRows: 15,
  closedBeforeCreation: 10,
  created1900: 5,
  closing2099: 6,
  forgottenOpen: 14,
  cleanedUp: 64,
} as const;

const OPEN_STAGES = { Qualification: 10, Discovery: 20, Demo: 40, Proposal: 60, Negotiation: 80 } as const;
const SECONDS_OF_WORK = { from: 8 * 3600, to: 18 * 3600 } as const;

/** A row of Opportunity.csv: every cell as it is written, dates as days. */
export interface OpportunityRecord {
  readonly id: string;
  readonly deal: Deal;
  readonly account: AccountRecord | null;
  readonly name: string;
  readonly stage: string;
  readonly probability: string;
  readonly forecastCategory: string;
  readonly created: number;
  readonly createdSecond: number;
  readonly closed: number;
  readonly lastActivity: number;
  readonly leadSource: string;
  readonly product: string;
  readonly route: string;
  readonly competitor: string;
  readonly amount: string;
  readonly currency: string;
  readonly amountConverted: string;
  readonly lostReason: string;
  readonly contractTier: string;
  readonly handoverScore: string;
  readonly daysInStage: string;
  readonly description: string;
  readonly nextStep: string;
  readonly owner: Owner;
}

export interface Owner {
  readonly id: string;
  readonly name: string;
}

const OWNERS: readonly Owner[] = [
  "Maren Tollkamp",
  "Callum Westray",
  "Ines Rovalle",
  "Dexter Omwood",
  "Jule Hartwich",
  "Priya Sandoral",
  "Tobias Kneller",
  "Rowan Fairlock",
].map((name, index) => ({ id: salesforceId("user", index), name }));

function lostReason(deal: Deal, random: Random): string {
  if (deal.status !== "lost") return "";
  if (deal.administrative) return random.pick(["Duplicate record", "Test record", "Created in error"]);
  if (random.chance(0.06)) return "";
  if (kindOf(deal.company) === "small agencies") {
    return random.weighted({ "Not a fit": 0.4, "No decision": 0.34, Price: 0.22, Timing: 0.04 });
  }
  return random.weighted({
    "No decision": 0.36,
    "Lost to competitor": 0.24,
    Price: 0.16,
    Timing: 0.12,
    "Not a fit": 0.08,
    Other: 0.04,
  });
}

/** How sellers put what the picklist calls by one name; only a text field takes them. */
const WORDINGS: Readonly<Record<string, readonly string[]>> = {
  "No decision": ["No decision", "No decision", "No decision", "Ghosted", "Went dark after the demo"],
  "Lost to competitor": ["Lost to competitor", "Lost to competitor", "Went with the incumbent"],
  Price: ["Price", "Price", "Zu teuer"],
  Timing: ["Timing", "Timing", "Budget next year"],
};

function worded(reason: string, random: Random): string {
  const wordings = WORDINGS[reason];
  return wordings === undefined ? reason : random.pick(wordings);
}

function stageOf(deal: Deal, random: Random): keyof typeof OPEN_STAGES | "Closed Won" | "Closed Lost" {
  if (deal.status === "won") return "Closed Won";
  if (deal.status === "lost") return "Closed Lost";
  return random.weighted({ Qualification: 0.28, Discovery: 0.26, Demo: 0.2, Proposal: 0.17, Negotiation: 0.09 });
}

function probabilityOf(stage: ReturnType<typeof stageOf>): number {
  if (stage === "Closed Won") return 100;
  return stage === "Closed Lost" ? 0 : OPEN_STAGES[stage];
}

function forecastOf(deal: Deal, probability: number): string {
  if (deal.status !== "open") return deal.status === "won" ? "Closed" : "Omitted";
  if (probability >= 80) return "Commit";
  return probability >= 60 ? "BestCase" : "Pipeline";
}

/** Scored by the team that takes over after the decision: high after a win, low after a loss, unknown before. */
function handoverScore(deal: Deal, random: Random): string {
  if (deal.status === "open" || random.chance(0.12)) return "";
  const score = deal.status === "won" ? 78 + 7 * random.normal() : 46 + 8 * random.normal();
  return String(Math.max(1, Math.min(100, Math.round(score))));
}

function contractTier(deal: Deal, random: Random): string {
  if (deal.status !== "won" || random.chance(0.14)) return "";
  return random.weighted({ Standard: 0.55, Plus: 0.3, Enterprise: 0.15 });
}

function daysInStage(deal: Deal, random: Random): string {
  if (deal.status === "open") return String(random.integer(1, Math.max(2, AS_OF - deal.created)));
  return String(Math.max(1, Math.round(random.logNormal(deal.status === "won" ? 6 : 19, 0.6))));
}

function opportunityName(deal: Deal, account: AccountRecord | null): string {
  const company = account?.name ?? deal.company.name;
  if (deal.administrative) return `${company} - test, do not use`;
  if (deal.type === "Existing Customer - Renewal") return `${company} - Renewal`;
  return deal.type === "Existing Customer - Upgrade" ? `${company} - Upgrade` : `${company} - ${deal.facts.product}`;
}

function optional(text: string, missing: number, random: Random): string {
  return random.chance(missing) ? missingCell(random) : variedText(text, random);
}

function amounts(deal: Deal, random: Random): Pick<OpportunityRecord, "amount" | "currency" | "amountConverted"> {
  const currency = currencyOf(deal.company.country);
  if (random.chance(0.06)) return { amount: "", currency, amountConverted: "" };
  const { amount } = deal.facts;
  const dollars = currency === "EUR" ? Math.round(amount * DOLLARS_PER_EURO) : amount;
  return { amount: String(amount), currency, amountConverted: String(dollars) };
}

function writeRecord(deal: Deal, index: number, book: AccountBook, random: Random): OpportunityRecord {
  const account = book.recordOf(deal);
  const stage = stageOf(deal, random);
  const probability = probabilityOf(stage);
  return {
    id: salesforceId("opportunity", index),
    deal,
    account,
    name: opportunityName(deal, account),
    stage,
    probability: String(probability),
    forecastCategory: forecastOf(deal, probability),
    created: deal.created,
    createdSecond: random.integer(SECONDS_OF_WORK.from, SECONDS_OF_WORK.to),
    closed: deal.closed,
    lastActivity: Math.min(
      AS_OF,
      deal.status === "open" ? AS_OF - random.integer(0, 45) : deal.closed + random.integer(0, 6),
    ),
    leadSource: optional(deal.facts.leadSource, 0.06, random),
    product: deal.facts.product,
    route: optional(deal.facts.route, 0.1, random),
    competitor: optional(deal.facts.competitor, 0.18, random),
    ...amounts(deal, random),
    lostReason: worded(lostReason(deal, random), random.fork("wording")),
    contractTier: contractTier(deal, random),
    handoverScore: handoverScore(deal, random),
    daysInStage: daysInStage(deal, random),
    description: description(deal, random),
    nextStep: nextStep(deal, random),
    owner: random.pick(OWNERS),
  };
}

/** Counted deals whose close lies well inside the window, so that a wrong date changes no count of the window. */
function canBeMisdated({ deal }: Pick<OpportunityRecord, "deal">): boolean {
  return deal.probability !== null && !deal.orphan && deal.status !== "open" && deal.created > WINDOW_START + 60;
}

function misdate(records: readonly OpportunityRecord[], random: Random): OpportunityRecord[] {
  const decided = random.shuffle(records.filter(canBeMisdated));
  const open = random.shuffle(records.filter(({ deal }) => deal.status === "open" && deal.type === "New Customer"));
  const tooEarly = new Set(decided.slice(0, ODDITIES.closedBeforeCreation));
  const old = new Set(
    decided.slice(ODDITIES.closedBeforeCreation, ODDITIES.closedBeforeCreation + ODDITIES.created1900),
  );
  const farAway = new Set(open.slice(0, ODDITIES.closing2099));
  return records.map((record) => {
    if (tooEarly.has(record)) return { ...record, closed: record.created - random.integer(1, 24) };
    if (old.has(record)) return { ...record, created: dayOf("1900-01-01"), createdSecond: 0 };
    return farAway.has(record) ? { ...record, closed: dayOf("2099-12-31") } : record;
  });
}

const CLEAN_UP_DAY = dayOf("2025-12-31");

/** Forgets some open deals for more than a year, and closes a heap of dead ones on the last day of the year. */
function neglect(records: readonly OpportunityRecord[], random: Random): OpportunityRecord[] {
  const open = random.shuffle(
    records.filter(({ deal, closed }) => deal.status === "open" && deal.type === "New Customer" && closed > AS_OF),
  );
  const forgotten = new Set(open.slice(0, ODDITIES.forgottenOpen));
  const deals = new Map<string, number>();
  for (const { deal } of records) deals.set(deal.company.key, (deals.get(deal.company.key) ?? 0) + 1);
  const dying = random.shuffle(
    records.filter(
      ({ deal, created, closed }) =>
        deals.get(deal.company.key) === 1 &&
        canBeMisdated({ deal }) &&
        deal.status === "lost" &&
        created > WINDOW_START &&
        closed > created &&
        closed < CLEAN_UP_DAY &&
        closed > CLEAN_UP_DAY - 330,
    ),
  );
  const cleaned = new Set(dying.slice(0, ODDITIES.cleanedUp));
  return records.map((record) => {
    if (forgotten.has(record)) return { ...record, created: record.created - 480, closed: record.created - 390 };
    return cleaned.has(record) ? { ...record, closed: CLEAN_UP_DAY } : record;
  });
}

/** Exports some rows a second time, further down. */
function exportTwice(records: readonly OpportunityRecord[], random: Random): OpportunityRecord[] {
  const rows = [...records];
  const counted = records.filter(({ deal }) => deal.probability !== null && !deal.orphan && deal.status !== "open");
  for (const record of random.shuffle(counted).slice(0, ODDITIES.duplicateRows)) {
    rows.splice(random.integer(rows.indexOf(record) + 1, rows.length), 0, record);
  }
  return rows;
}

/** Rows of Opportunity.csv without the oddities, in the order of the deals. */
export function plainRecords(deals: readonly Deal[], book: AccountBook, random: Random): OpportunityRecord[] {
  return deals.map((deal, index) => writeRecord(deal, index, book, random.fork(deal.key)));
}

/** The rows of Opportunity.csv, in their order: by creation, with the oddities of a real export. */
export function writeOpportunities(deals: readonly Deal[], book: AccountBook, random: Random): OpportunityRecord[] {
  const records = deals.map((deal, index) => writeRecord(deal, index, book, random.fork(deal.key)));
  const dated = neglect(misdate(records, random.fork("dates")), random.fork("neglect"));
  return exportTwice(dated, random.fork("twice"));
}
