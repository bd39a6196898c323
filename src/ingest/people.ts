/**
 * The people table of the warehouse: one row per contact that belongs to an account or a deal here. Columns: `person` VARCHAR (salted key),
 * `file` VARCHAR, `row` BIGINT (data row in that file), `account` INTEGER (as in `Facts.table`; NULL for an account without a deal that counts),
 * `account_row` BIGINT (data row in the accounts file, NULL without one), `matched_by` (`account id`, `domain`, `account name`, `deal`),
 * `unit` VARCHAR (the company, as in `Facts.units`), `deals` BIGINT[] (data rows in the deals file: `Facts.table.row`), `function`, `seniority`, `buying_role` VARCHAR (words of
 * `ingest/title`; the role is set while the deal goes on, so it is counted and never learned from), `country` VARCHAR as written, `created` DATE,
 * `opt_out`, `do_not_call`, `bounced` BOOLEAN, `lawful_basis` VARCHAR. With `keepPersonal` also `name`, `email`, `phone`.
 */
export interface PeopleTable {
  readonly table: string;
  readonly rows: number;
  /** Table of `account_row`, `domain`, `contacts` (of them), `of` (contacts with a work e-mail): domains taken from contacts. Null: none. */
  readonly inferredDomains: string | null;
}

/**
 * The leads table of the warehouse: one row per lead. Columns: `person`, `file`, `row`, `account`, `account_row`, `matched_by` (`account id`,
 * `e-mail domain`, `website`, `account name`, NULL) as in `PeopleTable`, `deal` BIGINT (data row of the deal it became), `function`, `seniority`,
 * `status`, `source` VARCHAR as written, `converted` BOOLEAN, `country`, `created`, `opt_out`, `do_not_call`, `bounced`, `lawful_basis`.
 */
export interface LeadsTable {
  readonly table: string;
  readonly rows: number;
  readonly matched: number;
  readonly converted: number;
}

/**
 * The events table of the warehouse: one row per event. Columns: `file`, `row`, `account`, `account_row`, `unit` as in `PeopleTable` (NULL where the account
 * is not among the files), `person` VARCHAR (salted key, where an e-mail says who), `type` VARCHAR (a word of `ingest/event-type` or its own name in
 * snake_case), `topic` VARCHAR, `times` DOUBLE (uses counted in the row, else 1), `day` DATE.
 */
export interface EventsTable {
  readonly table: string;
  readonly rows: number;
  readonly matched: number;
}
