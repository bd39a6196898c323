import { writeSync } from "node:fs";
import { join } from "node:path";
import { importFiles } from "../../src/engine/workspace/import.ts";
import { openWarehouse } from "../../src/warehouse/kept/warehouse.ts";

/** Imports two files in turn, as fast as it can, until it is killed; tells the number of each import that has ended. */
const folder = process.argv[2]!;
const warehouse = await openWarehouse(join(folder, "warehouse.duckdb"), { threads: 1, memoryLimit: "1GB" });
writeSync(1, "open\n");
const effects = {
  now: () => new Date().toISOString(),
  signal: new AbortController().signal,
  progress: () => undefined,
};
const database = await warehouse.work();
const before = await database.value<number>("SELECT count(*) FROM kept.meta.imports");
database.close();
for (let i = before; ; i++) {
  const path = join(folder, i % 2 === 0 ? "even.csv" : "odd.csv");
  const [done] = await importFiles(warehouse, [{ path, role: "accounts" }], { again: true }, effects);
  writeSync(1, `${done!.import}\n`);
}
