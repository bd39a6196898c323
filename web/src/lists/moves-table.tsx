import { capital, dayText } from "../app/words.ts";
import { type Column, DataTable } from "../components/data-table.tsx";
import type { Move } from "./types.ts";

const WHAT: Readonly<Record<Move["what"], string>> = { entered: "came", left: "went", moved: "changed tier" };

function tiers({ from, to, what }: Move): string {
  const at = (tier: string | null): string => (tier === "control" ? "aside" : (tier ?? "–"));
  return what === "entered" ? at(to) : what === "left" ? at(from) : `${at(from)} → ${at(to)}`;
}

const COLUMNS: readonly Column<Move>[] = [
  { id: "what", head: "what", width: 104, cell: ({ what }) => <strong>{WHAT[what]}</strong> },
  { id: "tier", head: "tier", width: 76, cell: tiers },
  { id: "name", head: "account", width: 220, cell: ({ name, account }) => name ?? account },
  {
    id: "why",
    head: "why",
    cell: ({ why }) => <span title={why}>{capital(why)}</span>,
  },
  { id: "at", head: "when", width: 150, cell: ({ at }) => <span className="text-soft">{dayText(at)}</span> },
];

/** What happened to accounts of a list, each with the reason. */
export function MovesTable({ title, moves, empty }: MovesTableProps) {
  return (
    <DataTable
      title={title}
      columns={COLUMNS}
      rows={moves}
      keyOf={({ account, at, what, to }) => `${account} ${at} ${what} ${to}`}
      total={moves.length}
      empty={<p className="text-soft">{empty}</p>}
    />
  );
}

interface MovesTableProps {
  readonly title: string;
  readonly moves: readonly Move[];
  readonly empty: string;
}
