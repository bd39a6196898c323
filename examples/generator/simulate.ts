import { type AccountBook, type AccountRecord, writeAccounts } from "./account-records.ts";
import type { Company } from "./company.ts";
import { customersCsv } from "./company-files.ts";
import { type Customer, customerOfDeal } from "./customers.ts";
import { AS_OF, isoDate, nextWorkday } from "./dates.ts";
import { type Deal, drawFacts } from "./deal.ts";
import { EMERGING, EMERGING_INDUSTRY } from "./emerging.ts";
import { kindOf } from "./kinds.ts";
import { companyFrom, drawCompany } from "./market.ts";
import { createNamer, type Namer } from "./names.ts";
import { CYCLE_DAYS, FORGOTTEN, RETRY, RETRY_AFTER_DAYS, SLOWER_LOSS } from "./new-business.ts";
import { plainRecords } from "./opportunity-records.ts";
import type { ProfileName } from "./profiles.ts";
import { Random, type Weights } from "./random.ts";
import { accountCsv, opportunityCsv } from "./salesforce-files.ts";
import { winProbability } from "./win-model.ts";
import type { World } from "./world.ts";

/** What a simulated stretch of the sample company's business is like. */
export interface Simulation {
  readonly seed: string;
  /** Months before the first watched one; their exports are what a profile is built from. */
  readonly history: number;
  /** Watched months. */
  readonly months: number;
  /** Opportunities created a month, on average. */
  readonly dealsPerMonth: number;
  /** The watched month, from 1, in which the market moves; null: it never does. */
  readonly shiftIn: number | null;
}

export const YEAR: Simulation = { seed: "1", history: 24, months: 12, dealsPerMonth: 83, shiftIn: 7 };

export type SimulatedKind = ProfileName | "emerging";

/** Shares of the deals by kind of customer, before the market moves and after it. The emerging kind goes from 15% to 40%. */
export const BEFORE: Weights<SimulatedKind> = {
  finance: 0.16,
  industry: 0.16,
  agency: 0.1,
  emerging: 0.15,
  background: 0.43,
};
export const AFTER: Weights<SimulatedKind> = {
  ...Object.fromEntries(Object.entries(BEFORE).map(([kind, share]) => [kind, ((share ?? 0) * 0.6) / 0.85])),
  emerging: 0.4,
};
/** What becomes of the win rate of the old best kind, finance. */
const WANED = 0.5;
/** Months played before the history begins, so that second attempts are as common at its start as later. */
const WARM_UP = 30;
const DAYS_PER_MONTH = 365.25 / 12;

/** A simulated stretch of business, as it really went. It ends on the sample's last day. */
export interface Simulated {
  readonly simulation: Simulation;
  /** By day of creation; `status` and `closed` as they end, however late. */
  readonly deals: readonly Deal[];
  readonly kindOf: (company: Company) => SimulatedKind;
  /** First day of a watched month; 1 is the first, 0 the last one of the history. */
  readonly firstDay: (month: number) => number;
}

/** Last day before the first watched month. */
export function historyEnd({ firstDay }: Simulated): number {
  return firstDay(1) - 1;
}

function startOf({ months }: Simulation): (month: number) => number {
  return (month) => AS_OF + 1 - Math.round((months - month + 1) * DAYS_PER_MONTH);
}

interface Kept {
  readonly company: Company;
  readonly due: number;
  readonly attempts: number;
}

