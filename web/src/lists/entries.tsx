import { useNavigate } from "@tanstack/react-router";
import { useDeferredValue, useState } from "react";
import { usePages } from "../api/pages.ts";
import { ACTION_WORDS } from "../app/actions.ts";
import { useLine } from "../app/line.ts";
import { hasPlace } from "../app/navigation.ts";
import { termHint } from "../app/term.tsx";
import { type Column, DataTable } from "../components/data-table.tsx";
import { type Level, LevelBadge } from "../components/level-badge.tsx";
import { CAPACITY, type Entries, type Entry, type List } from "./types.ts";

const COLUMNS: readonly Column<Entry>[] = [
  {
    id: "tier",
    head: "tier",
    hint: termHint("tier"),
    width: 48,
    cell: ({ tier, control }) => (control ? <span className="text-soft">aside</span> : <strong>{tier}</strong>),
  },
  {
    id: "name",
    head: "account",
    width: 220,
    cell: ({ name, website, key }) => (
      <>
        <strong>{name ?? key}</strong> <span className="text-soft">{website}</span>
      </>
    ),
  },
  { id: "fit", head: "fit", hint: termHint("fit"), number: true, width: 44, cell: ({ fit }) => fit },
  {
    id: "action",
    head: "what to do",
    hint: termHint("action"),
    width: 84,
    cell: ({ action }) => (action === null ? "" : <span title={wordsOf(action)}>{action}</span>),
  },
  {
    id: "level",
    head: "level",
    hint: termHint("level"),
    width: 92,
    cell: ({ level }) => <LevelBadge level={level as Level} />,
  },
  {
    id: "timing",
    head: "timing",
    hint: termHint("timing"),
    number: true,
    width: 64,
    cell: ({ timing }) => timing ?? "",
  },
  { id: "rank", head: "rank", number: true, width: 56, cell: ({ rank }) => rank?.toLocaleString() ?? "" },
  { id: "owner", head: "owner", width: 120, cell: ({ owner }) => owner ?? <span className="text-soft">nobody</span> },
  {
    id: "why",
    head: "why it stands here",
    cell: ({ why }) => (
      <span className="text-soft" title={why}>
        {why}
      </span>
    ),
  },
];

function wordsOf(action: string): string {
  return Object.entries(ACTION_WORDS).find(([name]) => name === action)?.[1] ?? "";
}

const LIMIT = 200;

/** Whom a list holds, by tier and rank; by tier, owner, words. */
export function EntriesTable({ list }: { readonly list: List }) {
  const line = useLine();
  const navigate = useNavigate();
  const [tier, setTier] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const q = useDeferredValue(typed.trim());
  const path = `/api/lists/${encodeURIComponent(list.name)}`;
  const { rows, total, more, loading, fault, retry } = usePages<Entry, Entries>(path, { line, tier, q }, LIMIT);
  const [a, b] = list.spec.capacity ?? CAPACITY;
  const tiers = [
    { id: "A", name: `A ${list.counts.A.toLocaleString()} of ${a.toLocaleString()}` },
    { id: "B", name: `B ${list.counts.B.toLocaleString()} of ${b.toLocaleString()}` },
    { id: "C", name: `C ${list.counts.C.toLocaleString()}` },
    ...(list.counts.control === 0 ? [] : [{ id: "none", name: `aside ${list.counts.control.toLocaleString()}` }]),
  ];
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">Tier</legend>
          {tiers.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              aria-pressed={tier === id}
              onClick={() => setTier(tier === id ? null : id)}
              className="min-h-8 rounded-full border border-edge px-3 aria-pressed:border-accent aria-pressed:bg-tint aria-pressed:font-semibold aria-pressed:text-accent max-md:min-h-10"
            >
              {name}
            </button>
          ))}
        </fieldset>
        <input
          type="search"
          aria-label="Find on this list"
          placeholder="Name or website"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          className="min-h-8 w-56 rounded-md border border-edge bg-paper px-3 placeholder:text-soft max-md:min-h-10 max-md:w-full max-md:text-lg"
        />
      </div>
      <DataTable
        title={`Accounts on ${list.name}`}
        columns={COLUMNS}
        rows={rows}
        keyOf={({ source, key }) => `${source}:${key}`}
        total={total}
        more={more}
        loading={loading}
        fault={fault}
        onRetry={retry}
        {...(hasPlace("/accounts")
          ? {
              onOpen: ({ source, key }: Entry) =>
                void navigate({ to: `/accounts/${encodeURIComponent(source)}/${encodeURIComponent(key)}` as "/" }),
            }
          : {})}
        empty={
          <p className="text-soft">
            {q !== "" || tier !== null
              ? "No account of this list is like that."
              : "Nobody is on it: no account at high fit meets the conditions, or all of them are left out."}
          </p>
        }
      />
    </>
  );
}
