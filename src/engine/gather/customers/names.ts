/** SQL names of the tables of one gathering of customers. The first two stay, the others go when it ends. */
export interface CustomerNames {
  readonly table: string;
  readonly months: string;
  /** Rows of all files, read. */
  readonly rows: string;
  readonly domains: string;
  readonly companies: string;
  readonly statuses: string;
  readonly intervals: string;
  readonly numbers: string;
  /** One row per subscription (or per account, where a file has one row each) with its dates and revenue. */
  readonly spells: string;
  /** Stays: spells that follow one another within 90 days. */
  readonly stays: string;
  readonly keys: string;
}

/** The names for files of which the first raw table is `prefix`. */
export function customerNames(prefix: string): CustomerNames {
  const name = (end: string) => `${prefix}_customers${end}`;
  return {
    table: name(""),
    months: name("_months"),
    rows: name("_rows"),
    domains: name("_domains"),
    companies: name("_companies"),
    statuses: name("_statuses"),
    intervals: name("_intervals"),
    numbers: name("_numbers"),
    spells: name("_spells"),
    stays: name("_stays"),
    keys: name("_keys"),
  };
}

/** The tables that do not stay. */
export function workingTables(names: CustomerNames): readonly string[] {
  const { table, months, ...working } = names;
  return Object.values(working);
}
