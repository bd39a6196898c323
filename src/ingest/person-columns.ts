import type { Column } from "./column.ts";

/** What a column of a file of people or events says. */
export type PersonMeaning =
  | "id"
  | "account_id"
  | "account_name"
  | "website"
  | "email"
  | "title"
  | "department"
  | "seniority"
  | "buying_role"
  | "country"
  | "created"
  | "deals"
  | "is_deleted"
  | "lawful_basis"
  | "name"
  | "first_name"
  | "last_name"
  | "phone"
  | "status"
  | "source"
  | "converted_account"
  | "converted_deal";

/** The column of each meaning; null where the file has none. Flags are lists: one that is set is enough. */
export interface PersonColumns {
  readonly one: Readonly<Record<PersonMeaning, Column | null>>;
  readonly optOut: readonly Column[];
  readonly doNotCall: readonly Column[];
  /** Filled with anything but no: bounced. */
  readonly bounced: readonly Column[];
  readonly converted: readonly Column[];
}

/** Field names (as `fieldName` gives them) by meaning, the best first: Salesforce, HubSpot (labels and `hs_` names), Apollo, ZoomInfo, our own. */
const FIELDS: Readonly<Record<PersonMeaning, string>> = {
  id: "contact_id contact_id_18 person_id lead_id lead_id_18 zoom_info_contact_id apollo_contact_id record_id id",
  account_id: "account_id company_id associated_company_ids associated_company_id crm_account_id",
  account_name:
    "account_name company company_account company_name_for_emails associated_companies organization organisation employer firm",
  website: "domain company_website company_domain url",
  email:
    "email work_email email_address business_email primary_email contact_email e_mail e_mail_address person_email e_mail_adresse mail",
  title:
    "title job_title jobtitle contact_title position position_title job_position role_title funktion stelle poste cargo",
  department: "department departments job_function abteilung function division service_department",
  seniority: "management_level seniority job_seniority seniority_level hs_seniority",
  buying_role: "buying_role hs_buying_role contact_role opportunity_role role",
  country: "mailing_country mailing_country_code person_country contact_country country other_country ip_country",
  created: "created_date first_seen date_added added_on become_a_lead_date",
  deals: "opportunity_id associated_deal_ids associated_deal_id associated_deals_ids deal_id opportunity_ids deal_ids",
  is_deleted: "is_deleted deleted",
  lawful_basis:
    "hs_legal_basis legal_basis_for_processing_contact_s_data legal_basis_for_processing_contacts_data legal_basis lawful_basis gdpr_legal_basis processing_basis",
  name: "name full_name contact_name person_name lead_name",
  first_name: "first_name firstname given_name vorname",
  last_name: "last_name lastname surname family_name nachname",
  phone: "phone mobile_phone phone_number mobile direct_phone work_direct_phone telephone direct_phone_number",
  status: "status lead_status hs_lead_status lifecycle_stage",
  source: "lead_source source original_source hs_analytics_source original_traffic_source utm_source",
  converted_account: "converted_account_id converted_account",
  converted_deal: "converted_opportunity_id converted_deal_id",
};

const OPT_OUT =
  /^(has_)?opted_out(_of_(all_)?e?_?mails?)?$|^e?_?mail_opt_?out$|^(hs_)?email_optout$|^unsubscribed(_from_all_e?_?mails?)?$|^opt_out$|^do_not_(e?mail|contact)(_me)?$|^opted_out_of_email/;
const DO_NOT_CALL = /^do_not_(call|phone)$|^opted_out_of_(calls|phone)$|^phone_opt_out$/;
const BOUNCED =
  /^email_bounced_(date|reason)$|^is_email_bounced$|^hs_email_(bounce|hard_bounce_reason(_enum)?)$|^(e?_?mail_)?(hard_)?bounced?$|^emails_bounced$|^marketing_emails_bounced$|^email_hard_bounce_reason$/;
const CONVERTED = /^(is_)?converted$/;

/** Finds the columns of a file of people. A person says more with `--map 'COLUMN=title'`. */
export function findPersonColumns(columns: readonly Column[]): PersonColumns {
  const filled = columns.filter(({ profile }) => profile.filled > 0);
  const first = (fields: string) =>
    fields
      .split(" ")
      .map((field) => filled.find((column) => squashed(column.field) === squashed(field)))
      .find((column) => column !== undefined) ?? null;
  const all = (pattern: RegExp) => filled.filter(({ field }) => pattern.test(field));
  const one = Object.fromEntries(
    Object.entries(FIELDS).map(([meaning, fields]) => [meaning, first(fields)]),
  ) as Readonly<Record<PersonMeaning, Column | null>>;
  return { one, optOut: all(OPT_OUT), doNotCall: all(DO_NOT_CALL), bounced: all(BOUNCED), converted: all(CONVERTED) };
}

/** A file that ties contacts to deals and says nothing else of them: Salesforce's OpportunityContactRole. */
export function isRoleFile(columns: readonly Column[]): boolean {
  const has = (field: string) => columns.some((column) => column.field === field);
  const { email, title, account_id, last_name } = findPersonColumns(columns).one;
  return (
    has("contact_id") && has("opportunity_id") && [email, title, account_id, last_name].every((one) => one === null)
  );
}

/** `Associated Deal IDs` is `associated_deal_i_ds` as a field name: only letters and digits are compared. */
function squashed(field: string): string {
  return field.replaceAll("_", "");
}

/** Addresses of a desk, not of a person: two records with one of these may well be two people. */
export const DESK_ADDRESS =
  "^(info|sales|office|contact|kontakt|hello|hallo|mail|admin|support|service|team|post|accounting|buchhaltung|invoices?|billing|marketing|hr|jobs|einkauf|purchasing|zentrale|contacto|contatto|accueil|no-?reply|unknown|test)@";
