import { Link } from "@tanstack/react-router";
import type { AccountTold } from "../api/accounts.ts";
import { useLine } from "../app/line.ts";
import { capital, countText, dayText } from "../app/words.ts";
import { Section } from "../page/section.tsx";
import { SimpleTable } from "./simple-table.tsx";
import { placeOf, told } from "./stays.ts";

/** Which lists it entered, moved within and left, and why, the newest first. */
export function ListHistory({ lists }: Pick<AccountTold, "lists">) {
  const line = useLine();
  if (lists.length === 0) return null;
  const now = lists.filter(({ left }) => left === null);
  const rows = lists.flatMap(told).toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const lead =
    now.length === 0
      ? "on none now"
      : `now on ${now.map((one) => `${one.name}, ${placeOf(one.tier)}${one.frozen ? " (frozen)" : ""}`).join("; ")}`;
  return (
    <Section id="lists" title="Lists" lead={lead}>
      <SimpleTable
        title="Lists"
        columns={[{ head: "list" }, { head: "what" }, { head: "why" }, { head: "day", number: true }]}
        rows={rows.map(({ list, at, what, why }, place) => ({
          key: `${place} ${list.list} ${at}`,
          cells: [
            list.icp === line ? (
              <Link
                key="list"
                to="/lists/$name"
                params={{ name: list.name }}
                className="font-semibold text-accent underline underline-offset-4"
              >
                {list.name}
              </Link>
            ) : (
              <span key="list">
                <strong>{list.name}</strong> <span className="text-soft">of {list.icp}</span>
              </span>
            ),
            what,
            capital(why),
            dayText(at),
          ],
        }))}
      />
      {lists.length > 1 ? <p className="mt-2 text-sm text-soft">{countText(lists.length, "stay")} in all.</p> : null}
    </Section>
  );
}
