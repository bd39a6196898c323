import type { IngestOptions } from "../../ingest/options.ts";
import type { ReadOptions } from "../../warehouse/files/read.ts";
import type { MapSource } from "../map-file.ts";

/** Files that say whom not to touch. */
export interface SuppressionFiles {
  readonly customers: readonly string[];
  readonly openDeals: readonly string[];
  readonly accounts: readonly string[];
  readonly contacts: readonly string[];
  readonly contacted: readonly string[];
  readonly exclude: readonly string[];
}

export interface FilterRequest {
  readonly batch: readonly string[];
  readonly icp: string;
  readonly keep: string;
  readonly drop: string;
  readonly ledger: string | null;
  /** Fit below which a row is dropped; null: the document's medium level, where its score separates reliably. */
  readonly below: number | null;
  readonly files: SuppressionFiles;
  /** Files of what happened at the companies of the batch: who is highly active is not dropped for low fit. */
  readonly events?: readonly string[];
  readonly readmitChurned: boolean;
  /** Cells go out as they came, formulas included. */
  readonly raw: boolean;
  readonly ingest: IngestOptions;
  readonly reading: ReadOptions;
  /** Where a mapping file is looked for, whose columns are read. */
  readonly mapFile: MapSource;
  /** Path of a value map; null without one. */
  readonly valueMap: string | null;
}
