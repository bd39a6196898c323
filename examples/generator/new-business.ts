import type { Company } from "./company.ts";
import { AS_OF, HISTORY_START, nextWorkday, WINDOW_START } from "./dates.ts";
import { type Deal, drawFacts } from "./deal.ts";
import { type KindName, kindOf } from "./kinds.ts";
import type { Random } from "./random.ts";
import { winProbability } from "./win-model.ts";

/** Median days from creation to a win; losses take a fifth longer. */
export const CYCLE_DAYS: Readonly<Record<KindName, number>> = {
  "regulated finance": 40,
  "DACH industry": 68,
  "small agencies": 46,
  rest: 66,
};
export const SLOWER_LOSS = 1.2;

/** Share of opportunities that nobody ever closes. */
export const FORGOTTEN = 0.02;

/** Chance that sellers come back to a company that said no. */
export const RETRY: Readonly<Record<KindName, number>> = {
  "regulated finance": 0.85,
  "DACH industry": 0.85,
  "small agencies": 0.55,
  rest: 0.75,
};
/** A lost deal re-opened within 90 days would count once; ours come back later, so every deal counts. */
export const RETRY_AFTER_DAYS = 120;

/** Keeps closes off weekends and off the first day of the 24-month window, so that no reading of the border changes a count. */
function closeDay(day: number): number {
  const shifted = day >= WINDOW_START - 4 && day <= WINDOW_START ? WINDOW_START + 1 : day;
  return nextWorkday(shifted);
}

function attempt(company: Company, number: number, created: number, random: Random): Deal {
  const kind = kindOf(company);
  const facts = drawFacts(company, random);
  const probability = winProbability(company, facts);
  const won = random.chance(probability);
  const cycle = random.logNormal(CYCLE_DAYS[kind] * (won ? 1 : SLOWER_LOSS), 0.5);
  const closed = closeDay(created + Math.max(5, Math.round(cycle)));
  const open = random.chance(FORGOTTEN) || closed > AS_OF;
  return {
    key: `${company.key}/new-${number}`,
    company,
    type: "New Customer",
    status: open ? "open" : won ? "won" : "lost",
    facts,
    created,
    closed: open ? nextWorkday(Math.max(created + 20, AS_OF + random.integer(-25, 110))) : closed,
    probability,
    administrative: false,
    orphan: false,
  };
}

/** A company's new-business opportunities: one, and after every loss perhaps another, until it buys or is left alone. */
export function newBusinessOf(company: Company, random: Random): Deal[] {
  const deals: Deal[] = [];
  let created = nextWorkday(random.integer(HISTORY_START, AS_OF - 8));
  while (created < AS_OF) {
    const deal = attempt(company, deals.length + 1, created, random);
    deals.push(deal);
    if (deal.status !== "lost" || !random.chance(RETRY[kindOf(company)])) break;
    created = nextWorkday(deal.closed + RETRY_AFTER_DAYS + Math.round(random.exponential(70)));
  }
  return deals;
}

/** An opportunity that was entered by mistake and closed again. */
export function administrativeClose(company: Company, random: Random): Deal {
  const created = nextWorkday(random.integer(HISTORY_START, AS_OF - 40));
  return {
    key: `${company.key}/administrative`,
    company,
    type: "New Customer",
    status: "lost",
    facts: drawFacts(company, random),
    created,
    closed: closeDay(created + random.integer(1, 21)),
    probability: null,
    administrative: true,
    orphan: false,
  };
}
