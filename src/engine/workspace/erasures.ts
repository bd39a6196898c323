import { erasureList } from "../../warehouse/kept/erased.ts";
import type { Workspace } from "./workspace.ts";

/** An erasure, without whose it was. */
export interface Erasure {
  /** ISO time. */
  readonly erased_at: string;
  /** Ids, websites and addresses that it put on the list of the erased, each as a salted hash, by what they named. */
  readonly account: number;
  readonly person: number;
  readonly deal: number;
}

/** What is on the list of the erased, the newest erasure first. */
export async function erasures({ warehouse }: Workspace): Promise<readonly Erasure[]> {
  const database = await warehouse.work();
  try {
    const { entries } = await erasureList(database);
    const times = [...new Set(entries.map(({ erased_at }) => erased_at))].sort().reverse();
    return times.map((erased_at) => {
      const of = (kind: string): number =>
        entries.filter((one) => one.erased_at === erased_at && one.kind === kind).length;
      return { erased_at, account: of("account"), person: of("person"), deal: of("deal") };
    });
  } finally {
    database.close();
  }
}
