import type { AccountBook } from "./account-records.ts";
import type { Company } from "./company.ts";
import type { Customer } from "./customers.ts";
import { AS_OF, HISTORY_START } from "./dates.ts";
import type { Deal } from "./deal.ts";
import { type KindName, kindOf } from "./kinds.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

export type EventType =
  | "page_view"
  | "content_download"
  | "demo_request"
  | "email_open"
  | "email_reply"
  | "ad_engagement"
  | "intent_surge"
  | "funding_round"
  | "job_posting"
  | "product_activation";

/** Mean events in the 90 days before a lost deal was created, and how many times more there are before a won one. */
export const BEFORE_CREATION = {
  page_view: { mean: 1.5, won: 1.6 },
  content_download: { mean: 0.5, won: 1.5 },
  demo_request: { mean: 0.2, won: 2.2 },
  email_open: { mean: 0.7, won: 1 },
  email_reply: { mean: 0.2, won: 1.5 },
  ad_engagement: { mean: 0.35, won: 1 },
  intent_surge: { mean: 0.18, won: 1.8 },
  funding_round: { mean: 0.03, won: 1.6 },
  job_posting: { mean: 0.25, won: 1.3 },
} as const;

type EarlyType = keyof typeof BEFORE_CREATION;

const WHILE_OPEN: Readonly<Partial<Record<EventType, number>>> = {
  page_view: 0.7,
  email_open: 0.45,
  content_download: 0.2,
};
const QUIET_ACCOUNT = 0.5;
const ACTIVE_PROSPECTS = 0.06;

/** What a visitor looks at or an account researches, by kind. */
const TOPICS: Readonly<Record<KindName, readonly string[]>> = {
  "regulated finance": ["soc 2", "control evidence", "policy attestation", "audit trail"],
  "DACH industry": ["iso 9001", "safety inspection", "supplier audit", "certificate renewal"],
  "small agencies": ["policy template", "free checklist"],
  rest: ["inspection checklist", "training records", "iso 27001", "audit trail", "safety inspection"],
};
const PAGES = ["pricing", "product", "customers", "security", "blog"];
const DEMOS = ["core", "evidence", "suite"];
const ROLES_HIRED = ["compliance manager", "quality engineer", "internal auditor"];

/** A row of events.csv: at an account, or at a prospect known by its domain. */
export interface EventRecord {
  readonly accountId: string;
  readonly domain: string;
  readonly type: EventType;
  readonly topic: string;
  readonly day: number;
  readonly second: number;
}

interface Place {
  readonly accountId: string;
  readonly domain: string;
  readonly company: Company;
}

function topicOf(type: EventType, company: Company, random: Random): string {
  if (type === "page_view") return random.pick(PAGES);
  if (type === "demo_request") return random.pick(DEMOS);
  if (type === "job_posting") return random.pick(ROLES_HIRED);
  if (type === "funding_round" || type === "product_activation" || type === "email_open") return "";
  return random.pick(TOPICS[kindOf(company)]);
}

function eventAt(place: Place, type: EventType, day: number, random: Random): EventRecord {
  const { accountId, domain } = place;
  return {
    accountId,
    domain,
    type,
    topic: topicOf(type, place.company, random),
    day,
    second: random.integer(7 * 3600, 19 * 3600),
  };
}

function beforeCreation(deal: Deal, place: Place, random: Random): EventRecord[] {
  const types = Object.keys(BEFORE_CREATION) as EarlyType[];
  return types.flatMap((type) => {
    const { mean, won } = BEFORE_CREATION[type];
    const count = random.poisson(deal.status === "won" ? mean * won : mean);
    return Array.from({ length: count }, () =>
      eventAt(place, type, deal.created - 1 - Math.min(89, Math.floor(random.exponential(28))), random),
    );
  });
}

function whileOpen(deal: Deal, place: Place, random: Random): EventRecord[] {
  const last = Math.min(AS_OF, deal.closed);
  return (Object.keys(WHILE_OPEN) as (keyof typeof WHILE_OPEN)[]).flatMap((type) =>
    Array.from({ length: random.poisson(WHILE_OPEN[type]!) }, () =>
      eventAt(place, type, random.integer(deal.created, last), random),
    ),
  );
}

function activations(customer: Customer, place: Place, random: Random): EventRecord[] {
  const last = Math.min(AS_OF, customer.churned ?? AS_OF, customer.start + 200);
  return Array.from({ length: random.poisson(1.2) }, () =>
    eventAt(place, "product_activation", random.integer(customer.start, Math.max(customer.start, last)), random),
  );
}

function anyEarlyType(random: Random): EarlyType {
  return random.weighted({
    page_view: 0.45,
    content_download: 0.14,
    email_open: 0.18,
    ad_engagement: 0.09,
    intent_surge: 0.06,
    job_posting: 0.08,
  });
}

function now(place: Place, random: Random): EventRecord[] {
  if (!random.chance(ACTIVE_PROSPECTS)) return [];
  const type = () => (random.chance(0.06) ? "demo_request" : anyEarlyType(random));
  return Array.from({ length: 1 + random.poisson(3) }, () =>
    eventAt(place, type(), AS_OF - Math.min(80, Math.floor(random.exponential(20))), random),
  );
}

function inTime(event: EventRecord): boolean {
  return event.day >= HISTORY_START - 90 && event.day <= AS_OF;
}

function byTime(left: EventRecord, right: EventRecord): number {
  return left.day - right.day || left.second - right.second;
}

/** Everything that happened at accounts and prospects, by time: before deals, while they ran, after they were won, and for no reason. */
export function writeEvents(world: World, book: AccountBook, random: Random): EventRecord[] {
  const placeOf = (company: Company): Place => ({ accountId: book.mainRecordOf(company).id, domain: "", company });
  const newBusiness = world.deals.filter(
    (deal) => deal.type === "New Customer" && !deal.administrative && !deal.orphan,
  );
  const known = new Set(world.companies);
  const events = [
    ...newBusiness.flatMap((deal) => {
      const own = random.fork(deal.key);
      const place = placeOf(deal.company);
      return [...beforeCreation(deal, place, own), ...whileOpen(deal, place, own)];
    }),
    ...world.customers.flatMap((customer) =>
      activations(customer, placeOf(customer.company), random.fork(`${customer.key}/use`)),
    ),
    ...world.companies.flatMap((company) => {
      const own = random.fork(`${company.key}/quiet`);
      return Array.from({ length: own.poisson(QUIET_ACCOUNT) }, () =>
        eventAt(placeOf(company), anyEarlyType(own), own.integer(HISTORY_START, AS_OF), own),
      );
    }),
    ...world.prospects
      .filter((company) => !known.has(company))
      .flatMap((company) => now({ accountId: "", domain: company.domain, company }, random.fork(company.key))),
  ];
  return events.filter(inTime).sort(byTime);
}
