import { DuckDBInstance } from "@duckdb/node-api";

const connection = await (await DuckDBInstance.create(":memory:")).connect();
const start = performance.now();
for (const [i, path] of process.argv.slice(2).entries())
  await connection.run(`CREATE TABLE t${i} AS SELECT * FROM read_csv('${path}', all_varchar = true)`);
console.log(JSON.stringify({ read: (performance.now() - start) / 1000 }));
connection.closeSync();
