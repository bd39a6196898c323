import { gatherFacts } from "../src/engine/facts.ts";
import { NO_FILES } from "../src/engine/input-files.ts";
import { readTables } from "../src/engine/read-tables.ts";
import { DEFAULT_OPTIONS } from "../src/ingest/options.ts";
import { openDatabase } from "../src/warehouse/database.ts";

/** Two files to joined facts, as `openicp build` does first; says in JSON how long each half took. */
const [deals, accounts] = process.argv.slice(2);
const database = await openDatabase();
const start = performance.now();
const tables = await readTables(
  database,
  { ...NO_FILES, deals: [deals!], accounts: [accounts!] },
  {},
  { progress: () => {} },
);
const read = performance.now();
const facts = await gatherFacts(database, tables, DEFAULT_OPTIONS);
const end = performance.now();
console.log(
  JSON.stringify({ read: (read - start) / 1000, gather: (end - read) / 1000, deals: facts.evidence.opportunities }),
);
database.close();
