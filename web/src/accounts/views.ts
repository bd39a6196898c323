import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { type Answer, ask } from "../api/ask.ts";
import { queryOf } from "../api/queries.ts";
import type { Items } from "../api/types.ts";
import { kept, useKept } from "../app/kept.ts";
import { useToast } from "../components/toast.tsx";
import { type Filters, filtersIn } from "./filters.ts";

/** A choice of accounts with a name. */
export interface View {
  readonly name: string;
  readonly filters: Filters;
}

/** Those that everybody has. */
export const GIVEN: readonly View[] = [
  { name: "All", filters: {} },
  { name: "Sell to now", filters: { action: ["pursue"] } },
  { name: "Fits, waiting", filters: { action: ["watch"] } },
  { name: "Too little known", filters: { action: ["ask"] } },
];

/** One that is kept. */
export interface SavedView extends View {
  readonly id: string;
  /** Not only whoever kept it sees it. */
  readonly everybody: boolean;
  readonly made_by: string;
}

interface Kept {
  readonly id: string;
  readonly name: string;
  readonly choice: Readonly<Record<string, unknown>>;
  readonly everybody: boolean;
  readonly made_by: string;
}

const PATH = "/api/views";
const PAGE = "accounts";
/** Where views were kept before the server kept them. */
const before = kept("account-views");
const owner = kept("owner");

export interface SavedViews {
  readonly views: readonly SavedView[];
  /** Each gives whether it was done; why not is told. */
  readonly keep: (view: View, everybody: boolean) => Promise<boolean>;
  readonly forget: (view: SavedView) => Promise<boolean>;
  readonly give: (view: SavedView, everybody: boolean) => Promise<boolean>;
}

/** The views that the workspace keeps: everybody's, and one's own. Those that this browser kept go there once. */
export function useSavedViews(): SavedViews {
  const client = useQueryClient();
  const tell = useToast();
  const query = queryOf<Items<Kept>>(PATH, { page: PAGE });
  const { data } = useQuery(query);
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: query.queryKey });
  const done = async (answer: Answer<unknown>): Promise<boolean> => {
    if (!answer.ok) tell({ text: answer.fault.message });
    await again();
    return answer.ok;
  };
  useEffect(() => {
    if (data !== undefined) void takeOver(data.items).then((taken) => (taken ? again() : undefined));
  });
  const views = useMemo(
    () => (data?.items ?? []).map(({ choice, ...one }) => ({ ...one, filters: filtersIn({ ...choice }) })),
    [data],
  );
  return {
    views,
    keep: async (view, everybody) => done(await put(view, everybody)),
    forget: async ({ id }) => done(await ask("DELETE", `${PATH}/${id}`)),
    give: async ({ id }, everybody) => done(await ask("PATCH", `${PATH}/${id}`, { body: { everybody } })),
  };
}

function put({ name, filters }: View, everybody: boolean): Promise<Answer<Kept>> {
  return ask("PUT", PATH, { body: { page: PAGE, name, choice: filters, everybody } });
}

/** Brings what this browser kept to the server, and forgets it here; what the server did not take stays for the next time. */
async function takeOver(there: readonly Kept[]): Promise<boolean> {
  const views = viewsIn(before.get());
  if (before.get() === null) return false;
  before.set(null);
  const names = new Set(there.map(({ name }) => name));
  const left: View[] = [];
  for (const view of views.filter(({ name }) => !names.has(name)))
    if (!(await put({ ...view, name: view.name.slice(0, 60) }, false)).ok) left.push(view);
  if (left.length > 0) before.set(JSON.stringify(left));
  return views.length > left.length;
}

function viewsIn(text: string | null): readonly View[] {
  try {
    const found: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(found)) return [];
    return found.flatMap((one: { name?: unknown; filters?: unknown } | null) =>
      typeof one?.name === "string" && typeof one.filters === "object" && one.filters !== null
        ? [{ name: one.name, filters: filtersIn({ ...one.filters }) }]
        : [],
    );
  } catch {
    return [];
  }
}

/** Who somebody is in the CRM: the owner whose accounts are theirs. Null until they said so. */
export function useOwner(): string | null {
  return useKept(owner);
}

export function setOwner(name: string | null): void {
  owner.set(name);
}
