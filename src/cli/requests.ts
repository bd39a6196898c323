import type { IngestOptions } from "../ingest/options.ts";
import { DEFAULT_OPTIONS } from "../ingest/options.ts";
import type { ReadOptions } from "../warehouse/files/read.ts";
import type { CommonOptions, ReadingOptions } from "./common.ts";

/** What a person said about the meaning of their files, complete. */
export function ingestOptions(options: CommonOptions & ReadingOptions): IngestOptions {
  return {
    ...DEFAULT_OPTIONS,
    outcome: options.outcome ?? null,
    newBusiness: options.newBusiness ?? null,
    map: options.map ?? [],
    ignore: options.ignore ?? [],
    order: options.order ?? null,
    asOf: options.asOf ?? null,
    dateOrder: options.dateFormat ?? null,
  };
}

/** What a person said about how their files are written. */
export function readOptions(options: ReadingOptions): ReadOptions {
  return { delimiter: options.delimiter ?? null, encoding: options.encoding ?? null };
}
