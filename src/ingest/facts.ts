import type { CustomersSummary } from "./customers/customers.ts";
import type { Mapping } from "./mapping-entries.ts";
import type { EventsTable, LeadsTable, PeopleTable } from "./people.ts";

/** What reading the files gives: tables in the warehouse and the truth about how they were read. */

export type Role =
  | "deals"
  | "accounts"
  | "universe"
  | "customers"
  | "contacts"
  | "leads"
  | "events"
  | "history"
  | "rates"
  | "changes";

/** One file as it lies in the warehouse: every column VARCHAR (raw text; SQL NULL for an empty cell), named by its header, plus `__row` BIGINT (1-based data row). */
export interface RawTable {
  readonly role: Role;
  /** SQL name of the table (unquoted identifier, safe). */
  readonly table: string;
  /** Base name of the file, for people; never a path. */
  readonly file: string;
  readonly columns: readonly string[];
  /** Data rows found in the files = rows in the table + rejected + rows of parts that are copies. */
  readonly rowsRead: number;
  readonly rejected: readonly Rejection[];
  /** How the file was read, for people: `comma-separated, UTF-8, CRLF`. */
  readonly format: string;
  /** Sentences about what was odd in reading: columns without a name. */
  readonly notes: readonly string[];
  /** The files it was read from, in order; their rows follow one another in `__row`. One part for a single file. */
  readonly parts: readonly FilePart[];
  /** Said by a person: the sign for decimals in its numbers. */
  readonly decimal?: "." | "," | undefined;
}

/** One of the files of a raw table. */
export interface FilePart {
  readonly file: string;
  readonly format: string;
  /** `__row` before its first data row: 0 for the first part. */
  readonly before: number;
  readonly rowsRead: number;
  readonly rejected: readonly Rejection[];
  /** An earlier part that holds the same rows, so that this one's are not in the table; null otherwise. */
  readonly copyOf: string | null;
  /** Of a workbook with several sheets that hold something. */
  readonly sheet?: SheetRead;
}

/** Which sheet of a workbook is read, and which are not. */
export interface SheetRead {
  readonly name: string;
  readonly others: readonly string[];
}

export interface Rejection {
  readonly file: string;
  /** 1-based line in the file, null where the format has none (Parquet). */
  readonly line: number | null;
  readonly column: string | null;
  readonly reason: string;
}

/** Rows of one file and what became of them. `read = taken + out_of_scope + merged + rejected`, always. */
export interface FileTotals {
  readonly role: Role;
  readonly file: string;
  readonly format: string;
  readonly read: number;
  readonly taken: number;
  /** The same record twice: folded into one. */
  readonly merged: number;
  readonly outOfScope: readonly { readonly reason: string; readonly rows: number }[];
  readonly rejected: readonly Rejection[];
}

/** A guess we made and acted upon, with the option that overrides it. */
export interface Guess {
  /** `outcome`, `new business`, `join`, `dates`, `currency`, ... */
  readonly what: string;
  /** One sentence for a person. */
  readonly text: string;
  /** `--outcome 'StageName=Closed Won/Closed Lost'` */
  readonly override: string | null;
}

/** A column that could become an attribute: everything that has no other role. */
export interface Candidate {
  /** Field name: `employees` for `NumberOfEmployees`, `Employees`, `No. of employees`; else the header in snake_case without `__c`. Column name in `deals`. */
  readonly name: string;
  /** Header as written. */
  readonly header: string;
  readonly about: "account" | "opportunity";
  /** Where `about` does not tell it: what is known of the committee is about the deal and no property of it. */
  readonly family?: "buying";
  readonly file: string;
}

/** A column with another role than attribute, and why: shown, never used. */
export interface SetAside {
  readonly name: string;
  readonly header: string;
  readonly about: "account" | "opportunity";
  readonly file: string;
  readonly reason: string;
}

/** What the deals that count say in numbers. */
export interface Evidence {
  readonly opportunities: number;
  readonly won: number;
  readonly lost: number;
  readonly open: number;
  readonly openWithoutAccount: number;
  readonly lostByReason: Readonly<Record<string, number>>;
  /** Accounts with a decided deal; 0 when nothing names them. Families of one parent count each. */
  readonly accounts: number;
  /** Accounts with a won deal; 0 when nothing names them. */
  readonly customers: number;
  readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
  /** ISO dates of the first and last close in the window. */
  readonly from: string | null;
  readonly to: string | null;
  /** ISO date: newest date on which something happened; null without dates. */
  readonly asOf: string | null;
}

