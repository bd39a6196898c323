import type { Facts, RawTable } from "../ingest/facts.ts";

/** The universe takes no part in the facts; its rows are accounted for beside the other files'. */
export function withUniverse(facts: Facts, tables: readonly RawTable[]): Facts {
  const universe = tables.find((t) => t.role === "universe");
  if (universe === undefined) return facts;
  const { role, parts } = universe;
  const totals = parts.map(({ file, format, rowsRead: read, rejected, copyOf }) => {
    const [taken, merged] = copyOf === null ? [read - rejected.length, 0] : [0, read - rejected.length];
    return { role, file, format, read, taken, merged, outOfScope: [], rejected };
  });
  return { ...facts, totals: [...facts.totals, ...totals] };
}

/** The table that a build scores: the accounts, else the one table of deals, else the universe; null without any. */
export function scoredTable(tables: readonly RawTable[]): RawTable | null {
  return (
    tables.find((t) => t.role === "accounts") ??
    tables.find((t) => t.role === "deals" && t.rowsRead > 0) ??
    tables.find((t) => t.role === "universe") ??
    null
  );
}
