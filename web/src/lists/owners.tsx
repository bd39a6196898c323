import { useQuery } from "@tanstack/react-query";
import { ask } from "../api/ask.ts";
import { faultOf, orThrow } from "../api/fault-error.ts";
import { useLine } from "../app/line.ts";
import { ErrorState } from "../components/error-state.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { Wide } from "../components/wide.tsx";
import type { Entries, Entry, List } from "./types.ts";

/** Accounts that owners are counted over. */
const MOST = 1_000;

interface Held {
  readonly name: string;
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** How many accounts of each tier each owner has to work. */
export function Owners({ list }: { readonly list: List }) {
  const line = useLine();
  const path = `/api/lists/${encodeURIComponent(list.name)}`;
  const { data, error, refetch } = useQuery({
    queryKey: [path, "owners", line],
    queryFn: async ({ signal }) => orThrow(await ask<Entries>("GET", path, { query: { line, limit: MOST }, signal })),
  });
  if (error !== null)
    return <ErrorState title="The owners could not be counted" fault={faultOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton lines={6} title={false} />;
  const held = heldBy(data.items);
  const most = Math.max(1, ...held.map(({ a, b, c }) => a + b + c));
  const limit = list.spec.per_owner;
  if (held.every(({ name }) => name === ""))
    return (
      <p className="max-w-prose text-soft">
        The accounts of this list name no owner. Import accounts with a column that says whose they are, then make the
        list again: it can then hold so many per owner as one person can work.
      </p>
    );
  const title = "Accounts by owner and tier";
  return (
    <>
      <p className="mb-3 max-w-prose text-soft">
        {limit === null
          ? "No owner has a limit: “How it is made” sets one, and who ranks below it comes into tier C."
          : `An owner has ${limit.toLocaleString()} accounts of A and B at most.`}
        {data.total > MOST ? ` Counted over the first ${MOST.toLocaleString()} of the list.` : ""}
      </p>
      <Wide label={title}>
        <table className="plain">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col">owner</th>
              <th scope="col">
                <span className="sr-only">bar</span>
              </th>
              {["A", "B", "C"].map((tier) => (
                <th key={tier} scope="col" className="number">
                  {tier}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {held.map(({ name, a, b, c }) => (
              <tr key={name}>
                <th scope="row" className="w-48">
                  {name === "" ? <span className="text-soft">nobody</span> : <strong>{name}</strong>}
                </th>
                <td className="min-w-32 align-middle">
                  <span className="flex h-2" aria-hidden="true">
                    <span className="bg-high" style={{ width: `${(a / most) * 100}%` }} />
                    <span className="bg-medium" style={{ width: `${(b / most) * 100}%` }} />
                    <span className="bg-low" style={{ width: `${(c / most) * 100}%` }} />
                  </span>
                </td>
                <td className="number w-14">{a.toLocaleString()}</td>
                <td className="number w-14">{b.toLocaleString()}</td>
                <td className="number w-14">{c.toLocaleString()}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}

/** Owners with their accounts, the fullest first; accounts without owner are as of one, and last. */
function heldBy(entries: readonly Entry[]): readonly Held[] {
  const names = [...new Set(entries.filter(({ tier }) => tier !== null).map(({ owner }) => owner ?? ""))];
  const count = (name: string, tier: string): number =>
    entries.filter((one) => (one.owner ?? "") === name && one.tier === tier).length;
  return names
    .map((name) => ({ name, a: count(name, "A"), b: count(name, "B"), c: count(name, "C") }))
    .sort(
      (x, y) => Number(x.name === "") - Number(y.name === "") || y.a + y.b - x.a - x.b || (x.name < y.name ? -1 : 1),
    );
}
