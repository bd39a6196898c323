import type { CustomerOptions } from "../../src/engine/gather/customers/options.ts";
import { gatherCustomers } from "../../src/engine/gather/customers.ts";
import type { CustomerMonth, CustomersTable, GatheredCustomers } from "../../src/ingest/customers/customers.ts";
import { DEFAULT_OPTIONS } from "../../src/ingest/options.ts";
import { openDatabase } from "../../src/warehouse/database.ts";
import { readFile } from "../../src/warehouse/files/read.ts";

/** What files of customers give, with the rows of both tables. */
export interface Read extends GatheredCustomers {
  readonly rows: readonly CustomersTable[];
  readonly history: readonly CustomerMonth[];
}

/** Reads files of customers in a database of their own. */
export async function customersOf(paths: readonly string[], options: Partial<CustomerOptions> = {}): Promise<Read> {
  const database = await openDatabase({ threads: 2 });
  try {
    const tables = [];
    for (const [i, path] of paths.entries())
      tables.push(await readFile(database, path, "customers", `raw_customers_${i + 1}`));
    const found = await gatherCustomers(database, tables, { ...DEFAULT_OPTIONS, ...options });
    const rows = await database.rows<CustomersTable>(`SELECT * FROM ${found.table} ORDER BY customer`);
    const history = await database.rows<CustomerMonth>(`SELECT * FROM ${found.months} ORDER BY customer, month`);
    return { ...found, rows, history };
  } finally {
    database.close();
  }
}
