import { rmSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { importFiles } from "../src/engine/workspace/import.ts";
import { keptTables } from "../src/engine/workspace/kept-tables.ts";
import type { KeptRole } from "../src/engine/workspace/role-of.ts";
import { openWarehouse } from "../src/warehouse/kept/warehouse.ts";

/** One step of `bench/workspace.ts`; prints its seconds and what it did. */
const [what, ...args] = process.argv.slice(2) as [string, ...string[]];

async function make(folder: string, accounts: number, events: number): Promise<string> {
  const connection = await (
    await DuckDBInstance.create(":memory:", { threads: "2", memory_limit: "2GB", temp_directory: folder })
  ).connect();
  const pick = (list: readonly string[], i: string) =>
    `([${list.map((one) => `'${one}'`).join(", ")}])[1 + CAST((${i}) % ${list.length} AS INTEGER)]`;
  const id = "'00100' || lpad(upper(to_base(i, 36)), 10, '0')";
  const account = (
    changed: string,
  ) => `SELECT ${id} AS Id, 'Company ' || to_base((hash(i) % 1000000000)::BIGINT, 36) || ' Inc.' AS Name, 'www.company-' || i || '.com' AS Website,
    CASE WHEN ${changed} THEN 'Aerospace' ELSE ${pick(["Retail", "Banking", "Insurance", "Energy", "Software", "Food"], "hash(i + 1)")} END AS Industry, (hash(i + 2) % 9000)::VARCHAR AS NumberOfEmployees,
    (hash(i + 3) % 900 * 100000)::VARCHAR AS AnnualRevenue, ${pick(["United States", "Germany", "France", "Japan", "Brazil", "India"], "hash(i + 4)")} AS BillingCountry,
    ${pick(["AWS;Jira", "Azure", "Snowflake;AWS", ""], "hash(i + 5)")} AS Tech_Stack__c, ${pick(["B2B", "B2C", ""], "hash(i + 6)")} AS Business_Model__c,
    (1950 + hash(i + 7) % 70)::VARCHAR AS Year_Founded__c, ${pick(["Americas", "EMEA", "APAC"], "hash(i + 9)")} AS Region__c, (hash(i + 10) % 40)::VARCHAR AS Locations__c FROM range(${accounts}) t(i)`;
  const event = (
    from: number,
    to: number,
  ) => `SELECT 'ev' || lpad(i::VARCHAR, 9, '0') AS event_id, '00100' || lpad(upper(to_base((hash(i) % ${accounts})::BIGINT, 36)), 10, '0') AS account_id,
    ${pick(["page_view", "content_download", "demo_request", "email_open", "email_reply"], "hash(i + 21)")} AS type, ${pick(["pricing", "security", "integrations", ""], "hash(i + 22)")} AS topic,
    strftime(TIMESTAMP '2025-01-01' + to_seconds((hash(i + 23) % 31536000)::BIGINT), '%Y-%m-%dT%H:%M:%SZ') AS occurred_at FROM range(${from}, ${to}) t(i)`;
  const copy = (sql: string, name: string) =>
    connection.run(`COPY (${sql}) TO '${join(folder, name)}' (FORMAT csv, HEADER)`);
  const thousandth = `i % ${Math.max(1, Math.floor(accounts / 1000))} = 0`;
  await copy(account("false"), "accounts.csv");
  await copy(`${account("false")} ORDER BY i DESC`, "accounts-same.csv");
  await copy(account(thousandth), "accounts-changed.csv");
  await copy(
    `SELECT * REPLACE ('Shipping' AS Industry) FROM (${account("false")} WHERE ${thousandth})`,
    "accounts-few.csv",
  );
  await copy(event(0, events), "events.csv");
  await copy(event(0, Math.floor(events * 1.01)), "events-more.csv");
  return "";
}

async function bare(path: string, into: string): Promise<string> {
  rmSync(into, { force: true });
  const connection = await (await DuckDBInstance.create(into, { threads: "2" })).connect();
  await connection.run(`CREATE TABLE t AS SELECT * FROM read_csv('${path}', all_varchar = true)`);
  const rows = (await connection.runAndReadAll("SELECT count(*) FROM t")).getRows()[0]![0] as bigint;
  connection.closeSync();
  return `${Number(rows).toLocaleString("en-US")} rows into a table of a file`;
}

const effects = {
  now: () => new Date().toISOString(),
  signal: new AbortController().signal,
  progress: () => undefined,
};

async function take(workspace: string, path: string, role: KeptRole): Promise<string> {
  const warehouse = await openWarehouse(join(workspace, "warehouse.duckdb"), { threads: 2 });
  const [done] = await importFiles(warehouse, [{ path, role }], {}, effects);
  await warehouse.close();
  const { new: fresh, changed, unchanged, merged, rejected } = done!;
  return `${fresh.toLocaleString("en-US")} new, ${changed.toLocaleString("en-US")} changed, ${unchanged.toLocaleString("en-US")} unchanged, ${merged + rejected.length} others`;
}

async function lay(workspace: string): Promise<string> {
  const warehouse = await openWarehouse(join(workspace, "warehouse.duckdb"), { threads: 2 });
  const database = await warehouse.work();
  const tables = await keptTables(database);
  database.close();
  await warehouse.close();
  return tables.map(({ table, rowsRead }) => `${table} ${rowsRead.toLocaleString("en-US")}`).join(", ");
}

const start = performance.now();
const cpu = process.cpuUsage();
const said =
  what === "make"
    ? await make(args[0]!, Number(args[1]), Number(args[2]))
    : what === "bare"
      ? await bare(args[0]!, args[1]!)
      : what === "import"
        ? await take(args[0]!, args[1]!, args[2] as KeptRole)
        : await lay(args[0]!);
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6, said }));
