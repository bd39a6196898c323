import { entriesNow, entryColumns, entryPage, type ListEntry } from "../../../store/list-entries.ts";
import type { List } from "../../../store/lists.ts";
import { writeWhole } from "../../write.ts";
import type { Workspace } from "../workspace.ts";
import { csvText } from "./csv.ts";
import { detailsOf } from "./entries.ts";
import { specOf } from "./spec.ts";

const ORDER = ["A", "B", "C"];

/** By tier, then rank; the control last. */
export function inOrder(entries: readonly ListEntry[]): readonly ListEntry[] {
  const place = ({ tier }: ListEntry): number => (tier === null ? ORDER.length : ORDER.indexOf(tier));
  return entries.toSorted(
    (a, b) => place(a) - place(b) || (a.rank ?? 0) - (b.rank ?? 0) || (a.account < b.account ? -1 : 1),
  );
}

const OWN = [
  ...["account", "name", "website", "owner", "fit", "level", "timing", "segment", "action", "tier", "rank", "control"],
  ...["why", "entered"],
];

/** Writes the header of a list, and then its entries. @param ids headers of their ids @param teamed some are of a team */
function rowsOf(list: List, { ids, teamed }: { readonly ids: readonly string[]; readonly teamed: boolean }) {
  const { made } = specOf(list);
  const mark = made?.provisional === true ? " (provisional)" : "";
  const taken = new Set(OWN);
  const heads = ids.map((id) => (taken.has(id.toLowerCase()) ? `account_${id}` : id));
  const [first, ...rest] = OWN;
  const columns = teamed ? rest.flatMap((one) => (one === "owner" ? [one, "team"] : [one])) : rest;
  return {
    head: [first!, ...heads, ...columns],
    row: (entry: ListEntry) => {
      const { name, website, ids: own, fit, level, timing, segment, team, moves } = detailsOf(entry);
      const why = moves?.at(-1)?.why ?? entry.entered_why;
      return [
        ...[entry.account, ...ids.map((id) => own[id] ?? null), name, website, entry.owner],
        ...(teamed ? [team ?? null] : []),
        ...[fit, level, timing, segment],
        ...[entry.action, entry.tier === null ? null : `${entry.tier}${mark}`, entry.rank],
        ...[entry.control ? "control" : null, why, entry.entered_at.toISOString().slice(0, 10)],
      ];
    },
  };
}

/** A list as CSV: what was known when it was made, so that a list that is not made again gives the same bytes. */
export function listCsv(list: List, entries: readonly ListEntry[], raw: boolean): string {
  const shown = inOrder(entries);
  const ids = [...new Set(shown.flatMap((entry) => Object.keys(detailsOf(entry).ids)))].sort();
  const teamed = shown.some((entry) => detailsOf(entry).team !== undefined);
  const { head, row } = rowsOf(list, { ids, teamed });
  return csvText([head, ...shown.map(row)], raw);
}

const AT_ONCE = 5_000;

/** The same as it stands in the store, piece by piece; no cell is a formula to a spreadsheet. */
export async function* listCsvPieces({ store }: Workspace, list: List): AsyncGenerator<string> {
  const { head, row } = rowsOf(list, await entryColumns(store.db, list.id));
  yield csvText([head], false);
  const all = { list: list.id, tiers: [], owner: null, action: null, words: "" };
  for (let offset = 0; ; offset += AT_ONCE) {
    const { items } = await entryPage(store.db, { ...all, limit: AT_ONCE, offset });
    if (items.length > 0) yield csvText(items.map(row), false);
    if (items.length < AT_ONCE) return;
  }
}

/** Writes a list as it stands. Gives the rows written. */
export async function exportList({ store }: Workspace, list: List, out: string, raw: boolean): Promise<number> {
  const entries = await entriesNow(store.db, list.id);
  await writeWhole(out, listCsv(list, entries, raw));
  return entries.length;
}