/** Plays the months one by one: every deal is with a company of a kind drawn by the month's shares, one that is due for a second attempt first. */
export function simulate(wanted: Partial<Simulation> = {}): Simulated {
  const simulation = { ...YEAR, ...wanted };
  const random = new Random(`simulated/${simulation.seed}`);
  const namer = createNamer();
  const firstDay = startOf(simulation);
  const waiting = new Map<SimulatedKind, Kept[]>();
  const kinds = new Map<string, SimulatedKind>();
  const deals: Deal[] = [];
  for (let month = 1 - simulation.history - WARM_UP; month <= simulation.months; month++) {
    const shifted = simulation.shiftIn !== null && month >= simulation.shiftIn;
    const own = random.fork(`month ${month}`);
    const [from, to] = [firstDay(month), firstDay(month + 1) - 1];
    const many = Math.max(1, Math.round(simulation.dealsPerMonth + Math.sqrt(simulation.dealsPerMonth) * own.normal()));
    for (let k = 0; k < many; k++) {
      const each = own.fork(String(k));
      const created = Math.min(nextWorkday(each.integer(from, to)), to);
      const kind = each.weighted(shifted ? AFTER : BEFORE);
      const queue = waiting.get(kind) ?? [];
      const at = queue.findIndex(({ due }) => due <= created);
      const known = at < 0 ? null : queue.splice(at, 1)[0]!;
      const company = known?.company ?? companyOf(`m${month}-${k}`, kind, each.fork("company"), namer);
      kinds.set(company.key, kind);
      const attempts = (known?.attempts ?? 0) + 1;
      const waned = shifted && kindOf(company) === "regulated finance" ? WANED : 1;
      const deal = played(company, attempts, created, waned, each.fork("deal"));
      deals.push(deal);
      if (deal.status === "lost" && each.chance(RETRY[kindOf(company)])) {
        const due = deal.closed + RETRY_AFTER_DAYS + Math.round(each.exponential(70));
        waiting.set(kind, [...queue, { company, due, attempts }]);
      } else waiting.set(kind, queue);
    }
  }
  const first = firstDay(1 - simulation.history);
  return {
    simulation,
    deals: deals
      .filter(({ created }) => created >= first)
      .sort((a, b) => a.created - b.created || (a.key < b.key ? -1 : 1)),
    kindOf: ({ key }) => kinds.get(key) ?? "background",
    firstDay,
  };
}

function companyOf(key: string, kind: SimulatedKind, random: Random, namer: Namer): Company {
  return kind === "emerging"
    ? companyFrom(key, EMERGING, EMERGING_INDUSTRY, random, namer)
    : drawCompany(key, kind, random, namer);
}

function played(company: Company, attempt: number, created: number, waned: number, random: Random): Deal {
  const facts = drawFacts(company, random);
  const probability = winProbability(company, facts) * waned;
  const won = random.chance(probability);
  const cycle = random.logNormal(CYCLE_DAYS[kindOf(company)] * (won ? 1 : SLOWER_LOSS), 0.5);
  const closed = nextWorkday(created + Math.max(5, Math.round(cycle)));
  return {
    key: `${company.key}/new-${attempt}`,
    company,
    type: "New Customer",
    status: random.chance(FORGOTTEN) ? "open" : won ? "won" : "lost",
    facts,
    created,
    closed,
    probability,
    administrative: false,
    orphan: false,
  };
}

/** The deals as a CRM shows them on a day: those created by then, open while they are not decided. */
export function asOfDay({ deals }: Pick<Simulated, "deals">, day: number): readonly Deal[] {
  return deals
    .filter(({ created }) => created <= day)
    .map((deal) =>
      deal.status !== "open" && deal.closed <= day
        ? deal
        : { ...deal, status: "open" as const, closed: Math.max(deal.closed, day + 1) },
    );
}

/** The exports of a day, laid out as the sample's are: path below the folder -> text. */
export function exportsOf(simulated: Simulated, day: number): ReadonlyMap<string, string> {
  const random = new Random(`exports/${simulated.simulation.seed}`);
  const book = accountsOf(simulated, random);
  const deals = asOfDay(simulated, day);
  const there = new Set(deals.map(({ company }) => company.key));
  const customers = customersIn(deals, random).map((one) => ({
    ...one,
    churned: one.churned !== null && one.churned <= day ? one.churned : null,
  }));
  return new Map([
    ["salesforce/Account.csv", accountCsv(book.records.filter(({ company }) => there.has(company.key)))],
    ["salesforce/Opportunity.csv", opportunityCsv(plainRecords(deals, book, random.fork("opportunities")))],
    ["customers.csv", customersCsv(customers, book, random.fork("customers"))],
  ]);
}

/** The accounts of all days: an export of an early day has fewer of them, under the same ids. */
function accountsOf({ deals }: Simulated, random: Random): AccountBook {
  const companies = [...new Map(deals.map(({ company }) => [company.key, company])).values()];
  const world: World = { companies, deals, customers: customersIn(deals, random), prospects: [] };
  const book = writeAccounts(world, random.fork("accounts"));
  const plain = (record: AccountRecord): AccountRecord => ({ ...record, parent: null });
  return { ...book, records: book.records.map(plain) };
}

function customersIn(deals: readonly Deal[], random: Random): Customer[] {
  return deals
    .filter(({ status }) => status === "won")
    .map((deal) => customerOfDeal(deal, random.fork(`${deal.key}/customer`)));
}

/** `2025-06-30` of a day. */
export function dayText(day: number): string {
  return isoDate(day);
}
