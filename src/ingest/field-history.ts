import { InputError } from "../errors.ts";
import { fieldName } from "./field-name.ts";

/** Which columns of a field history say what. */
export interface HistoryColumns {
  readonly record: string;
  /** What the record is: by the name of its id; null where only matching ids can tell. */
  readonly about: "account" | "opportunity" | null;
  readonly field: string;
  /** Columns that may hold the day of the change, the likeliest first; at least one. */
  readonly days: readonly string[];
  /** Null in histories that only hold the new value (HubSpot). */
  readonly before: string | null;
  readonly after: string;
}

const RECORDS = ["opportunity_id", "account_id", "record_id", "object_id", "parent_id"];
const FIELDS = ["field", "field_event", "field_name", "property", "property_name"];
const DAYS = [
  "created_date",
  "edit_date",
  "timestamp",
  "changed",
  "changed_at",
  "change_date",
  "date",
  "modified_date",
];
const BEFORE = ["old_value", "previous_value", "value_before"];
const AFTER = ["new_value", "value", "value_after", "property_value"];

const KNOWN: ReadonlySet<string> = new Set([...RECORDS, ...FIELDS, ...DAYS, ...BEFORE, ...AFTER]);

/** Finds the columns of a field history: Salesforce's OpportunityFieldHistory and AccountHistory, HubSpot's property history. `named`: header to field, as said with `--map`. */
export function findHistoryColumns(
  file: string,
  headers: readonly string[],
  named: ReadonlyMap<string, string> = new Map(),
): HistoryColumns {
  const fieldOf = (header: string) => {
    const said = named.get(header);
    return said !== undefined && KNOWN.has(said) ? said : fieldName(header);
  };
  const all = (fields: readonly string[]) => fields.flatMap((field) => headers.filter((one) => fieldOf(one) === field));
  const first = (fields: readonly string[]) => all(fields)[0] ?? null;
  const [record, field, after] = [first(RECORDS), first(FIELDS), first(AFTER)];
  const said = headers.filter((header) => named.has(header) && DAYS.includes(fieldOf(header)));
  const days = said.length > 0 ? said : all(DAYS);
  if (record === null || field === null || days.length === 0 || after === null) {
    const missing = [
      record === null ? "the id of the deal or account" : null,
      field === null ? "the field" : null,
      days.length === 0 ? "the day of the change" : null,
      after === null ? "the new value" : null,
    ].filter((one) => one !== null);
    throw new InputError(
      `--history: ${file} has no column for ${missing.join(", ")} (columns: ${headers.join(", ")}): export OpportunityFieldHistory or AccountHistory of Salesforce, or HubSpot's property history, or name the columns with --map 'COLUMN=record_id' (field, created_date, new_value)`,
    );
  }
  const id = fieldOf(record);
  const about = id === "opportunity_id" ? "opportunity" : id === "account_id" ? "account" : null;
  return { record, about, field, days, before: first(BEFORE), after };
}

/** How a tracked column differs, at the creation of the deals, from today's export. Counts are of deals with a creation date. */
export interface AsOfCounts {
  readonly deals: number;
  readonly won: number;
  /** Filled today; as of the creation. */
  readonly now: number;
  readonly then: number;
  /** Filled today with another value than then. */
  readonly other: number;
  /** Filled today and empty then: filled in later. Of won deals, of lost ones. */
  readonly laterWon: number;
  readonly laterLost: number;
}

/** Fewer deals than this with a value as of the creation leave nothing to learn from. */
const LEAST_THEN = 10;
const LEAST_THEN_SHARE = 0.05;

/** What leakage kind (d) is: most values came after the creation, and more so for won deals. */
export interface Late {
  /** In words. */
  readonly reason: string;
  /** Too little was known at creation to use: today's values stay, in quarantine. */
  readonly quarantined: boolean;
}

/** Judges a tracked column; null when its values were mostly there when the deals were created. */
export function judgeLate(counts: AsOfCounts): Late | null {
  const { deals, won, now, then, laterWon, laterLost } = counts;
  const lost = deals - won;
  const later = laterWon + laterLost;
  if (won === 0 || lost === 0 || later * 2 <= now || laterWon * lost <= laterLost * won) return null;
  const quarantined = then < Math.max(LEAST_THEN, LEAST_THEN_SHARE * deals);
  const percent = (part: number, whole: number) => `${Math.round((100 * part) / whole)}%`;
  const reason = `its history shows that ${percent(later, now)} of its values were filled in after the deal was created, for ${percent(laterWon, won)} of won and ${percent(laterLost, lost)} of lost deals`;
  return { reason, quarantined };
}
