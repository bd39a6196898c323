import type { AccountBook } from "./account-records.ts";
import type { Company } from "./company.ts";
import { AS_OF, HISTORY_START } from "./dates.ts";
import type { Deal } from "./deal.ts";
import { type KindName, kindOf } from "./kinds.ts";
import { drawPerson } from "./names.ts";
import type { Random } from "./random.ts";
import { salesforceId } from "./salesforce-id.ts";
import type { World } from "./world.ts";

type BuyingRole = "Economic Buyer" | "Champion" | "Business User" | "Technical Buyer" | "Evaluator";

interface Seat {
  readonly title: string;
  readonly department: string;
  readonly role: BuyingRole;
}

function seat(title: string, department: string, role: BuyingRole): Seat {
  return { title, department, role };
}

/** Who sits at the table, in the order in which sellers meet them. */
const SEATS: Readonly<Record<KindName, readonly Seat[]>> = {
  "regulated finance": [
    seat("Head of Compliance", "Compliance", "Champion"),
    seat("Chief Risk Officer", "Risk", "Economic Buyer"),
    seat("Compliance Analyst", "Compliance", "Business User"),
    seat("Chief Compliance Officer", "Compliance", "Economic Buyer"),
    seat("Information Security Manager", "IT", "Technical Buyer"),
    seat("Internal Auditor", "Internal Audit", "Evaluator"),
  ],
  "DACH industry": [
    seat("Head of Quality Management", "Quality", "Champion"),
    seat("Managing Director", "Management", "Economic Buyer"),
    seat("Plant Manager", "Operations", "Business User"),
    seat("Chief Operating Officer", "Operations", "Economic Buyer"),
    seat("SAP Team Lead", "IT", "Technical Buyer"),
    seat("Health and Safety Officer", "Quality", "Business User"),
  ],
  "small agencies": [
    seat("Founder", "Management", "Economic Buyer"),
    seat("Office Manager", "Administration", "Evaluator"),
    seat("Account Director", "Client Services", "Business User"),
  ],
  rest: [
    seat("Operations Manager", "Operations", "Champion"),
    seat("Chief Financial Officer", "Finance", "Economic Buyer"),
    seat("Quality Manager", "Quality", "Business User"),
    seat("IT Manager", "IT", "Technical Buyer"),
    seat("Compliance Manager", "Compliance", "Champion"),
    seat("HR Director", "HR", "Evaluator"),
    seat("Procurement Manager", "Procurement", "Evaluator"),
  ],
};

/** A row of Contact.csv. */
export interface Contact {
  readonly id: string;
  readonly accountId: string;
  readonly company: Company;
  readonly first: string;
  readonly last: string;
  readonly title: string;
  readonly department: string;
  readonly role: BuyingRole;
  readonly email: string;
  readonly created: number;
  readonly optedOut: boolean;
}

/** A row of OpportunityContactRole.csv, still without its id. */
export interface ContactRole {
  readonly deal: Deal;
  readonly contact: Contact;
  readonly isPrimary: boolean;
}

function seatsOf(company: Company, random: Random): Seat[] {
  const kind = kindOf(company);
  const seats = SEATS[kind];
  const size = 1 + random.poisson(kind === "small agencies" ? 0.6 : 2);
  const order = kind === "rest" ? random.shuffle(seats) : seats;
  return order.slice(0, size);
}

/** Before the first deal for most, while it ran for the rest. */
function createdDay(firstDeal: number, random: Random): number {
  const day = random.chance(0.72) ? firstDeal - Math.round(random.exponential(45)) : firstDeal + random.integer(2, 35);
  return Math.min(AS_OF, day);
}

function optional(text: string, random: Random): string {
  return random.chance(0.06) ? "" : text;
}

type Draft = Omit<Contact, "id">;

function draftContacts(company: Company, accountId: string, firstDeal: number, random: Random): Draft[] {
  return seatsOf(company, random).map(({ title, department, role }) => {
    const person = drawPerson(company.country, random);
    return {
      accountId,
      company,
      ...person,
      title: optional(title, random),
      department: optional(department, random),
      role,
      email: random.chance(0.07) ? "" : `${person.first}.${person.last}@${company.domain}`.toLowerCase(),
      created: createdDay(firstDeal, random),
      optedOut: random.chance(0.05),
    };
  });
}

function firstDeals(deals: readonly Deal[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const deal of deals) if (!first.has(deal.company.key)) first.set(deal.company.key, deal.created);
  return first;
}

/** The people at every account. */
export function writeContacts(world: World, book: AccountBook, random: Random): Contact[] {
  const first = firstDeals(world.deals);
  const drafts = world.companies.flatMap((company) => {
    const own = random.fork(company.key);
    const firstDeal = first.get(company.key) ?? own.integer(HISTORY_START, AS_OF);
    return draftContacts(company, book.mainRecordOf(company).id, firstDeal, own);
  });
  return drafts.map((draft, index) => ({ id: salesforceId("contact", index), ...draft }));
}

function contactsByCompany(contacts: readonly Contact[]): Map<string, Contact[]> {
  const byCompany = new Map<string, Contact[]>();
  for (const contact of contacts) {
    const colleagues = byCompany.get(contact.company.key);
    if (colleagues) colleagues.push(contact);
    else byCompany.set(contact.company.key, [contact]);
  }
  return byCompany;
}

/** Who took part in which new-business opportunity; committees of won deals are a little more complete. */
export function writeContactRoles(deals: readonly Deal[], contacts: readonly Contact[], random: Random): ContactRole[] {
  const byCompany = contactsByCompany(contacts);
  return deals
    .filter((deal) => deal.type === "New Customer" && !deal.administrative && !deal.orphan)
    .flatMap((deal) => {
      const own = random.fork(deal.key);
      const present = (byCompany.get(deal.company.key) ?? [])
        .filter((contact) => contact.created <= deal.closed)
        .filter(() => own.chance(deal.status === "won" ? 0.85 : 0.72));
      return present.map((contact, index) => ({ deal, contact, isPrimary: index === 0 }));
    });
}
