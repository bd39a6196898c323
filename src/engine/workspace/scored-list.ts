import { fieldName } from "../../ingest/field-name.ts";
import { mayBeKey } from "../../ingest/key-columns.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import type { KeptSource } from "../../warehouse/kept/source.ts";
import { type List, lookAt, namedIn } from "../match/list.ts";
import { viewTogether } from "./list/lay-together.ts";

/**
 * The accounts that are scored, of all sources together: what names them, and nothing else of them. Beside the cells of the list its table has
 * `__source`, `__own` and `__seq`: whose each row is, and its place within its source.
 */
export interface ScoredList {
  readonly list: List;
  /** SQL name of a table of `row`, `source` and `key`: whose each row is. */
  readonly of: string;
}

/** Those of a workspace that are scored. */
export function scoredSources(sources: readonly KeptSource[]): readonly KeptSource[] {
  return sources.filter(({ role }) => role === "accounts" || role === "universe");
}

/** Views accounts where they are kept: however many there are, none is copied. */
export async function viewList(
  database: Database,
  sources: readonly KeptSource[],
  options: IngestOptions,
  table: string,
): Promise<ScoredList> {
  const wanted = (headers: readonly string[]): readonly string[] => {
    const named = namedIn(headers, options);
    return headers.filter((header) => {
      const field = named.get(header) ?? fieldName(header);
      return field === "owner" || mayBeKey(field);
    });
  };
  const { raw, of } = await viewTogether(database, "accounts", sources, table, wanted);
  return { list: await lookAt(database, raw, "companies or people", options), of };
}
