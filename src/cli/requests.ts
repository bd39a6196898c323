import type { Wishes } from "../engine/complete.ts";
import type { InputFiles } from "../engine/input-files.ts";
import type { IngestOptions } from "../ingest/options.ts";
import { DEFAULT_OPTIONS } from "../ingest/options.ts";
import type { ReadOptions } from "../warehouse/files/read.ts";
import type { CommonOptions, FileOptions, ReadingOptions } from "./common.ts";

/** What a person said about the meaning of their files, complete. */
export function ingestOptions(options: CommonOptions & ReadingOptions): IngestOptions {
  return {
    ...DEFAULT_OPTIONS,
    outcome: options.outcome ?? null,
    newBusiness: options.newBusiness ?? [],
    map: options.map ?? [],
    ignore: options.ignore ?? [],
    order: options.order ?? null,
    asOf: options.asOf ?? null,
    dateOrder: options.dateFormat ?? null,
    pipelines: options.pipeline ?? [],
    lossReasons: options.lossReason ?? [],
    staleOpen: options.staleOpen ?? null,
    hierarchy: options.hierarchy ?? "account",
    merge: options.merge !== false,
    currency: options.currency ?? null,
    amountIs: options.amountIs ?? null,
    fiscalYearStart: options.fiscalYearStart ?? 1,
    keepPersonal: options.keepPersonal === true,
  };
}

const TYPED: Readonly<Record<string, keyof ReadingOptions>> = {
  outcome: "outcome",
  newBusiness: "newBusiness",
  order: "order",
  dateOrder: "dateFormat",
  pipelines: "pipeline",
  staleOpen: "staleOpen",
  hierarchy: "hierarchy",
  currency: "currency",
  amountIs: "amountIs",
  fiscalYearStart: "fiscalYearStart",
  keepPersonal: "keepPersonal",
  about: "about",
};

/** Where more is said: a mapping file, a file of rates; and what was typed, which goes before the mapping file. */
export function wishes(options: ReadingOptions): Wishes {
  const { mapFile, rates } = options;
  const typed = Object.keys(TYPED).filter((key) => options[TYPED[key]!] !== undefined);
  return {
    map: mapFile === false ? "none" : typeof mapFile === "string" ? { path: mapFile } : "search",
    rates: rates ?? null,
    typed: options.merge === false ? [...typed, "merge"] : typed,
  };
}

/** What a person said about how their files are written. */
export function readOptions(options: ReadingOptions): ReadOptions {
  return {
    delimiter: options.delimiter ?? null,
    encoding: options.encoding ?? null,
    sheets: { named: options.sheet ?? [], byFile: {} },
    ...(options.decimal === undefined ? {} : { decimal: options.decimal }),
  };
}

/** The files of a command by role. */
export function inputFiles(deals: readonly string[], options: FileOptions): InputFiles {
  const {
    accounts = [],
    universe = [],
    customers = [],
    contacts = [],
    leads = [],
    events = [],
    history = [],
  } = options;
  return { deals, accounts, universe, customers, contacts, leads, events, history };
}
