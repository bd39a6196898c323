import { createHash } from "node:crypto";
import type { IcpDocument } from "../../icp/document.ts";
import type { Role } from "../../ingest/facts.ts";
import { quoteText } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import { keptSources, rawName } from "../../warehouse/kept/source.ts";

/**
 * The fingerprint of what is kept, as that of files: SHA-256 over the rows that say which deals were learned from (deals, accounts and histories, changes between
 * imports included; customers for `retention`). The same rows give the same, in whatever order they came.
 */
export async function keptPrint(database: Database, goal: IcpDocument["goal"] = "win"): Promise<string> {
  const roles: readonly Role[] = [
    "deals",
    "accounts",
    "history",
    ...(goal === "retention" ? (["customers"] as const) : []),
  ];
  const hash = createHash("sha256");
  const prints: string[] = [];
  for (const source of (await keptSources(database)).filter(({ role }) => roles.includes(role))) {
    const [rows] = await database.rows<{ n: number; sum: string }>(
      `SELECT count(*) AS n, coalesce(CAST(sum(CAST(__print % 1000000000000000003 AS HUGEINT)) AS VARCHAR), '') || ' ' || coalesce(CAST(bit_xor(__print) AS VARCHAR), '') AS sum FROM ${rawName(source)} WHERE __gone IS NULL`,
    );
    const [changes] = await database.rows<{ n: number; sum: string }>(
      `SELECT count(*) AS n, coalesce(CAST(bit_xor(md5_number(concat_ws(chr(31), key, field, coalesce(old, chr(30)), coalesce(new, chr(30)), day))) AS VARCHAR), '') AS sum
       FROM kept.history.changes WHERE source = ${quoteText(source.source)}`,
    );
    prints.push(JSON.stringify([source.role, source.columns, rows, changes]));
  }
  for (const print of prints.sort()) hash.update(`${print}\n`);
  return hash.digest("hex");
}
