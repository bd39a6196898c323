import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo } from "react";
import { FilterBar } from "../accounts/filter-bar.tsx";
import { type Filters, queryFor, SORT } from "../accounts/filters.ts";
import { site } from "../accounts/site.ts";
import { useRows } from "../accounts/use-rows.ts";
import { ViewBar } from "../accounts/view-bar.tsx";
import { setOwner, useOwner } from "../accounts/views.ts";
import { type Account, countsQuery } from "../api/accounts.ts";
import { addressOf } from "../api/ask.ts";
import { faultOf } from "../api/fault-error.ts";
import { useInForce } from "../app/in-force.ts";
import { levelOf } from "../app/levels.ts";
import { useLine } from "../app/line.ts";
import { NoProfile } from "../app/no-profile.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { useSession } from "../app/session.ts";
import { termHint } from "../app/term.tsx";
import { countText } from "../app/words.ts";
import { Button, buttonClass } from "../components/button.tsx";
import { type Column, DataTable } from "../components/data-table.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { LevelBadge } from "../components/level-badge.tsx";

const COLUMNS: readonly Column<Account>[] = [
  { id: "name", head: "account", sortable: true, cell: (row) => <Name row={row} /> },
  {
    id: "fit",
    head: "fit",
    hint: termHint("fit"),
    number: true,
    sortable: true,
    width: 64,
    cell: ({ fit }) => <strong>{fit ?? "–"}</strong>,
  },
  {
    id: "level",
    head: "level",
    hint: termHint("level"),
    sortable: true,
    width: 104,
    cell: ({ level }) => <LevelBadge level={levelOf(level)} />,
  },
  {
    id: "timing",
    head: "timing",
    hint: termHint("timing"),
    number: true,
    sortable: true,
    width: 80,
    wide: true,
    cell: ({ timing }) => timing ?? "–",
  },
  {
    id: "action",
    head: "action",
    hint: termHint("action"),
    sortable: true,
    width: 112,
    wide: true,
    cell: (row) => <Done row={row} />,
  },
  {
    id: "segment",
    head: "segment",
    hint: termHint("segment"),
    sortable: true,
    width: 224,
    wide: true,
    cell: ({ segment }) => <Soft text={segment} />,
  },
  { id: "owner", head: "owner", sortable: true, width: 128, wide: true, cell: ({ owner }) => <Soft text={owner} /> },
];

const keyOf = ({ source, key }: Account): string => `${source}:${key}`;

/** Every scored account: found, picked, sorted. What is picked stands in the address. */
export function AccountsPage() {
  const line = useLine();
  const inForce = useInForce();
  const filters = useSearch({ from: "/shell/accounts" });
  const navigate = useNavigate();
  const change = useCallback(
    (next: Filters): void => void navigate({ to: "/accounts", search: next, replace: true, resetScroll: false }),
    [navigate],
  );
  if (!inForce) return <NoProfile title="Accounts" />;
  return <Accounts line={line} filters={filters} change={change} />;
}

interface AccountsProps {
  readonly line: string;
  readonly filters: Filters;
  readonly change: (filters: Filters) => void;
}

function Accounts({ line, filters, change }: AccountsProps) {
  const navigate = useNavigate();
  // What a row leads to is fetched before somebody asks for it.
  useEffect(() => void import("./account.tsx"), []);
  const query = useMemo(() => queryFor(line, filters), [line, filters]);
  const { total, rowAt, onShow, first, loading, error, again, about } = useRows(query);
  const owners = useOwners(line);
  const columns = useMemo(() => (owners === null ? COLUMNS.filter(({ id }) => id !== "owner") : COLUMNS), [owners]);
  const open = useCallback(
    ({ source, key }: Account): void => void navigate({ to: "/accounts/$source/$key", params: { source, key } }),
    [navigate],
  );
  const sort = useCallback(
    (sort: string): void => {
      const { sort: _, ...rest } = filters;
      change(sort === SORT ? rest : { ...rest, sort });
    },
    [filters, change],
  );
  return (
    <>
      <PageTitle title="Accounts" lead={first ? "\u00a0" : countText(total, "account")}>
        {total === 0 ? null : (
          <a className={buttonClass()} href={addressOf("/api/accounts/export.csv", query)} download>
            Export as CSV
          </a>
        )}
      </PageTitle>
      <ViewBar filters={filters} owners={owners} onChange={change} />
      <FilterBar filters={filters} query={query} onChange={change} owned={owners !== null} />
      <DataTable
        title="Accounts"
        columns={columns}
        rowAt={rowAt}
        onShow={onShow}
        keyOf={keyOf}
        total={total}
        about={about}
        sort={filters.sort ?? SORT}
        onSort={sort}
        loading={first || loading}
        fault={error === null ? null : faultOf(error)}
        onRetry={again}
        onOpen={open}
        height="max(20rem, calc(100dvh - 18rem))"
        empty={<Nobody picked={Object.keys(filters).some((name) => name !== "sort")} onAll={() => change({})} />}
      />
    </>
  );
}

/** Stands for accounts where there are none: none was imported, or none is as somebody picked. */
function Nobody({ picked, onAll }: { readonly picked: boolean; readonly onAll: () => void }) {
  if (picked)
    return (
      <EmptyState title="No account is like that." text="Take away some of what is picked, or search for less.">
        <Button onClick={onAll}>Show all accounts</Button>
      </EmptyState>
    );
  return (
    <EmptyState
      title="No accounts are scored yet."
      text="Import the accounts of your CRM, or a list of companies that you could sell to, and score in Health."
    >
      <Link to="/import" className={buttonClass("main")}>
        Import accounts
      </Link>
    </EmptyState>
  );
}

/** The owners of accounts, the largest first; null where nobody owns any. Whoever signs in under an owner's name is that owner. */
function useOwners(line: string) {
  const { user } = useSession();
  const owner = useOwner();
  const { data } = useQuery({ ...countsQuery("owner", { line }), staleTime: 300_000 });
  const own = data?.items.some(({ value }) => value === user.name) === true;
  useEffect(() => {
    if (own && owner === null) setOwner(user.name);
  }, [own, owner, user.name]);
  return data?.items.some(({ value }) => value !== null) === true ? data.items : null;
}

function Name({ row: { source, key, name, website } }: { readonly row: Account }) {
  return (
    <>
      <Link
        to="/accounts/$source/$key"
        params={{ source, key }}
        tabIndex={-1}
        className="font-semibold hover:underline"
      >
        {name ?? website ?? key}
      </Link>{" "}
      {name === null ? null : <span className="text-soft max-md:hidden">{site(website)}</span>}
    </>
  );
}

/** What to do with it, or why there is nothing to do. */
function Done({ row: { action, already } }: { readonly row: Account }) {
  return action === null ? <Soft text={already} /> : action;
}

function Soft({ text }: { readonly text: string | null }) {
  return <span className="text-soft">{text ?? "–"}</span>;
}
