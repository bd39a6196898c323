// The peer of `score`: DuckDB merely copying a CSV, in a process of its own. Arguments: from, to.
import { DuckDBInstance } from "@duckdb/node-api";

const [from, to] = process.argv.slice(2).map((p) => `'${p.replaceAll("'", "''")}'`);
const connection = await (await DuckDBInstance.create(":memory:")).connect();
await connection.run(`COPY (SELECT * FROM read_csv(${from})) TO ${to} (FORMAT csv, HEADER)`);
