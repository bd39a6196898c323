import { DEFAULT_OPTIONS } from "../../ingest/options.ts";
import type { AuditSummary } from "../audit.ts";
import type { FilterSummary } from "../filter.ts";
import { auditKept } from "./audit.ts";
import { filterBatch } from "./filter.ts";
import { AS_KEPT } from "./kept-request.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/** A file that somebody sent, to be read by a version. */
export interface GivenBatch {
  readonly icp: string;
  /** Number or id; null: the version in force. */
  readonly version: string | null;
  readonly path: string;
}

const READ = { ingest: DEFAULT_OPTIONS, reading: AS_KEPT, mapFile: "none", valueMap: null, typed: {} } as const;

export interface FilterGiven extends GivenBatch {
  readonly keep: string;
  readonly drop: string;
  /** Fit below which a row is dropped; null: the profile's medium level. */
  readonly below: number | null;
  readonly readmitChurned: boolean;
}

/** Filters a file against what the workspace keeps. @throws InputError for a file that cannot be read or names no companies */
export function filterGiven(
  workspace: Workspace,
  { icp: product, version, path, keep, drop, below, readmitChurned }: FilterGiven,
  effects: WorkspaceEffects,
): Promise<FilterSummary & { readonly number: number }> {
  const files = { customers: [], openDeals: [], accounts: [], contacts: [], contacted: [], exclude: [] };
  const request = {
    product,
    version,
    batch: [path],
    keep,
    drop,
    ledger: null,
    below,
    files,
    readmitChurned,
    raw: false,
  };
  return filterBatch(workspace, { ...READ, ...request }, effects);
}

/** Holds a file against a version; null for the path: the deals that the workspace keeps. @throws InputError */
export function auditGiven(
  workspace: Workspace,
  {
    icp: product,
    version,
    path,
    by,
  }: Omit<GivenBatch, "path"> & { readonly path: string | null; readonly by: string | null },
  effects: WorkspaceEffects,
): Promise<AuditSummary & { readonly number: number }> {
  const request = { product, version, files: path === null ? [] : [path], accounts: [], by, out: null };
  return auditKept(workspace, { ...READ, ...request }, effects);
}
