import { parseIcp } from "../../icp/parse.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { FilterRequest } from "../filter/request.ts";
import { type FilterSummary, filterOn } from "../filter.ts";
import { askedVersion } from "./in-force-file.ts";
import { keptLists } from "./kept-lists.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

export interface FilterBatchRequest extends Omit<FilterRequest, "icp"> {
  readonly product: string;
  /** Number, id, or the beginning of an id; null: the version in force. */
  readonly version: string | null;
  /** What is said now of the columns' meaning; it goes before what was said at import. */
  readonly typed: Partial<IngestOptions>;
}

/**
 * `filter` by a version of a workspace: the customers, deals, accounts, contacts and events that it keeps say whom not to touch, and files that
 * are given beside them say more.
 *
 * @throws InputError where no version is in force and none is named
 */
export async function filterBatch(
  workspace: Workspace,
  { product, version: which, typed, ...request }: FilterBatchRequest,
  effects: WorkspaceEffects,
): Promise<FilterSummary & { readonly number: number }> {
  const version = await askedVersion(workspace.store, product, which);
  const { document } = parseIcp(version.document, `version ${version.number}`);
  const database = await workspace.warehouse.work();
  const summary = await filterOn(database, document, request, effects, (own) => keptLists(database, own, typed));
  return { ...summary, number: version.number };
}
