import type { IcpDocument } from "../../icp/document.ts";
import { keyKinds } from "../../ingest/key-columns.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import type { Database } from "../../warehouse/database.ts";
import type { KeptSource } from "../../warehouse/kept/source.ts";
import { layAlready } from "../already/lay-already.ts";
import { type List, lookAt } from "../match/list.ts";
import { layTogether } from "./list/lay-together.ts";
import { customersIn } from "./list/suppressed.ts";
import { buildOptions } from "./said.ts";
import { type ScoredList, scoredSources, viewList } from "./scored-list.ts";

/**
 * Query of the scored accounts that are customers, have a deal open, or have left, by the customers and deals that the workspace keeps: `source`,
 * `key`, `already`. Null where nothing tells, and for the goal `retention`, whose accounts are customers all.
 *
 * @param scored where they were looked over already
 */
export async function alreadyKept(
  database: Database,
  { goal, input }: IcpDocument,
  sources: readonly KeptSource[],
  scored: ScoredList | null = null,
): Promise<string | null> {
  const of = (role: KeptSource["role"]): readonly KeptSource[] => sources.filter((source) => source.role === role);
  if (goal === "retention" || scoredSources(sources).length === 0 || of("deals").length + of("customers").length === 0)
    return null;
  const options = buildOptions(sources);
  const lists = async (role: "deals" | "customers"): Promise<List[]> => {
    const found: List[] = [];
    for (const source of of(role)) {
      const { raw } = await layTogether(database, role, [source], `already_${source.source}`);
      found.push(await lookAt(database, raw, role === "deals" ? "deals" : "companies or people", options));
    }
    return found.filter(({ keys }) => keyKinds(keys).length > 0);
  };
  const deals = await lists("deals");
  const own = await lists("customers");
  const known = own.length === 0 ? null : await customersIn(database, own, options, []);
  const together = scored ?? (await viewList(database, scoredSources(sources), options, "already_scored"));
  const rows = await layAlready(
    database,
    together.list.raw,
    { deals, customers: known?.table ?? null },
    options,
    input.outcome,
    together.list,
  );
  if (rows === null) return null;
  return `SELECT o.source, o."key", y.already FROM ${quoteIdentifier(rows.table)} y JOIN ${quoteIdentifier(together.of)} o ON o."row" = y.__row`;
}
