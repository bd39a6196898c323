import { InputError } from "../../../errors.ts";
import { domainOf } from "../../../ingest/domain.ts";
import { cellSql } from "../../../ingest/keys.ts";
import { quoteText } from "../../../sql/quote.ts";
import { entriesNow, entryHistory } from "../../../store/list-entries.ts";
import { type List, listsOf } from "../../../store/lists.ts";
import { keptSources, rawName } from "../../../warehouse/kept/source.ts";
import { idColumns } from "../../headers.ts";
import type { Workspace } from "../workspace.ts";
import { detailsOf } from "./entries.ts";

/** Something that happened to an account on a list. */
export interface Happened {
  readonly list: string;
  readonly account: string;
  readonly name: string | null;
  readonly what: "entered" | "left" | "moved";
  /** ISO time. */
  readonly at: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly why: string;
}

type Entry = Awaited<ReturnType<typeof entriesNow>>[number];

/** What an entry tells, in the order in which it happened. */
export function happenedOf(list: string, entry: Entry): Happened[] {
  const { name, moves = [] } = detailsOf(entry);
  const own = { list, account: entry.account, name };
  const [move] = moves;
  const shown = (move === undefined ? entry.tier : move.from) ?? "control";
  return [
    { ...own, what: "entered", at: entry.entered_at.toISOString(), from: null, to: shown, why: entry.entered_why },
    ...moves.map(({ at, from, to, why }): Happened => ({ ...own, what: "moved", at, from, to, why })),
    ...(entry.left_at === null
      ? []
      : [
          {
            ...own,
            what: "left" as const,
            ...{ at: entry.left_at.toISOString(), from: entry.tier, to: null, why: entry.left_why ?? "" },
          },
        ]),
  ];
}

/**
 * Why an account entered lists and left them, the oldest first.
 *
 * @param named its id, website or name, as its row has it @throws InputError where no account is called so
 */
export async function historyOf(workspace: Workspace, icp: string, named: string): Promise<readonly Happened[]> {
  const { db } = workspace.store;
  const names = new Map((await listsOf(db, icp)).map(({ id, name }) => [id, name]));
  const accounts = [...new Set([named, ...(await accountsNamed(workspace, named))])];
  const found: Happened[] = [];
  for (const account of accounts)
    for (const entry of await entryHistory(db, { account })) {
      const list = names.get(entry.list);
      if (list !== undefined) found.push(...happenedOf(list, entry));
    }
  if (found.length === 0 && accounts.length === 1)
    throw new InputError(`there is no account ${named}: give its id, website or name`);
  return found.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Accounts whose ids, website or name are these. */
async function accountsNamed({ warehouse }: Workspace, named: string): Promise<readonly string[]> {
  const database = await warehouse.work();
  try {
    const accounts: string[] = [];
    const wanted = named.trim().toLowerCase();
    const domain = wanted.includes(".") ? domainOf(wanted) : null;
    for (const source of await keptSources(database)) {
      if (source.role !== "accounts" && source.role !== "universe") continue;
      const cells = idColumns(source.columns).map((header) => cellSql(header));
      if (cells.length === 0) continue;
      const same = cells.map((cell) => `lower(${cell}) = ${quoteText(wanted)}`);
      const web =
        domain === null
          ? []
          : cells.map(
              (cell) =>
                `regexp_replace(lower(${cell}), '^(https?://)?(www\\.)?|[/?#].*$', '', 'g') = ${quoteText(domain)}`,
            );
      const rows = await database.rows<{ key: string }>(
        `SELECT DISTINCT __key AS "key" FROM ${rawName(source)} WHERE ${[...same, ...web].join(" OR ")} ORDER BY 1`,
      );
      accounts.push(...rows.map(({ key }) => `${source.source}:${key}`));
    }
    return accounts;
  } finally {
    database.close();
  }
}

/** What happened on a list from a day on. */
export async function happenedSince({ store }: Workspace, list: List, day: string): Promise<readonly Happened[]> {
  const entries = await entryHistory(store.db, { list: list.id });
  return entries
    .flatMap((entry) => happenedOf(list.name, entry))
    .filter(({ at }) => at >= day)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.account < b.account ? -1 : 1));
}

/** A list held against another: who is on this one only, on the other only, or in another tier; with the reasons that this list knows. */
export async function heldAgainst({ store }: Workspace, list: List, other: List): Promise<readonly Happened[]> {
  const [own, theirs] = [await entriesNow(store.db, list.id), await entriesNow(store.db, other.id)];
  const past = new Map((await entryHistory(store.db, { list: list.id })).map((entry) => [entry.account, entry]));
  const before = new Map(theirs.map((entry) => [entry.account, entry]));
  const here = new Set(own.map(({ account }) => account));
  const changes = own.flatMap((entry): Happened[] => {
    const was = before.get(entry.account);
    const told = happenedOf(list.name, entry);
    if (was === undefined)
      return told.filter(({ what }) => what === "entered").map((one) => ({ ...one, to: entry.tier }));
    if (was.tier === entry.tier) return [];
    const last = told.at(-1)!;
    return [{ ...last, what: "moved", from: was.tier, to: entry.tier }];
  });
  const gone = theirs
    .filter(({ account }) => !here.has(account))
    .map((entry): Happened => {
      const then = past.get(entry.account);
      const why = then?.left_why ?? `has never been on ${list.name}`;
      const at = (then?.left_at ?? entry.entered_at).toISOString();
      return {
        list: list.name,
        account: entry.account,
        name: detailsOf(entry).name,
        what: "left",
        at,
        from: entry.tier,
        to: null,
        why,
      };
    });
  return [...changes, ...gone];
}
