import type { Candidate, SetAside } from "../../ingest/facts.ts";
import type { IngestOptions } from "../../ingest/options.ts";
import type { Database } from "../../warehouse/database.ts";
import { decideAbout } from "./about.ts";
import { reasonsFor, sortColumns } from "./candidates.ts";
import { type CleanUp, cycleSql, findCleanUps } from "./clean-ups.ts";
import { readAmounts } from "./deals.ts";
import { createFacts } from "./facts-table.ts";
import { TAKEN } from "./fates.ts";
import { fillFlat } from "./filled.ts";
import type { Given } from "./given.ts";
import { applyHistory, type HistoryRead } from "./history.ts";
import { namesCompany, type Seen } from "./look.ts";
import { moneySql } from "./money.ts";
import type { Names } from "./rows.ts";
import type { Rules } from "./rules.ts";

/** The table of facts as it was laid. */
export interface Laid {
  readonly table: string;
  /** The same columns of the open deals of new business, as their accounts are known now. */
  readonly open: string;
  /** The same with the open deals; null where they were not asked for. */
  readonly withOpen: string | null;
  readonly candidates: readonly Candidate[];
  readonly setAside: readonly SetAside[];
  readonly history: HistoryRead;
  readonly cleanUps: readonly CleanUp[];
}

/**
 * Lays the table of facts from the deals that count: money, cycles, and every column that may be an attribute, as it was known when the deal was
 * created where a field history tells. What a column of a flat table is about is told by `settleColumns`.
 */
export async function layFacts(
  database: Database,
  names: Names,
  given: Given,
  { deals, accounts, rules }: { readonly deals: Seen; readonly accounts: Seen | null; readonly rules: Rules },
  options: IngestOptions,
): Promise<Laid> {
  const reasons = reasonsFor(deals, accounts, rules, given.ignored, given.order);
  const { sources, setAside } = sortColumns(deals, accounts, reasons, options.against);
  const table = `${given.deals.table}_facts`;
  await readAmounts(database, names);
  const cleanUps = await findCleanUps(database, names.deals, `fate = '${TAKEN}'`);
  const cycle = cycleSql(cleanUps, rules.dates.exact);
  const money = await moneySql(database, names, rules.money, options.rates);
  const raw = { deals: given.deals.table, accounts: given.accounts?.table ?? null };
  await createFacts(database, names, table, raw.deals, raw.accounts, sources, cycle, money);
  const open = `${given.deals.table}_open`;
  await createFacts(database, names, open, raw.deals, raw.accounts, sources, cycle, money, "open");
  const history = await applyHistory(database, names, table, given.histories, sources, accounts !== null, given.named);
  const withOpen = options.openToo ? `${table}_with_open` : null;
  if (withOpen !== null) {
    await createFacts(database, names, withOpen, raw.deals, raw.accounts, sources, cycle, money, "both");
    await applyHistory(database, names, withOpen, given.histories, sources, accounts !== null, given.named);
  }
  const candidates = sources.map(({ candidate }) => candidate);
  return { table, open, withOpen, candidates, setAside, history, cleanUps };
}

/** In a flat table: tells which columns are about the company, and fills these from the company's other deals. */
export async function settleColumns(
  database: Database,
  names: Names,
  { table, withOpen, candidates }: Laid,
  deals: Seen,
): Promise<readonly Candidate[]> {
  const settled = await decideAbout(database, names, table, candidates, namesCompany(deals));
  const fillable = settled.filter(({ about }) => about === "account");
  await fillFlat(database, names, table, deals.raw.table, fillable);
  if (withOpen !== null) await fillFlat(database, names, withOpen, deals.raw.table, fillable);
  return settled;
}
