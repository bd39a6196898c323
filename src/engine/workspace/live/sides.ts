import { NotFoundError } from "../../../errors.ts";
import { entriesAt, type ListEntry } from "../../../store/list-entries.ts";
import { listsOf } from "../../../store/lists.ts";
import type { Db } from "../../../store/store.ts";
import { detailsOf } from "../list/entries.ts";
import type { LiveTest } from "./shapes.ts";

/** An account on one side of a test. */
export interface SideAccount {
  readonly ids: Readonly<Record<string, string>>;
  readonly name: string | null;
  readonly website: string | null;
  readonly control: boolean;
}

/** Who stood on which side as the test started. Accounts that were erased since are gone. @throws NotFoundError where the list is gone */
export async function sidesOf(
  db: Db,
  icp: string,
  { list_id, started_at }: Pick<LiveTest, "list_id" | "started_at">,
): Promise<readonly SideAccount[]> {
  if (!(await listsOf(db, icp)).some(({ id }) => id === list_id))
    throw new NotFoundError("the list of this test is gone");
  const at = new Date(started_at);
  return (await entriesAt(db, list_id, at)).map((entry) => {
    const { ids, name, website } = detailsOf(entry);
    return { ids, name, website, control: tierAt(entry, started_at) === null };
  });
}

/** The tier at a moment: where it changed later, the one that it then left. */
function tierAt(entry: ListEntry, at: string): string | null {
  const later = (detailsOf(entry).moves ?? []).find((move) => move.at > at);
  return later === undefined ? entry.tier : later.from;
}
