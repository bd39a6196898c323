import type { Column } from "./column.ts";
import type { Meaning, Meanings } from "./meaning.ts";

const BY_MEANING: Readonly<Record<Meaning, string | null>> = {
  opportunity_id: "an id",
  opportunity_name: "the deal's name",
  account_id: "an id",
  account_name: "a company's name",
  domain: "a web address",
  parent: "another company's name or id",
  created: "a date: when the deal was created",
  closed: "a date: when the deal was closed",
  is_deleted: "says which records are deleted",
  amount: null,
  amount_converted: null,
  currency: "the currency of the amounts",
  loss_reason: "the reason of the loss, known only after it",
};

const PERSON = new Set(
  "owner seller rep reps agent manager ae aes sdr sdrs bdr bdrs csm salesperson salesrep assignee".split(" "),
);
const PERSON_NAMES =
  /(^|_)(created|modified|assigned|updated|owned|sourced|sold|closed)_(by|to)(_|$)|(^|_)(first|last|full|contact|lead|person|user)_name$|^(contact|primary_contact|account_executive|sales_executive|surname)$/;
const COUNTED =
  /\b(number|num|count|total|headcount|employees|staff|team size|size|growth)\b|\b(sales|account|support) (reps|aes|agents|managers)$|^(reps|aes|sdrs|bdrs|sellers)$/;
const PHONE = /(^|_)(phone|fax|mobile|telephone|tel)(_|$)/;
const STREET = /^(street|postal_code|latitude|longitude)$/;
/** Records of other kinds that HubSpot lists beside a deal or a company: names of people and companies, joined by `;`. */
const ASSOCIATED =
  /^(primary_)?associated_(compan(y|ies)|contacts?|deals?|tickets?|line_items?|notes?|quotes?)(_(ids?|names?|labels?|emails?|primary))*$/;
const ID = /(^|_)(id|ids|uuid|guid|permalink)$|^(case_safe_id|external_id|system_modstamp)/;
const NUMBERED = /(^|_)(number|no|nr|code)$/;
const YES_NO = new Set(["yes", "no", "true", "false", "0", "1", "y", "n"]);

/** Why a column has another role than attribute, in words; null when it may be one. Names propose, values decide. */
export function asideReason(column: Column, meanings: Meanings): string | null {
  const meaning = (Object.keys(meanings) as Meaning[]).find((key) => meanings[key] === column);
  if (meaning !== undefined) return BY_MEANING[meaning];
  if (column.profile.filled === 0) return "empty in every row";
  return byValues(column) ?? byName(column);
}

function byValues({ profile: { shares, distinct, filled } }: Column): string | null {
  if (shares.email >= 0.5) return "e-mail addresses";
  if (shares.phone >= 0.5) return "phone numbers";
  if (shares.crm_id >= 0.8 && distinct > 1) return "an id";
  if (shares.url >= 0.5 || (shares.domain >= 0.8 && distinct >= filled * 0.2)) return "a web address";
  if (shares.date >= 0.8) return "a date: dates are no property of a company";
  return null;
}

/** `Number of Sales Reps`, `SDRs`: how many people of a kind a company has, and not one of ours. */
function countsPeople({ field, profile }: Column): boolean {
  return profile.shares.number >= 0.9 && COUNTED.test(field.replaceAll("_", " "));
}

function byName(column: Column): string | null {
  const { field, profile } = column;
  const yesNo = profile.top.length > 0 && profile.top.every((value) => YES_NO.has(value.value));
  if (
    !yesNo &&
    !countsPeople(column) &&
    (field.split("_").some((word) => PERSON.has(word)) || PERSON_NAMES.test(field))
  )
    return "a person, not a property of the company";
  if (ASSOCIATED.test(field)) return "names records tied to this one";
  if (PHONE.test(field) && !yesNo) return "phone numbers";
  if (STREET.test(field)) return "an address";
  if (ID.test(field) && profile.averageWords < 2) return "an id";
  if (NUMBERED.test(field) && profile.averageWords < 2 && profile.distinct >= profile.filled * 0.5) return "an id";
  return null;
}
