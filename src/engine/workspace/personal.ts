import type { Role } from "../../ingest/facts.ts";
import { fieldName } from "../../ingest/field-name.ts";
import type { EraseColumn } from "../../warehouse/kept/erased.ts";

const ACCOUNT_IDS =
  /^(account_id|company_id|associated_company_ids?|customer_id|client_id|crm_account_id|converted_account_id)$/;
const PERSON_IDS =
  /^(contact_id|contact_id_18|person_id|lead_id|lead_id_18|converted_contact_id|who_id|zoom_info_contact_id|apollo_contact_id)$/;
const DEAL_IDS = /^(opportunity_id|deal_id|converted_opportunity_id|converted_deal_id|what_id)$/;
const ANY_IDS = /^(record_id|object_id|parent_id)$/;
const OWN_IDS = /^(id|record_id)$/;
const DOMAINS = /^(domain|email_domain|url|web|homepage|web_site|company_url|site|company_website|company_domain)$/;
const EMAIL = /(^|_)e?_?mail(_address|_adresse)?$/;

/** What an own id of a row of a role stands for. */
const OWN: Readonly<Partial<Record<Role, EraseColumn["kind"]>>> = {
  accounts: "account",
  universe: "account",
  contacts: "person",
  leads: "person",
  deals: "deal",
};

/** Roles whose rows are about a person where they name one. */
const OF_PERSONS: ReadonlySet<Role> = new Set(["contacts", "leads", "events"]);

/** The columns of a file by which a row stands for a person, a company or a deal, and may have to be erased. */
export function eraseColumns(
  role: Role,
  headers: readonly string[],
  named: ReadonlyMap<string, string> = new Map(),
): readonly EraseColumn[] {
  const fieldOf = (header: string): string => named.get(header) ?? fieldName(header);
  // A file that ties contacts to deals has ids of its own, which are nobody's.
  const ties = OF_PERSONS.has(role) && headers.some((header) => PERSON_IDS.test(fieldOf(header)));
  const own = ties ? undefined : OWN[role];
  return headers.flatMap((header): EraseColumn[] => {
    const field = fieldOf(header);
    const ofPerson = OF_PERSONS.has(role) ? "row" : "cell";
    if (ACCOUNT_IDS.test(field)) return [{ header, kind: "account", as: "id", loses: "row" }];
    if (DEAL_IDS.test(field)) return [{ header, kind: "deal", as: "id", loses: "row" }];
    if (PERSON_IDS.test(field)) return [{ header, kind: "person", as: "id", loses: ofPerson }];
    if (OWN_IDS.test(field) && own !== undefined) return [{ header, kind: own, as: "id", loses: "row" }];
    if (ANY_IDS.test(field) && role === "history") return [{ header, kind: "any", as: "id", loses: "row" }];
    if (DOMAINS.test(field)) return [{ header, kind: "account", as: "domain", loses: "row" }];
    if (EMAIL.test(field))
      return [
        { header, kind: "person", as: "email", loses: ofPerson },
        { header, kind: "account", as: "address", loses: ofPerson },
      ];
    return [];
  });
}
