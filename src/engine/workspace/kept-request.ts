import { InputError } from "../../errors.ts";
import type { Role } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { ReadOptions } from "../../warehouse/files/read.ts";
import type { Wishes } from "../complete.ts";
import type { InputFiles } from "../input-files.ts";
import type { TableSource } from "../table-source.ts";
import { buildOptions } from "./said.ts";
import type { Workspace } from "./workspace.ts";
import { keptFiles, sourcesOf, workspaceSource } from "./workspace-source.ts";

/** What a verb on files is asked for when its rows are those that a workspace keeps. */
export interface KeptRequest {
  readonly files: InputFiles;
  readonly ingest: IngestOptions;
  readonly reading: ReadOptions;
  readonly wishes: Wishes;
  readonly source: TableSource;
}

/** How kept rows are read: as was said at import. */
export const AS_KEPT: ReadOptions = { delimiter: null, encoding: null, sheets: { named: [], byFile: {} } };

/** The kept rows as files of a request; `roles` leaves some out, `typed` goes before what was said at import. */
export async function keptRequest(
  { warehouse }: Workspace,
  roles?: readonly Role[],
  typed: Partial<IngestOptions> = {},
): Promise<KeptRequest> {
  const sources = await sourcesOf(warehouse);
  return {
    files: keptFiles(roles === undefined ? sources : sources.filter(({ role }) => roles.includes(role))),
    ingest: buildOptions(sources, typed),
    reading: AS_KEPT,
    wishes: { map: "none", rates: null, typed: [] },
    source: workspaceSource(warehouse, roles),
  };
}

/** @throws InputError where the workspace holds no deals */
export function requireKeptDeals({ files }: Pick<KeptRequest, "files">): void {
  if (files.deals.length === 0)
    throw new InputError("the workspace holds no deals, so none is newer: openicp import Opportunity.csv");
}
