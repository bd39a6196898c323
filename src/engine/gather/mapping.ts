import type { Column } from "../../ingest/column.ts";
import type { Candidate, RawTable, SetAside } from "../../ingest/facts.ts";
import type { ReasonCount } from "../../ingest/loss-reason.ts";
import { type Mapping, mappingOf, sheetEntries } from "../../ingest/mapping-entries.ts";
import type { Meaning } from "../../ingest/meaning.ts";
import type { Database } from "../../warehouse/database.ts";
import { type Seen, valuesOf } from "./look.ts";
import type { Rules } from "./rules.ts";

/** What the files were taken to mean, with counts, as a mapping file keeps it. */
export async function findMapping(
  database: Database,
  reasons: readonly ReasonCount[],
  seen: { readonly deals: Seen; readonly accounts: Seen | null },
  rules: Rules,
  candidates: readonly Candidate[],
  setAside: readonly SetAside[],
  tables: readonly RawTable[],
): Promise<Mapping> {
  const { deals, accounts } = seen;
  const columns = [deals, ...(accounts === null ? [] : [accounts])].flatMap((one) =>
    one.columns.flatMap((column) => {
      const use = useOf(column, one, candidates, setAside);
      return use === null ? [] : [{ says: [column.header, column.field] as const, comment: use }];
    }),
  );
  const values = await valuesOf(database, deals, rules.outcome.header);
  return mappingOf(rules, reasons, columns, deals.columns, values, sheetEntries(tables));
}

/** What a column is used for; null where it is only set aside. */
function useOf(
  column: Column,
  { raw, meanings }: Seen,
  candidates: readonly Candidate[],
  setAside: readonly SetAside[],
): string | null {
  const own = (one: { header: string; file: string }) => one.header === column.header && one.file === raw.file;
  const candidate = candidates.find(own);
  if (candidate !== undefined)
    return candidate.about === "account" ? "attribute of the account" : "attribute of the deal";
  const meant = (Object.keys(meanings) as Meaning[]).some((meaning) => meanings[meaning] === column);
  return meant ? (setAside.find(own)?.reason ?? null) : null;
}
