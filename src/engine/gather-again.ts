import { InputError } from "../errors.ts";
import type { IcpDocument } from "../icp/document.ts";
import type { Facts, RawTable } from "../ingest/facts.ts";
import { fieldName } from "../ingest/field-name.ts";
import type { IngestOptions } from "../ingest/options.ts";
import type { Database } from "../warehouse/database.ts";
import { gatherFacts } from "./facts.ts";

/**
 * Facts with what the document remembers of its own reading, where this file has the same columns and the person says nothing else; a
 * remembered outcome that does not fit this file is guessed anew.
 */
export async function gatherAgain(
  database: Database,
  document: IcpDocument,
  tables: readonly RawTable[],
  ingest: IngestOptions,
): Promise<{ facts: Facts; order: string | null }> {
  const remembered = rememberedIn(document, tables[0]!, ingest);
  const order = remembered.order;
  try {
    return { facts: await gatherFacts(database, tables, { ...ingest, ...remembered }), order };
  } catch (error) {
    const guessable = error instanceof InputError && ingest.outcome === null && remembered.outcome !== null;
    if (!guessable || !error.message.startsWith("--outcome")) throw error;
    return { facts: await gatherFacts(database, tables, { ...ingest, ...remembered, outcome: null }), order };
  }
}

/** What the document remembers of its own reading, where this file has the same columns and the person says nothing else. */
function rememberedIn(
  document: IcpDocument,
  deals: RawTable,
  ingest: IngestOptions,
): Pick<IngestOptions, "outcome" | "order"> {
  const { outcome, order } = document.input;
  const there = deals.columns.some((header) => outcome.startsWith(`${header}=`));
  return {
    outcome: ingest.outcome ?? (there ? outcome : null),
    order:
      ingest.order ?? deals.columns.find((header) => order !== null && fieldName(header) === fieldName(order)) ?? null,
  };
}
