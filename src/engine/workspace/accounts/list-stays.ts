import { entryHistory } from "../../../store/list-entries.ts";
import { listsOf } from "../../../store/lists.ts";
import { detailsOf } from "../list/entries.ts";
import type { Workspace } from "../workspace.ts";
import type { ListStay } from "./shapes.ts";

/** Every stay of an account on lists, the oldest first. @param account `source:key` */
export async function listStays({ store }: Workspace, account: string): Promise<readonly ListStay[]> {
  const lists = new Map((await listsOf(store.db)).map((list) => [list.id, list]));
  return (await entryHistory(store.db, { account })).flatMap((entry) => {
    const list = lists.get(entry.list);
    if (list === undefined) return [];
    return [
      {
        ...{ list: list.id, name: list.name, icp: list.icp, frozen: list.frozen_at !== null },
        ...{ tier: entry.tier, control: entry.control },
        ...{ entered: entry.entered_at.toISOString(), why: entry.entered_why },
        moves: detailsOf(entry).moves ?? [],
        ...{ left: entry.left_at?.toISOString() ?? null, left_why: entry.left_why },
      },
    ];
  });
}
