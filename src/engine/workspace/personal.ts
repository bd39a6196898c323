import type { Role } from "../../ingest/facts.ts";
import { fieldName } from "../../ingest/field-name.ts";
import type { EraseColumn } from "../../warehouse/kept/erased.ts";

const ACCOUNT_IDS =
  /^(account_id|company_id|associated_company_ids?|customer_id|client_id|crm_account_id|converted_account_id)$/;
const CONTACT_IDS =
  /^(contact_id|contact_id_18|person_id|lead_id|lead_id_18|converted_contact_id|who_id|zoom_info_contact_id|apollo_contact_id)$/;
const OWN_IDS = /^(id|record_id)$/;
const DOMAINS = /^(domain|email_domain|url|web|homepage|web_site|company_url|site|company_website|company_domain)$/;
const EMAIL = /(^|_)e?_?mail(_address|_adresse)?$/;

/** Roles whose own ids are those of a company, and of a person. */
const OF_ACCOUNTS: ReadonlySet<Role> = new Set(["accounts", "universe"]);
const OF_PERSONS: ReadonlySet<Role> = new Set(["contacts", "leads"]);

/** The columns of a file by which a row stands for a person or a company, and may have to be erased. */
export function eraseColumns(
  role: Role,
  headers: readonly string[],
  named: ReadonlyMap<string, string> = new Map(),
): readonly EraseColumn[] {
  return headers.flatMap((header): EraseColumn[] => {
    const field = named.get(header) ?? fieldName(header);
    if (ACCOUNT_IDS.test(field)) return [{ header, kind: "account", as: "id" }];
    if (CONTACT_IDS.test(field)) return [{ header, kind: "person", as: "id" }];
    if (OWN_IDS.test(field) && OF_ACCOUNTS.has(role)) return [{ header, kind: "account", as: "id" }];
    if (OWN_IDS.test(field) && OF_PERSONS.has(role)) return [{ header, kind: "person", as: "id" }];
    if (DOMAINS.test(field)) return [{ header, kind: "account", as: "domain" }];
    if (EMAIL.test(field)) return [{ header, kind: "person", as: "email" }];
    return [];
  });
}
