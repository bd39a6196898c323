import type { Customer } from "./customers.ts";
import { AS_OF, HISTORY_START, nextWorkday } from "./dates.ts";
import { type Deal, type DealType, drawFacts, type Status } from "./deal.ts";
import type { Random } from "./random.ts";

const YEAR = 365;
/** A customer who leaves around an anniversary is a lost renewal. */
const DECISION_DAYS = 75;

interface Outcome {
  readonly status: Status;
  readonly created: number;
  readonly closed: number;
}

function dealOf(
  customer: Customer,
  name: string,
  type: DealType,
  outcome: Outcome,
  amount: number,
  random: Random,
): Deal {
  return {
    key: `${customer.key}/${name}`,
    company: customer.company,
    type,
    ...outcome,
    facts: { ...drawFacts(customer.company, random), amount: Math.max(100, Math.round(amount / 100) * 100) },
    probability: null,
    administrative: false,
    orphan: false,
  };
}

function renewalOutcome(customer: Customer, anniversary: number, random: Random): Outcome | null {
  const created = nextWorkday(anniversary - random.integer(50, 80));
  const churned = customer.churned ?? Number.POSITIVE_INFINITY;
  if (created < HISTORY_START || created > AS_OF || churned < anniversary - 60) return null;
  if (churned <= anniversary + DECISION_DAYS) {
    const closed = nextWorkday(Math.max(created + 10, churned - random.integer(0, 6)));
    return closed > AS_OF ? { status: "open", created, closed } : { status: "lost", created, closed };
  }
  const closed = nextWorkday(anniversary - random.integer(0, 25));
  return { status: closed > AS_OF ? "open" : "won", created, closed };
}

function renewalsOf(customer: Customer, random: Random): Deal[] {
  const deals: Deal[] = [];
  for (let year = 1; customer.start + year * YEAR - 80 <= AS_OF; year++) {
    const outcome = renewalOutcome(customer, customer.start + year * YEAR, random);
    const amount = (customer.mrr + (year > 1 ? customer.expansionMrr : 0)) * 12;
    if (outcome)
      deals.push(dealOf(customer, `renewal-${year}`, "Existing Customer - Renewal", outcome, amount, random));
  }
  return deals;
}

function upgradesOf(customer: Customer, random: Random): Deal[] {
  const grew = customer.expansionMrr > 0;
  if (!grew && !random.chance(0.19)) return [];
  const created = nextWorkday(customer.start + random.integer(120, customer.start < HISTORY_START ? 1200 : 480));
  const closed = nextWorkday(created + Math.max(5, Math.round(random.logNormal(28, 0.4))));
  if (created < HISTORY_START || created > AS_OF || closed > (customer.churned ?? AS_OF + 60)) return [];
  const status: Status = closed > AS_OF ? "open" : grew ? "won" : "lost";
  const amount = (grew ? customer.expansionMrr : customer.mrr * 0.3) * 12;
  return [dealOf(customer, "upgrade", "Existing Customer - Upgrade", { status, created, closed }, amount, random)];
}

/** The renewals and upgrades that followed a sale. They win nearly always, and say nothing about whom to win next. */
export function existingBusinessOf(customer: Customer, random: Random): Deal[] {
  return [...renewalsOf(customer, random), ...upgradesOf(customer, random)];
}
