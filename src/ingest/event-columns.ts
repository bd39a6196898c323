import type { Column } from "./column.ts";
import { fieldName } from "./field-name.ts";

/** What a column of a file of events says. */
export type EventMeaning =
  | "id"
  | "account_id"
  | "account_name"
  | "domain"
  | "email"
  | "type"
  | "name"
  | "topic"
  | "times"
  | "at";

export type EventColumns = Readonly<Record<EventMeaning, Column | null>>;

/** Field names by meaning, the best first: our own layout, Segment's, exports of product use and of intent. */
const FIELDS: Readonly<Record<EventMeaning, string>> = {
  id: "event_id message_id activity_id record_id id uuid",
  account_id: "account_id company_id group_id customer_id crm_account_id organization_id associated_company_ids",
  account_name: "account_name company organization customer",
  domain: "domain company_domain email_domain context_page_domain ip_domain",
  email: "email user_email contact_email e_mail traits_email context_traits_email user_id",
  type: "event_type type activity_type kind category",
  name: "event event_name event_text activity activity_name action",
  topic:
    "topic intent_topic keyword keywords feature feature_name asset asset_name content_title content campaign campaign_name path page_path context_page_path title url page_url context_page_url subject",
  times: "usage_count count times uses usage events_count sessions logins active_users page_views total",
  at: "occurred_at event_date event_time event_timestamp original_timestamp timestamp activity_date date day sent_at received_at created_date time last_seen",
};

/** What Segment says of the call and never within `properties`, where the same names mean other things. */
const OF_THE_CALL: ReadonlySet<EventMeaning> = new Set(["id", "type", "name", "at"]);

/** `properties.feature`, `context.traits.email` as the field that it would be by itself. */
function inner(header: string): string {
  const bare = header.replace(/^(?:(?:properties|traits|context)[._])+/, "");
  return bare === header ? "" : fieldName(bare);
}

/** Finds the columns of a file of events. A person says more with `--map 'COLUMN=occurred_at'`. */
export function findEventColumns(columns: readonly Column[]): EventColumns {
  const filled = columns.filter(({ profile }) => profile.filled > 0);
  const fits: Partial<Record<EventMeaning, (column: Column) => boolean>> = {
    email: ({ profile }) => profile.shares.email >= 0.5,
    times: ({ profile }) => profile.shares.number >= 0.5,
    domain: ({ profile }) => profile.shares.domain >= 0.5 || profile.shares.url >= 0.5,
  };
  const find = (meaning: EventMeaning, fieldOf: (column: Column) => string) =>
    FIELDS[meaning]
      .split(" ")
      .map((field) => filled.find((column) => fieldOf(column) === field && (fits[meaning]?.(column) ?? true)))
      .find((column) => column !== undefined) ?? null;
  const first = (meaning: EventMeaning) =>
    find(meaning, ({ field }) => field) ??
    (OF_THE_CALL.has(meaning) ? null : find(meaning, ({ header }) => inner(header)));
  const dates = filled.filter(({ profile }) => profile.shares.date >= 0.5 || profile.shares.number >= 0.5);
  const at =
    FIELDS.at
      .split(" ")
      .map((field) => dates.find((column) => column.field === field))
      .find((column) => column !== undefined) ?? first("at");
  return Object.fromEntries(
    (Object.keys(FIELDS) as EventMeaning[]).map((meaning) => [meaning, meaning === "at" ? at : first(meaning)]),
  ) as EventColumns;
}
