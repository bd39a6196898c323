import type { RawTable } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { DealStates } from "../deal-states.ts";
import type { List } from "./list.ts";

/** Rows that a workspace keeps, beside the files of a command: who is a customer, who has a deal open, what is known of companies. */
export interface KeptLists {
  readonly customers: readonly List[];
  readonly deals: readonly { readonly list: List; readonly states: DealStates }[];
  /** Accounts of all systems as one list; null without. */
  readonly accounts: List | null;
  /** People with an address: who opted out, whose address bounces. */
  readonly contacts: readonly List[];
  readonly events: readonly RawTable[];
  /** How they are read: what was said at import, and what is said now. */
  readonly options: IngestOptions;
  /** What was left aside, and why. */
  readonly notes: readonly string[];
}
