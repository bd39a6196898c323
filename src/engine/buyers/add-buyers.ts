import { committeeOf, type Member } from "../../buyers/committee.ts";
import { LEAST_DEALS } from "../../buyers/contrasts.ts";
import type { Deals, Presence } from "../../buyers/presence.ts";
import { type KnownPeople, type WhoBuys, whoBuys } from "../../buyers/who-buys.ts";
import type { Buyers, CommitteeMember, SegmentBuyers } from "../../icp/buyers.ts";
import type { IcpDocument } from "../../icp/document.ts";
import type { Facts } from "../../ingest/facts.ts";
import type { Database } from "../../warehouse/database.ts";
import { readDealRoles } from "./deal-roles.ts";
import { readKnownPeople } from "./known-people.ts";
import { contrastsOf } from "./to-document.ts";

/** Wordings of titles kept, over all deals and per kind: those that pass their test, then the commonest. */
const MOST_TITLES = 30;
const MOST_TITLES_OF_KIND = 12;

/**
 * Adds to a document who was known inside the accounts when won and lost deals began, and who takes which part in the purchase; over all
 * deals and for each of its kinds of customers. Unchanged without contacts. Each comparison passes a test of its own, so that it holds
 * whatever the separation is.
 *
 * @param kinds deals of each of the document's segments
 */
export async function addBuyers(
  database: Database,
  document: IcpDocument,
  facts: Facts,
  deals: Deals,
  kinds: readonly Int32Array[],
): Promise<IcpDocument> {
  const people = await readKnownPeople(database, facts, deals);
  if (people === null) return document;
  const roles = await readDealRoles(database, facts);
  const found = whoBuys(people, kinds);
  const every = Int32Array.from(deals.y.keys());
  const buyers: Buyers = {
    as_of: people.atCreation ? "creation" : "today",
    contacts: facts.people!.rows,
    told: people.told.length,
    tested: found.tested,
    ...part(found.all, MOST_TITLES),
    committee: committee(roles, deals, every),
    notes: notesOf(people),
  };
  const segments = document.segments.map((segment, k) => ({
    ...segment,
    committee: committee(roles, deals, kinds[k]!),
    buyers: part(found.kinds[k]!, MOST_TITLES_OF_KIND),
  }));
  return { ...document, buyers, segments };
}

function committee(roles: Presence | null, deals: Deals, among: Int32Array): CommitteeMember[] {
  if (roles === null) return [];
  return committeeOf(roles, deals, among).map(
    (member: Member): CommitteeMember => ({ ...member, source: "counted", titles: [...member.titles] }),
  );
}

function part({ titles, size, sizes, ...deals }: WhoBuys, most: number): SegmentBuyers {
  return {
    ...deals,
    titles: contrastsOf(titles.slice(0, most)),
    size: { won: { ...size.won }, lost: { ...size.lost } },
    sizes: contrastsOf(sizes),
  };
}

function notesOf({ atCreation, size, told, deals }: KnownPeople): string[] {
  if (!atCreation)
    return [
      "Most contacts have no creation date, so they count as they stand today. Contacts are often added because a deal goes on: what differs between won and lost deals may be an effect of the deal, and nothing is claimed.",
    ];
  const known = told.filter((row) => size[row]! > 0).length;
  const rest = deals.y.length - told.length;
  const notes = [];
  if (known < LEAST_DEALS && told.length >= LEAST_DEALS)
    notes.push(
      `Only ${known.toLocaleString("en-US")} of ${told.length.toLocaleString("en-US")} deals had a contact before they were created; those added later do not count, because contacts are often added as a deal goes on.`,
    );
  if (rest > 0)
    notes.push(
      `${rest.toLocaleString("en-US")} ${rest === 1 ? "deal has" : "deals have"} no creation date or no account, so who was known then cannot be told.`,
    );
  return notes;
}
