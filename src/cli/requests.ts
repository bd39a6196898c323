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

/** What a person said about how their files are written. */
export function readOptions(options: ReadingOptions): ReadOptions {
  return { delimiter: options.delimiter ?? null, encoding: options.encoding ?? null };
}

/** The files of a command by role. */
export function inputFiles(deals: readonly string[], options: FileOptions): InputFiles {
  const { accounts = [], universe = [], customers = [], contacts = [], leads = [], events = [] } = options;
  return { deals, accounts, universe, customers, contacts, leads, events };
}
