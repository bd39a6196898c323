import { basename } from "node:path";
import { NotFoundError } from "../../errors.ts";
import { type EntriesWanted, entryCounts, entryPage, type ListEntry } from "../../store/list-entries.ts";
import { type List, listsOf } from "../../store/lists.ts";
import { detailsOf, type EntryDetails } from "./list/entries.ts";
import { toldExcluded } from "./list/exclude-names.ts";
import { type LastMade, type ListSpec, specOf } from "./list/spec.ts";
import { findList } from "./list.ts";
import type { Workspace } from "./workspace.ts";

/** A list, how it is made and whom it holds. */
export interface ToldList {
  readonly name: string;
  readonly icp: string;
  readonly created_at: Date;
  readonly created_by: string;
  readonly made_at: Date | null;
  readonly frozen_at: Date | null;
  readonly spec: Omit<ListSpec, "exclude" | "seed" | "teams"> & {
    /** Base name of a file of owners and teams that a command named. */
    readonly teams_file: string | null;
    readonly exclude: readonly string[];
    /** Base names of files elsewhere that a command named. */
    readonly exclude_files: readonly string[];
  };
  /** What it was made of last; null before the first time. */
  readonly made: Pick<LastMade, "number" | "accounts" | "high" | "provisional"> | null;
  readonly counts: Readonly<Record<"A" | "B" | "C" | "control", number>>;
}

/** The lists of a profile, by name. */
export async function tellLists(workspace: Workspace, icp: string): Promise<readonly ToldList[]> {
  const told: ToldList[] = [];
  for (const list of await listsOf(workspace.store.db, icp)) told.push(await tellList(workspace, list));
  return told;
}

/** A list of a profile. @throws NotFoundError */
export async function requireList(workspace: Workspace, icp: string, name: string): Promise<List> {
  const list = await findList(workspace, icp, name);
  if (list === null) throw new NotFoundError(`there is no list ${name}`);
  return list;
}

export async function tellList(workspace: Workspace, list: List): Promise<ToldList> {
  const { spec, made } = specOf(list);
  const { exclude, seed: _, teams, ...rest } = spec;
  const { names, files } = await toldExcluded(workspace, list.name, exclude);
  const counted = await entryCounts(workspace.store.db, list.id);
  const of = (tier: ListEntry["tier"]): number => counted.find((one) => one.tier === tier)?.accounts ?? 0;
  const { name, icp, created_at, created_by, made_at, frozen_at } = list;
  return {
    ...{ name, icp, created_at, created_by, made_at, frozen_at },
    spec: { ...rest, exclude: names, exclude_files: files, teams_file: teams === null ? null : basename(teams) },
    made:
      made === null
        ? null
        : { number: made.number, accounts: made.accounts, high: made.high, provisional: made.provisional },
    counts: { A: of("A"), B: of("B"), C: of("C"), control: of(null) },
  };
}

/** An account on a list, as it was when the list was made last. */
export interface ToldEntry extends Omit<EntryDetails, "moves" | "ids" | "team"> {
  readonly source: string;
  readonly key: string;
  readonly ids: Readonly<Record<string, string>>;
  readonly tier: ListEntry["tier"];
  readonly rank: number | null;
  readonly control: boolean;
  readonly action: string | null;
  readonly owner: string | null;
  /** Null where the list tells no teams. */
  readonly team: string | null;
  readonly entered_at: Date;
  readonly entered_why: string;
  /** Why it stands where it stands. */
  readonly why: string;
}

/** A part of whom a list holds, in its order. */
export async function tellEntries(
  { store }: Workspace,
  list: List,
  wanted: Omit<EntriesWanted, "list">,
): Promise<{ readonly items: readonly ToldEntry[]; readonly total: number }> {
  const { items, total } = await entryPage(store.db, { list: list.id, ...wanted });
  return { items: items.map(toldEntry), total };
}

function toldEntry(entry: ListEntry): ToldEntry {
  const { moves = [], team = null, ...details } = detailsOf(entry);
  const at = entry.account.indexOf(":");
  const { tier, rank, control, action, owner, entered_at, entered_why } = entry;
  return {
    ...details,
    ...{ source: entry.account.slice(0, at), key: entry.account.slice(at + 1) },
    ...{ tier, rank, control, action, owner, team, entered_at, entered_why, why: moves.at(-1)?.why ?? entered_why },
  };
}