/**
 * The facts of a build. `table` is a warehouse table with one row per decided new-business deal in the window, in file order:
 * `deal` INTEGER 0..n-1, `row` BIGINT (data row in the deals file), `account` INTEGER (dense family 0..), `y` TINYINT (1 won, 0 lost),
 * `created` DATE, `closed` DATE, `ord` DOUBLE (value of `--order`, NULL when none), `cycle` BIGINT (days from creation to close, NULL when not
 * known: clean-up days, deals lost by age), `amount` DOUBLE, `loss` VARCHAR (kind of loss of a lost deal, NULL when no reason is known),
 * then one raw VARCHAR column per candidate, named by `Candidate.name`.
 */
export interface Facts {
  readonly table: string;
  /** SQL name of a table with the same columns for the open deals of new business; their values are today's. */
  readonly open?: string;
  /**
   * SQL name of a table like `table` with the open deals too, however old: theirs have `y` and `closed` NULL; null where it was not asked for. Its
   * `account` is its own.
   */
  readonly tableWithOpen: string | null;
  readonly candidates: readonly Candidate[];
  readonly setAside: readonly SetAside[];
  readonly totals: readonly FileTotals[];
  readonly guesses: readonly Guess[];
  /** Sentences about oddities found: odd dates, currencies, clean-up days. */
  readonly notes: readonly string[];
  readonly evidence: Evidence;
  /** `StageName=Closed Won/Closed Lost` as resolved. */
  readonly outcome: string;
  /** How new business was told from the rest, in words. */
  readonly newBusiness: string;
  /** True when a column orders the deals (`--order`). */
  readonly ordered: boolean;
  /** True when there was an accounts table. */
  readonly hasAccounts: boolean;
  /** Who they are, where files of contacts, leads, events were given; else null. */
  readonly people: PeopleTable | null;
  readonly leads: LeadsTable | null;
  readonly events: EventsTable | null;
  /** Columns that their history shows to be filled in after the deals were created (leakage kind d). */
  readonly late: readonly { readonly name: string; readonly reason: string; readonly quarantined: boolean }[];
  /** What the files were taken to mean, as a mapping file keeps it. */
  readonly mapping: Mapping;
  /** New business by month of creation, however old: how much of each month's cohort is decided. */
  readonly cohorts: readonly Cohort[];
  /** SQL name of the table of deals of the facts (`deal`) and the company they are with (`unit`), as people and events have it; null without these. */
  readonly units: string | null;
  /** What the customers' files say; null when none were given. */
  readonly customers: CustomersSummary | null;
  /** SQL name of the table of `CustomersTable`, its `account` that of `table`; null when no customers were given. */
  readonly customersTable: string | null;
  /** SQL name of a view of `CustomerMonth` beside it; null likewise. */
  readonly customersMonths: string | null;
  /** Currency of `amount`, as far as it is said; null where it is not. */
  readonly currency: string | null;
  /** Records of companies that were merged, all of them: by the row kept, then the row merged. */
  readonly merges: readonly AccountMerge[];
  /** What `y` of `table` stands for where it is not winning; absent for the goal `win`. */
  readonly goal?: GoalFacts;
}

/** How rows reached another goal than winning. */
export interface GoalFacts {
  /** With `retention` a row of `Facts.table` is a customer: `created` its start, `closed` the end of its first year, `amount` its first year's revenue. */
  readonly goal: "good-win" | "value" | "retention";
  /** `won and still a customer 12 months later`. */
  readonly outcome: string;
  /** Rows that cannot tell, and why. */
  readonly leftOut: readonly { readonly reason: string; readonly rows: number }[];
  /** For `value`: the amount from which a win counts, the median of `n` won deals; null otherwise. */
  readonly threshold: { readonly amount: number; readonly n: number } | null;
  /** SQL name of the column of `table` that says 1 for won deals, 0 for lost ones; null with `retention`. */
  readonly won: string | null;
  /** Won deals in `table`; null with `retention`. */
  readonly wonDeals: number | null;
}

/** A record of a company as the file gives it. */
export interface AccountRecord {
  /** Data row in its file; of a flat table the first deal that names it. */
  readonly row: number;
  readonly name: string | null;
  readonly domain: string | null;
  readonly id: string | null;
}

/** Two records that are the same company: `merged` counts as `kept`. */
export interface AccountMerge {
  readonly kept: AccountRecord;
  readonly merged: AccountRecord;
  /** `id`: the same id; `domain`: the same domain and a similar name; `name`: the same name and place. */
  readonly by: "id" | "domain" | "name";
}

/** Deals created in one month. */
export interface Cohort {
  /** First day of the month, ISO. */
  readonly month: string;
  readonly decided: number;
  readonly open: number;
}
