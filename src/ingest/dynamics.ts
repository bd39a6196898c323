/** What the Web API of Dynamics 365 adds to a field's name where it says in words what the field holds as a code or an id. */
const IN_WORDS = /@OData\.Community\.Display\.V1\.FormattedValue$/i;
/** `_parentaccountid_value`: the id of another record. */
const LOOKUP = /^_([a-z0-9_]+)_value$/i;

/** Fields of the Web API (logical names) whose name elsewhere would mean another thing, or nothing. */
const RAW: Readonly<Record<string, string>> = {
  parentaccountid: "account_lookup",
  customerid: "customer_id",
  ownerid: "owner",
  transactioncurrencyid: "currency_id",
};

/** Fields whose words say what the code does not. */
const WORDS: Readonly<Record<string, string>> = {
  statecode: "status",
  statuscode: "status_reason",
  industrycode: "industry",
  parentaccountid: "account_lookup_name",
  customerid: "customer",
  ownerid: "owner",
  ownershipcode: "ownership",
  businesstypecode: "business_type",
  accountcategorycode: "account_category",
  customertypecode: "relationship_type",
  opportunityratingcode: "rating",
  purchaseprocess: "purchase_process",
  leadsourcecode: "lead_source",
};

/** The field of a header of the Dynamics 365 Web API that only it writes so, or null. */
export function dynamicsField(header: string): string | null {
  const inWords = IN_WORDS.test(header);
  const base = header.replace(IN_WORDS, "");
  const lookup = LOOKUP.exec(base)?.[1]?.toLowerCase() ?? null;
  const name = lookup ?? base.toLowerCase();
  if (inWords) return WORDS[name] ?? `${name}_in_words`;
  return lookup === null ? null : (RAW[lookup] ?? `${lookup}_id`);
}

/** Why one of two columns that say the same, one as the Web API stores it and one in words, is not used; null for any other column. */
export function dynamicsTwin(header: string, headers: readonly string[]): string | null {
  const base = header.replace(IN_WORDS, "");
  const name = (LOOKUP.exec(base)?.[1] ?? base).toLowerCase();
  const worded = Object.hasOwn(WORDS, name);
  if (IN_WORDS.test(header)) return !worded && headers.includes(base) ? `says ${base} once more` : null;
  const words = headers.find(
    (other) => other !== header && IN_WORDS.test(other) && other.replace(IN_WORDS, "") === base,
  );
  return worded && words !== undefined ? "a code, said in words by the column beside it" : null;
}

/** Codes of an opportunity's `statecode`. */
export const STATE_CODES = { open: "0", won: "1", lost: "2" } as const;
