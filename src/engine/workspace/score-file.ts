import type { IcpDocument } from "../../icp/document.ts";
import { parseIcp } from "../../icp/parse.ts";
import type { Database } from "../../warehouse/database.ts";
import { layAlready } from "../already/lay-already.ts";
import { layCustomers } from "../filter/customers.ts";
import { type KeptForScore, type ScoreRequest, type ScoreSummary, scoreOn } from "../score.ts";
import { askedVersion } from "./in-force-file.ts";
import { keptLists } from "./kept-lists.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

export interface ScoreGivenRequest extends Omit<ScoreRequest, "icp"> {
  readonly product: string;
  /** Number, id, or the beginning of an id; null: the version in force. */
  readonly version: string | null;
}

/**
 * Scores a file of accounts by a version of a workspace, without importing it. Who of them is a customer, has a deal open or was active is told
 * by what the workspace keeps.
 *
 * @throws InputError where no version is in force and none is named
 */
export async function scoreGiven(
  workspace: Workspace,
  { product, version: which, ...request }: ScoreGivenRequest,
  effects: WorkspaceEffects,
): Promise<ScoreSummary & { readonly number: number }> {
  const version = await askedVersion(workspace.store, product, which);
  const { document } = parseIcp(version.document, `version ${version.number}`);
  const database = await workspace.warehouse.work();
  const summary = await scoreOn(database, document, request, effects, (own) => keptForScore(database, own));
  return { ...summary, number: version.number };
}

/** What a workspace tells of the companies of a list. */
export async function keptForScore(database: Database, document: IcpDocument): Promise<KeptForScore> {
  const { customers, deals, events, options } = await keptLists(database, document, {});
  // A profile of who stays is about customers.
  const telling = document.goal === "retention" ? [] : deals.map(({ list }) => list);
  const known =
    document.goal === "retention" || customers.length === 0 ? null : await layCustomers(database, customers, options);
  return {
    events,
    options,
    already: (list) =>
      layAlready(database, list, { deals: telling, customers: known?.table ?? null }, options, document.input.outcome),
  };
}
