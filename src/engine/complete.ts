import { resolve } from "node:path";
import type { IcpDocument } from "../icp/document.ts";
import type { Guess, RawTable } from "../ingest/facts.ts";
import type { IngestOptions } from "../ingest/options.ts";
import type { Database } from "../warehouse/database.ts";
import { applyMap } from "./apply-map.ts";
import { findMapFile, type MapSource, type Said } from "./map-file.ts";
import { readRates } from "./read-rates.ts";

/** Where a person says more than options do, and which options they typed: those go before the mapping file. */
export interface Wishes {
  readonly map: MapSource;
  /** Path of the file of exchange rates. */
  readonly rates: string | null;
  /** Names of `IngestOptions`, and `about`. */
  readonly typed: readonly string[];
}

/** What was typed, completed by the mapping file and the rates that are read beside the files; `guesses` tell it. */
export async function complete(
  database: Database,
  tables: readonly RawTable[],
  deals: string | undefined,
  given: {
    readonly ingest: IngestOptions;
    readonly allow: readonly string[];
    readonly about: "account" | "all" | null;
    readonly goal?: IcpDocument["goal"];
  },
  wishes: Wishes,
): Promise<Said & { readonly guesses: readonly Guess[] }> {
  const { ingest, allow, about, goal } = given;
  const found = await findMapFile(wishes.map, deals);
  const typed = {
    ingest,
    allow,
    about,
    rates: wishes.rates === null ? null : resolve(wishes.rates),
    ...(goal === undefined ? {} : { goal }),
  };
  const { said, guesses } =
    found === null
      ? { said: typed, guesses: [] }
      : await applyMap(database, tables, found, typed, new Set(wishes.typed));
  if (said.rates === null) return { ...said, guesses };
  return { ...said, ingest: { ...said.ingest, rates: await readRates(database, said.rates) }, guesses };
}
