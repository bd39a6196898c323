import { basename } from "node:path";
import { InputError } from "../errors.ts";
import { type ExchangeRate, findHeader } from "../ingest/options.ts";
import { type RateLine, readRateLines } from "../ingest/rates.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { Database } from "../warehouse/database.ts";
import { readFile } from "../warehouse/files/read.ts";

const TABLE = "raw_rates";

/** Reads a file of exchange rates: `currency`, `rate`, and `from` where rates change. Throws `InputError` with file and line. */
export async function readRates(database: Database, path: string): Promise<readonly ExchangeRate[]> {
  const raw = await readFile(database, path, "rates", TABLE);
  const header = (name: string) => findHeader(name, raw.columns);
  const [currency, rate, from] = [header("currency"), header("rate"), header("from") ?? header("date")];
  if (currency === null || rate === null)
    throw new InputError(
      `${basename(path)} needs the columns currency and rate, and from where rates change over time; it has ${raw.columns.join(", ")}`,
    );
  const [rejected] = raw.rejected;
  if (rejected !== undefined)
    throw new InputError(`${rejected.file}:${rejected.line ?? "?"}: ${rejected.reason}: mend the line`);
  const cell = (name: string | null) => (name === null ? "CAST(NULL AS VARCHAR)" : quoteIdentifier(name));
  const lines = await database.rows<RateLine>(
    `SELECT __row + 1 AS line, ${cell(currency)} AS currency, ${cell(rate)} AS rate, ${cell(from)} AS "from" FROM ${TABLE} ORDER BY __row`,
  );
  return readRateLines(basename(path), lines);
}
