import type { Role } from "../../ingest/facts.ts";
import { type KeptSource, keptSources } from "../../warehouse/kept/source.ts";
import type { Warehouse } from "../../warehouse/kept/warehouse.ts";
import type { InputFiles } from "../input-files.ts";
import type { TableSource } from "../table-source.ts";
import { keptPrint } from "./kept-print.ts";
import { keptTables } from "./kept-tables.ts";

/** The tables that a workspace keeps; `roles` leaves some out. */
export function workspaceSource(warehouse: Warehouse, roles?: readonly Role[]): TableSource {
  return {
    open: () => warehouse.work(),
    tables: (database) => keptTables(database, roles),
    fingerprint: (database, goal) => keptPrint(database, goal),
  };
}

/** The base names of the files behind what is kept, by role: what a request names them by. */
export function keptFiles(sources: readonly KeptSource[]): InputFiles {
  const of = (role: Role): string[] =>
    sources
      .filter((source) => source.role === role)
      .flatMap(({ files }) => files.slice(0, 1))
      .sort();
  return {
    deals: of("deals"),
    accounts: of("accounts"),
    universe: of("universe"),
    customers: of("customers"),
    contacts: of("contacts"),
    leads: of("leads"),
    events: of("events"),
    history: of("history"),
  };
}

/** The sources of a warehouse. */
export async function sourcesOf(warehouse: Warehouse): Promise<readonly KeptSource[]> {
  const database = await warehouse.work();
  try {
    return await keptSources(database);
  } finally {
    database.close();
  }
}
